"""Loading the licences that sample people and organisations hold already (批量归集, R8.2)."""

import json
from collections.abc import Callable, Container, Iterable
from datetime import date, datetime
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from yangguan.foundation.actors.actor import Actor
from yangguan.foundation.cipher.columns import blind_index
from yangguan.foundation.loading.rows import (
    ContentFile,
    ContentRow,
    Loaded,
    Rejected,
    Seen,
    read_content,
)
from yangguan.handling.licences.models import Licence
from yangguan.handling.licences.operations.issue import Holder, Issue, issue_licence
from yangguan.handling.licences.operations.load_samples import (
    HeldLicence,
    Row,
    licences_of_organisations,
    licences_of_people,
)
from yangguan.handling.licences.states import LicenceOrigin
from yangguan.registers.catalogue.models import LicenceType
from yangguan.registers.parties.models import Party
from yangguan.registers.parties.states import PartyKind

FILE = "people.json"
# Serials become part of numbers with six digits.
_HIGHEST_SERIAL = 9_999


@transaction.atomic
def load_held_licences(folder: Path, *, by: Actor, at: datetime, today: date) -> Loaded:
    """
    Issue what the people of `people.json` hold already, as imports dated in the past.

    A licence whose type and number are in the library is left alone. Must run after people and
    licence types; people whose row was rejected hold nothing. Three queries, and five for each
    new licence.
    """
    content = read_content(folder, FILE)
    parties = {bytes(party.number_index): party for party in Party.objects.all()}
    rows = _Tables(content, parties)
    wanted = [
        *licences_of_people(rows.persons, rows.households, rows.relations, today=today),
        *licences_of_organisations(rows.organisations, today=today),
    ]
    types = set(LicenceType.objects.values_list("name", flat=True))
    known = set(Licence.objects.values_list("licence_type__name", "number"))
    new = 0
    told: set[tuple[str, str]] = set()
    for held in wanted:
        licence = (held.type_name, held.number)
        party = parties.get(blind_index(held.holder_number, purpose="number"))
        if held.type_name not in types or party is None or held.issue_date > today:
            continue
        # One paper may be told of twice: two survivors hold one certificate of a death.
        if licence not in known and licence not in told:
            new += 1
            issue_licence(_issue(held, party), by=by, at=at, today=today)
        told.add(licence)
    rejected = (*content.rejected, *_missing_types(wanted, types))
    return Loaded("licences", len(told), new, rejected)


class _Tables:
    """
    The rows of people as plain mappings, checked as far as licences depend on them.

    What they say of people who are not in the register is left out.
    """

    def __init__(self, content: ContentFile, parties: Container[bytes]) -> None:
        def registered(rows: list[Row], key: str) -> list[Row]:
            return [row for row in rows if blind_index(row[key], purpose="number") in parties]

        self.persons = registered(
            content.accept("PERSONS", _once(_read_person, "ID_NUMBER", "NO")), "ID_NUMBER"
        )
        self.organisations = registered(
            content.accept("ORGANISATIONS", _once(_read_organisation, "CREDIT_CODE", "NO")),
            "CREDIT_CODE",
        )
        self.households = content.accept("HOUSEHOLDS", _once(_read_household, "HOUSEHOLD_NUMBER"))
        self.relations = content.accept("RELATIONS", _read_relation)


def _once(read: Callable[[ContentRow], Row], *keys: str) -> Callable[[ContentRow], Row]:
    """Numbers of licences are made from these keys: a row that repeats one is rejected."""
    seen = {key: Seen() for key in keys}

    def read_once(row: ContentRow) -> Row:
        values = read(row)
        # What is wrong already is no text or number, and not every such value can be looked up.
        if not row.faults:
            for key in keys:
                seen[key].once(row, key, values[key])
        return values

    return read_once


def _read_person(row: ContentRow) -> Row:
    for key in ("ID_NUMBER", "NAME", "GENDER", "RELATION_TO_HOUSEHOLDER"):
        row.text(key)
    for key in ("SPOUSE_ID_NUMBER", "FATHER_ID_NUMBER", "MOTHER_ID_NUMBER"):
        row.text(key, required=False)
    row.day("BIRTH_DATE")
    for key in ("MARRIAGE_DATE", "DEATH_DATE"):
        row.day(key, required=False)
    row.whole("NO", lowest=1, highest=_HIGHEST_SERIAL)
    row.flag("ALIVE")
    row.texts("TAGS")
    return row.values


def _read_organisation(row: ContentRow) -> Row:
    for key in ("CREDIT_CODE", "ADDRESS", "BUSINESS_SCOPE"):
        row.text(key)
    row.day("ESTABLISH_DATE")
    row.whole("NO", lowest=1, highest=_HIGHEST_SERIAL)
    row.texts("TAGS")
    return row.values


def _read_household(row: ContentRow) -> Row:
    for key in ("HOUSEHOLD_NUMBER", "HOUSEHOLDER", "HOUSEHOLDER_ID_NUMBER", "ADDRESS"):
        row.text(key)
    for member in row.rows("MEMBERS"):
        for key in ("NAME", "ID_NUMBER", "RELATION"):
            member.text(key)
    return row.values


def _read_relation(row: ContentRow) -> Row:
    row.text("TYPE")
    row.day("UNTIL", required=False)
    for key in ("PERSON_ID", "OTHER_ID"):
        row.text(key, required=False)
    return row.values


def _issue(held: HeldLicence, party: Party) -> Issue:
    return Issue(
        type_name=held.type_name,
        holder=Holder(
            party_id=party.pk,
            name=party.name,
            number=party.number,
            is_organisation=party.kind == PartyKind.ORGANISATION,
        ),
        values=held.values,
        facts=json.loads(party.facts),
        validity=held.validity,
        number=held.number,
        issue_date=held.issue_date,
        origin=LicenceOrigin.IMPORT,
    )


def _missing_types(wanted: Iterable[HeldLicence], types: set[str]) -> tuple[Rejected, ...]:
    missing = sorted({held.type_name for held in wanted} - types)
    reason = _("证照目录里没有“%(name)s”，没有归集这一类证照")
    return tuple(Rejected(FILE, "", reason % {"name": name}) for name in missing)
