"""
The values that components show: small, frozen, free of queries.

A query module or a view builds them, the tags in `templatetags/components.py` draw them, a test
compares them. Texts are already in the reader's language.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.utils.translation import gettext as _


class Tone(StrEnum):
    """What a sign says before it is read: never by colour alone, always beside a word."""

    NEUTRAL = "neutral"
    INFO = "info"
    OK = "ok"
    WARN = "warn"
    BAD = "bad"
    PLAIN = "plain"
    STOP = "stop"


@dataclass(frozen=True, slots=True)
class StateTag:
    """The state of a thing in one word."""

    word: str
    tone: Tone = Tone.NEUTRAL


@dataclass(frozen=True, slots=True)
class Link:
    """A link with a second line; `current` marks the page that one is on."""

    label: str
    url: str
    detail: str = ""
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """
    Where a prefilled value came from.

    `is_local`: taken from the person's account and open to change; otherwise the platform holds
    and has verified it.
    """

    name: str
    checked_date: date | None = None
    is_local: bool = False


class TimelineState(StrEnum):
    DONE = "done"
    NOW = "now"
    STOP = "stop"  # the clock stands still: a square
    NEXT = "next"


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One thing that has happened, happens or will happen. `when` is text: 11月24日前."""

    title: str
    when: str = ""
    where: str = ""
    note: str = ""
    state: TimelineState = TimelineState.DONE
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One row of a task list: a link that fills the row, a second line and a state."""

    label: str
    url: str = ""  # empty: cannot be opened yet
    detail: str = ""
    tag: StateTag | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """One question and its answer; `values` are lines. `change_url` empty: cannot be changed."""

    label: str
    values: tuple[str, ...]
    source: Source | None = None
    change_url: str = ""
    change_word: str = ""
    link: Link | None = None
    tag: StateTag | None = None
    is_code: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """One of the few things that one wants to know first."""

    label: str
    value: str
    detail: str = ""


class StepState(StrEnum):
    DONE = "done"
    CURRENT = "current"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class Step:
    label: str
    state: StepState = StepState.AHEAD


@dataclass(frozen=True, slots=True)
class FieldError:
    """One line of an error summary: what to do, and the id of the field that it leads to."""

    message: str
    field_id: str = ""


@dataclass(frozen=True, slots=True)
class PagerLinks:
    """Links of a list by cursor; None where there is nothing in that direction."""

    back_url: str | None = None
    on_url: str | None = None
    back_word: str = ""
    on_word: str = ""


@dataclass(frozen=True, slots=True)
class LicenceCard:
    """A held certificate as a card. `number` is already masked where it must be."""

    name: str
    number: str
    holder: str
    validity: str
    tag: StateTag
    url: str = ""
    is_void: bool = False


class MarkKind(StrEnum):
    """The marks of supervision (牌), told by silhouette, word and colour."""

    REMIND = "remind"
    YELLOW = "yellow"
    RED = "red"
    ORDER = "order"
    STOP = "stop"


def mark_word(kind: MarkKind) -> str:
    """The word of a mark, which it never stands without."""
    words = {
        MarkKind.REMIND: _("提醒"),
        MarkKind.YELLOW: _("黄牌"),
        MarkKind.RED: _("红牌"),
        MarkKind.ORDER: _("督办"),
        MarkKind.STOP: _("停钟"),
    }
    return words[kind]


class VerdictKind(StrEnum):
    """An officer's verdict on a field or a material."""

    OK = "ok"
    BAD = "bad"
    ASK = "ask"
    OPEN = "open"


def verdict_word(kind: VerdictKind) -> str:
    words = {
        VerdictKind.OK: _("通过"),
        VerdictKind.BAD: _("不符"),
        VerdictKind.ASK: _("存疑"),
        VerdictKind.OPEN: _("未核"),
    }
    return words[kind]


@dataclass(frozen=True, slots=True)
class Presence:
    """Who has a case in hand; `is_live`: is working on it now."""

    name: str
    words: str
    is_live: bool = False

    @property
    def initial(self) -> str:
        """The last character of the name, as colleagues call each other."""
        return self.name[-1:]


@dataclass(frozen=True, slots=True)
class BatchAct:
    """An act that fits the selected rows; `key` is its keyboard letter."""

    value: str
    label: str
    key: str = ""
    is_main: bool = False


@dataclass(frozen=True, slots=True)
class KeyHelp:
    """One line of the key table: the keys in order, and what they do."""

    keys: tuple[str, ...]
    label: str


@dataclass(frozen=True, slots=True)
class RailLink:
    """One entry of the staff rail; `count` is the person's own work, None shows nothing."""

    label: str
    url: str
    icon: str
    count: int | str | None = None
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class RailGroup:
    label: str
    links: tuple[RailLink, ...]


@dataclass(frozen=True, slots=True)
class Rail:
    """The staff side's main navigation; `is_slim` for pages with panes."""

    groups: tuple[RailGroup, ...]
    is_slim: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """The staff bar: who, where, when. `day_kind` is 工作日, 休息日 or a holiday's name."""

    name: str
    post: str = ""
    now: datetime | None = None
    day_kind: str = ""
    alerts: int = 0
    alerts_url: str = ""
    search_url: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """One large number with its words; `mark` sets a sign instead of the label."""

    label: str
    value: str
    detail: str = ""
    url: str = ""
    mark: MarkKind | None = None


def current(crumbs: Sequence[tuple[str, str]], here: str) -> tuple[Link, ...]:
    """A breadcrumb from `(label, url)` pairs, ending at the page `here`."""
    return (*(Link(label, url) for label, url in crumbs), Link(here, "", is_current=True))
