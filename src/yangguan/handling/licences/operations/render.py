"""The certificate of a licence as a signed PDF."""

import json
import uuid
from datetime import datetime

from django.conf import settings

from yangguan.foundation.documents.licence_paper import LicencePaper
from yangguan.foundation.documents.paper import (
    LabelledValue,
    Seal,
    chinese_date,
    render_document,
)
from yangguan.foundation.documents.signing import sign_pdf
from yangguan.foundation.files.made import give_file
from yangguan.handling.licences import rules
from yangguan.handling.licences.errors import LicenceNotFound
from yangguan.handling.licences.models import Licence

PDF = "application/pdf"
PLACE = "敦煌市"


def render_licence_file(licence_id: uuid.UUID, *, at: datetime) -> str:
    """
    The digest of a licence's PDF, made and signed now if it is missing.

    Raises `LicenceNotFound`.
    """
    licence = (
        Licence.objects.select_related("file", "licence_type", "issuer")
        .filter(pk=licence_id)
        .first()
    )
    if licence is None:
        raise LicenceNotFound
    if licence.file is not None:
        return licence.file.digest
    pdf = sign_pdf(
        render_document(licence_paper(licence)),
        at=at,
        reason=f"{licence.licence_type.name} {licence.number}",
        location=PLACE,
    )
    return give_file(
        Licence, licence_id, pdf, name=f"{licence.licence_type.name}.pdf", media_type=PDF, at=at
    )


def licence_paper(licence: Licence) -> LicencePaper:
    """
    What the certificate prints: exactly what is signed.

    Number, issuer, day of issue and term stand in the head and at the foot, under the names that
    the licence type has for them; the other fields between them, in the order of the type.
    """
    statement = json.loads(licence.canonical)
    kind = licence.licence_type
    labels = {field["ELEMENT"]: field["NAME"] for field in kind.fields}
    apart = {
        kind.number_element: licence.number,
        "issuing_authority": licence.issuer.name,
        "issue_date": licence.issue_date.isoformat(),
        "valid_from": licence.valid_from.isoformat(),
        "valid_to": statement["ZZYXQJZRQ"],
    }
    fields = [
        LabelledValue(label=label, value=_lines(value) if field_type == "table" else value)
        for element, label, field_type, value in rules.face_rows(statement["KZ"], kind.fields)
        if value != apart.get(element)
    ]
    if licence.holder_name not in {field.value for field in fields}:
        fields.insert(0, LabelledValue(label="持证主体", value=licence.holder_name))
    return LicencePaper(
        number=licence.number,
        number_label=labels.get(kind.number_element, "编号"),
        organ=licence.issuer.name,
        organ_label=labels.get("issuing_authority", "发证机关"),
        issued_date=licence.issue_date,
        date_label=labels.get("issue_date", "发证日期"),
        qr_url=check_url(licence.check_code),
        name=kind.name,
        identifier=licence.identifier,
        seal=Seal(organ=licence.issuer.name),
        fields=tuple(fields),
        validity=_validity(licence, statement["ZZYXQJZRQ"]),
    )


def _lines(table: str) -> str:
    """The rows of a table below each other."""
    return table.replace("；", "\n")


def check_url(check_code: str) -> str:
    """The public check page of a licence: what its QR code opens."""
    return f"{settings.PUBLIC_ADDRESS}/check/{check_code}/"


def _validity(licence: Licence, last_day: str) -> str:
    if licence.valid_until is None:
        return rules.term_words(last_day)
    return f"{chinese_date(licence.valid_from)}至{chinese_date(licence.valid_until)}"
