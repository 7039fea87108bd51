"""What an editor enters about a law or an article, and everything that is wrong with it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from yangguan.registers.legislation.articles import ArticleNumber
from yangguan.registers.legislation.errors import EntryWrong
from yangguan.registers.legislation.names import law_key
from yangguan.registers.legislation.states import LawKind

LONGEST_NAME = 200
LONGEST_SOURCE = 300
LONGEST_TEXT = 20_000
FIRST_DAY, LAST_DAY = date(1949, 10, 1), date(2199, 12, 31)


@dataclass(frozen=True, slots=True, kw_only=True)
class LawEntry:
    """One version of a law as it is entered."""

    name: str
    kind: str
    issuer: str
    document_number: str = ""
    adopted_date: date | None = None
    effective_date: date | None = None
    source: str = ""

    def faults(self) -> Iterator[EntryWrong]:
        """Every fault at once, each with its field."""
        yield from _line(self.name, "name", LONGEST_NAME, missing=_("请填写法规的全称。"))
        if self.name and not law_key(self.name):
            yield EntryWrong(field="name", reason=_("请填写法规的全称。"))
        if self.kind not in LawKind:
            yield EntryWrong(field="kind", reason=_("请选择法规的种类。"))
        yield from _line(self.issuer, "issuer", LONGEST_NAME, missing=_("请填写制定机关。"))
        yield from _line(self.document_number, "document_number", LONGEST_NAME)
        yield from _line(self.source, "source", LONGEST_SOURCE)
        if self.effective_date is None:
            yield EntryWrong(field="effective_date", reason=_("请填写施行日期。"))
        yield from _days(
            ("adopted_date", self.adopted_date), ("effective_date", self.effective_date)
        )
        adopted, effective = self.adopted_date, self.effective_date
        if adopted is not None and effective is not None and adopted > effective:
            reason = _("通过日期不能晚于施行日期。")
            yield EntryWrong(field="adopted_date", reason=reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleEntry:
    """One article as it is entered. `in_force_from` None: with its law."""

    label: str
    text: str = ""
    is_text_checked: bool = False
    in_force_from: date | None = None

    def faults(self) -> Iterator[EntryWrong]:
        """Every fault at once, each with its field."""
        if ArticleNumber.read(self.label) is None:
            reason = _("请写明条号，例如“第九条”“第十三条之一”。")
            yield EntryWrong(field="label", reason=reason)
        yield from _line(self.text, "text", LONGEST_TEXT)
        if self.is_text_checked and not self.text:
            reason = _("没有条文，不能标为“已核对”。请先填写条文。")
            yield EntryWrong(field="text", reason=reason)
        yield from _days(("in_force_from", self.in_force_from))


def ensure_right(entry: LawEntry | ArticleEntry) -> None:
    """Raises the first `EntryWrong`."""
    for fault in entry.faults():
        raise fault


def _line(value: str, field: str, limit: int, *, missing: str = "") -> Iterator[EntryWrong]:
    if missing and not value.strip():
        yield EntryWrong(field=field, reason=missing)
    if len(value) > limit:
        reason = _("最多 %(limit)d 个字，现在是 %(length)d 个。")
        facts = {"limit": limit, "length": len(value)}
        yield EntryWrong(field=field, reason=reason % facts)
    if "\x00" in value:
        yield EntryWrong(field=field, reason=_("含有不能保存的字符。"))


def _days(*days: tuple[str, date | None]) -> Iterator[EntryWrong]:
    for field, day in days:
        if day is not None and not FIRST_DAY <= day <= LAST_DAY:
            limits = {"first": FIRST_DAY.isoformat(), "last": LAST_DAY.isoformat()}
            reason = _("日期应当在 %(first)s 和 %(last)s 之间。") % limits
            yield EntryWrong(field=field, reason=reason)
