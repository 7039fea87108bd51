"""
The components as template tags; each is drawn by one partial in `templates/components/`.

Registered as built-ins, so no template loads them. Values are the dataclasses of
`foundation.web.components`, `fields` and `deadlines`; the gallery shows every one.
"""

import json
from collections.abc import Callable, Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any

import segno
from django import template
from django.template.loader import get_template
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html, json_script
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from yangguan.foundation.identifiers import masking
from yangguan.foundation.web import components as c
from yangguan.foundation.web import formatting, pictures
from yangguan.foundation.web.deadlines import Axis, CellKind, Deadline, cell_paths
from yangguan.foundation.web.fields import FieldView, FileView
from yangguan.foundation.web.moons import SIGNS, Moon
from yangguan.foundation.web.words import script_words

register = template.Library()

_MASKS: dict[str, Callable[[str], str]] = {
    "name": masking.mask_name,
    "document": masking.mask_document_number,
    "phone": masking.mask_phone,
    "bank": masking.mask_bank_account,
    "address": masking.mask_address,
}
_NOTICE_ICONS = {"info": "info", "ok": "check-circle", "warn": "warning", "bad": "warning"}


# ── pictures, scripts ────────────────────────────────────────────────────────────────────


@register.simple_tag
def icon(name: str, size: str = "") -> SafeString:
    """An inline icon, `aria-hidden`. `size`: empty, s or l."""
    return pictures.icon(name, size=size)


@register.simple_tag
def drawing(name: str) -> SafeString:
    """An inline drawing, `aria-hidden`: the logo."""
    return pictures.drawing(name)


@register.simple_tag
def illustration(name: str, css: str = "") -> SafeString:
    """An illustration as an image without a text: it says nothing that the page does not say."""
    width, height = pictures.picture_size(name)
    return format_html(
        '<img src="{}" alt="" width="{}" height="{}" class="{}">',
        static(f"web/svg/{name}.svg"),
        width,
        height,
        css or "art",
    )


@register.simple_tag
def words_for_scripts() -> SafeString:
    """The sentences that the scripts of this page may say, as a JSON element."""
    return json_script(script_words(), "words")


@register.inclusion_tag("components/qr.html")
def qr(text: str, caption: str = "", detail: str = "", css: str = "") -> dict[str, Any]:
    """A QR code of `text` as inline SVG, error correction M, with its caption below."""
    code = segno.make(text, error="m", micro=False)
    out = BytesIO()
    code.save(
        out,
        kind="svg",
        xmldecl=False,
        svgns=False,
        omitsize=True,
        border=1,
        dark="#1f2328",
        lineclass=None,
        svgclass=None,
    )
    label = format_html('<svg role="img" aria-label="{}"', _("二维码"))
    svg = out.getvalue().decode().replace("<svg", label, 1).strip()
    return {"svg": mark_safe(svg), "caption": caption, "detail": detail, "css": css}  # noqa: S308  # drawn here


# ── state, time ─────────────────────────────────────────────────────────────────────────────────


@register.inclusion_tag("components/tag.html")
def tag(state: c.StateTag) -> dict[str, Any]:
    """A state in one word."""
    return {"state": state}


@register.inclusion_tag("components/deadline.html")
def deadline(of: Deadline, is_inline: bool = False) -> dict[str, Any]:
    """Time left for citizens: words first, then a column per working day."""
    cells = of.short_cells if is_inline else of.cells
    return {"of": of, "is_inline": is_inline, "cells": cells}


@register.inclusion_tag("components/clock.html")
def clock(of: Deadline) -> dict[str, Any]:
    """Time left for staff, in one line: cells, words, due day."""
    return {"of": of, "paths": cell_paths(of.cells)}


@register.inclusion_tag("components/day_cells.html")
def day_cells(cells: Sequence[CellKind], width: int = 96) -> dict[str, Any]:
    """Cells alone, hidden from screen readers: put words beside them."""
    return {"paths": cell_paths(cells, width=width), "width": width}


@register.inclusion_tag("components/axis.html")
def day_axis(of: Axis, label: str) -> dict[str, Any]:
    """The large meter of a case page; `label` says it all in words."""
    return {"axis": of, "label": label}


@register.inclusion_tag("components/moon.html")
def moon(sign: Moon | str, word: str) -> dict[str, Any]:
    """The state of a case for staff: sign and word."""
    return {"sign": SIGNS[Moon(sign)], "word": word}


