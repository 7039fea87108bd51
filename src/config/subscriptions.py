"""
What follows from what: which event wakes which handler. The one page to read for it.

Handlers run in the worker, after the transaction of the event has committed, at least once.
"""

from yangguan.foundation.events.outbox import Subscription
from yangguan.handling.cases.events import (
    AcceptanceRefused,
    CaseAccepted,
    CaseDecided,
    CaseDelivered,
    CaseSubmitted,
    CaseWithdrawn,
    CorrectionRequested,
)
from yangguan.handling.licences.events import LicenceIssued

RENDER_CASE_DOCUMENTS = "yangguan.handling.cases.handlers.render_documents_after_{}"
RENDER_LICENCE = "yangguan.handling.licences.handlers.render_licence"

SUBSCRIPTIONS = (
    # Every act with a statutory document makes its PDF afterwards, outside the request.
    Subscription(CaseSubmitted, RENDER_CASE_DOCUMENTS.format("submission")),
    Subscription(CaseAccepted, RENDER_CASE_DOCUMENTS.format("acceptance")),
    Subscription(CorrectionRequested, RENDER_CASE_DOCUMENTS.format("correction_request")),
    Subscription(AcceptanceRefused, RENDER_CASE_DOCUMENTS.format("acceptance_refusal")),
    Subscription(CaseDecided, RENDER_CASE_DOCUMENTS.format("decision")),
    Subscription(CaseDelivered, RENDER_CASE_DOCUMENTS.format("delivery")),
    Subscription(CaseWithdrawn, RENDER_CASE_DOCUMENTS.format("withdrawal")),
    # A licence is valid from its issue; its certificate as a file follows within seconds.
    Subscription(LicenceIssued, RENDER_LICENCE),
)
