"""Issuing the statutory documents of a case: number and row at the act, the PDF afterwards."""

import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from yangguan.foundation.cipher.columns import encrypt_text
from yangguan.foundation.documents.canonical import data_digest
from yangguan.foundation.documents.paper import Paper, document_data, document_version
from yangguan.foundation.sql.together import Part, run, send
from yangguan.handling.cases.models import Case
from yangguan.registers.catalogue.editions import EditionView

# The sign of each kind in a document number: 敦市场监管受〔2026〕12号.
KIND_SIGNS = {
    "receipt": "收",
    "correction_notice": "补",
    "acceptance_notice": "受",
    "acceptance_refusal": "不受",
    "decision_granting": "准",
    "decision_refusing": "不准",
    "delivery_receipt": "达",
    "withdrawal_confirmation": "撤",
}

# Number and row in one statement: no gap, since both roll back together; no double, since the
# serial's row is locked until the transaction ends.
_ISSUE = """
serial# AS (
    INSERT INTO cases_documentserial (department_id, kind, year, last)
    VALUES (%(department)s, %(kind)s, %(year)s, 1)
    ON CONFLICT (department_id, kind, year)
        DO UPDATE SET last = cases_documentserial.last + 1
    RETURNING last
), issued# AS (
    INSERT INTO cases_casedocument
        (id, case_id, kind, number, template_version, data, digest, issued_at)
    SELECT %(id)s::uuid, %(case)s::uuid, %(kind)s::text, %(prefix)s::text || serial#.last || '号',
           %(version)s::text, %(data)s::bytea, %(digest)s::text, %(at)s::timestamptz
    FROM serial#
    RETURNING number
)
"""
_NUMBER = "(SELECT number FROM issued#)"


@dataclass(frozen=True, slots=True)
class IssuedDocument:
    id: uuid.UUID
    kind: str
    number: str
    digest: str

    def trace_data(self) -> dict[str, object]:
        """What the trace keeps of a document: enough to prove that the paper is this one."""
        return {"document": self.kind, "document_number": self.number, "digest": self.digest}


def issue_document(
    paper: Paper, *, case: Case, edition: EditionView, at: datetime, closing: Sequence[Part] = ()
) -> IssuedDocument:
    """
    Number a document in the series of the item's organ and keep its data; one SQL statement.

    The digest covers everything that is printed but the number, which is drawn in the same
    statement; the trace keeps both. `closing` is what the act writes in the same statement, as a
    rule the step that it closes (`work.completed_step`).
    """
    part, document_id, digest = _issue(paper, case=case, edition=edition, at=at)
    number, *_others = run(part, *closing)
    return IssuedDocument(id=document_id, kind=paper.kind, number=number, digest=digest)


def issue_document_together(
    paper: Paper, *, case: Case, edition: EditionView, at: datetime
) -> None:
    """The same where nobody needs the number yet: with what else the act sends `together`."""
    part, _document_id, _digest = _issue(paper, case=case, edition=edition, at=at)
    send(part)


def _issue(
    paper: Paper, *, case: Case, edition: EditionView, at: datetime
) -> tuple[Part, uuid.UUID, str]:
    """What issues the document, its id and its digest."""
    data = document_data(paper)
    document_id = uuid.uuid4()
    digest = data_digest(data)
    year = paper.issued_date.year
    sign = office_sign(edition.department_short_name)
    values = {
        "id": document_id,
        "case": case.pk,
        "department": edition.department_id,
        "kind": paper.kind,
        "year": year,
        "prefix": f"{sign}{KIND_SIGNS[paper.kind]}〔{year}〕",
        "version": document_version(paper),
        "data": encrypt_text(json.dumps(data, ensure_ascii=False)),
        "digest": digest,
        "at": at,
    }
    series = (edition.department_id, paper.kind, year)
    return Part(_ISSUE, values, result=_NUMBER, row=("document", *series)), document_id, digest


def office_sign(short_name: str) -> str:
    """The office in a document number (发文机关代字): 市市场监管局 → 敦市场监管."""
    sign = short_name.removeprefix("敦煌").removeprefix("市")
    for ending in ("管理局", "局", "办公室", "中心", "人民政府"):
        if sign.endswith(ending) and len(sign) > len(ending) + 1:
            sign = sign.removesuffix(ending)
            break
    return f"敦{sign}"
