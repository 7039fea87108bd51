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


class AnswerOverdue(CaseEvent, frozen=True, kw_only=True):
    """The last day for an answer on acceptance has passed without one."""

    name: ClassVar[str] = "cases.answer-overdue"


class CaseAcceptedBySilence(CaseEvent, frozen=True, kw_only=True):
    name: ClassVar[str] = "cases.case-accepted-by-silence"


class CorrectionRequested(CaseEvent, frozen=True, kw_only=True):
    name: ClassVar[str] = "cases.correction-requested"


class CaseCorrected(CaseEvent, frozen=True, kw_only=True):
    name: ClassVar[str] = "cases.case-corrected"


class AcceptanceRefused(CaseEvent, frozen=True, kw_only=True):
    name: ClassVar[str] = "cases.acceptance-refused"


class CaseDecided(CaseEvent, frozen=True, kw_only=True):
    name: ClassVar[str] = "cases.case-decided"

    outcome: str


class CaseDelivered(CaseEvent, frozen=True, kw_only=True):
    name: ClassVar[str] = "cases.case-delivered"


class CaseWithdrawn(CaseEvent, frozen=True, kw_only=True):
    name: ClassVar[str] = "cases.case-withdrawn"
