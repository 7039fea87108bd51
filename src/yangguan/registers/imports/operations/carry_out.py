"""Carrying out an import, chunk by chunk: checked as a whole before the first item is published."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

import msgspec
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from yangguan.foundation.actors.actor import Actor, system_actor
from yangguan.foundation.files import store
from yangguan.foundation.identifiers.spelling import plain
from yangguan.foundation.trace import trail
from yangguan.foundation.trace.trail import Act
from yangguan.registers.accounts.actors import actor_of_account
from yangguan.registers.catalogue.faults import Fault
from yangguan.registers.catalogue.operations.import_item import (
    ImportOutcome,
    import_items,
)
from yangguan.registers.drafting.policies import may_review
from yangguan.registers.imports.claims import claims_before
from yangguan.registers.imports.documents import SentItem, sent_item
from yangguan.registers.imports.handing_in import checked_for_review, hand_in
from yangguan.registers.imports.models import ImportRow, ImportRowFault, ImportRun
from yangguan.registers.imports.staging import Staged, Summary, Unreadable, staged_lines
from yangguan.registers.imports.states import UNDER_WAY, ImportAct, RowState, RunState

# Items in one transaction: while it lasts, other publications wait.
CHUNK = 50
MOST_CHUNK_BYTES = 8 * 1024**2
# So many faults of one item are kept.
MOST_FAULTS = 30
_decoder = msgspec.json.Decoder(Staged)


@dataclass(frozen=True, slots=True)
class _Entry:
    line: int
    staged: Staged


def carry_out(*, run_id: uuid.UUID, at: datetime, goes_on: Callable[[], bool]) -> RunState:
    """
    Work an import off until it ends or `goes_on` says no; the state that it is in then.

    Each chunk is a transaction of its own that saves how far it came: whoever is killed in between,
    or works on the same run at the same time, neither repeats nor leaves out an item. Rights are
    asked anew with each chunk. Source: R2.6. Raises `FileDamaged`.
    """
    run = ImportRun.objects.select_related("file").get(pk=run_id)
    if run.state == RunState.WAITING:
        _stage(run, at=at)
    state = RunState(run.state)
    while True:
        state = _carry_out_chunk(run_id, at=at)
        if state not in UNDER_WAY or not goes_on():
            return state


def _stage(run: ImportRun, *, at: datetime) -> None:
    """Take the file apart. Outside a transaction: a large file takes minutes."""
    summary = Summary()
    try:
        content = store.keep(staged_lines(store.path_of(run.file.digest), summary))
        fault = "" if summary.items else _("文件里没有事项。")
    except Unreadable as unreadable:
        content, fault = None, unreadable.fault.message
    with transaction.atomic():
        run = ImportRun.objects.select_for_update().get(pk=run.pk)
        if run.state != RunState.WAITING:
            return
        if fault or content is None:
            _end(run, RunState.FAILED, fault=fault, at=at)
            return
        name = f"{run.pk}.jsonl"
        run.staged = store.register(
            content, name=name, media_type="application/jsonl", at=at, by=run.started_by
        )
        run.total, run.is_workbook = summary.items, summary.is_workbook
        run.state = RunState.CHECKING
        run.save(update_fields=["staged", "total", "is_workbook", "state"])


@transaction.atomic
def _carry_out_chunk(run_id: uuid.UUID, *, at: datetime) -> RunState:
    run = ImportRun.objects.select_for_update(of=("self",)).select_related("staged").get(pk=run_id)
    if run.state not in (RunState.CHECKING, RunState.PUBLISHING) or run.staged is None:
        return RunState(run.state)
    by = _actor(run, at=at)
    if by is None:
        _end(run, RunState.FAILED, fault=_("导入人的账号已停用。"), at=at)
        return RunState(run.state)
    entries, position = _entries(store.path_of(run.staged.digest), run)
    if run.state == RunState.CHECKING:
        _check(run, entries, by=by, at=at)
    elif not run.is_for_review and not may_review(by):
        _end(
            run, RunState.FAILED, fault=_("导入人不再是审改办的事项管理岗，请重新导入送审。"), at=at
        )
        return RunState(run.state)
    elif not _bring_in(run, entries, by=by, at=at):
        return RunState(run.state)
    run.position, run.line = position, run.line + len(entries)
    run.save(update_fields=["position", "line", "refused", "unchanged", "published", "submitted"])
    if run.line >= run.total:
        _next_state(run, by=by, at=at)
    return RunState(run.state)


def _entries(path: Path, run: ImportRun) -> tuple[list[_Entry], int]:
    """The next items, and where the ones after them begin."""
    entries: list[_Entry] = []
    with path.open("rb") as staged:
        staged.seek(run.position)
        while len(entries) < CHUNK and staged.tell() - run.position < MOST_CHUNK_BYTES:
            raw = staged.readline()
            if not raw:
                break
            entries.append(_Entry(run.line + len(entries) + 1, _decoder.decode(raw)))
        return entries, staged.tell()


def _check(run: ImportRun, entries: list[_Entry], *, by: Actor, at: datetime) -> None:
    rows: list[ImportRow] = []
    faults: list[tuple[Fault, ...]] = []
    items = [sent_item(entry.staged) for entry in entries]
    read = [item.values for item in items if item.values]
    check = checked_for_review if run.is_for_review else partial(import_items, check_only=True)
    outcomes = iter(check(read, by=by, at=at))
    for entry, item in zip(entries, items, strict=True):
        found, row = _judged(run, entry, item, next(outcomes) if item.values else None)
        rows.append(row)
        faults.append(found)
    claims = claims_before(run.pk, rows)
    for place, row in enumerate(rows):
        if row.state == RowState.REFUSED:
            continue
        if clash := claims.clash(row):
            row.state, row.edition, faults[place] = RowState.REFUSED, None, (clash,)
        else:
            claims.join(row)
    ImportRow.objects.bulk_create(rows)
    ImportRowFault.objects.bulk_create(
        _kept(row, fault) for row, found in zip(rows, faults, strict=True) for fault in found
    )
    run.refused += sum(row.state == RowState.REFUSED for row in rows)
    run.unchanged += sum(row.state == RowState.UNCHANGED for row in rows)


def _judged(
    run: ImportRun, entry: _Entry, item: SentItem, outcome: ImportOutcome | None
) -> tuple[tuple[Fault, ...], ImportRow]:
    faults = item.faults
    edition, state = None, RowState.REFUSED
    if outcome is not None:
        faults = (*faults, *outcome.faults)
        if not faults:
            edition = outcome.edition
            state = RowState.FIT if outcome.is_new else RowState.UNCHANGED
    row = ImportRow(
        run=run,
        line=entry.line,
        place=_storable(item.place)[:200],
        task_code=_storable(plain(item.told("TASK_CODE")))[:36],
        catalog_code=_storable(plain(item.told("CATALOG_CODE")))[:12],
        department_code=_storable(plain(item.told("DEPT_CODE")))[:18],
        name=_storable(" ".join(item.told("TASK_NAME").split()))[:200],
        state=state,
        edition=edition,
    )
    return faults[:MOST_FAULTS], row


def _bring_in(run: ImportRun, entries: list[_Entry], *, by: Actor, at: datetime) -> bool:
    """
    Publish what is fit, or hand it in for review.

    False if the run has ended: everything or nothing was asked for, and something fails now.
    """
    # Of what is unchanged, the state (in use, suspended, withdrawn) may be another one.
    wanted = (RowState.FIT, RowState.UNCHANGED)
    lines = [entry.line for entry in entries]
    rows = {
        row.line: row for row in ImportRow.objects.filter(run=run, line__in=lines, state__in=wanted)
    }
    chosen = [entry for entry in entries if entry.line in rows]
    stops = run.act == ImportAct.ALL_OR_NOTHING
    documents = [sent_item(entry.staged).values for entry in chosen]
    if run.is_for_review:
        outcomes = hand_in(
            documents, import_id=run.pk, reason=run.reason, by=by, at=at, stops=stops
        )
    else:
        outcomes = import_items(documents, by=by, at=at, stops=stops)
    for entry, outcome in zip(chosen, outcomes, strict=False):
        _told(run, rows[entry.line], outcome)
    ImportRow.objects.bulk_update(rows.values(), ["state", "edition"])
    overtaken = [
        rows[entry.line]
        for entry, outcome in zip(chosen, outcomes, strict=False)
        if not outcome.is_accepted
    ]
    if stops and overtaken:
        _end(run, RunState.FAILED, fault=_overtaken(run, overtaken[0]), at=at)
        return False
    return True


def _told(run: ImportRun, row: ImportRow, outcome: ImportOutcome) -> None:
    """What became of an item that was to be published or handed in."""
    run.unchanged -= row.state == RowState.UNCHANGED
    if outcome.is_accepted:
        row.edition = outcome.edition
        brought_in = RowState.SUBMITTED if run.is_for_review else RowState.PUBLISHED
        row.state = brought_in if outcome.is_new else RowState.UNCHANGED
        run.submitted += row.state == RowState.SUBMITTED
        run.published += row.state == RowState.PUBLISHED
        run.unchanged += row.state == RowState.UNCHANGED
        return
    row.state, row.edition = RowState.REFUSED, None
    run.refused += 1
    ImportRowFault.objects.bulk_create(_kept(row, fault) for fault in outcome.faults[:MOST_FAULTS])


def _overtaken(run: ImportRun, row: ImportRow) -> str:
    words = (
        _(
            "检查以后登记簿有了变动，%(place)s不能送审了。在它以前的已经送审；"
            "改好后把其余的再导入一次。"
        )
        if run.is_for_review
        else _(
            "检查以后登记簿有了变动，%(place)s不能发布了。在它以前的已经发布；"
            "改好后再导入一次，会接着发布。"
        )
    )
    return words % {"place": row.place}


def _next_state(run: ImportRun, *, by: Actor, at: datetime) -> None:
    """After the check the publication, if it is asked for and nothing stands against it."""
    if run.state == RunState.CHECKING and run.act != ImportAct.CHECK:
        if run.refused and run.act == ImportAct.ALL_OR_NOTHING:
            _end(run, RunState.REFUSED, at=at)
            return
        run.state, run.position, run.line = RunState.PUBLISHING, 0, 0
        run.save(update_fields=["state", "position", "line"])
        return
    _end(run, RunState.DONE, at=at)
    counts = {
        "published": run.published,
        "submitted": run.submitted,
        "refused": run.refused,
        "unchanged": run.unchanged,
    }
    trail.record(trail.stream_of(f"import:{run.pk}"), Act("import.end", {**counts}), by=by, at=at)


def _end(run: ImportRun, state: RunState, *, at: datetime, fault: str = "") -> None:
    run.state, run.fault, run.ended_at = state, fault[:500], at
    run.save()


def _actor(run: ImportRun, *, at: datetime) -> Actor | None:
    if run.started_by is None:
        return system_actor(run.starter_name)
    return actor_of_account(run.started_by, on=localdate(at))


def _kept(row: ImportRow, fault: Fault) -> ImportRowFault:
    return ImportRowFault(
        row=row,
        field=_storable(fault.field)[:200],
        code=fault.code[:60],
        message=_storable(fault.message)[:500],
    )


def _storable(text: str) -> str:
    return text.replace("\x00", "").encode("utf-8", "replace").decode()
