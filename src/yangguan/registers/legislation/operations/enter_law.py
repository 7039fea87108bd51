"""Entering a law, correcting what was entered, and entering the version that replaces it."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from yangguan.foundation.actors.actor import Actor
from yangguan.registers.legislation import policies, search_index
from yangguan.registers.legislation.entries import LawEntry, ensure_right
from yangguan.registers.legislation.errors import EntryWrong, LawAlreadyRegistered, LawHasEnded
from yangguan.registers.legislation.models import Law
from yangguan.registers.legislation.names import document_key, law_key, tidy
from yangguan.registers.legislation.operations.law_lock import lock_register, locked_law, record


@transaction.atomic
def enter_law(entry: LawEntry, *, by: Actor, at: datetime) -> Law:
    """
    Enter a law that the register does not have (R4.5: items may ask only what laws say).

    Raises `LawAlreadyRegistered` for any of its names, `EntryWrong`, `NotTheCatalogueOffice`; then
    nothing has changed.
    """
    lock_register()
    policies.ensure_may_keep_register(by)
    ensure_right(entry)
    _ensure_free(entry)
    last = Law.objects.filter(key=law_key(entry.name)).order_by("-version").first()
    law = _filled(Law(version=last.version + 1 if last else 1), entry)
    if last is not None:
        _ensure_follows(last, entry)
    law.save()
    search_index.refresh([law])
    record(law, "law.enter", _told(law), by=by, at=at)
    return law


@transaction.atomic
def replace_law(entry: LawEntry, *, law_id: int, by: Actor, at: datetime) -> Law:
    """
    Enter the version that replaces a law: the one before ends on the day on which it begins.

    Its articles are entered anew: an amendment may give each number another text. Until then, what
    cites them is flagged. Source: 立法法 第七十条, 第一百零三条 (the newer rule goes before).
    Raises `LawHasEnded` when it was replaced or repealed already, and what `enter_law` raises.
    """
    lock_register()
    before = locked_law(law_id, by=by)
    ensure_right(entry)
    if before.repealed_date is not None:
        raise LawHasEnded
    _ensure_follows(before, entry)
    if law_key(entry.name) != before.key:
        # The register finds a law by its name: under another one, it is another law.
        _ensure_free(entry)
    before.repealed_date = entry.effective_date
    before.save(update_fields=["repealed_date"])
    versions = Law.objects.filter(key=law_key(entry.name)).order_by("-version")
    last = versions.values_list("version", flat=True).first() or 0
    law = _filled(Law(version=last + 1), entry)
    law.save()
    search_index.refresh([law])
    ended = {"ends": str(before.repealed_date), "replaced_by": law.pk}
    record(before, "law.replaced", ended, by=by, at=at)
    record(law, "law.enter", {**_told(law), "replaces": before.pk}, by=by, at=at)
    return law


@transaction.atomic
def correct_law(entry: LawEntry, *, law_id: int, by: Actor, at: datetime) -> Law:
    """
    Put right what was entered wrongly about a version; what it said before stays in the trace.

    Raises `LawAlreadyRegistered` when the name belongs to another law, `EntryWrong`,
    `NotTheCatalogueOffice`, `LawNotFound`; then nothing has changed.
    """
    lock_register()
    law = locked_law(law_id, by=by)
    ensure_right(entry)
    if law_key(entry.name) != law.key:
        _ensure_free(entry)
    ended, begins = law.repealed_date, entry.effective_date
    if ended is not None and begins is not None and begins >= ended:
        reason = _("施行日期要早于失效日期（%(ended)s）。") % {"ended": ended.isoformat()}
        raise EntryWrong(field="effective_date", reason=reason)
    before = _told(law)
    _filled(law, entry)
    if _told(law) == before:
        return law
    law.save()
    search_index.refresh([law])
    record(law, "law.correct", {"before": before, "after": _told(law)}, by=by, at=at)
    return law


def _filled(law: Law, entry: LawEntry) -> Law:
    law.name = entry.name.strip().strip("《》")
    law.key = law_key(law.name)
    law.kind = entry.kind
    law.document_number = entry.document_number.strip()
    law.document_key = document_key(law.document_number)
    law.issuer = entry.issuer.strip()
    law.adopted_date = entry.adopted_date
    law.effective_date = entry.effective_date
    law.source = entry.source.strip()
    return law


def _ensure_free(entry: LawEntry) -> None:
    """No other law that has not ended goes by this name."""
    same = Law.objects.filter(Q(key=law_key(entry.name)), repealed_date=None).first()
    if same is not None:
        raise LawAlreadyRegistered(name=same.name)


def _ensure_follows(before: Law, entry: LawEntry) -> None:
    begins, earliest = entry.effective_date, before.repealed_date or before.effective_date
    if begins is None or earliest is None:
        return
    if begins < earliest or (begins == earliest and before.repealed_date is None):
        reason = _("施行日期要晚于上一版的（%(day)s）。") % {"day": earliest.isoformat()}
        raise EntryWrong(field="effective_date", reason=reason)


def _told(law: Law) -> dict[str, str]:
    return {
        "name": law.name,
        "kind": law.kind,
        "document_number": tidy(law.document_number),
        "issuer": law.issuer,
        "adopted": str(law.adopted_date or ""),
        "effective": str(law.effective_date or ""),
        "source": law.source,
    }
