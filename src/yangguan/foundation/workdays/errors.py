"""Why a limit cannot be counted, each with a stable code and what to do about it."""

from datetime import date
from pathlib import Path
from typing import ClassVar

from django.utils.translation import gettext as _


class WorkdayFault(ValueError):
    """A limit cannot be counted; the message is for people."""

    code: ClassVar[str] = "workday_fault"


class CalendarUnknown(WorkdayFault):
    """The count touches a year without a calendar file."""

    code = "calendar_unknown"

    def __init__(self, year: int) -> None:
        super().__init__(
            _(
                "没有 %(year)d 年的工作日历，无法计算。"
                "请按国务院办公厅的放假通知编写 %(year)d.json，"
                "放入环境变量 YANGGUAN_CALENDARS 所指的文件夹后重新启动。"
            )
            % {"year": year}
        )
        self.year = year


class CalendarFileFault(WorkdayFault):
    """A calendar file, or the set of them, cannot be used."""

    code = "calendar_file"

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(
            _("工作日历文件 %(path)s 无法使用：%(why)s。") % {"path": path, "why": why}
        )


class DaysOutOfRange(WorkdayFault):
    """A number of days below zero, or beyond what any law gives."""

    code = "days_out_of_range"

    def __init__(self, largest: int) -> None:
        super().__init__(_("天数应为 0 至 %(largest)d 的整数。") % {"largest": largest})


class StopBackwards(WorkdayFault):
    """A stop that ends before it begins."""

    code = "stop_backwards"

    def __init__(self, start: date, end: date) -> None:
        super().__init__(
            _("停止计时的结束日 %(end)s 早于开始日 %(start)s，请核对。")
            % {"start": start, "end": end}
        )


class StopNeverEnds(WorkdayFault):
    """The count runs into a stop whose end is not known yet."""

    code = "stop_never_ends"

    def __init__(self, start: date) -> None:
        super().__init__(
            _("自 %(start)s 起停止计时，尚未恢复，期限届满日无法确定。") % {"start": start}
        )
