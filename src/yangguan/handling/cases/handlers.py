"""What the worker does after an event of a case. Safe to run again."""

import uuid

from django.utils import timezone

from yangguan.handling.cases.events import (
    AcceptanceRefused,
    CaseAccepted,
    CaseDecided,
    CaseDelivered,
    CaseSubmitted,
    CaseWithdrawn,
    CorrectionRequested,
)
from yangguan.handling.cases.operations.render import render_case_documents


def render_documents_after_submission(event: CaseSubmitted) -> None:
    _render(event.case_id)


def render_documents_after_acceptance(event: CaseAccepted) -> None:
    _render(event.case_id)


def render_documents_after_correction_request(event: CorrectionRequested) -> None:
    _render(event.case_id)


def render_documents_after_acceptance_refusal(event: AcceptanceRefused) -> None:
    _render(event.case_id)


def render_documents_after_decision(event: CaseDecided) -> None:
    _render(event.case_id)


def render_documents_after_delivery(event: CaseDelivered) -> None:
    _render(event.case_id)


def render_documents_after_withdrawal(event: CaseWithdrawn) -> None:
    _render(event.case_id)


def _render(case_id: uuid.UUID) -> None:
    # The worker is at the edge, as a portal is: here the clock is asked.
    render_case_documents(case_id, at=timezone.now())  # noqa: TID251
