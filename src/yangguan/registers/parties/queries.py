"""What others read of parties: values, with the number masked unless the caller needs it whole."""

import json
import uuid
from dataclasses import dataclass

from yangguan.foundation.cipher.columns import blind_index
from yangguan.foundation.identifiers.masking import mask_document_number, mask_phone
from yangguan.foundation.search.words import normalise
from yangguan.registers.parties.models import Party, Relation
from yangguan.registers.parties.states import PartyKind, RelationKind


@dataclass(frozen=True, slots=True)
class PartyProfile:
    """A party as the officer at work and the party itself see it."""

    id: uuid.UUID
    kind: PartyKind
    name: str
    number: str
    document_type: str
    mobile: str
    region_code: str
    facts: dict[str, object]

    @property
    def masked_number(self) -> str:
        return mask_document_number(self.number)

    @property
    def masked_mobile(self) -> str:
        return mask_phone(self.mobile) if self.mobile else ""

    @property
    def is_organisation(self) -> bool:
        return self.kind is PartyKind.ORGANISATION


@dataclass(frozen=True, slots=True)
class Principal:
    """An organisation that a person may speak for."""

    id: uuid.UUID
    name: str


def profile(party_id: uuid.UUID) -> PartyProfile | None:
    """One party with its facts. One query."""
    party = Party.objects.filter(pk=party_id).first()
    return _profile(party) if party else None


def find_party(identity: str) -> PartyProfile | None:
    """The party with this citizen number, credit code or mobile number. At most two queries."""
    plain = normalise(identity).replace(" ", "").replace("-", "").upper()
    party = (
        Party.objects.filter(number_index=blind_index(plain, purpose="number")).first()
        or Party.objects.filter(mobile_index=blind_index(plain, purpose="mobile")).first()
    )
    return _profile(party) if party else None


def principals(person_id: uuid.UUID) -> list[Principal]:
    """The organisations that a person represents, by name. One query."""
    rows = (
        Relation.objects.filter(person_id=person_id, kind=RelationKind.LEGAL_REPRESENTATIVE)
        .select_related("other")
        .order_by("other__name")
    )
    return [Principal(id=row.other_id, name=row.other.name) for row in rows]


def _profile(party: Party) -> PartyProfile:
    return PartyProfile(
        id=party.pk,
        kind=PartyKind(party.kind),
        name=party.name,
        number=party.number,
        document_type=party.document_type,
        mobile=party.mobile or "",
        region_code=party.region_id or "",
        facts=json.loads(party.facts),
    )
