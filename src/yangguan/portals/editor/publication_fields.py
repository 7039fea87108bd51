"""The form of a publication: fields to draw, and what was posted as a text."""

from collections.abc import Mapping
from datetime import date

from django.http import QueryDict
from django.utils.translation import gettext as _

from yangguan.foundation.web.fields import Choice, FieldKind, FieldView
from yangguan.registers.publications.errors import FieldNotUnderstood
from yangguan.registers.publications.kinds import KINDS, VALIDITIES
from yangguan.registers.publications.queries import PublicationLine
from yangguan.registers.publications.rules import CHANGE_NOTE, LABELS, LIMITS
from yangguan.registers.publications.text import PublicationText

DATES = ("publish_date", "effective_date", "expire_date")


def read_text(posted: QueryDict) -> tuple[PublicationText, FieldNotUnderstood | None]:
    """The text that a form holds, and what is wrong with a date that it had to leave out."""
    days: dict[str, date | None] = dict.fromkeys(DATES)
    fault = None
    for name in DATES:
        try:
            days[name] = _day(posted, name)
        except FieldNotUnderstood as refusal:
            fault = fault or refusal
    text = PublicationText(
        kind=_line(posted, "kind"),
        title=_line(posted, "title"),
        # As browsers send it; kept as one would write it.
        body=posted.get("body", "").replace("\r\n", "\n"),
        issuer=_line(posted, "issuer"),
        document_number=_line(posted, "document_number"),
        publish_date=days["publish_date"],
        effective_date=days["effective_date"],
        expire_date=days["expire_date"],
        status=_line(posted, "status"),
        source=_line(posted, "source"),
        items=tuple(dict.fromkeys(posted.getlist("items"))),
        explains=_line(posted, "explains"),
    )
    return text, fault


def text_fields(
    text: PublicationText,
    *,
    typed: Mapping[str, str],
    explained: list[PublicationLine],
    errors: Mapping[str, str],
) -> dict[str, FieldView]:
    """
    The fields by name. `typed`: what was sent in place of what a text can hold, a date that is
    none for example.
    """
    explains = [Choice("", _("没有"), is_chosen=not text.explains)] + [
        Choice(each.code, each.title, is_chosen=each.code == text.explains) for each in explained
    ]
    if text.explains and all(each.code != text.explains for each in explained):
        explains.append(Choice(text.explains, text.explains, is_chosen=True))
    fields = [
        _choice("kind", KINDS, text.kind, errors),
        _field("title", FieldKind.TEXT, text.title, errors, hint=_("常见问题写问题本身。")),
        _field("issuer", FieldKind.TEXT, text.issuer, errors),
        _field("document_number", FieldKind.TEXT, text.document_number, errors, is_required=False),
        _choice("status", VALIDITIES, text.status, errors),
        *(
            _field(
                name,
                FieldKind.DATE,
                typed.get(name) or _iso(getattr(text, name)),
                errors,
                is_required=False,
                hint=_("不填，就是发布当天。") if name == "publish_date" else "",
            )
            for name in DATES
        ),
        _field("source", FieldKind.TEXT, text.source, errors, is_required=False),
        FieldView(
            name="explains",
            kind=FieldKind.CHOICE,
            label=str(LABELS["explains"]),
            hint=_("类别是政策解读时选。"),
            choices=tuple(explains),
            is_required=False,
            error=errors.get("explains", ""),
        ),
    ]
    return {each.name: each for each in fields}


def note_field(value: str, errors: Mapping[str, str]) -> FieldView:
    """What is new in this version, for the history that everybody reads."""
    return FieldView(
        name="change_note",
        kind=FieldKind.TEXT,
        label=str(CHANGE_NOTE),
        hint=_("和上一版比改了什么，公开显示。"),
        value=value,
        is_required=False,
        max_length=500,
        error=errors.get("change_note", ""),
    )


def _field(
    name: str,
    kind: FieldKind,
    value: str,
    errors: Mapping[str, str],
    *,
    is_required: bool = True,
    hint: str = "",
) -> FieldView:
    return FieldView(
        name=name,
        kind=kind,
        label=str(LABELS[name]),
        hint=hint,
        value=value,
        is_required=is_required,
        max_length=LIMITS.get(name),
        error=errors.get(name, ""),
    )


def _choice(name: str, words: tuple[str, ...], chosen: str, errors: Mapping[str, str]) -> FieldView:
    return FieldView(
        name=name,
        kind=FieldKind.CHOICE,
        label=str(LABELS[name]),
        choices=tuple(Choice(each, _(each), is_chosen=each == chosen) for each in words),
        error=errors.get(name, ""),
    )


def _line(posted: QueryDict, name: str) -> str:
    return " ".join(posted.get(name, "").split())


def _day(posted: QueryDict, name: str) -> date | None:
    value = posted.get(name, "").strip()
    if not value:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        reason = _("请写成 2026-07-01 这样。")
        raise FieldNotUnderstood(field=name, label=LABELS[name], reason=reason) from None


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
