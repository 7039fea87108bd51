"""The forms of the register of laws: their fields, and what was sent in them."""

from collections.abc import Mapping
from datetime import date

from django.http import QueryDict
from django.utils.translation import gettext as _

from yangguan.foundation.web.fields import Choice, FieldKind, FieldView
from yangguan.foundation.web.form_errors import Errors, errors_of
from yangguan.registers.legislation.entries import (
    LONGEST_NAME,
    LONGEST_SOURCE,
    LONGEST_TEXT,
    ArticleEntry,
    LawEntry,
)
from yangguan.registers.legislation.queries import ArticleView, LawView
from yangguan.registers.legislation.states import LawKind

Values = Mapping[str, str]


def law_values(law: LawView) -> dict[str, str]:
    """What a law says now, as its form holds it."""
    return {
        "name": law.name,
        "kind": law.kind.value,
        "document_number": law.document_number,
        "issuer": law.issuer,
        "adopted_date": _iso(law.adopted_date),
        "effective_date": _iso(law.effective_date),
        "source": law.source,
    }


def law_fields(values: Values, errors: Errors) -> list[FieldView]:
    """名称, 种类, 制定机关 …"""
    kinds = tuple(
        Choice(kind.value, str(kind.label), is_chosen=kind.value == values.get("kind"))
        for kind in LawKind
    )
    return [
        _field("name", _("全称"), values, errors, length=LONGEST_NAME,
               hint=_("照公布的写，例如“中华人民共和国行政许可法”；简称由系统认出。")),
        FieldView("kind", FieldKind.CHOICE, _("种类"), choices=kinds, error=errors.get("kind", "")),
        _field("issuer", _("制定机关"), values, errors, length=LONGEST_NAME),
        _field("document_number", _("文号"), values, errors, length=LONGEST_NAME, required=False),
        _date("adopted_date", _("通过日期"), values, errors, required=False),
        _date("effective_date", _("施行日期"), values, errors),
        _field("source", _("文本来源"), values, errors, length=LONGEST_SOURCE, required=False,
               hint=_("从哪里取得、和哪个文本核对过。")),
    ]  # fmt: skip


def read_law(sent: QueryDict) -> tuple[LawEntry, dict[str, str], Errors]:
    """The entry, what was sent as text, and every fault by field."""
    names = ("name", "kind", "issuer", "document_number", "adopted_date", "effective_date",
             "source")  # fmt: skip
    values = _sent(sent, *names)
    errors: Errors = {}
    entry = LawEntry(
        name=values["name"],
        kind=values["kind"],
        issuer=values["issuer"],
        document_number=values["document_number"],
        adopted_date=read_day(values, "adopted_date", errors),
        effective_date=read_day(values, "effective_date", errors),
        source=values["source"],
    )
    return entry, values, errors_of(*entry.faults(), known=errors)


def article_values(article: ArticleView) -> dict[str, str]:
    """What an article says now, as its form holds it."""
    return {
        "label": article.line.label,
        "text": article.line.text,
        "is_text_checked": "true" if article.line.is_text_checked else "false",
        "in_force_from": _iso(article.in_force_from),
    }


def article_fields(values: Values, errors: Errors) -> list[FieldView]:
    """条号, 条文 …"""
    chosen = values.get("is_text_checked", "false")
    answers = (("true", _("已核对")), ("false", _("还没有核对")))
    checked = tuple(Choice(value, label, is_chosen=value == chosen) for value, label in answers)
    return [
        _field("label", _("条号"), values, errors, length=30, width="m",
               hint=_("例如“第九条”“第十三条之一”。")),
        FieldView("text", FieldKind.LONGTEXT, _("条文"), value=values.get("text", ""),
                  is_required=False, error=errors.get("text", ""), max_length=LONGEST_TEXT,
                  hint=_("整条照录，款和项各起一行；暂时没有可以空着。")),
        FieldView("is_text_checked", FieldKind.CHOICE, _("和公布的文本"), choices=checked,
                  error=errors.get("is_text_checked", "")),
        _date("in_force_from", _("本条施行日期"), values, errors, required=False,
              hint=_("和全文同日施行的空着。")),
    ]  # fmt: skip


def read_article(sent: QueryDict) -> tuple[ArticleEntry, dict[str, str], Errors]:
    """The entry, what was sent as text, and every fault by field."""
    values = _sent(sent, "label", "text", "is_text_checked", "in_force_from")
    errors: Errors = {}
    entry = ArticleEntry(
        label=values["label"],
        text=values["text"],
        is_text_checked=values["is_text_checked"] == "true",
        in_force_from=read_day(values, "in_force_from", errors),
    )
    return entry, values, errors_of(*entry.faults(), known=errors)


def ending_fields(values: Values, errors: Errors, *, has_successor: bool) -> list[FieldView]:
    """失效日期, 原因, and for an article what takes its place."""
    fields = [
        _date("ended_date", _("失效日期"), values, errors, hint=_("从这一天起不再适用。")),
        reason_field(values, errors),
    ]
    if has_successor:
        fields.append(
            _field("replaced_by", _("代替它的条文"), values, errors, length=LONGEST_NAME,
                   required=False, hint=_("写成《法规名称》第几条，要先登记；没有就空着。"))
        )  # fmt: skip
    return fields


def reason_field(values: Values, errors: Errors) -> FieldView:
    """原因."""
    return _field(
        "reason", _("依据"), values, errors, length=LONGEST_SOURCE,
        hint=_("依据哪个决定、哪部新法，例如“2026年6月1日《国务院关于修改部分行政法规的决定》第三条”。"),
    )  # fmt: skip


def read_ending(sent: QueryDict) -> tuple[dict[str, str], Errors, date | None]:
    """What was sent about an end, its faults, and the day."""
    values = _sent(sent, "ended_date", "reason", "replaced_by")
    errors: Errors = {}
    day = read_day(values, "ended_date", errors)
    if day is None:
        errors.setdefault("ended_date", _("请填写失效日期。"))
    if not values["reason"]:
        errors["reason"] = _("请写明依据哪个决定、哪部新法。")
    return values, errors, day


def read_day(values: Values, name: str, errors: Errors) -> date | None:
    """The day of a field, or a fault."""
    if not values[name]:
        return None
    try:
        return date.fromisoformat(values[name])
    except ValueError:
        errors[name] = _("请填写日期，例如 2026-07-01。")
        return None


def _sent(sent: QueryDict, *names: str) -> dict[str, str]:
    return {name: sent.get(name, "").strip() for name in names}


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _field(
    name: str,
    label: str,
    values: Values,
    errors: Errors,
    *,
    length: int,
    required: bool = True,
    hint: str = "",
    width: str = "",
) -> FieldView:
    return FieldView(
        name,
        FieldKind.TEXT,
        label,
        hint=hint,
        value=values.get(name, ""),
        is_required=required,
        error=errors.get(name, ""),
        max_length=length,
        width=width,
    )


def _date(
    name: str, label: str, values: Values, errors: Errors, *, required: bool = True, hint: str = ""
) -> FieldView:
    return FieldView(
        name,
        FieldKind.DATE,
        label,
        hint=hint,
        value=values.get(name, ""),
        is_required=required,
        error=errors.get(name, ""),
    )
