"""What pages and commands read of imports."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from yangguan.foundation.actors.actor import Actor
from yangguan.registers.imports import policies
from yangguan.registers.imports.errors import ImportNotFound
from yangguan.registers.imports.models import ImportRow, ImportRun
from yangguan.registers.imports.states import UNDER_WAY, ImportAct, RowState, RunState

PAGE = 20
SHOWN_ROWS = 50


@dataclass(frozen=True, slots=True)
class RunLine:
    """An import in the list, and everything that its own page says of it in numbers."""

    id: uuid.UUID
    file_name: str
    act: ImportAct
    state: RunState
    fault: str
    total: int
    line: int
    refused: int
    unchanged: int
    published: int
    submitted: int  # handed in for review, where `is_for_review`
    is_for_review: bool
    reason: str
    started_at: datetime
    starter_name: str
    ended_at: datetime | None

    @property
    def is_under_way(self) -> bool:
        return self.state in UNDER_WAY

    @property
    def done(self) -> int:
        """How many checks and publications are behind: of `steps`."""
        return self.line + (self.total if self.state is RunState.PUBLISHING else 0)

    @property
    def steps(self) -> int:
        """Every item is checked, and then published unless only a check was asked for."""
        return self.total if self.act is ImportAct.CHECK else 2 * self.total

    @property
    def percent(self) -> int:
        if not self.is_under_way:
            return 100
        return 100 * self.done // self.steps if self.steps else 0


@dataclass(frozen=True, slots=True)
class FaultLine:
    field: str
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class RefusedLine:
    """An item of the file that was refused, with every reason."""

    line: int
    place: str
    task_code: str
    name: str
    faults: tuple[FaultLine, ...]


def runs(by: Actor, *, before: str = "", limit: int = PAGE) -> tuple[list[RunLine], str]:
    """
    Imports, newest first, and the key of the page after this one; others' only for the office that
    keeps the catalogue. At most two queries.
    """
    found = ImportRun.objects.select_related("file").order_by("-started_at", "-id")
    if not policies.sees_all(by):
        found = found.filter(started_by=by.account_id)
    if cut := _moment(before):
        found = found.filter(started_at__lt=cut)
    rows = list(found[: limit + 1])
    more = rows[limit - 1].started_at.isoformat() if len(rows) > limit else ""
    return [_run_line(run) for run in rows[:limit]], more


def run_line(run_id: uuid.UUID, *, by: Actor) -> RunLine:
    """One import. Raises `ImportNotFound`. At most two queries."""
    run = ImportRun.objects.select_related("file").filter(pk=run_id).first()
    if run is None:
        raise ImportNotFound
    policies.ensure_may_see(by, run.started_by)
    return _run_line(run)


def refused_lines(
    run_id: uuid.UUID, *, after: int = 0, limit: int = SHOWN_ROWS
) -> tuple[list[RefusedLine], int]:
    """
    Refused items in the order of the file, and the line after which the next page begins (0: there
    is none). The caller has asked whether the run may be seen. Two queries.
    """
    rows = list(
        ImportRow.objects.filter(run_id=run_id, state=RowState.REFUSED, line__gt=after)
        .prefetch_related("faults")
        .order_by("line")[: limit + 1]
    )
    lines = [
        RefusedLine(
            line=row.line,
            place=row.place,
            task_code=row.task_code,
            name=row.name,
            faults=tuple(
                FaultLine(fault.field, fault.code, fault.message) for fault in row.faults.all()
            ),
        )
        for row in rows[:limit]
    ]
    return lines, lines[-1].line if len(rows) > limit else 0


def all_refused(run_id: uuid.UUID) -> Iterator[RefusedLine]:
    """Every refused item, a page at a time."""
    after = 0
    while True:
        lines, after = refused_lines(run_id, after=after, limit=500)
        yield from lines
        if not after:
            return


def _run_line(run: ImportRun) -> RunLine:
    return RunLine(
        id=run.pk,
        file_name=run.file.name,
        act=ImportAct(run.act),
        state=RunState(run.state),
        fault=run.fault,
        total=run.total,
        line=run.line,
        refused=run.refused,
        unchanged=run.unchanged,
        published=run.published,
        submitted=run.submitted,
        is_for_review=run.is_for_review,
        reason=run.reason,
        started_at=run.started_at,
        starter_name=run.starter_name,
        ended_at=run.ended_at,
    )


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else None
