"""三张清单: the three public lists, narrowed, printed, as open data, with what changed and when."""

import io
import json
from collections.abc import Iterator
from datetime import date

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yangguan.foundation.language.chinese import CHINESE
from yangguan.foundation.web.access import public
from yangguan.foundation.web.components import Link, PagerLinks, StateTag, Tone, current
from yangguan.foundation.web.page_cache import cached_for_strangers
from yangguan.foundation.web.pages import ON_PARAMETER, asked_cursor
from yangguan.portals.applicant.addresses import home_crumb, page_url
from yangguan.portals.applicant.list_filters import ListAsked, list_asked, list_choices
from yangguan.portals.applicant.requests import PublicRequest
from yangguan.portals.applicant.search_filters import list_name
from yangguan.portals.applicant.views.search import next_page
from yangguan.registers.catalogue import changes
from yangguan.registers.catalogue import queries as catalogue
from yangguan.registers.catalogue.changes import ChangeKind
from yangguan.registers.catalogue.interchange.csv_tables import csv_writer, guarded
from yangguan.registers.catalogue.queries import ItemLine, ItemList
from yangguan.registers.organisations import queries as organisations

PAGE = 50
# Of a file, rows read with one query.
FILE_PAGE = 500
TOWN_LEVEL = 4
CSV, JSON = "csv", "json"
TONES = {
    ChangeKind.ADDED: Tone.OK,
    ChangeKind.CHANGED: Tone.INFO,
    ChangeKind.SUSPENDED: Tone.WARN,
    ChangeKind.WITHDRAWN: Tone.BAD,
    ChangeKind.RESUMED: Tone.OK,
}


@public
@require_safe
@cached_for_strangers
def about_lists(request: PublicRequest) -> HttpResponse:
    """
    The three lists with their numbers, and the items of the chosen one, narrowed as asked.

    Nine queries. Source: 国办函〔2016〕108号.
    """
    asked = list_asked(request.GET)
    counts = catalogue.item_list_counts()
    lines, beyond = asked.page(after=request.GET.get("after", "")[:300], limit=PAGE)
    name = list_name(asked.item_list)
    context = {
        "lists": [
            Link(
                _("%(name)s（%(count)s）") % {"name": list_name(each), "count": counts[each]},
                f"?list={each}",
                is_current=each is asked.item_list,
            )
            for each in ItemList
        ],
        "title": name,
        "asked": asked,
        "choices": list_choices(
            asked,
            departments=catalogue.departments_with_items(),
            person_themes=catalogue.themes("person"),
            organisation_themes=catalogue.themes("organisation"),
            towns=organisations.regions(levels=(TOWN_LEVEL,)),
        ),
        "items": lines,
        "today": timezone.localdate(),
        "pager": next_page(beyond, list=asked.item_list, **_kept(asked)),
        "crumbs": current([home_crumb(), (_("公开"), page_url("publications"))], _("三张清单")),
        "section": "publications",
    }
    return render(request, "applicant/lists/page.html", context)


@public
@require_safe
@cached_for_strangers
def list_changes(request: PublicRequest) -> HttpResponse:
    """What was added, changed, suspended, withdrawn, newest first. Two queries."""
    until = _day(request.GET.get("until", ""))
    found, beyond = changes.item_changes(cursor=asked_cursor(request.GET), until=until)
    kept = f"until={until.isoformat()}&" if until else ""
    context = {
        "changes": [(each, StateTag(str(each.kind.label), TONES[each.kind])) for each in found],
        "until": until,
        "pager": PagerLinks(
            on_url=f"?{kept}{ON_PARAMETER}={beyond.encode()}" if beyond else None,
            on_word=_("更早的"),
        ),
        "crumbs": current(
            [
                home_crumb(),
                (_("公开"), page_url("publications")),
                (_("三张清单"), page_url("about-lists")),
            ],
            _("变更记录"),
        ),
        "section": "publications",
    }
    return render(request, "applicant/lists/changes.html", context)


@public
@require_safe
def list_file(request: PublicRequest, name: str, form: str) -> StreamingHttpResponse:
    """
    A whole list as open data, narrowed as the page is: CSV for spreadsheets, or JSON. In Chinese.

    Written as it is read, 500 items a query, so that no list is too long.
    """
    if name not in set(ItemList) or form not in (CSV, JSON):
        raise Http404
    asked = list_asked(request.GET, name=name)
    with translation.override(CHINESE):
        file_name = f"{list_name(asked.item_list)}-{timezone.localdate():%Y%m%d}.{form}"
    lines = _csv(asked) if form == CSV else _json(asked)
    types = {CSV: "text/csv; charset=utf-8", JSON: "application/json"}
    response = StreamingHttpResponse(lines, content_type=types[form])
    response["Content-Disposition"] = content_disposition_header(True, file_name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _kept(asked: ListAsked) -> dict[str, str]:
    return {
        "department": str(asked.department or ""),
        "audience": asked.audience,
        "theme": asked.theme,
        "town": asked.town,
    }


def _all(asked: ListAsked) -> Iterator[ItemLine]:
    after: str | None = ""
    while after is not None:
        lines, after = asked.page(after=after, limit=FILE_PAGE)
        yield from lines


def _csv(asked: ListAsked) -> Iterator[str]:
    """A text that begins like a formula is guarded: no spreadsheet carries it out."""
    out = io.StringIO()
    writer = csv_writer(out)
    writer.writerow(["实施编码", "事项名称", "事项类型", "实施主体", "承诺时限", "能否网上办"])
    for line in _all(asked):
        writer.writerow([guarded(cell) for cell in _cells(line)])
        if out.tell() > 16_000:
            yield out.getvalue()
            out.seek(0)
            out.truncate()
    yield out.getvalue()


def _json(asked: ListAsked) -> Iterator[str]:
    with translation.override(CHINESE):
        head = {"list": asked.item_list.value, "name": list_name(asked.item_list)}
    yield json.dumps(head | {"date": f"{timezone.localdate()}"}, ensure_ascii=False)[:-1]
    yield ', "items": ['
    mark = "\n"
    for line in _all(asked):
        code, name, kind, department, limit, _online = _cells(line)
        item = {
            "task_code": code,
            "name": name,
            "type_name": kind,
            "department_name": department,
            "promised_limit": limit,
            "is_online": line.is_online,
        }
        yield mark + json.dumps(item, ensure_ascii=False)
        mark = ",\n"
    yield "\n]}\n"


def _cells(line: ItemLine) -> tuple[str, str, str, str, str, str]:
    # A generator runs outside of the request's language, or in that of whoever comes next.
    with translation.override(CHINESE):
        limit = line.limit_words
    online = "是" if line.is_online else "否"
    return (line.task_code, line.name, line.type_name, line.department_name, limit, online)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
