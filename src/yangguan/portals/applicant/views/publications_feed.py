"""公开信息订阅: the newest publications for feed readers and for other websites."""

from datetime import date, datetime, time
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yangguan.foundation.web.access import public
from yangguan.foundation.web.page_cache import cached_for_strangers
from yangguan.portals.applicant.addresses import page_url, public_url
from yangguan.portals.applicant.requests import PublicRequest
from yangguan.portals.applicant.views.publications import Asked, asked_publications
from yangguan.registers.publications import queries

NEWEST = 30
FORMATS: dict[str, type[Atom1Feed | Rss201rev2Feed]] = {"atom": Atom1Feed, "rss": Rss201rev2Feed}


@public
@require_safe
@cached_for_strangers
def publications_feed(request: PublicRequest, form: str) -> HttpResponse:
    """
    The newest publications as Atom (RFC 4287) or RSS 2.0, of the kind and with the words that the
    list of the same query shows. One query.
    """
    if form not in FORMATS:
        raise Http404
    asked = asked_publications(request)
    page = queries.publications(wanted=asked.wanted, limit=NEWEST)
    feed = FORMATS[form](
        title=feed_title(asked),
        link=public_url(_with_query("publications", asked)),
        feed_url=public_url(_with_query("publications-feed", asked, form)),
        description=_("法规、政策、通知公告，发布就有。"),
        language=get_language(),
    )
    for each in page.items:
        at = _beginning_of(each.publish_date)
        address = public_url(page_url("publication", each.code))
        feed.add_item(
            title=each.title,
            link=address,
            # Not made of the day, as by default: a corrected day would make it another entry.
            unique_id=address,
            description=f"{_(each.kind)} · {each.issuer}",
            author_name=each.issuer,
            categories=[_(each.kind)],
            pubdate=at,
            updateddate=at,
        )
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)


def feed_title(asked: Asked) -> str:
    """What a reader's list of subscriptions calls this one."""
    words = [_("敦煌市政务公开")]
    if asked.kind:
        words.append(_(asked.kind))
    if asked.text:
        words.append(f"“{asked.text}”")
    return " · ".join(words)


def _with_query(name: str, asked: Asked, *args: object) -> str:
    query = urlencode(asked.query)
    return f"{page_url(name, *args)}?{query}" if query else page_url(name, *args)


def _beginning_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
