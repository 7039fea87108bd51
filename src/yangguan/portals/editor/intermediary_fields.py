"""The forms of intermediary services and agencies: fields to draw, and what was posted as terms."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, TypeVar

from django.db.models import TextChoices
from django.http import QueryDict
from django.utils.translation import gettext as _

from yangguan.foundation.web.fields import (
    Choice,
    Column,
    FieldKind,
    FieldView,
    posted_rows,
)
from yangguan.foundation.web.parameters import whole_number
from yangguan.registers.intermediaries.errors import TermsNotAccepted
from yangguan.registers.intermediaries.rules import (
    LIMITS,
    AgencyTerms,
    OfferTerms,
    Rating,
    ServiceTerms,
)
from yangguan.registers.intermediaries.states import AgencyState, PriceKind, ServiceState

OFFERS = "offers"
_MOST_DIGITS = 12

Member = TypeVar("Member", bound=TextChoices)
Typed = Mapping[str, str]
Errors = Mapping[str, str]


def service_fields(typed: Typed, errors: Errors) -> list[FieldView]:
    """The form of a service, filled with what was typed or is kept."""
    return [
        _text("name", _("名称"), typed, errors),
        FieldView(
            name="is_mandatory",
            kind=FieldKind.BOOLEAN,
            label=_("法定，办事前必须做"),
            value=typed.get("is_mandatory", "false"),
            error=errors.get("is_mandatory", ""),
        ),
        _text(
            "basis", _("依据"), typed, errors, hint=_("法定的必须写，写到条。"), is_required=False
        ),
        _text("outcome", _("成果"), typed, errors, is_required=False),
        _number("limit_days", _("时限"), typed, errors, unit=_("个工作日"), is_required=False),
        _choice("price_kind", _("定价方式"), PriceKind.choices, typed, errors),
        _text("payer", _("费用由谁承担"), typed, errors, is_required=False),
        _choice("state", _("状态"), ServiceState.choices, typed, errors),
    ]


def agency_fields(
    typed: Typed,
    errors: Errors,
    *,
    services: list[tuple[str, str]],
    rows: tuple[dict[str, str], ...],
    extra_row: bool = False,
) -> list[FieldView]:
    """The form of an agency with its offers, filled with what was typed or is kept."""
    return [
        _text("name", _("名称"), typed, errors),
        _text("credit_code", _("统一社会信用代码"), typed, errors, most=18),
        _text("contact", _("联系电话"), typed, errors),
        _text("address", _("地址"), typed, errors, is_required=False),
        _text("qualification", _("资质"), typed, errors, is_required=False),
        _text("note", _("说明"), typed, errors, is_required=False),
        _choice("state", _("状态"), AgencyState.choices, typed, errors),
        FieldView(
            name=OFFERS,
            kind=FieldKind.TABLE,
            label=_("服务和价格"),
            hint=_("价格以元为单位，时限以工作日计。"),
            columns=offer_columns(services),
            rows=(*rows, {}) if extra_row else rows,
            row_errors=_row_errors(errors),
            error=errors.get(OFFERS, ""),
            is_required=False,
        ),
        _text(
            "rating", _("评分"), typed, errors, hint=_("1 到 5，最多一位小数。"), is_required=False
        ),
        _number(
            "rating_count", _("参加评分的人数"), typed, errors, unit=_("人"), is_required=False
        ),
        _text("rating_source", _("评分来源"), typed, errors, is_required=False),
        FieldView(
            name="rating_date",
            kind=FieldKind.DATE,
            label=_("统计到哪天"),
            value=typed.get("rating_date", ""),
            error=errors.get("rating_date", ""),
            is_required=False,
        ),
    ]


def offer_columns(services: list[tuple[str, str]]) -> tuple[Column, ...]:
    """The columns of the table of offers."""
    choices = tuple(Choice(code, name) for code, name in services)
    return (
        Column("service", _("服务"), FieldKind.CHOICE, choices),
        Column("lowest", _("最低价")),
        Column("highest", _("最高价")),
        Column("unit", _("单位")),
        Column("promised_days", _("时限")),
    )


def read_service(posted: QueryDict) -> ServiceTerms:
    """The service that a form describes. Raises `TermsNotAccepted`."""
    days = posted.get("limit_days", "").strip()
    return ServiceTerms(
        name=_line(posted, "name"),
        basis=_line(posted, "basis"),
        outcome=_line(posted, "outcome"),
        is_mandatory=posted.get("is_mandatory") == "true",
        limit_days=_whole(days, "limit_days") if days else None,
        price_kind=_member(PriceKind, posted.get("price_kind", ""), "price_kind"),
        payer=_line(posted, "payer"),
        state=_member(ServiceState, posted.get("state", ""), "state"),
        items=tuple(dict.fromkeys(posted.getlist("items"))),
    )


def read_agency(posted: QueryDict) -> AgencyTerms:
    """The agency that a form describes. Raises `TermsNotAccepted`."""
    return AgencyTerms(
        name=_line(posted, "name"),
        credit_code=_line(posted, "credit_code").upper(),
        contact=_line(posted, "contact"),
        address=_line(posted, "address"),
        qualification=_line(posted, "qualification"),
        note=_line(posted, "note"),
        state=_member(AgencyState, posted.get("state", ""), "state"),
        rating=_rating(posted),
    )


def posted_offers(posted: QueryDict, services: list[tuple[str, str]]) -> tuple[dict[str, str], ...]:
    """The rows of the table of offers as they were typed."""
    return posted_rows(posted, name=OFFERS, columns=offer_columns(services), most=60)


def read_offers(rows: tuple[dict[str, str], ...]) -> list[OfferTerms]:
    """What the rows offer. Raises `TermsNotAccepted` with row and column."""
    offers = []
    for index, row in enumerate(rows):
        place = f"{OFFERS}.{index}"
        lowest = _fen(row["lowest"], f"{place}.lowest")
        highest = _fen(row["highest"], f"{place}.highest") if row["highest"] else lowest
        days = _whole(row["promised_days"], f"{place}.promised_days")
        offers.append(OfferTerms(row["service"], lowest, highest, row["unit"], days))
    return offers


def yuan_text(fen: int) -> str:
    """600 or 2.50, to be typed over."""
    return f"{fen // 100}.{fen % 100:02}" if fen % 100 else str(fen // 100)


def _rating(posted: QueryDict) -> Rating | None:
    text = posted.get("rating", "").strip()
    if not text:
        return None
    try:
        tenths = Decimal(text) * 10
    except InvalidOperation:
        tenths = Decimal("0.5")
    if not tenths.is_finite() or tenths != int(tenths):
        raise TermsNotAccepted(field="rating", reason=_("评分在 1 到 5 之间，最多一位小数。"))
    try:
        counted = date.fromisoformat(posted.get("rating_date", ""))
    except ValueError:
        reason = _("请填写评分统计到哪天。")
        raise TermsNotAccepted(field="rating_date", reason=reason) from None
    return Rating(
        tenths=int(tenths),
        count=_whole(posted.get("rating_count", ""), "rating_count"),
        source=_line(posted, "rating_source"),
        counted_date=counted,
    )


def _fen(text: str, field: str) -> int:
    try:
        fen = Decimal(text[:_MOST_DIGITS].replace(",", "")) * 100
    except InvalidOperation:
        fen = Decimal("0.5")
    if not fen.is_finite() or fen != int(fen) or fen < 0:
        raise TermsNotAccepted(field=field, reason=_("请填写价格，例如 600 或者 2.50。"))
    return int(fen)


def _whole(text: str, field: str) -> int:
    number = whole_number(text.strip(), digits=8)
    if number is None:
        raise TermsNotAccepted(field=field, reason=_("请填写整数。"))
    return number


def _member(kind: type[Member], value: str, field: str) -> Member:
    try:
        return kind(value)
    except ValueError:
        raise TermsNotAccepted(field=field, reason=_("请选择一项。")) from None


def _line(posted: QueryDict, name: str) -> str:
    return " ".join(posted.get(name, "").split())


def _text(
    name: str,
    label: str,
    typed: Typed,
    errors: Errors,
    *,
    hint: str = "",
    is_required: bool = True,
    most: int | None = None,
) -> FieldView:
    return FieldView(
        name=name,
        kind=FieldKind.TEXT,
        label=label,
        hint=hint,
        value=typed.get(name, ""),
        is_required=is_required,
        max_length=most or LIMITS.get(name),
        error=errors.get(name, ""),
    )


def _number(
    name: str, label: str, typed: Typed, errors: Errors, *, unit: str, is_required: bool
) -> FieldView:
    return FieldView(
        name=name,
        kind=FieldKind.NUMBER,
        label=label,
        value=typed.get(name, ""),
        unit=unit,
        is_required=is_required,
        error=errors.get(name, ""),
    )


def _choice(
    name: str, label: str, options: list[tuple[str, Any]], typed: Typed, errors: Errors
) -> FieldView:
    chosen = typed.get(name, options[0][0])
    return FieldView(
        name=name,
        kind=FieldKind.CHOICE,
        label=label,
        choices=tuple(
            Choice(value, str(word), is_chosen=value == chosen) for value, word in options
        ),
        error=errors.get(name, ""),
    )


def _row_errors(errors: Errors) -> dict[tuple[int, str], str]:
    found = {}
    for field, words in errors.items():
        table, _dot, place = field.partition(".")
        index, _dot, column = place.partition(".")
        row = whole_number(index)
        if table == OFFERS and row is not None and column:
            found[row, column] = words
    return found
