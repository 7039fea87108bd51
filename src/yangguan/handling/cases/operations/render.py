"""Making the PDF of documents whose number and data are fixed since the act."""

import json
import uuid
from datetime import datetime

from yangguan.foundation.documents.rendering import render_pdf
from yangguan.foundation.documents.signing import sign_pdf
from yangguan.foundation.files.made import give_file
from yangguan.handling.cases.errors import CaseNotFound
from yangguan.handling.cases.models import CaseDocument

PDF = "application/pdf"
PLACE = "敦煌市"


def render_case_documents(case_id: uuid.UUID, *, at: datetime) -> int:
    """Make every PDF that a case still lacks; returns their number. Safe to run again."""
    missing = CaseDocument.objects.filter(case_id=case_id, file=None).values_list("pk", flat=True)
    for document_id in list(missing):
        render_document_file(document_id, at=at)
    return len(missing)


def render_document_file(document_id: uuid.UUID, *, at: datetime) -> str:
    """
    The digest of a document's PDF, made and signed now if it is missing.

    Raises `CaseNotFound`.
    """
    document = CaseDocument.objects.select_related("file", "case").filter(pk=document_id).first()
    if document is None:
        raise CaseNotFound
    if document.file is not None:
        return document.file.digest
    data = json.loads(document.data) | {"number": document.number}
    pdf = sign_pdf(render_pdf(document.kind, data), at=at, reason=document.number, location=PLACE)
    name = f"{data.get('title', '文书')}.pdf"
    return give_file(CaseDocument, document_id, pdf, name=name, media_type=PDF, at=at)
