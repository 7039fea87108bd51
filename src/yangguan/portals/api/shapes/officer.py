"""What only an officer's system reads."""

import uuid
from datetime import date, datetime

from yangguan.handling.cases.states import (
    CaseState,
    Channel,
)
from yangguan.portals.api.shapes import Shape
from yangguan.portals.api.shapes.public import ClockOut
from yangguan.registers.catalogue.process import StepKind


class PartyOut(Shape):
    """A party of the register."""

    id: uuid.UUID
    name: str


class WorkLineOut(Shape):
    """A step that waits for the officer."""

    number: str
    version: int
    item_name: str
    department_name: str
    applicant_name: str
    step: str
    kind: StepKind
    step_name: str
    state: CaseState
    channel: Channel
    opened_at: datetime
    due_date: date
    clock: ClockOut | None
