"""`yangguan due`: when a limit ends, and every day that did not count. Needs no database."""

import io
import json
import re
import shlex
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated, NoReturn

import typer
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yangguan.foundation.web.formatting import listed
from yangguan.foundation.workdays.calendar import official_calendar
from yangguan.foundation.workdays.errors import (
    CalendarFileFault,
    CalendarUnknown,
    StopNeverEnds,
    WorkdayFault,
)
from yangguan.foundation.workdays.rules import Due, OfficialCalendar, Stop

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_NUMBER = re.compile(r"[+-]?\d{1,9}", re.ASCII)
_STANDARD_INPUT = "-"
_ANSWERED_WRONG = 1
_USAGE = 2


class BadQuestion(ValueError):
    """A question that is not in the form of the command."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True)
class Question:
    """One limit to count."""

    start: date
    days: int
    stops: tuple[Stop, ...]
    as_json: bool


def due(
    date_: Annotated[
        str,
        typer.Argument(
            metavar="DATE",
            help="受理日期，如 2026-02-12；- 表示从标准输入逐行读取。 "
            "Day of acceptance; - reads lines from standard input.",
        ),
    ],
    days: Annotated[
        str | None,
        typer.Argument(metavar="DAYS", help="工作日数。 Number of working days."),
    ] = None,
    stop: Annotated[
        list[str] | None,
        typer.Option(
            "--stop",
            metavar="A..B",
            help="停止计时：自 A 日（含）至 B 日（不含），可重复。 "
            "The clock stands still from A up to, not including, B; may be repeated.",
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="以 JSON 输出。 Print JSON.")] = False,
) -> None:
    """
    计算工作日期限何时届满，并逐日说明哪些日子不计入。

    When a limit of so many working days ends, with every skipped day and why.
    """
    if date_ == _STANDARD_INPUT:
        if days is not None or stop:
            _fail("usage", _("从标准输入读取时，天数和 --stop 应写在每一行里。"), as_json=as_json)
        if isinstance(sys.stdin, io.TextIOWrapper):
            # A line in another encoding is a bad line, not the end of all lines.
            sys.stdin.reconfigure(errors="replace")
        raise typer.Exit(_answer_lines(sys.stdin, as_json=as_json))
    try:
        question = _question(date_, days, stop or (), as_json=as_json)
        answer = _count(official_calendar(), question)
    except (BadQuestion, WorkdayFault) as fault:
        _fail(fault.code, str(fault), as_json=as_json, status=_status_of(fault))
    print(_as_json(answer) if as_json else "\n".join(_lines(question, answer)))


def _answer_lines(lines: Iterable[str], *, as_json: bool) -> int:
    """Answer each line at once; the exit status: 1 if any line was bad."""
    calendar = official_calendar()
    status = 0
    for line in lines:
        if not line.strip():
            continue
        wants_json = as_json
        try:
            question = _parse_line(line, as_json=as_json)
            wants_json = question.as_json
            answer = _count(calendar, question)
        except (BadQuestion, WorkdayFault) as fault:
            status = _ANSWERED_WRONG
            text = _error(fault.code, str(fault), as_json=wants_json or "--json" in line.split())
        else:
            text = _as_json(answer) if question.as_json else _one_line(question, answer)
        print(text, flush=True)
    return status


def _parse_line(line: str, *, as_json: bool) -> Question:
    """A line in the form of the arguments. Raises `BadQuestion`."""
    try:
        words = iter(shlex.split(line))
    except ValueError as error:
        raise BadQuestion("usage", _("这一行的引号没有成对。")) from error
    plain: list[str] = []
    stops: list[str] = []
    for word in words:
        if word == "--json":
            as_json = True
        elif word == "--stop":
            stops.append(next(words, ""))
        elif word.startswith("--stop="):
            stops.append(word.removeprefix("--stop="))
        elif word.startswith("--"):
            raise BadQuestion("usage", _("不认识的选项 %(word)s。") % {"word": word})
        else:
            plain.append(word)
    if len(plain) > 2:
        raise BadQuestion("usage", _("每行应为：日期 天数 [--stop A..B …]。"))
    plain += [""] * (2 - len(plain))
    return _question(plain[0], plain[1], stops, as_json=as_json)


def _question(start: str, days: str | None, stops: Iterable[str], *, as_json: bool) -> Question:
    day = _parse_date(start)
    if not days or not _NUMBER.fullmatch(days):
        raise BadQuestion("days", _("请给出工作日数，例如：2026-02-12 5。"))
    return Question(day, int(days), tuple(map(_parse_stop, stops)), as_json)


def _parse_date(text: str) -> date:
    if _DATE.fullmatch(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            pass
    raise BadQuestion(
        "date", _("“%(text)s”不是日期，日期应写作 2026-02-12 的形式。") % {"text": text}
    )


def _parse_stop(text: str) -> Stop:
    """`A..B`, or `A..` for a stop that has not ended."""
    start, dots, end = text.partition("..")
    if not dots:
        raise BadQuestion(
            "stop",
            _("停止计时应写作 2026-02-13..2026-02-25 的形式，而不是“%(text)s”。") % {"text": text},
        )
    return Stop(_parse_date(start), _parse_date(end) if end else None)


def _count(calendar: OfficialCalendar, question: Question) -> Due:
    return calendar.add(question.start, question.days, question.stops)


def _as_json(answer: Due) -> str:
    skipped = [{"date": day.date.isoformat(), "reason": day.reason} for day in answer.skipped]
    return json.dumps(
        {
            "due": answer.due.isoformat(),
            "skipped": skipped,
            "provisional": answer.provisional,
        },
        ensure_ascii=False,
    )


def _lines(question: Question, answer: Due) -> Iterator[str]:
    yield _("期限届满日：%(due)s（%(weekday)s）") % {
        "due": answer.due,
        "weekday": _WEEKDAYS[answer.due.weekday()],
    }
    yield _("自 %(start)s 起 %(days)d 个工作日，当日不计入。") % {
        "start": question.start,
        "days": question.days,
    }
    if answer.skipped:
        yield _("不计入的日子共 %(count)d 天：") % {"count": len(answer.skipped)}
    for day in answer.skipped:
        weekday = str(_WEEKDAYS[day.date.weekday()])
        reason = _(day.reason)
        yield f"  {day.date} {weekday}" + (f"  {reason}" if reason != weekday else "")
    if answer.provisional:
        yield str(_PROVISIONAL_NOTE)


def _one_line(question: Question, answer: Due) -> str:
    skipped = listed([f"{day.date} {_(day.reason)}" for day in answer.skipped])
    text = _("%(start)s 起 %(days)d 个工作日：%(due)s 届满；不计入：%(skipped)s") % {
        "start": question.start,
        "days": question.days,
        "due": answer.due,
        "skipped": skipped or _("无"),
    }
    return text + (_("（暂定）") if answer.provisional else "")


def _error(code: str, message: str, *, as_json: bool) -> str:
    if as_json:
        return json.dumps({"error": {"code": code, "message": message}}, ensure_ascii=False)
    return _("错误（%(code)s）：%(message)s") % {"code": code, "message": message}


def _fail(code: str, message: str, *, as_json: bool, status: int = _USAGE) -> NoReturn:
    print(_error(code, message, as_json=as_json), file=sys.stdout if as_json else sys.stderr)
    raise typer.Exit(status)


def _status_of(fault: BadQuestion | WorkdayFault) -> int:
    """A question that was well put but has no answer is not a fault of usage."""
    unanswerable = (CalendarUnknown, CalendarFileFault, StopNeverEnds)
    return _ANSWERED_WRONG if isinstance(fault, unanswerable) else _USAGE


_WEEKDAYS = (
    gettext_lazy("星期一"),
    gettext_lazy("星期二"),
    gettext_lazy("星期三"),
    gettext_lazy("星期四"),
    gettext_lazy("星期五"),
    gettext_lazy("星期六"),
    gettext_lazy("星期日"),
)
_PROVISIONAL_NOTE = gettext_lazy("暂定：其中有年份的放假安排尚未公布，公布后须重新计算。")
