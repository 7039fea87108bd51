"""What pages, the check and other apps read of licences."""

import json
import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from yangguan.foundation.actors.actor import Actor
from yangguan.foundation.cipher.algorithms import signatures
from yangguan.foundation.cipher.columns import decrypt_text
from yangguan.foundation.cipher.keyring import KeyPurpose, keyring
from yangguan.foundation.documents.signing import verify_detached
from yangguan.foundation.identifiers.masking import mask_document_number, shown_name
from yangguan.foundation.sql.prepared import prepared_cursor
from yangguan.handling.licences import rules
from yangguan.handling.licences.errors import LicenceNotFound, NotYourLicence
from yangguan.handling.licences.models import Licence
from yangguan.handling.licences.states import LicenceState


@dataclass(frozen=True, slots=True)
class LicenceCard:
    """A licence as its holder sees it."""

    id: uuid.UUID
    identifier: str
    type_name: str
    number: str
    holder_name: str
    issuer_name: str
    issue_date: date
    valid_until: date | None
    state: LicenceState
    check_code: str
    has_file: bool
    term: str  # what stands for a last day that there is not: 长期, or words
    fields: tuple[tuple[str, str], ...]  # label and value, in the order of the type
    told: frozenset[str]  # data elements of `fields`
    case_number: str


@dataclass(frozen=True, slots=True)
class LicenceCheck:
    """What the public check page tells: state and signature; the holder only masked."""

    type_name: str
    masked_number: str
    holder: str
    issuer_name: str
    issue_date: date
    valid_until: date | None
    term: str  # as `LicenceCard.term`
    state: LicenceState
    identifier: str
    is_signature_right: bool

    @property
    def is_valid(self) -> bool:
        return self.state is LicenceState.VALID and self.is_signature_right


@dataclass(frozen=True, slots=True)
class HeldValues:
    """A valid licence with its values by data element: what a form can be filled from."""

    type_name: str
    identifier: str
    number: str
    values: dict[str, Any]


def licences_of(holder_ids: list[uuid.UUID], *, on: date) -> list[LicenceCard]:
    """Every licence of some holders, newest first. One query."""
    rows = (
        Licence.objects.filter(holder_id__in=holder_ids)
        .select_related("licence_type", "issuer")
        .order_by("-issue_date", "identifier")
    )
    return [_card(row, on=on) for row in rows[:200]]


def holder_of(licence_id: uuid.UUID) -> uuid.UUID | None:
    """Who holds a licence: what a policy needs. One query."""
    return Licence.objects.filter(pk=licence_id).values_list("holder_id", flat=True).first()


def licences_of_case(case_number: str, *, on: date) -> list[LicenceCard]:
    """The licences that a case yielded. One query."""
    rows = (
        Licence.objects.filter(case_number=case_number)
        .select_related("licence_type", "issuer")
        .order_by("identifier")
    )
    return [_card(row, on=on) for row in rows]


# Asked at every application: whatever the holder has, only the wanted types are decrypted.
_HELD = """
SELECT kind.name, licence.identifier, licence.number, licence.fields, licence.valid_until
FROM licences_licence licence JOIN catalogue_licencetype kind ON kind.id = licence.licence_type_id
WHERE licence.holder_id = %(holder)s AND licence.state = %(valid)s
  AND (%(types)s::text[] IS NULL OR kind.name = ANY(%(types)s::text[]))
ORDER BY licence.issue_date DESC
"""


def held_values(
    holder_id: uuid.UUID, *, on: date, type_names: Collection[str] | None = None
) -> list[HeldValues]:
    """A holder's valid licences, or those of some types, with values, newest first. One query."""
    wanted = None if type_names is None else sorted(type_names)
    with prepared_cursor() as cursor:
        cursor.execute(
            _HELD, {"holder": holder_id, "types": wanted, "valid": LicenceState.VALID.value}
        )
        rows = cursor.fetchall()
    return [
        HeldValues(name, identifier, number, json.loads(decrypt_text(bytes(fields))))
        for name, identifier, number, fields, until in rows
        if rules.effective_state(LicenceState.VALID, until=until, on=on) is LicenceState.VALID
    ]


def check(check_code: str, *, on: date) -> LicenceCheck | None:
    """The public check by the code of the QR. One query; the signature is verified anew."""
    row = (
        Licence.objects.filter(check_code=check_code)
        .select_related("licence_type", "issuer", "holder")
        .first()
    )
    if row is None:
        return None
    return LicenceCheck(
        type_name=row.licence_type.name,
        masked_number=mask_document_number(row.number),
        holder=shown_name(row.holder_name, is_organisation=row.holder.kind == "organisation"),
        issuer_name=row.issuer.name,
        issue_date=row.issue_date,
        valid_until=row.valid_until,
        term=_term(row),
        state=rules.effective_state(LicenceState(row.state), until=row.valid_until, on=on),
        identifier=row.identifier,
        is_signature_right=verify_detached(row.canonical.encode(), bytes(row.signature)),
    )


