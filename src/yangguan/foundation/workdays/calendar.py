"""The calendar of this installation."""

import os
from functools import cache
from pathlib import Path

from django.conf import settings

from yangguan.foundation.workdays.arrangements import read_arrangements
from yangguan.foundation.workdays.rules import OfficialCalendar

SHIPPED = Path(__file__).parent / "years"


@cache
def official_calendar() -> OfficialCalendar:
    """
    The shipped years, and over them those in the folder that the setting or the environment
    variable `YANGGUAN_CALENDARS` names.

    Read once in a process: a file added later counts from the next start. Raises
    `CalendarFileFault`.
    """
    own = getattr(settings, "YANGGUAN_CALENDARS", None) or os.environ.get("YANGGUAN_CALENDARS")
    folders = [SHIPPED, Path(own)] if own else [SHIPPED]
    return OfficialCalendar(read_arrangements(*folders))
