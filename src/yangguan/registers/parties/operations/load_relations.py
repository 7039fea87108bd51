"""Loading relations between parties from a content folder."""

import uuid
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from yangguan.foundation.cipher.columns import blind_index
from yangguan.foundation.loading.rows import (
    ContentRow,
    Loaded,
    read_content,
)
from yangguan.registers.parties.models import Party, Relation
from yangguan.registers.parties.operations.load_people import FILE
from yangguan.registers.parties.states import RelationKind


@dataclass(frozen=True, slots=True)
class _Ends:
    """Which fields of a row name the one who stands first and the others."""

    person: tuple[str, ...]
    others: tuple[str, ...]


# A parent stands first, its child is the other: the order in which one speaks for the other.
_ENDS = {
    RelationKind.LEGAL_REPRESENTATIVE: _Ends(("PERSON_ID",), ("CREDIT_CODE",)),
    RelationKind.SPOUSE: _Ends(("PERSON_ID",), ("OTHER_ID",)),
    RelationKind.PARENT: _Ends(("FATHER_ID", "MOTHER_ID"), ("PERSON_ID",)),
    RelationKind.SHAREHOLDER: _Ends(("PERSON_ID",), ("CREDIT_CODE",)),
    RelationKind.BRANCH: _Ends(("CREDIT_CODE",), ("OTHER_CREDIT_CODE",)),
    RelationKind.FORMER_EMPLOYEE: _Ends(("PERSON_ID",), ("CREDIT_CODE",)),
    RelationKind.SURVIVOR: _Ends(("PERSON_ID",), ("OTHER_ID",)),
}
_KINDS: dict[str, RelationKind] = {str(kind.label): kind for kind in RelationKind}


@transaction.atomic
def load_relations(folder: Path) -> Loaded:
    """
    Enter or update the relations of `people.json`. Must run after people and organisations.

    A child with two parents is one row and two relations; rows are counted. Three queries.
    """
    content = read_content(folder, FILE)
    before = set(Relation.objects.values_list("kind", "person_id", "other_id"))
    parties = {bytes(index): pk for pk, index in Party.objects.values_list("pk", "number_index")}
    accepted = content.accept("RELATIONS", lambda row: _relations(row, parties))
    relations = {
        (relation.kind, relation.person_id, relation.other_id): relation
        for each in accepted
        for relation in each
    }
    Relation.objects.bulk_create(
        relations.values(),
        update_conflicts=True,
        unique_fields=["kind", "person", "other"],
        update_fields=["since_date", "until_date"],
    )
    new = sum(
        any((each.kind, each.person_id, each.other_id) not in before for each in relations_of_row)
        for relations_of_row in accepted
    )
    return Loaded("relations", len(accepted), new, tuple(content.rejected))


def _relations(row: ContentRow, parties: dict[bytes, uuid.UUID]) -> list[Relation]:
    kind = _KINDS.get(row.one_of("TYPE", _KINDS))
    if kind is None:
        return []
    ends = _ENDS[kind]
    persons = [party for key in ends.person if (party := _party(row, key, parties))]
    others = [party for key in ends.others if (party := _party(row, key, parties))]
    if not row.faults and not (persons and others):
        row.fault("", _("关系要有两方"))
    since, until = row.day("SINCE", required=False), row.day("UNTIL", required=False)
    if set(persons) & set(others):
        row.fault("", _("关系的两方是同一个人"))
    return [
        Relation(kind=kind, person_id=person, other_id=other, since_date=since, until_date=until)
        for person in persons
        for other in others
    ]


def _party(row: ContentRow, key: str, parties: dict[bytes, uuid.UUID]) -> uuid.UUID | None:
    number = row.text(key, limit=18, required=False)
    party = parties.get(blind_index(number, purpose="number")) if number else None
    if number and party is None:
        row.fault(key, _("没有登记这个号码的人或组织"))
    return party
