"""The decision as it would be printed now, before anybody signs it."""

import uuid
from datetime import date

from yangguan.foundation.actors.actor import Actor
from yangguan.foundation.documents.paper import document_data
from yangguan.foundation.documents.rendering import render_pdf
from yangguan.handling.cases import papers, policies
from yangguan.handling.cases.errors import CaseNotFound
from yangguan.handling.cases.models import Case
from yangguan.registers.catalogue.editions import edition_view

# The number is drawn at the act; a preview must not be taken for the document.
NUMBER = "（签发时编号）"
NO_REASONS = "（理由待填）"


def decision_preview(case_id: uuid.UUID, *, grants: bool, words: str, by: Actor, on: date) -> bytes:
    """
    The unsigned PDF of a decision, with `words` as findings or reasons. One query; keeps nothing.

    Raises `CaseNotFound`, `NotYourDesk`.
    """
    case = Case.objects.select_related("applicant").filter(pk=case_id).first()
    if case is None:
        raise CaseNotFound
    edition = edition_view(case.edition_id)
    policies.ensure_may_decide(by, edition.department_id, edition.department_name)
    addressee = papers.addressee_of(case)
    paper = (
        papers.decision_granting(case, edition, addressee, findings=words, today=on)
        if grants
        else papers.decision_refusing(
            case, edition, addressee, reasons=words or NO_REASONS, today=on
        )
    )
    return render_pdf(paper.kind, document_data(paper) | {"number": NUMBER})