@register.inclusion_tag("components/mark.html")
def mark(kind: c.MarkKind | str, count: int | None = None) -> dict[str, Any]:
    """A mark of supervision; `count` follows the word."""
    of = c.MarkKind(kind)
    return {"kind": of, "word": c.mark_word(of), "count": count}


@register.inclusion_tag("components/verdict.html")
def verdict(kind: c.VerdictKind | str, word: str = "") -> dict[str, Any]:
    """A verdict; `word` replaces the usual one, such as 免提交."""
    of = c.VerdictKind(kind)
    icons = {"ok": "check", "bad": "close", "ask": "question", "open": "minus"}
    return {"kind": of, "word": word or c.verdict_word(of), "icon_name": icons[of]}


@register.inclusion_tag("components/judge.html")
def judge(name: str, label: str, chosen: str = "") -> dict[str, Any]:
    """Three buttons to judge a field; `name` is posted with ok, bad or ask."""
    kinds = (c.VerdictKind.OK, c.VerdictKind.BAD, c.VerdictKind.ASK)
    css = {"ok": "yes", "bad": "no", "ask": "ask"}
    icons = {"ok": "check", "bad": "close", "ask": "question"}
    buttons = [
        (kind, css[kind], icons[kind], c.verdict_word(kind), kind == chosen) for kind in kinds
    ]
    return {"name": name, "label": label, "buttons": buttons}


@register.inclusion_tag("components/presence.html")
def presence(of: c.Presence) -> dict[str, Any]:
    """Who has the case in hand."""
    return {"of": of}


# ── texts and lists ─────────────────────────────────────────────────────────────────────────────


@register.simple_block_tag
def notice(content: str, tone: str = "info", title: str = "", icon_name: str = "") -> str:
    """A notice around its content. `tone`: info, ok, warn, bad."""
    context = {
        "content": content,
        "tone": tone,
        "title": title,
        "icon_name": icon_name or _NOTICE_ICONS[tone],
    }
    return get_template("components/notice.html").render(context)


@register.simple_block_tag
def dialog(content: str, id: str, title: str) -> str:  # noqa: A002  # the attribute's own name
    """A dialog that `data-opens` on a link or button opens; without script the link leads on."""
    context = {"content": content, "id": id, "title": title}
    return get_template("components/dialog.html").render(context)


@register.inclusion_tag("components/breadcrumb.html")
def breadcrumb(links: Sequence[c.Link]) -> dict[str, Any]:
    return {"links": links}


@register.inclusion_tag("components/facts.html")
def facts(rows: Sequence[c.Fact]) -> dict[str, Any]:
    """The three to five things that one wants to know first."""
    return {"rows": rows}


@register.inclusion_tag("components/figures.html")
def figures(rows: Sequence[c.Figure], label: str) -> dict[str, Any]:
    """Large numbers of the staff side in one row."""
    return {"rows": rows, "label": label}


@register.inclusion_tag("components/timeline.html")
def timeline(entries: Sequence[c.TimelineEntry], level: int = 3) -> dict[str, Any]:
    """What happened, happens, will happen. `level` of the headings."""
    return {"entries": entries, "level": level}


@register.inclusion_tag("components/task_list.html")
def task_list(rows: Sequence[c.TaskRow], is_numbered: bool = False) -> dict[str, Any]:
    return {"rows": rows, "is_numbered": is_numbered}


@register.inclusion_tag("components/summary.html")
def summary(rows: Sequence[c.SummaryRow]) -> dict[str, Any]:
    """Questions and answers, to check before one sends."""
    return {"rows": rows}


@register.inclusion_tag("components/source.html")
def source(of: c.Source) -> dict[str, Any]:
    """Where a value came from."""
    return {"of": of}


@register.inclusion_tag("components/steps.html")
def steps(rows: Sequence[c.Step], label: str = "") -> dict[str, Any]:
    """A short fixed sequence."""
    return {"rows": rows, "label": label}


@register.inclusion_tag("components/pager.html")
def pager(links: c.PagerLinks) -> dict[str, Any]:
    """Earlier and later; draws nothing where there is neither."""
    return {"links": links}


@register.inclusion_tag("components/empty.html")
def empty(text: str, art: str = "dunes", url: str = "", action: str = "") -> dict[str, Any]:
    """Nothing found: a picture, a sentence, a way on."""
    return {"text": text, "art": art, "url": url, "action": action}


