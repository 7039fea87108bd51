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
    """What the certificate prints: exactly what is signed."""
    statement = json.loads(licence.canonical)
    return LicencePaper(
        number=licence.number,
        organ=licence.issuer.name,
        issued_date=licence.issue_date,
        qr_url=check_url(licence.check_code),
        name=licence.licence_type.name,
        identifier=licence.identifier,
        seal=Seal(organ=licence.issuer.name),
        fields=(
            LabelledValue(label="持证主体", value=licence.holder_name),
            *(
                LabelledValue(label=label, value=value)
                for label, value in statement["KZ"].items()
                if value != licence.holder_name
            ),
        ),
        validity=_validity(licence),
    )


def check_url(check_code: str) -> str:
    """The public check page of a licence: what its QR code opens."""
    return f"{settings.PUBLIC_ADDRESS}/check/{check_code}/"


def _validity(licence: Licence) -> str:
    if licence.valid_until is None:
        return "长期"
    return f"{chinese_date(licence.valid_from)}至{chinese_date(licence.valid_until)}"
