"""A law ends without another in its place (废止)."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from yangguan.foundation.actors.actor import Actor
from yangguan.registers.legislation.entries import LAST_DAY, LONGEST_SOURCE
from yangguan.registers.legislation.errors import EntryWrong, LawHasEnded
from yangguan.registers.legislation.models import Law
from yangguan.registers.legislation.operations.law_lock import locked_law, record


@transaction.atomic
def repeal_law(
    *, law_id: int, repealed_date: date | None, reason: str, by: Actor, at: datetime
) -> Law:
    """
    Enter that a law is out of force from a day on; every edition that cites it is flagged then.

    `reason` names the decision that repealed it. Source: 立法法 第一百零七条 (changing and
    repealing). Raises `LawHasEnded`, `EntryWrong`, `NotTheCatalogueOffice`, `LawNotFound`; then
    nothing has changed.
    """
    law = locked_law(law_id, by=by)
    if law.repealed_date is not None:
        raise LawHasEnded
    reason = checked_reason(reason)
    begun = law.effective_date
    if repealed_date is None or repealed_date > LAST_DAY:
        raise EntryWrong(field="ended_date", reason=_("请填写失效日期。"))
    if begun is not None and repealed_date <= begun:
        words = _("失效日期要晚于施行日期（%(day)s）。") % {"day": begun.isoformat()}
        raise EntryWrong(field="ended_date", reason=words)
    law.repealed_date = repealed_date
    law.save(update_fields=["repealed_date"])
    ended = {"ends": repealed_date.isoformat(), "reason": reason}
    record(law, "law.repeal", ended, by=by, at=at)
    return law


def checked_reason(reason: str) -> str:
    """The reason without its outer spaces. Raises `EntryWrong`."""
    reason = reason.strip()
    if not reason or "\x00" in reason:
        words = _("请写明依据哪个决定、哪部新法。")
        raise EntryWrong(field="reason", reason=words)
    if len(reason) > LONGEST_SOURCE:
        words = _("最多 %(limit)d 个字，现在是 %(length)d 个。")
        facts = {"limit": LONGEST_SOURCE, "length": len(reason)}
        raise EntryWrong(field="reason", reason=words % facts)
    return reason
