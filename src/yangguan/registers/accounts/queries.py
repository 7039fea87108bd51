"""What the console reads of the sample accounts."""

import uuid
from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from yangguan.registers.accounts.models import Account
from yangguan.registers.organisations.models import Appointment
from yangguan.registers.parties.models import Relation
from yangguan.registers.parties.states import RelationKind


@dataclass(frozen=True, slots=True)
class SamplePrincipal:
    """An organisation that a sample person speaks for."""

    party_id: uuid.UUID
    name: str
    credit_code: str


@dataclass(frozen=True, slots=True)
class SamplePerson:
    """A fictitious citizen with an account."""

    account_id: uuid.UUID
    party_id: uuid.UUID
    kind: str
    name: str
    id_number: str
    mobile: str
    principals: tuple[SamplePrincipal, ...]


@dataclass(frozen=True, slots=True)
class SamplePost:
    """A post that a sample officer holds; `hall` is empty for a post at the department itself."""

    code: str
    title: str
    role: str
    department: str
    department_name: str
    hall: str
    hall_name: str
    counter: str


@dataclass(frozen=True, slots=True)
class SampleOfficer:
    """A fictitious officer with an account."""

    account_id: uuid.UUID
    name: str
    staff_number: str
    department: str
    posts: tuple[SamplePost, ...]


def sample_persons(*, on: date) -> list[SamplePerson]:
    """The people with a demonstration account, by mobile number. Two queries."""
    accounts = (
        Account.objects.filter(is_demonstration=True, is_active=True)
        .exclude(person=None)
        .select_related("person")
    )
    parties = [account.person for account in accounts if account.person]
    principals = _principals([party.pk for party in parties], on=on)
    people = [
        SamplePerson(
            account_id=account.pk,
            party_id=account.person.pk,
            kind=account.person.kind,
            name=account.person.name,
            id_number=account.person.number,
            mobile=account.person.mobile or "",
            principals=tuple(principals[account.person.pk]),
        )
        for account in accounts
        if account.person
    ]
    return sorted(people, key=lambda person: (person.mobile, person.id_number))


def sample_officers(*, on: date) -> list[SampleOfficer]:
    """The officers with a demonstration account and the posts they hold that day. Two queries."""
    accounts = list(
        Account.objects.filter(is_demonstration=True, is_active=True)
        .exclude(officer=None)
        .select_related("officer__department")
        .order_by("officer__staff_number")
    )
    posts = _posts([account.officer_id for account in accounts if account.officer_id], on=on)
    return [
        SampleOfficer(
            account_id=account.pk,
            name=account.officer.name,
            staff_number=account.officer.staff_number,
            department=account.officer.department.name,
            posts=tuple(posts[account.officer.pk]),
        )
        for account in accounts
        if account.officer
    ]


def _principals(
    persons: list[uuid.UUID], *, on: date
) -> defaultdict[uuid.UUID, list[SamplePrincipal]]:
    found: defaultdict[uuid.UUID, list[SamplePrincipal]] = defaultdict(list)
    relations = (
        Relation.objects.filter(person_id__in=persons, kind=RelationKind.LEGAL_REPRESENTATIVE)
        .exclude(until_date__lt=on)
        .select_related("other")
        .order_by("other__name")
    )
    for relation in relations:
        other = relation.other
        found[relation.person_id].append(SamplePrincipal(other.pk, other.name, other.number))
    return found


def _posts(officers: list[int], *, on: date) -> defaultdict[int, list[SamplePost]]:
    found: defaultdict[int, list[SamplePost]] = defaultdict(list)
    appointments = (
        Appointment.objects.in_force(on=on)
        .filter(officer_id__in=officers)
        .select_related("post__department", "post__hall", "post__counter")
        .order_by("pk")
    )
    for appointment in appointments:
        post = appointment.post
        found[appointment.officer_id].append(
            SamplePost(
                code=post.code,
                title=post.title,
                role=post.role,
                department=post.department.key or "",
                department_name=post.department.name,
                hall=post.hall.code if post.hall else "",
                hall_name=post.hall.name if post.hall else "",
                counter=post.counter.code if post.counter else "",
            )
        )
    return found
