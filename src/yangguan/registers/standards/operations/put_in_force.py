"""启用: from this moment a version of a code table counts for everybody."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from yangguan.foundation.actors.actor import Actor
from yangguan.foundation.events import outbox
from yangguan.foundation.trace import trail
from yangguan.foundation.trace.trail import Act
from yangguan.foundation.web import page_cache
from yangguan.registers.standards import current, policies
from yangguan.registers.standards.errors import (
    CodesStillUsed,
    CodesTheProgramKnows,
    NotYetInForce,
    SameAsInForce,
    TableHasFaults,
    VersionNotFound,
    WrongSuccessor,
)
from yangguan.registers.standards.events import CodeTablePutInForce
from yangguan.registers.standards.impact import ChangeLine, all_entries, impact_on
from yangguan.registers.standards.models import CodeTable, CodeTableVersion
from yangguan.registers.standards.national import NATIONAL
from yangguan.registers.standards.operations.versions import locked_table, stream_subject
from yangguan.registers.standards.rules import ChangeKind
from yangguan.registers.standards.states import VersionState

_LONGEST_REASON = 500


@transaction.atomic
def put_in_force(
    *,
    key: str,
    number: int,
    successors: Mapping[str, str],
    reason: str = "",
    by: Actor,
    at: datetime,
) -> CodeTableVersion:
    """
    Put the draft of a code table in force; the version before is replaced and never changes.

    `successors`: dropped code → the new version's code that takes its place. A dropped code that
    something uses must have one, or a `reason` says why it goes all the same; it keeps its name
    wherever it stands. The version's day must have come.

    Source: R10.2 (标准化体系); GB/T 39046-2020 annex A may be extended, not contradicted. Publishes
    `CodeTablePutInForce`. Raises `CodeTableNotFound`, `NotYourStandards`, `VersionNotFound`,
    `NotYetInForce`, `SameAsInForce`, `CodesTheProgramKnows`, `WrongSuccessor`, `CodesStillUsed`,
    `TableHasFaults`; then nothing has changed.
    """
    table = locked_table(key)
    policies.ensure_may_change_standards(by, steward_id=table.steward_id)
    version = table.versions.filter(number=number, state=VersionState.DRAFT).first()
    if version is None:
        raise VersionNotFound
    if version.in_force_date > localdate(at):
        raise NotYetInForce(day=version.in_force_date.isoformat())
    if len(reason) > _LONGEST_REASON:
        words = _("理由最多 %(most)d 个字") % {"most": _LONGEST_REASON}
        raise TableHasFaults(faults=words, field="reason")
    _ensure_differs(table, version)
    entries = all_entries(key, number)
    lines = impact_on(key, entries, most=1)
    _ensure_keeps_what_the_program_knows(key, lines)
    kept = _successors(lines, successors, {entry.code for entry in entries})
    _ensure_breaks_nothing(lines, kept, reason)

    table.versions.filter(state=VersionState.IN_FORCE).update(state=VersionState.REPLACED)
    version.state = VersionState.IN_FORCE
    version.put_in_force_at = at
    version.put_in_force_by = by.name
    version.successors = kept
    version.reason = reason
    version.save()
    facts = {"number": number, "digest": version.digest, "successors": kept, "reason": reason}
    act = Act("code-table.put-in-force", facts)
    trail.record(trail.stream_of(stream_subject(key)), act, by=by, at=at)
    outbox.publish(CodeTablePutInForce(key=key, number=number))
    page_cache.outdate()
    transaction.on_commit(partial(current.read, on=localdate(at)))
    return version


def _ensure_differs(table: CodeTable, version: CodeTableVersion) -> None:
    before = table.versions.filter(state=VersionState.IN_FORCE).first()
    if before is not None and before.digest == version.digest:
        raise SameAsInForce


def _ensure_keeps_what_the_program_knows(key: str, lines: Sequence[ChangeLine]) -> None:
    known = NATIONAL.get(key)
    if known is None:
        return
    dropped, added = (
        {line.change.code for line in lines if line.change.kind is kind}
        for kind in (ChangeKind.DROPPED, ChangeKind.ADDED)
    )
    wrong = dropped & known.meant
    if known.is_closed:
        wrong |= added - known.names.keys()
    if wrong:
        raise CodesTheProgramKnows(codes="、".join(sorted(wrong)))


def _successors(
    lines: Sequence[ChangeLine], asked: Mapping[str, str], codes: set[str]
) -> dict[str, str]:
    """What was asked for the codes that are dropped; other codes need no successor."""
    dropped = {line.change.code for line in lines if line.change.kind is ChangeKind.DROPPED}
    kept = {code: asked[code] for code in sorted(dropped) if asked.get(code)}
    for code, successor in kept.items():
        if successor not in codes:
            raise WrongSuccessor(code=code, successor=successor, field=f"successor-{code}")
    return kept


def _ensure_breaks_nothing(
    lines: Sequence[ChangeLine], successors: Mapping[str, str], reason: str
) -> None:
    broken = [line.change.code for line in lines if line.breaks]
    left = [code for code in broken if code not in successors]
    if left and not reason.strip():
        raise CodesStillUsed(codes="、".join(left))
