"""What the worker does after an event of a case. Safe to run again."""

from django.utils import timezone

from yangguan.handling.cases.events import CaseEvent
from yangguan.handling.cases.operations.render import render_case_documents


def render_documents(event: CaseEvent) -> None:
    """Make the PDF of whatever document the act has issued."""
    # The worker is at the edge, as a portal is: here the clock is asked.
    render_case_documents(event.case_id, at=timezone.now())  # noqa: TID251