@register.inclusion_tag("components/licence_card.html")
def licence_card(card: c.LicenceCard) -> dict[str, Any]:
    return {"card": card}


@register.inclusion_tag("components/receipt.html")
def receipt(
    title: str, text: str = "", code: str = "", detail: str = "", tone: str = "ok"
) -> dict[str, Any]:
    """The large answer at the top of a page: received, valid, revoked."""
    icons = {"ok": "check-circle", "warn": "warning", "bad": "warning"}
    return {
        "title": title,
        "text": text,
        "code": code,
        "detail": detail,
        "tone": tone,
        "icon_name": icons[tone],
    }


@register.inclusion_tag("components/chart.html")
def chart(id: str, option: dict[str, Any], caption: str) -> dict[str, Any]:  # noqa: A002  # the attribute
    """An ECharts chart; `option` is data only. Put the same numbers in a table beside it."""
    return {"id": id, "data": json.dumps(option, ensure_ascii=False), "caption": caption}


# ── forms ───────────────────────────────────────────────────────────────────────────────────────


@register.inclusion_tag("components/field.html")
def field(of: FieldView) -> dict[str, Any]:
    """A form field of any kind, with label, hint, error and source."""
    return {"field": of}


@register.inclusion_tag("components/file.html")
def file(of: FileView, name: str = "") -> dict[str, Any]:
    """One uploaded file with its state; `name` of the field that it belongs to."""
    return {"file": of, "name": name}


@register.inclusion_tag("components/error_summary.html")
def error_summary(errors: Sequence[c.FieldError]) -> dict[str, Any]:
    """What is wrong in a form; takes the focus. Draws nothing without errors."""
    return {"errors": errors}


@register.inclusion_tag("components/saved.html")
def saved(words: str, exit_url: str = "", is_failed: bool = False) -> dict[str, Any]:
    """The state of a draft: 已保存 · 今天 10:42. `autosave.js` keeps it true."""
    return {"words": words, "exit_url": exit_url, "is_failed": is_failed}


# ── staff ───────────────────────────────────────────────────────────────────────────────────────


@register.inclusion_tag("components/batch.html")
def batch(acts: Sequence[c.BatchAct], count: int) -> dict[str, Any]:
    """The bar at the foot of a list, inside its form: acts that fit all selected rows."""
    return {"acts": acts, "count": count}


@register.inclusion_tag("components/keys_help.html")
def keys_help(keys: Sequence[c.KeyHelp]) -> dict[str, Any]:
    """The dialog that `?` opens."""
    return {"keys": keys}


@register.inclusion_tag("components/hints.html")
def key_hints(keys: Sequence[c.KeyHelp]) -> dict[str, Any]:
    """The keys of this page in one line."""
    return {"keys": keys}


# ── filters ─────────────────────────────────────────────────────────────────────────────────────


@register.filter
def day(value: date | None) -> str:
    """11月26日（周四）; nothing for None."""
    return formatting.day(value) if value else ""


@register.filter
def short_day(value: date | None) -> str:
    """11-26 周四."""
    return formatting.short_day(value) if value else ""


@register.filter
def moment(value: datetime | None, now: datetime | None = None) -> str:
    """2026-11-19 09:05; with `now`, as seen from then: 今天 09:05."""
    return formatting.moment(value, now=now) if value else ""


@register.filter
def iso(value: date | None) -> str:
    """For the `datetime` attribute of `<time>`."""
    if isinstance(value, datetime):
        value = timezone.localtime(value) if timezone.is_aware(value) else value
        return value.isoformat(timespec="minutes")
    return value.isoformat() if value else ""


@register.filter
def masked(value: str | None, kind: str) -> str:
    """Personal data with stars: `kind` is name, document, phone, bank or address."""
    return _MASKS[kind](value) if value else ""


@register.filter
def yuan(fen: int | None) -> str:
    """1,280.50 元 of 128050 fen."""
    return "" if fen is None else formatting.yuan(fen)


@register.filter
def working_days(days: int | None) -> str:
    """5 个工作日."""
    return "" if days is None else formatting.working_days(days)


@register.filter
def file_size(size: int) -> str:
    """1.8 MB of a number of bytes."""
    return formatting.file_size(size)
