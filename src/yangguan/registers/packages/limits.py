"""How long a package takes: what is done side by side counts once, what waits adds up. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from yangguan.registers.catalogue.content import EditionContent, Limit, LimitUnit
from yangguan.registers.catalogue.publish_checks import natural_days
from yangguan.registers.packages.merging import feeds


@dataclass(frozen=True, slots=True)
class JointLimit:
    """
    The time limit of several items together.

    `path` names the items that decide it, first to last; `one_by_one` is the limit if each were
    begun when the one before it is done.
    """

    promised: Limit
    statutory: Limit
    path: tuple[str, ...]
    one_by_one: Limit


def merged_limits(
    contents: Sequence[EditionContent], *, after: Mapping[str, Sequence[str]] | None = None
) -> JointLimit:
    """
    The longest way through the items: side by side where nothing stands between them, one after
    the other where one's result feeds another or `after` says so. Items in the package's order.

    Different units are compared, and added, in natural days.
    """
    waits = feeds(contents)
    ways: dict[str, tuple[EditionContent, ...]] = {}
    legal: dict[str, tuple[EditionContent, ...]] = {}
    for content in contents:
        before = [*waits[content.task_code], *(after or {}).get(content.task_code, ())]
        known = [code for code in before if code in ways]
        ways[content.task_code] = (*_longest([ways[code] for code in known], "promised"), content)
        legal[content.task_code] = (*_longest([legal[code] for code in known], "legal"), content)
    path = _longest(list(ways.values()), "promised")
    return JointLimit(
        promised=_sum([each.promised_limit for each in path]),
        statutory=_sum([each.statutory_limit for each in _longest(list(legal.values()), "legal")]),
        path=tuple(each.name for each in path),
        one_by_one=_sum([each.promised_limit for each in contents]),
    )


def _longest(ways: Sequence[tuple[EditionContent, ...]], kind: str) -> tuple[EditionContent, ...]:
    return max(
        ways, key=lambda way: (sum(_natural(each, kind) for each in way), len(way)), default=()
    )


def _natural(content: EditionContent, kind: str) -> float:
    return natural_days(content.promised_limit if kind == "promised" else content.statutory_limit)


def _sum(limits: Sequence[Limit]) -> Limit:
    """Days of one unit as they are; of different units in natural days, rounded up."""
    timed = [limit for limit in limits if limit.days]
    units = {limit.unit for limit in timed}
    if len(units) < 2:
        unit = units.pop() if units else LimitUnit.WORKING_DAYS
        return Limit(days=sum(limit.days for limit in timed), unit=unit)
    return Limit(days=ceil(sum(map(natural_days, timed))), unit=LimitUnit.NATURAL_DAYS)
