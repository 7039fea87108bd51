"""Loading sample people, organisations and their relations from a content folder."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from yangguan.foundation.cipher.columns import blind_index
from yangguan.foundation.identifiers.citizen_number import parse_citizen_number
from yangguan.foundation.identifiers.credit_code import parse_credit_code
from yangguan.foundation.identifiers.errors import InvalidIdentifier
from yangguan.foundation.loading.rows import (
    ContentFile,
    ContentRow,
    Loaded,
    Seen,
    read_content,
)
from yangguan.registers.organisations.models import Region
from yangguan.registers.parties.models import Party
from yangguan.registers.parties.operations.load_facts import organisation_facts, person_facts
from yangguan.registers.parties.operations.register_party import register_party
from yangguan.registers.parties.states import PartyKind

FILE = "people.json"
# GA/T 2000.156: 111 居民身份证; 001 统一社会信用代码.
_CITIZEN_CARD, _CREDIT_CODE = "111", "001"
_ADULT_YEARS = 18


@dataclass(frozen=True, slots=True)
class LoadedPeople:
    """`adults`: parties of living, fictitious adults, who get a demonstration account."""

    loaded: Loaded
    adults: tuple[uuid.UUID, ...]


@dataclass(frozen=True, slots=True)
class _PartyRow:
    kind: PartyKind
    name: str
    number: str
    mobile: str | None
    region_code: str | None
    facts: Mapping[str, object]
    gets_account: bool = False


@transaction.atomic
def load_persons(folder: Path, *, at: datetime, today: date) -> LoadedPeople:
    """
    Enter or update the natural persons of `people.json` with what the base library says of them.

    A person is known by the citizen number (GB 11643). Two queries a person.
    """
    content = read_content(folder, FILE)
    lookups = _Lookups(content)
    regions = set(Region.objects.values_list("code", flat=True))
    mobiles = _mobile_owners()
    numbers_seen, mobiles_seen = Seen(), Seen()

    def read(row: ContentRow) -> _PartyRow:
        person = _person(row, regions, lookups, today=today)
        numbers_seen.once(row, "ID_NUMBER", person.number)
        mobiles_seen.once(row, "MOBILE", person.mobile)
        _check_mobile(row, person, mobiles)
        return person

    accepted = content.accept("PERSONS", read)
    loaded, ids = _register("persons", content, accepted, at=at)
    adults = tuple(ids[row.number] for row in accepted if row.gets_account)
    return LoadedPeople(loaded, adults)


@transaction.atomic
def load_organisations(folder: Path, *, at: datetime) -> Loaded:
    """
    Enter or update the organisations of `people.json`, known by their credit code (GB 32100).

    Two queries an organisation.
    """
    content = read_content(folder, FILE)
    lookups = _Lookups(content)
    regions = set(Region.objects.values_list("code", flat=True))
    seen = Seen()

    def read(row: ContentRow) -> _PartyRow:
        organisation = _organisation(row, regions, lookups)
        seen.once(row, "CREDIT_CODE", organisation.number)
        return organisation

    accepted = content.accept("ORGANISATIONS", read)
    loaded, _ids = _register("organisations", content, accepted, at=at)
    return loaded


class _Lookups:
    """What one row says of another: names by citizen number, householders by household."""

    def __init__(self, content: ContentFile) -> None:
        self.names = _told(content, "PERSONS", "ID_NUMBER", "NAME")
        self.mobiles = _told(content, "PERSONS", "ID_NUMBER", "MOBILE")
        self.householders = _told(content, "HOUSEHOLDS", "HOUSEHOLD_NUMBER", "HOUSEHOLDER")


def _told(content: ContentFile, table: str, key: str, value: str) -> dict[str, str]:
    """What the rows of a table say of each key; whatever is not text says nothing."""
    rows = content.tables.get(table)
    pairs = (
        (row.get(key), row.get(value))
        for row in (rows if isinstance(rows, list) else [])
        if isinstance(row, Mapping)
    )
    return {key: told for key, told in pairs if isinstance(key, str) and isinstance(told, str)}


def _register(
    kind: str, content: ContentFile, rows: list[_PartyRow], *, at: datetime
) -> tuple[Loaded, dict[str, uuid.UUID]]:
    known = {bytes(index) for index in Party.objects.values_list("number_index", flat=True)}
    new = sum(blind_index(row.number, purpose="number") not in known for row in rows)
    ids = {
        row.number: register_party(
            kind=row.kind,
            name=row.name,
            document_type=_CITIZEN_CARD if row.kind is PartyKind.PERSON else _CREDIT_CODE,
            number=row.number,
            mobile=row.mobile,
            region_code=row.region_code,
            facts=row.facts,
            at=at,
        ).pk
        for row in rows
    }
    return Loaded(kind, len(rows), new, tuple(content.rejected)), ids


def _person(row: ContentRow, regions: set[str], lookups: _Lookups, *, today: date) -> _PartyRow:
    number = row.text("ID_NUMBER", limit=18)
    born = row.day("BIRTH_DATE")
    try:
        if number and parse_citizen_number(number, today=today).birth_date != born:
            row.fault("BIRTH_DATE", _("和公民身份号码里的出生日期不同"))
    except InvalidIdentifier as error:
        row.fault("ID_NUMBER", str(error))
    is_adult = born is not None and _is_adult(born, today)
    is_fictitious, is_alive = row.flag("FICTITIOUS"), row.flag("ALIVE")
    return _PartyRow(
        kind=PartyKind.PERSON,
        name=row.text("NAME"),
        number=number,
        mobile=row.text("MOBILE", limit=11, required=False) or None,
        region_code=row.one_of("RESIDENCE_REGION_CODE", regions, required=False) or None,
        facts=person_facts(
            row,
            householder=lookups.householders.get(row.text("HOUSEHOLD_NUMBER", required=False)),
            spouse=lookups.names.get(row.text("SPOUSE_ID_NUMBER", limit=18, required=False)),
        ),
        gets_account=is_adult and is_alive and is_fictitious,
    )


def _organisation(row: ContentRow, regions: set[str], lookups: _Lookups) -> _PartyRow:
    number = row.text("CREDIT_CODE", limit=18)
    try:
        if number:
            parse_credit_code(number)
    except InvalidIdentifier as error:
        row.fault("CREDIT_CODE", str(error))
    representative = row.text("LEGAL_REP_ID_NUMBER", limit=18, required=False)
    return _PartyRow(
        kind=PartyKind.ORGANISATION,
        name=row.text("NAME"),
        number=number,
        mobile=None,
        region_code=row.one_of("REGION_CODE", regions, required=False) or None,
        facts=organisation_facts(row, mobile=lookups.mobiles.get(representative)),
    )


def _is_adult(born: date, today: date) -> bool:
    """民法典 第十七条: eighteen full years."""
    had_birthday = (today.month, today.day) >= (born.month, born.day)
    return today.year - born.year - (not had_birthday) >= _ADULT_YEARS


def _mobile_owners() -> dict[bytes, bytes]:
    """Blind index of a mobile number → blind index of its owner's number."""
    rows = Party.objects.exclude(mobile_index=None).values_list("mobile_index", "number_index")
    return {bytes(mobile): bytes(number) for mobile, number in rows if mobile is not None}


def _check_mobile(row: ContentRow, person: _PartyRow, owners: dict[bytes, bytes]) -> None:
    if person.mobile and person.number:
        owner = owners.get(blind_index(person.mobile, purpose="mobile"))
        if owner not in (None, blind_index(person.number, purpose="number")):
            row.fault("MOBILE", _("这个手机号已登记给另一个人"))
