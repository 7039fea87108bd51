"""Dates, money and sizes as people read them. Pure: the day to compare with comes in."""

from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _


def weekday(day: date) -> str:
    """周四."""
    names = (_("周一"), _("周二"), _("周三"), _("周四"), _("周五"), _("周六"), _("周日"))
    return names[day.weekday()]


def day(value: date, *, today: date | None = None) -> str:
    """
    11月26日（周四）; with the year where it differs from the year of `today`.

    An aware datetime is first brought to the city's time zone.
    """
    on = _local_date(value)
    parts = {"year": on.year, "month": on.month, "day": on.day, "weekday": weekday(on)}
    if today is not None and on.year != today.year:
        return _("%(year)d年%(month)d月%(day)d日（%(weekday)s）") % parts
    return _("%(month)d月%(day)d日（%(weekday)s）") % parts


def short_day(value: date) -> str:
    """11-26 周四, for rows."""
    on = _local_date(value)
    return f"{on.month:02}-{on.day:02} {weekday(on)}"


def moment(value: datetime, *, now: datetime | None = None) -> str:
    """今天 10:42 or 昨天 10:42 seen from `now`; before that 11月19日 10:42 or with the year."""
    at = timezone.localtime(value) if timezone.is_aware(value) else value
    clock = f"{at:%H:%M}"
    if now is None:
        return f"{at:%Y-%m-%d} {clock}"
    today = timezone.localdate(now) if timezone.is_aware(now) else now.date()
    if at.date() == today:
        return _("今天 %(clock)s") % {"clock": clock}
    if at.date() == today - timedelta(days=1):
        return _("昨天 %(clock)s") % {"clock": clock}
    if at.year == today.year:
        parts = {"month": at.month, "day": at.day, "clock": clock}
        return _("%(month)d月%(day)d日 %(clock)s") % parts
    return f"{at:%Y-%m-%d} {clock}"


def yuan(fen: int) -> str:
    """1,280.50 元 of 128050 fen; whole yuan without decimals; nothing to pay is 不收费."""
    if fen == 0:
        return _("不收费")
    sign = "-" if fen < 0 else ""
    whole, rest = divmod(abs(fen), 100)
    amount = f"{sign}{whole:,}.{rest:02}" if rest else f"{sign}{whole:,}"
    return _("%(amount)s 元") % {"amount": amount}


def working_days(days: int) -> str:
    """5 个工作日; a limit of no days is settled on the spot (即办)."""
    if days == 0:
        return _("当场办结")
    return ngettext("%(days)d 个工作日", "%(days)d 个工作日", days) % {"days": days}


def natural_days(days: int) -> str:
    """30 个自然日: days as the calendar counts them."""
    return ngettext("%(days)d 个自然日", "%(days)d 个自然日", days) % {"days": days}


def file_size(size: int) -> str:
    """1.8 MB of 1887436 bytes, in steps of 1024; small files in whole KB."""
    if size >= 1024 * 1024:
        text = f"{size / (1024 * 1024):.1f}".removesuffix(".0")
        return f"{text} MB"
    return f"{max(1, round(size / 1024))} KB"


def ordinal_step(index: int, total: int) -> str:
    """第 2 步，共 6 步."""
    return pgettext("form", "第 %(index)d 步，共 %(total)d 步") % {"index": index, "total": total}


def listed(words: list[str]) -> str:
    """Words in a row with the language's own comma: JPG、PNG、PDF."""
    mark = "、" if (get_language() or "zh").startswith("zh") else ", "
    return mark.join(words)


def _local_date(value: date) -> date:
    if isinstance(value, datetime):
        return timezone.localdate(value) if timezone.is_aware(value) else value.date()
    return value
