"""Loading the licences that sample people and organisations hold already (批量归集, R8.2)."""

import json
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from yangguan.foundation.actors.actor import Actor
from yangguan.foundation.cipher.columns import blind_index
from yangguan.handling.licences.models import Licence
from yangguan.handling.licences.operations.issue import Holder, Issue, issue_licence
from yangguan.handling.licences.operations.load_samples import (
    HeldLicence,
    licences_of_organisations,
    licences_of_people,
)
from yangguan.handling.licences.states import LicenceOrigin
from yangguan.registers.catalogue.models import LicenceType
from yangguan.registers.organisations.operations.load_rows import (
    ContentFile,
    Loaded,
    Rejected,
    read_content,
)
from yangguan.registers.parties.models import Party

FILE = "people.json"


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
    count = new = 0
    for held in wanted:
        party = parties.get(blind_index(held.holder_number, purpose="number"))
        if held.type_name not in types or party is None or held.issue_date > today:
            continue
        count += 1
        if (held.type_name, held.number) not in known:
            new += 1
            issue_licence(_issue(held, party), by=by, at=at, today=today)
    return Loaded("licences", count, new, _missing_types(wanted, types))


class _Tables:
    """The rows of people who are in the register, which therefore have been checked."""

    def __init__(self, content: ContentFile, parties: dict[bytes, Party]) -> None:
        def is_registered(number: object) -> bool:
            return (
                isinstance(number, str) and blind_index(number, purpose="number") in parties
            )

        def rows(table: str) -> list[dict[str, Any]]:
            found = content.tables.get(table)
            return [row for row in found if isinstance(row, dict)] if found else []

        self.persons = [row for row in rows("PERSONS") if is_registered(row.get("ID_NUMBER"))]
        self.organisations = [
            row for row in rows("ORGANISATIONS") if is_registered(row.get("CREDIT_CODE"))
        ]
        self.households, self.relations = rows("HOUSEHOLDS"), rows("RELATIONS")


def _issue(held: HeldLicence, party: Party) -> Issue:
    return Issue(
        type_name=held.type_name,
        holder=Holder(party_id=party.pk, name=party.name, number=party.number),
        values={**json.loads(party.facts), **held.values},
        validity=held.validity,
        number=held.number,
        issue_date=held.issue_date,
        origin=LicenceOrigin.IMPORT,
    )


def _missing_types(wanted: Iterable[HeldLicence], types: set[str]) -> tuple[Rejected, ...]:
    missing = sorted({held.type_name for held in wanted} - types)
    reason = _("证照目录里没有“%(name)s”，没有归集这一类证照")
    return tuple(Rejected(FILE, "", reason % {"name": name}) for name in missing)
