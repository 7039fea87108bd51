import uuid
from typing import ClassVar

from yangguan.foundation.events.outbox import Event


class CaseSubmitted(Event, frozen=True, kw_only=True):
    name: ClassVar[str] = "cases.case-submitted"

    case_id: uuid.UUID


class CaseAccepted(Event, frozen=True, kw_only=True):
    name: ClassVar[str] = "cases.case-accepted"

    case_id: uuid.UUID


class CorrectionRequested(Event, frozen=True, kw_only=True):
    name: ClassVar[str] = "cases.correction-requested"

    case_id: uuid.UUID


class AcceptanceRefused(Event, frozen=True, kw_only=True):
    name: ClassVar[str] = "cases.acceptance-refused"

    case_id: uuid.UUID


class CaseDecided(Event, frozen=True, kw_only=True):
    name: ClassVar[str] = "cases.case-decided"

    case_id: uuid.UUID
    outcome: str


class CaseDelivered(Event, frozen=True, kw_only=True):
    name: ClassVar[str] = "cases.case-delivered"

    case_id: uuid.UUID


class CaseWithdrawn(Event, frozen=True, kw_only=True):
    name: ClassVar[str] = "cases.case-withdrawn"

    case_id: uuid.UUID
