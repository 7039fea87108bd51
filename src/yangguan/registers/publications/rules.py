"""Pure rules of publications: which state may follow, what keeps a text from being published."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from difflib import SequenceMatcher

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yangguan.foundation.web.formatting import listed
from yangguan.registers.catalogue.comparison import Piece, marked
from yangguan.registers.publications.errors import (
    FieldNotUnderstood,
    FieldTooLong,
    PlannedInThePast,
    PublicationNotInState,
)
from yangguan.registers.publications.kinds import KINDS, READING, VALIDITIES
from yangguan.registers.publications.states import (
    TRANSITIONS,
    PublicationAction,
    PublicationState,
)
from yangguan.registers.publications.text import MAX_BODY, PublicationText

MOST_ITEMS = 200
# Longer texts, in characters of both, are compared line by line.
MOST_BY_WORD = 6_000
LONGEST_PLAN = timedelta(days=366)
LABELS = {
    "kind": gettext_lazy("类别"),
    "title": gettext_lazy("标题"),
    "body": gettext_lazy("正文"),
    "issuer": gettext_lazy("发布机关"),
    "document_number": gettext_lazy("文号"),
    "publish_date": gettext_lazy("发布日期"),
    "effective_date": gettext_lazy("施行日期"),
    "expire_date": gettext_lazy("失效日期"),
    "status": gettext_lazy("效力"),
    "source": gettext_lazy("来源"),
    "items": gettext_lazy("有关的事项"),
    "explains": gettext_lazy("解读的文件"),
}
WITHDRAWAL_REASON = gettext_lazy("撤下的理由")
CHANGE_NOTE = gettext_lazy("更新说明")
LIMITS = {
    "kind": 20,
    "title": 300,
    "body": MAX_BODY,
    "issuer": 200,
    "document_number": 200,
    "status": 20,
    "source": 60,
    "explains": 20,
}
FIRST_DAY, LAST_DAY = date(1800, 1, 1), date(2199, 12, 31)


@dataclass(frozen=True, slots=True)
class TextFault:
    """Why a text cannot be published: the field, and what to do."""

    field: str
    message: str


@dataclass(frozen=True, slots=True)
class TextDifference:
    """A field that reads otherwise in two texts."""

    field: str
    label: str
    before: str
    after: str

    @property
    def pieces(self) -> tuple[tuple[Piece, str], ...]:
        """Both texts as one, in pieces that are kept, gone or new."""
        if len(self.before) + len(self.after) <= MOST_BY_WORD:
            return marked(self.before, self.after)
        return _marked_lines(self.before, self.after)


def next_state(state: PublicationState, action: PublicationAction) -> PublicationState:
    """Raises `PublicationNotInState`."""
    following = TRANSITIONS.get((state, action))
    if following is None:
        raise PublicationNotInState(state=state.label, action=action.label)
    return following


def ensure_storable(text: PublicationText) -> None:
    """A draft may be incomplete, not boundless. Raises `FieldTooLong`, `FieldNotUnderstood`."""
    for name, most in LIMITS.items():
        value: str = getattr(text, name)
        if len(value) > most:
            raise FieldTooLong(field=name, label=LABELS[name], most=most, length=len(value))
        if "\x00" in value:
            reason = _("含有不能保存的字符，请删去。")
            raise FieldNotUnderstood(field=name, label=LABELS[name], reason=reason)
    for name in ("publish_date", "effective_date", "expire_date"):
        day: date | None = getattr(text, name)
        if day is not None and not FIRST_DAY <= day <= LAST_DAY:
            reason = _("日期要在 1800 年到 2199 年之间。")
            raise FieldNotUnderstood(field=name, label=LABELS[name], reason=reason)
    if len(text.items) > MOST_ITEMS:
        reason = _("最多 %(most)d 个事项。") % {"most": MOST_ITEMS}
        raise FieldNotUnderstood(field="items", label=LABELS["items"], reason=reason)


def text_faults(text: PublicationText) -> list[TextFault]:
    """All that keeps a text from being published, in the order of the form; empty: nothing."""
    faults = []
    if text.kind not in KINDS:
        faults.append(TextFault("kind", _("请选择类别。")))
    if not text.title.strip():
        faults.append(TextFault("title", _("请填写标题。")))
    if not text.issuer.strip():
        faults.append(TextFault("issuer", _("请填写发布机关。")))
    if text.status not in VALIDITIES:
        faults.append(TextFault("status", _("请选择效力。")))
    if not text.body.strip():
        faults.append(TextFault("body", _("请填写正文。")))
    starts, ends = text.effective_date, text.expire_date
    if starts and ends and ends < starts:
        faults.append(TextFault("expire_date", _("失效日期不能早于施行日期。")))
    if text.explains and text.kind != READING:
        faults.append(TextFault("explains", _("只有政策解读才写解读的文件，请删去或者改类别。")))
    return faults


def ensure_planned_time(publish_at: datetime, *, at: datetime) -> None:
    """Raises `PlannedInThePast`, also for what lies more than a year ahead."""
    if not at < publish_at <= at + LONGEST_PLAN:
        raise PlannedInThePast


def differences(before: PublicationText, after: PublicationText) -> list[TextDifference]:
    """The fields that differ, in the order of the form."""
    found = []
    for name, label in LABELS.items():
        old, new = _shown(getattr(before, name)), _shown(getattr(after, name))
        if old != new:
            found.append(TextDifference(name, str(label), old, new))
    return found


def _marked_lines(before: str, after: str) -> tuple[tuple[Piece, str], ...]:
    """As `marked`, line by line: the work for a long text grows with its lines, not its words."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    pieces = []
    for tag, i, j, k, n in SequenceMatcher(None, old, new).get_opcodes():
        if tag == "equal":
            pieces.append((Piece.KEPT, "".join(old[i:j])))
            continue
        if i < j:
            pieces.append((Piece.GONE, "".join(old[i:j])))
        if k < n:
            pieces.append((Piece.NEW, "".join(new[k:n])))
    return tuple(pieces)


def _shown(value: object) -> str:
    match value:
        case None:
            return ""
        case date():
            return value.isoformat()
        case tuple():
            return listed([str(each) for each in value])
        case _:
            return str(value)
