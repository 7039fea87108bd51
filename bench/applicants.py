"""Invented applicants, each with an account: nobody applies for one licence a thousand times."""

import itertools
import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import timezone

from yangguan.foundation.actors.actor import Actor, ActorKind
from yangguan.foundation.cipher.columns import blind_index
from yangguan.registers.accounts.models import Account
from yangguan.registers.accounts.operations.open_accounts import (
    demonstration_token,
    open_demonstration_accounts,
)
from yangguan.registers.catalogue.sample_answers import sample_citizen_number
from yangguan.registers.parties.models import Party
from yangguan.registers.parties.operations.register_party import register_party
from yangguan.registers.parties.states import PartyKind

APPLICANTS = 600


@dataclass(frozen=True, slots=True)
class Applicant:
    """A person with an account, as an actor, and the bearer token of the account."""

    party_id: uuid.UUID
    name: str
    number: str
    actor: Actor
    token: str


def applicants() -> list[Applicant]:
    """The bench's `APPLICANTS` people, entered at the first call on a database."""
    numbers = [sample_citizen_number(serial) for serial in range(APPLICANTS)]
    indexes = {blind_index(number, purpose="number"): number for number in numbers}
    known = {
        bytes(index)
        for index in Party.objects.filter(number_index__in=indexes).values_list(
            "number_index", flat=True
        )
    }
    for serial, (index, number) in enumerate(indexes.items()):
        if index not in known:
            _register(serial, number)
    parties = list(Party.objects.filter(number_index__in=indexes).order_by("name"))
    open_demonstration_accounts(
        persons=[party.pk for party in parties], officers=[], at=timezone.now()
    )
    accounts = dict(Account.objects.filter(person__in=parties).values_list("person_id", "pk"))
    return [_applicant(party, accounts[party.pk]) for party in parties]


def in_turn(people: list[Applicant]) -> Iterator[Applicant]:
    """One after the other, for ever."""
    return itertools.cycle(people)


def _register(serial: int, number: str) -> None:
    name = f"测压{serial:04d}"
    register_party(
        kind=PartyKind.PERSON,
        name=name,
        document_type="111",
        number=number,
        mobile=None,
        region_code=None,
        facts={
            "person_name": name,
            "id_number": number,
            "birth_date": "1990-01-01",
            "gender": "男",
            "hukou_address": "甘肃省敦煌市沙州镇文庙社区示例巷1号",
            "contact_person": name,
            "contact_mobile": "19900000001",
        },
        at=timezone.now(),
    )


def _applicant(party: Party, account_id: uuid.UUID) -> Applicant:
    actor = Actor(kind=ActorKind.PERSON, name=party.name, account_id=account_id, party_id=party.pk)
    return Applicant(
        party_id=party.pk,
        name=party.name,
        number=party.number,
        actor=actor,
        token=demonstration_token(account_id),
    )