def _card(row: Licence, *, on: date) -> LicenceCard:
    statement = json.loads(row.canonical)
    rows = tuple(rules.face_rows(statement["KZ"], row.licence_type.fields))
    return LicenceCard(
        id=row.pk,
        identifier=row.identifier,
        type_name=row.licence_type.name,
        number=row.number,
        holder_name=row.holder_name,
        issuer_name=row.issuer.name,
        issue_date=row.issue_date,
        valid_until=row.valid_until,
        state=rules.effective_state(LicenceState(row.state), until=row.valid_until, on=on),
        check_code=row.check_code,
        has_file=row.file_id is not None,
        term=_term(row),
        fields=tuple((label, value) for _, label, _, value in rows),
        told=frozenset(element for element, _, _, _ in rows),
        case_number=row.case_number,
    )


def _term(row: Licence) -> str:
    return "" if row.valid_until else rules.term_words(json.loads(row.canonical)["ZZYXQJZRQ"])


@dataclass(frozen=True, slots=True)
class Original:
    """A licence as the library holds it: what a presented copy is compared with."""

    licence_id: uuid.UUID
    identifier: str
    type_name: str
    canonical: bytes
    is_signature_right: bool
    state: LicenceState
    file_digest: str  # SM3 of the PDF, hex; empty while it is being made


def licence_export(licence_id: uuid.UUID) -> dict[str, Any] | None:
    """
    A licence as data that anybody can check: statement, SM2 signature and public key.

    The signature covers the statement as canonical JSON (sorted keys, no blanks, UTF-8). Signature
    (DER) and public key (x and y, 64 bytes) are hex. One query.
    """
    row = Licence.objects.filter(pk=licence_id).first()
    if row is None:
        return None
    canonical, signature = row.canonical.encode(), bytes(row.signature)
    return {
        "statement": json.loads(row.canonical),
        "signature": signature.hex(),
        "algorithm": "SM2-SM3",
        "public_key": signer_of(canonical, signature).hex(),
    }


def signer_of(canonical: bytes, signature: bytes) -> bytes:
    """The platform's public key that made the signature; empty if none of its keys did."""
    for key in keyring().signing_keys(KeyPurpose.LICENCE_SIGNING):
        if signatures.get(key.algorithm).verify(key.pair.public, canonical, signature):
            return key.pair.public
    return b""


def originals_of_file(
    *, digest: str, size: int, title: tuple[str, str] | None, on: date
) -> list[Original]:
    """
    Licences whose PDF a presented file may be, the likeliest first, at most 200.

    Found by the SM3 digest (the very same file), by type and number as the file's own signature
    states them, and by size (for a file in which neither can be read any more). One query.
    """
    wanted = Q(file__digest=digest) | Q(file__size=size)
    if title:
        wanted |= Q(licence_type__name=title[0], number=title[1], file__isnull=False)
    rows = (
        Licence.objects.filter(wanted)
        .select_related("licence_type", "file")
        .order_by("-issued_at")[:200]
    )

    def likelihood(row: Licence) -> tuple[bool, bool]:
        is_same = row.file is not None and row.file.digest == digest
        return not is_same, (row.licence_type.name, row.number) != title

    return [_original(row, on=on) for row in sorted(rows, key=likelihood)]


def original_of_statement(*, identifier: str, signature: bytes, on: date) -> Original | None:
    """The licence that a presented statement names, by its identifier or signature. One query."""
    rows = Licence.objects.filter(Q(identifier=identifier) | Q(signature=signature))
    found = sorted(
        rows.select_related("licence_type", "file"), key=lambda row: row.identifier != identifier
    )
    return _original(found[0], on=on) if found else None


def _original(row: Licence, *, on: date) -> Original:
    canonical = row.canonical.encode()
    return Original(
        licence_id=row.pk,
        identifier=row.identifier,
        type_name=row.licence_type.name,
        canonical=canonical,
        is_signature_right=verify_detached(canonical, bytes(row.signature)),
        state=rules.effective_state(LicenceState(row.state), until=row.valid_until, on=on),
        file_digest=row.file.digest if row.file else "",
    )


def licence_for(licence_id: uuid.UUID, *, by: Actor, on: date) -> LicenceCard:
    """
    A licence for its holder or who speaks for the holder. One query.

    Raises `LicenceNotFound`, `NotYourLicence`.
    """
    row = Licence.objects.filter(pk=licence_id).select_related("licence_type", "issuer").first()
    if row is None:
        raise LicenceNotFound
    if not by.is_person or row.holder_id not in {by.party_id, *by.principals}:
        raise NotYourLicence
    return _card(row, on=on)
