"""Issuing licences (制证): in the transaction of the decision or of the import that wants them."""

import json
import secrets
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction

from yangguan.foundation.actors.actor import Actor
from yangguan.foundation.documents.signing import sign_detached
from yangguan.foundation.identifiers.licence_identifier import compose_licence_identifier
from yangguan.foundation.sql.fixed_insert import insert_together
from yangguan.foundation.sql.together import together
from yangguan.foundation.trace import trail
from yangguan.foundation.trace.models import TraceStream
from yangguan.foundation.trace.trail import Act
from yangguan.handling.licences import face, rules
from yangguan.handling.licences.events import LicenceIssued
from yangguan.handling.licences.models import Licence
from yangguan.handling.licences.numbering import (
    Numbered,
    Organ,
    TypeChanged,
    TypeView,
    ensure_may_continue,
    next_number,
    type_view,
)
from yangguan.handling.licences.states import LicenceOrigin, LicenceState


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a licence."""

    party_id: uuid.UUID
    name: str
    number: str
    is_organisation: bool = False


@dataclass(frozen=True, slots=True)
class Issue:
    """What is to be issued, to whom and why; `values` and `facts` map data elements to values."""

    type_name: str
    holder: Holder
    values: Mapping[str, Any]  # what the application and the item say
    facts: Mapping[str, Any] = field(default_factory=dict)  # what the base library says
    validity: str = ""  # as the item's result states it
    number: str = ""  # empty: the one that `values` bring, or else the next of the type
    issue_date: date | None = None  # None: the day of `at`
    origin: LicenceOrigin = LicenceOrigin.CASE
    case_number: str = ""
    task_code: str = ""
    decider: Organ | None = None  # who decided the case


@transaction.atomic(savepoint=False)
def issue_licences(
    issues: Iterable[Issue], *, by: Actor, at: datetime, today: date
) -> list[Licence]:
    """
    Issue what one decision yields, in order: a later licence may quote the number of an earlier.

    Raises what `issue_licence` raises; then nothing has changed.
    """
    licences: list[Licence] = []
    numbers: dict[str, str] = {}
    for issue in issues:
        licence = issue_licence(
            replace(issue, facts={**issue.facts, **numbers}), by=by, at=at, today=today
        )
        numbers[type_view(issue.type_name).number_element] = licence.number
        licences.append(licence)
    return licences


@transaction.atomic(savepoint=False)
def issue_licence(issue: Issue, *, by: Actor, at: datetime, today: date) -> Licence:
    """
    Issue a licence: numbered, signed, in the library from this moment (R8.5, R8.6).

    A number that the case brings (change, renewal) is kept: the licence is the next version, and
    the one before it ends with it. The PDF is made afterwards by the handler of `LicenceIssued`;
    the licence is valid without it. Raises `LicenceNumberOfAnother`, `LicenceTypeUnknown`,
    `NoLicenceNumber`. Source: GB/T 36904 (identifier), 电子签名法 第十三条, 行政许可法 第三十九条.
    """
    start = issue.issue_date or today
    kind, organ, numbered = _numbered(issue, start=start)
    ensure_may_continue(numbered.previous, kind, holder_id=issue.holder.party_id)
    ended = _end(numbered.previous)
    term = _term(kind, issue, start=start)
    values = _face(kind, issue, numbered, organ, term=term, by=by, start=start)
    content = _content(kind, issue, numbered, organ, term=term, values=values, start=start)
    licence = _licence(kind, issue, numbered, organ, content=content, values=values, at=at)
    stream = trail.new_stream(f"licence:{licence.identifier}")
    licence.trace_stream = stream
    act = Act(
        "licence.issue",
        {"number": numbered.number, "type": kind.name, "case": issue.case_number},
        office=organ.name,
    )
    with together():
        insert_together(licence)
        trail.record(stream, act, by=by, at=at, announcing=LicenceIssued(licence_id=licence.pk))
        if ended is not None:
            act = Act("licence.replace", {"by": licence.identifier}, office=organ.name)
            trail.record(ended, act, by=by, at=at)
    return licence


def _numbered(issue: Issue, *, start: date) -> tuple[TypeView, Organ, Numbered]:
    kind = type_view(issue.type_name)
    try:
        return kind, _organ(kind, issue), _number(kind, issue, start=start)
    except TypeChanged:
        kind = type_view(issue.type_name)
        return kind, _organ(kind, issue), _number(kind, issue, start=start)


def _number(kind: TypeView, issue: Issue, *, start: date) -> Numbered:
    brought = issue.values.get(kind.number_element)
    return next_number(
        kind,
        kept=issue.number or (brought if isinstance(brought, str) else ""),
        is_import=issue.origin is not LicenceOrigin.CASE,
        source={**issue.facts, **issue.values},
        organ=_organ(kind, issue),
        holder=issue.holder.number,
        day=start,
    )


def _organ(kind: TypeView, issue: Issue) -> Organ:
    return issue.decider if kind.is_issued_by_decider and issue.decider else kind.issuer


def _end(previous: Licence | None) -> TraceStream | None:
    """The licence before this one is no longer valid; its trace, to be told so."""
    if previous is None:
        return None
    if previous.state == LicenceState.VALID:
        previous.state = LicenceState.CANCELLED
        previous.save(update_fields=["state"])
    return trail.stream_of(f"licence:{previous.identifier}")


def _term(kind: TypeView, issue: Issue, *, start: date) -> rules.Term:
    """By the applicant's choice where the licence names one, the type, or the item's result."""
    words = issue.validity or kind.validity
    chosen = issue.values.get("business_term")
    if isinstance(chosen, str) and any(element == "business_term" for _, element, _ in kind.fields):
        words = chosen
    born = {**issue.facts, **issue.values}.get("birth_date")
    return rules.term(
        start=start,
        months=kind.months,
        words=words,
        born=date.fromisoformat(born) if isinstance(born, str) else None,
    )


def _face(
    kind: TypeView,
    issue: Issue,
    numbered: Numbered,
    organ: Organ,
    *,
    term: rules.Term,
    by: Actor,
    start: date,
) -> dict[str, Any]:
    is_decision = issue.origin is LicenceOrigin.CASE
    return face.face_values(
        (element for _, element, _ in kind.fields),
        told=issue.values,
        facts=issue.facts,
        act=face.FaceAct(
            number=numbered.number,
            number_element=kind.number_element,
            is_new_number=numbered.is_new,
            issuer_name=organ.name,
            signer=by.name if is_decision and by.account_id else organ.name,
            start=start,
            until=term.until,
            term=term.words,
            holder_name=issue.holder.name,
            holder_number=issue.holder.number,
            is_organisation=issue.holder.is_organisation,
            is_decision=is_decision,
        ),
    )


def _content(
    kind: TypeView,
    issue: Issue,
    numbered: Numbered,
    organ: Organ,
    *,
    term: rules.Term,
    values: Mapping[str, Any],
    start: date,
) -> rules.LicenceContent:
    identifier = compose_licence_identifier(
        licence_type=kind.identifier_code,
        issuer=organ.code,
        serial=numbered.serial,
        version=numbered.version,
    )
    return rules.LicenceContent(
        identifier=str(identifier),
        type_name=kind.name,
        number=numbered.number,
        version=numbered.version,
        holder_name=issue.holder.name,
        holder_number=issue.holder.number,
        issuer_name=organ.name,
        issuer_code=organ.code,
        issue_date=start,
        valid_from=start,
        valid_until=term.until,
        term=term.words,
        # What is not known is left off, unless the type says that it must stand there.
        fields={
            label: rules.printed(values.get(element), element=element)
            for label, element, is_needed in kind.fields
            if is_needed or element in values
        },
    )


def _licence(
    kind: TypeView,
    issue: Issue,
    numbered: Numbered,
    organ: Organ,
    *,
    content: rules.LicenceContent,
    values: Mapping[str, Any],
    at: datetime,
) -> Licence:
    statement = rules.canonical_statement(content)
    return Licence(
        identifier=content.identifier,
        licence_type_id=kind.id,
        number=content.number,
        version=content.version,
        replaces=numbered.previous,
        holder_id=issue.holder.party_id,
        holder_name=issue.holder.name,
        issuer_id=organ.id,
        issue_date=content.issue_date,
        valid_from=content.valid_from,
        valid_until=content.valid_until,
        state=LicenceState.VALID,
        origin=issue.origin,
        case_number=issue.case_number,
        task_code=issue.task_code,
        fields=json.dumps(values, ensure_ascii=False),
        canonical=statement.decode(),
        signature=sign_detached(statement),
        check_code=secrets.token_urlsafe(18),
        issued_at=at,
    )
