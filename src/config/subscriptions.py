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
from yangguan.registers.drafting.events import BatchReviewWanted, EditionDue
from yangguan.registers.imports.events import ImportWanted
from yangguan.registers.publications.events import PublicationDue
from yangguan.registers.standards.events import CodeTablePutInForce

RENDER_DOCUMENTS = "yangguan.handling.cases.handlers.render_documents"
ACCEPT_UNANSWERED = "yangguan.handling.cases.handlers.accept_unanswered"
WORK_OFF_IMPORT = "yangguan.registers.imports.handlers.work_off"
READ_CODE_TABLES = "yangguan.registers.standards.handlers.read_code_tables"
PUBLISH_DUE = "yangguan.registers.drafting.handlers.publish_due"
REVIEW_ON = "yangguan.registers.drafting.handlers.review_on"
RENDER_LICENCE = "yangguan.handling.licences.handlers.render_licence"
PUBLISH_PLANNED = "yangguan.registers.publications.handlers.publish_planned"

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
    # A file of items, however large: one stretch of it a job.
    Subscription(ImportWanted, WORK_OFF_IMPORT),
    # What was planned to be published at a time; each by a job of its own.
    Subscription(PublicationDue, PUBLISH_PLANNED),
    # An approved edition takes effect on its day: each by a job of its own.
    Subscription(EditionDue, PUBLISH_DUE),
    # One verdict on many drafts: one stretch of them a job.
    Subscription(BatchReviewWanted, REVIEW_ON),
    # The worker speaks by the code table in force.
    Subscription(CodeTablePutInForce, READ_CODE_TABLES),
)
