"""What the worker does after an event of a case. Safe to run again."""

from django.utils import timezone

from yangguan.foundation.actors.actor import system_actor
from yangguan.handling.cases.events import AnswerOverdue, CaseEvent
from yangguan.handling.cases.operations.accept_by_silence import accept_by_silence
from yangguan.handling.cases.operations.render import render_case_documents


def render_documents(event: CaseEvent) -> None:
    """Make the PDF of whatever document the act has issued."""
    # The worker is at the edge, as a portal is: here the clock is asked.
    render_case_documents(event.case_id, at=timezone.now())  # noqa: TID251  # a job begins here


def accept_unanswered(event: AnswerOverdue) -> None:
    """Record what silence has accepted; nothing if the case was answered meanwhile."""
    accept_by_silence(case_id=event.case_id, by=system_actor(), at=timezone.now())  # noqa: TID251  # a job begins here
