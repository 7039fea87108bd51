"""Issuing a licence (制证): in the transaction of the decision or of the import that wants it."""

import json
import secrets
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.db import transaction

from yangguan.foundation.actors.actor import Actor
from yangguan.foundation.documents.signing import sign_detached
from yangguan.foundation.identifiers.licence_identifier import compose_licence_identifier
from yangguan.foundation.sql.fixed_insert import insert_together
from yangguan.foundation.sql.prepared import prepared_cursor
from yangguan.foundation.sql.together import together
from yangguan.foundation.trace import trail
from yangguan.foundation.trace.trail import Act
from yangguan.handling.licences import rules
from yangguan.handling.licences.errors import LicenceTypeUnknown
from yangguan.handling.licences.events import LicenceIssued
from yangguan.handling.licences.models import Licence
from yangguan.handling.licences.states import LicenceOrigin, LicenceState
from yangguan.registers.catalogue.models import LicenceType

# One row lock for each type and year; type found, number drawn and row made in one round trip.
_NEXT_SERIAL = """
INSERT INTO licences_licenceserial (licence_type_id, year, last)
SELECT id, %s::smallint, 1 FROM catalogue_licencetype WHERE name = %s
ON CONFLICT (licence_type_id, year) DO UPDATE SET last = licences_licenceserial.last + 1
RETURNING licence_type_id, last
"""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a licence."""

    party_id: uuid.UUID
    name: str
    number: str


@dataclass(frozen=True, slots=True)
class Issue:
    """What is to be issued, to whom and why."""

    type_name: str
    holder: Holder
    values: Mapping[str, Any]  # data element → value, from the case or the base library
    validity: str = ""  # as the item's result states it
    number: str = ""  # empty: the next number of the type
    issue_date: date | None = None  # None: the day of `at`
    origin: LicenceOrigin = LicenceOrigin.CASE
    case_number: str = ""
    task_code: str = ""


@dataclass(frozen=True, slots=True)
class _TypeView:
    id: int
    name: str
    code: str
    identifier_code: str
    issuer_id: int
    issuer_name: str
    issuer_code: str
    fields: tuple[tuple[str, str], ...]  # label, element
    months: int | None


@transaction.atomic(savepoint=False)
def issue_licence(issue: Issue, *, by: Actor, at: datetime, today: date) -> Licence:
    """
    Issue a licence: numbered, signed, in the library from this moment (R8.5, R8.6).

    The PDF is made afterwards by the handler of `LicenceIssued`; the licence is valid without it.
    Raises `LicenceTypeUnknown`. Source: GB/T 36904 (identifier), 电子签名法 第十三条.
    """
    start = issue.issue_date or today
    type_id, serial = _next_serial(issue.type_name, start.year)
    kind = _type_view(type_id, issue.type_name)
    number = issue.number or f"{kind.code.replace('-', '')}{start.year}{serial:06d}"
    identifier = compose_licence_identifier(
        licence_type=kind.identifier_code,
        issuer=kind.issuer_code,
        serial=f"{start.year}{serial:06d}",
    )
    content = rules.LicenceContent(
        identifier=str(identifier),
        type_name=kind.name,
        number=number,
        version=1,
        holder_name=issue.holder.name,
        holder_number=issue.holder.number,
        issuer_name=kind.issuer_name,
        issuer_code=kind.issuer_code,
        issue_date=start,
        valid_from=start,
        valid_until=rules.valid_until(start=start, months=kind.months, words=issue.validity),
        fields=_printed_fields(kind, issue, number=number, start=start),
    )
    statement = rules.canonical_statement(content)
    licence = Licence(
        identifier=content.identifier,
        licence_type_id=kind.id,
        number=number,
        holder_id=issue.holder.party_id,
        holder_name=issue.holder.name,
        issuer_id=kind.issuer_id,
        issue_date=start,
        valid_from=start,
        valid_until=content.valid_until,
        state=LicenceState.VALID,
        origin=issue.origin,
        case_number=issue.case_number,
        task_code=issue.task_code,
        fields=json.dumps(
            {element: issue.values.get(element) for _, element in kind.fields}, ensure_ascii=False
        ),
        canonical=statement.decode(),
        signature=sign_detached(statement),
        check_code=secrets.token_urlsafe(18),
        issued_at=at,
    )
    stream = trail.new_stream(f"licence:{licence.identifier}")
    act = Act(
        "licence.issue",
        {"number": number, "type": kind.name, "case": issue.case_number},
        office=kind.issuer_name,
    )
    licence.trace_stream = stream
    with together():
        insert_together(licence)
        trail.record(stream, act, by=by, at=at, announcing=LicenceIssued(licence_id=licence.pk))
    return licence


def _next_serial(type_name: str, year: int) -> tuple[int, int]:
    """The type's id and its next serial of the year. Raises `LicenceTypeUnknown`."""
    with prepared_cursor() as cursor:
        cursor.execute(_NEXT_SERIAL, [year, type_name])
        row = cursor.fetchone()
    if row is None:
        raise LicenceTypeUnknown(name=type_name)
    return row[0], row[1]


@lru_cache(maxsize=512)
def _type_view(key: int, name: str) -> _TypeView:
    """The type. Types are few and change by loading only: kept for the process."""
    del name  # part of the cache key: a renamed type is read anew
    kind = LicenceType.objects.select_related("issuer").get(pk=key)
    return _TypeView(
        id=kind.pk,
        name=kind.name,
        code=kind.code,
        identifier_code=kind.identifier_code,
        issuer_id=kind.issuer_id,
        issuer_name=kind.issuer.name,
        issuer_code=kind.issuer.credit_code,
        fields=tuple((field["NAME"], field["ELEMENT"]) for field in kind.fields),
        months=kind.validity_months,
    )


def _printed_fields(kind: _TypeView, issue: Issue, *, number: str, start: date) -> dict[str, str]:
    """The licence's own fields come from the act; the others from the case."""
    until = rules.valid_until(start=start, months=kind.months, words=issue.validity)
    own: dict[str, Any] = {
        "licence_number": number,
        "issuing_authority": kind.issuer_name,
        "issue_date": start.isoformat(),
        "valid_from": start.isoformat(),
        "valid_to": until.isoformat() if until else "长期",
        "signer": kind.issuer_name,
    }
    return {
        label: rules.printed(own.get(element) or issue.values.get(element))
        for label, element in kind.fields
    }
