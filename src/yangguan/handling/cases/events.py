import uuid
from typing import ClassVar

from yangguan.foundation.events.outbox import Event


class CaseEvent(Event, frozen=True, kw_only=True):
    """Something that has happened to one case."""

    case_id: uuid.UUID


class CaseSubmitted(CaseEvent, frozen=True, kw_only=True):
    name: ClassVar[str] = "cases.case-submitted"


class CaseAccepted(CaseEvent, frozen=True, kw_only=True):
    name: ClassVar[str] = "cases.case-accepted"


class CorrectionRequested(CaseEvent, frozen=True, kw_only=True):
    name: ClassVar[str] = "cases.correction-requested"


class AcceptanceRefused(CaseEvent, frozen=True, kw_only=True):
    name: ClassVar[str] = "cases.acceptance-refused"


class CaseDecided(CaseEvent, frozen=True, kw_only=True):
    name: ClassVar[str] = "cases.case-decided"

    outcome: str


class CaseDelivered(CaseEvent, frozen=True, kw_only=True):
    name: ClassVar[str] = "cases.case-delivered"


class CaseWithdrawn(CaseEvent, frozen=True, kw_only=True):
    name: ClassVar[str] = "cases.case-withdrawn"
