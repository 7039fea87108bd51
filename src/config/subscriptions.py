"""
What follows from what: which event wakes which handler. The one page to read for it.

Handlers run in the worker, after the transaction of the event has committed, at least once.
"""

from yangguan.foundation.events.outbox import Subscription
from yangguan.handling.cases.events import (
    AcceptanceRefused,
    AnswerOverdue,
    CaseAccepted,
    CaseAcceptedBySilence,
    CaseCorrected,
    CaseDecided,
    CaseDelivered,
    CaseSubmitted,
    CaseWithdrawn,
    CorrectionRequested,
)
from yangguan.handling.licences.events import LicenceIssued

RENDER_DOCUMENTS = "yangguan.handling.cases.handlers.render_documents"
ACCEPT_UNANSWERED = "yangguan.handling.cases.handlers.accept_unanswered"
RENDER_LICENCE = "yangguan.handling.licences.handlers.render_licence"

SUBSCRIPTIONS = (
    # Every act with a statutory document makes its PDF afterwards, outside the request.
    Subscription(CaseSubmitted, RENDER_DOCUMENTS),
    Subscription(CaseAccepted, RENDER_DOCUMENTS),
    Subscription(CaseAcceptedBySilence, RENDER_DOCUMENTS),
    Subscription(CorrectionRequested, RENDER_DOCUMENTS),
    Subscription(CaseCorrected, RENDER_DOCUMENTS),
    Subscription(AcceptanceRefused, RENDER_DOCUMENTS),
    Subscription(CaseDecided, RENDER_DOCUMENTS),
    Subscription(CaseDelivered, RENDER_DOCUMENTS),
    Subscription(CaseWithdrawn, RENDER_DOCUMENTS),
    # Silence accepts: each overdue application is recorded by a job of its own.
    Subscription(AnswerOverdue, ACCEPT_UNANSWERED),
    # A licence is valid from its issue; its certificate as a file follows within seconds.
    Subscription(LicenceIssued, RENDER_LICENCE),
)
