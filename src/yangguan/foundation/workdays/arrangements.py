"""
The files in `years/`: what the State Council has arranged for one year.

```json
{"year": 2026, "status": "published", "source": "国务院办公厅关于2026年…的通知（文号）",
 "days": [{"date": "2026-01-01", "kind": "holiday", "name": "元旦"},
          {"date": "2026-01-04", "kind": "working", "name": "元旦调休上班"}]}
```

`days` lists every day off that the notice names, weekends within a holiday included, and every
weekend day that is worked. A day taken from another notice than the year's carries a `source` of
its own. `status` is `statutory` while only the days fixed by regulation are known.
"""

from datetime import date
from enum import StrEnum
from itertools import pairwise
from pathlib import Path

import msgspec
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from yangguan.foundation.workdays.errors import CalendarFileFault

_SATURDAY = 5

# The holidays of 全国年节及纪念日放假办法 第二条, alone and as the notices join them. The files
# keep them in Chinese; who shows a name to people translates it.
HOLIDAY_NAMES = frozenset(
    {
        gettext_noop("元旦"),
        gettext_noop("春节"),
        gettext_noop("清明节"),
        gettext_noop("劳动节"),
        gettext_noop("端午节"),
        gettext_noop("中秋节"),
        gettext_noop("国庆节"),
        gettext_noop("国庆节、中秋节"),
        gettext_noop("中秋节、国庆节"),
    }
)


class DayKind(StrEnum):
    HOLIDAY = "holiday"
    WORKING = "working"


class YearStatus(StrEnum):
    PUBLISHED = "published"  # as the State Council's notice says
    STATUTORY = "statutory"  # 全国年节及纪念日放假办法 only; the notice is not out yet


class ArrangedDay(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One day that differs from the plain week, or belongs to a holiday."""

    date: date
    kind: DayKind
    name: str
    source: str = ""


class YearArrangement(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One file."""

    year: int
    status: YearStatus
    source: str
    days: tuple[ArrangedDay, ...]


def read_arrangements(*folders: Path) -> tuple[YearArrangement, ...]:
    """
    The years in the folders, earliest first; a later folder's year replaces an earlier one's.

    Raises `CalendarFileFault` for a file that cannot be read or contradicts itself, for a folder
    that is missing, and for a gap between two years.
    """
    files: dict[int, tuple[Path, YearArrangement]] = {}
    for folder in folders:
        if not folder.is_dir():
            raise CalendarFileFault(folder, _("文件夹不存在"))
        for path in sorted(folder.glob("*.json")):
            arrangement = read_year(path)
            files[arrangement.year] = (path, arrangement)
    years = sorted(files)
    for earlier, later in pairwise(years):
        if later != earlier + 1:
            raise CalendarFileFault(
                files[later][0], _("缺少 %(year)d 年的文件，年份须连续") % {"year": earlier + 1}
            )
    return tuple(files[year][1] for year in years)


def read_year(path: Path) -> YearArrangement:
    """One file, checked. Raises `CalendarFileFault`."""
    try:
        arrangement = msgspec.json.decode(path.read_bytes(), type=YearArrangement)
    except (OSError, msgspec.MsgspecError) as error:
        raise CalendarFileFault(path, str(error)) from error
    if path.stem != str(arrangement.year):
        raise CalendarFileFault(path, _("文件名应与年份一致"))
    seen: set[date] = set()
    for day in arrangement.days:
        fault = _fault_of(day, arrangement.year, seen)
        if fault:
            raise CalendarFileFault(path, f"{day.date}：{fault}")
        seen.add(day.date)
    return arrangement


def _fault_of(day: ArrangedDay, year: int, seen: set[date]) -> str:
    if day.date.year != year:
        return _("不在该年之内")
    if day.date in seen:
        return _("重复出现")
    if day.kind is DayKind.WORKING and day.date.weekday() < _SATURDAY:
        return _("本来就是工作日，不应列为调休上班")
    if not day.name.strip():
        return _("缺少名称")
    return ""
