"""Pure rules of intermediary services: what can be kept, and what a price says."""

from dataclasses import dataclass, fields
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yangguan.foundation.identifiers.credit_code import parse_credit_code
from yangguan.foundation.identifiers.errors import InvalidCreditCode
from yangguan.foundation.web.formatting import yuan
from yangguan.registers.intermediaries.errors import TermsNotAccepted
from yangguan.registers.intermediaries.states import AgencyState, PriceKind, ServiceState

MAX_DAYS = 365
MAX_FEN = 100_000_000_00
FIVE_STARS = 50
MOST_ITEMS = 100
LABELS = {
    "name": gettext_lazy("名称"),
    "basis": gettext_lazy("依据"),
    "outcome": gettext_lazy("成果"),
    "payer": gettext_lazy("费用由谁承担"),
    "contact": gettext_lazy("联系电话"),
    "address": gettext_lazy("地址"),
    "qualification": gettext_lazy("资质"),
    "note": gettext_lazy("说明"),
    "rating_source": gettext_lazy("评分来源"),
    "unit": gettext_lazy("计价单位"),
}
LIMITS = {
    "name": 200,
    "basis": 500,
    "outcome": 200,
    "payer": 100,
    "contact": 60,
    "address": 200,
    "qualification": 500,
    "note": 500,
    "rating_source": 100,
    "unit": 20,
}


@dataclass(frozen=True, slots=True)
class ServiceTerms:
    """What an entry of the list of intermediary services says. `limit_days`: working days."""

    name: str
    basis: str
    outcome: str
    is_mandatory: bool
    limit_days: int | None
    price_kind: PriceKind
    payer: str
    state: ServiceState
    items: tuple[str, ...]  # implementation codes


@dataclass(frozen=True, slots=True)
class Rating:
    """
    How an agency was rated: `tenths` of a star (46 is 4.6 of 5), by how many, as counted by whom.

    The platform does not rate agencies itself; it shows what a named source has counted.
    """

    tenths: int
    count: int
    source: str
    counted_date: date

    @property
    def stars(self) -> str:
        """4.6 of 46."""
        return f"{self.tenths // 10}.{self.tenths % 10}"


@dataclass(frozen=True, slots=True)
class AgencyTerms:
    """What an entry of the directory of agencies says."""

    name: str
    credit_code: str
    contact: str
    address: str
    qualification: str
    note: str
    state: AgencyState
    rating: Rating | None


@dataclass(frozen=True, slots=True)
class OfferTerms:
    """A service at an agency: price in fen by a unit (项, 次, 平方米), promise in working days."""

    service: str  # code of the service
    lowest_fen: int
    highest_fen: int
    unit: str
    promised_days: int


def ensure_service(terms: ServiceTerms) -> None:
    """Raises `TermsNotAccepted` with the field."""
    _ensure_texts(terms, required=("name",))
    if terms.is_mandatory and not terms.basis.strip():
        # 优化营商环境条例 第四十三条: without law, regulation or State Council decision, none.
        reason = _("法定的中介服务要写明法律、法规或者国务院决定依据，写到条。")
        raise TermsNotAccepted(field="basis", reason=reason)
    if terms.limit_days is not None and not 1 <= terms.limit_days <= MAX_DAYS:
        raise TermsNotAccepted(field="limit_days", reason=_days_words())
    if len(terms.items) > MOST_ITEMS:
        reason = _("最多关联 %(most)d 个事项。") % {"most": MOST_ITEMS}
        raise TermsNotAccepted(field="items", reason=reason)


def ensure_agency(terms: AgencyTerms) -> None:
    """Raises `TermsNotAccepted` with the field."""
    _ensure_texts(terms, required=("name", "contact"))
    try:
        parse_credit_code(terms.credit_code)
    except InvalidCreditCode as error:
        raise TermsNotAccepted(field="credit_code", reason=error.message) from None
    rating = terms.rating
    if rating is None:
        return
    if not 10 <= rating.tenths <= FIVE_STARS:
        raise TermsNotAccepted(field="rating", reason=_("评分在 1 到 5 之间，最多一位小数。"))
    if rating.count < 1:
        raise TermsNotAccepted(field="rating_count", reason=_("请填写参加评分的人数。"))
    if not rating.source.strip():
        raise TermsNotAccepted(field="rating_source", reason=_("请写明评分从哪里来。"))
    _ensure_length("rating_source", rating.source)


def ensure_offer(terms: OfferTerms) -> None:
    """Raises `TermsNotAccepted` with the field."""
    if not 0 <= terms.lowest_fen <= MAX_FEN:
        raise TermsNotAccepted(field="lowest", reason=_("请填写最低价，以元为单位。"))
    if not terms.lowest_fen <= terms.highest_fen <= MAX_FEN:
        raise TermsNotAccepted(field="highest", reason=_("最高价不能低于最低价。"))
    if not terms.unit.strip():
        raise TermsNotAccepted(field="unit", reason=_("请填写计价单位，例如项、次、平方米。"))
    _ensure_length("unit", terms.unit)
    if not 1 <= terms.promised_days <= MAX_DAYS:
        raise TermsNotAccepted(field="promised_days", reason=_days_words())


def price_words(lowest_fen: int, highest_fen: int, unit: str) -> str:
    """600 元—3,000 元 / 次."""
    if lowest_fen == highest_fen:
        return f"{yuan(lowest_fen)} / {unit}"
    return f"{yuan(lowest_fen)}—{yuan(highest_fen)} / {unit}"


def _ensure_texts(terms: object, *, required: tuple[str, ...]) -> None:
    for name in required:
        if not getattr(terms, name).strip():
            reason = _("请填写%(label)s。") % {"label": LABELS[name]}
            raise TermsNotAccepted(field=name, reason=reason)
    for each in fields(terms):  # type: ignore[arg-type]  # a dataclass, whichever
        value = getattr(terms, each.name)
        if isinstance(value, str) and each.name in LIMITS:
            _ensure_length(each.name, value)


def _ensure_length(name: str, value: str) -> None:
    facts = {"label": LABELS[name], "most": LIMITS[name]}
    if len(value) > LIMITS[name]:
        reason = _("“%(label)s”最多 %(most)d 个字。") % facts
        raise TermsNotAccepted(field=name, reason=reason)
    if "\x00" in value:
        reason = _("“%(label)s”含有不能保存的字符，请删去。") % facts
        raise TermsNotAccepted(field=name, reason=reason)


def _days_words() -> str:
    return _("时限应当是 1 到 %(most)d 个工作日。") % {"most": MAX_DAYS}
