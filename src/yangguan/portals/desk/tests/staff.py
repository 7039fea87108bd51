"""Officers with accounts for the tests of the staff portals, beside `cases.tests.builders`."""

import uuid
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.test import Client
from django.utils import timezone

from yangguan.foundation.actors.actor import Actor, Role
from yangguan.handling.cases.models import Case
from yangguan.handling.cases.operations.accept import accept_case
from yangguan.handling.cases.operations.decide import grant_case
from yangguan.handling.cases.operations.review import review_case
from yangguan.handling.cases.operations.submit import take_in_case
from yangguan.handling.cases.tests import builders as b
from yangguan.registers.accounts.actors import actor_of_account
from yangguan.registers.accounts.models import Account
from yangguan.registers.organisations.models import Appointment, Department, Officer, Post

SINCE = date(2020, 1, 1)
ROLES = (
    Role.INTAKE,
    Role.REVIEW,
    Role.DECISION,
    Role.CERTIFICATE,
    Role.DELIVERY,
    Role.SUPERVISOR,
    Role.EDITOR,
)


@dataclass(slots=True)
class Desk:
    """A small city with an officer's account for each role, and cases as far as a test wants."""

    town: b.City
    accounts: dict[Role, Account] = field(default_factory=dict)

    def client(self, role: Role) -> Client:
        """A browser in which the officer of a role has signed in."""
        return client_of(self.accounts[role])

    def actor(self, role: Role) -> Actor:
        actor = actor_of_account(self.accounts[role].pk, on=timezone.localdate())
        assert actor is not None
        return actor

    def taken_in(self, *, days_ago: int = 0) -> Case:
        """A case that waits for acceptance."""
        return take_in_case(
            task_code=b.TASK_CODE,
            applicant_id=self.town.applicant.pk,
            answers=b.answers(),
            on_paper={"material-1"},
            submission_key=uuid.uuid4(),
            by=self.actor(Role.INTAKE),
            at=timezone.now() - timedelta(days=days_ago),
        )

    def accepted(self, *, days_ago: int = 0) -> Case:
        """A case that waits for its review."""
        case = self.taken_in(days_ago=days_ago)
        at = timezone.now() - timedelta(days=days_ago)
        return accept_case(case_id=case.pk, by=self.actor(Role.INTAKE), at=at)

    def reviewed(self) -> Case:
        """A case that waits for its decision."""
        case = self.accepted()
        return review_case(
            case_id=case.pk, agrees=True, opinion="符合。", by=self.actor(Role.REVIEW),
            at=timezone.now(),
        )  # fmt: skip

    def granted(self) -> Case:
        """A case that waits to be handed over."""
        case = self.reviewed()
        return grant_case(case_id=case.pk, by=self.actor(Role.DECISION), at=timezone.now())


def desk() -> Desk:
    """The small city of `cases.tests.builders` with an officer at each desk."""
    town = b.city()
    accounts = {
        role: account_of(role, department=town.department, name=f"测{role.value}", number=number)
        for number, role in zip((f"G9700{n}" for n in range(1, 9)), ROLES, strict=False)
    }
    return Desk(town, accounts)


def account_of(
    *roles: Role, department: Department, name: str = "测柜台", number: str = "G97000"
) -> Account:
    """An officer's account with a post of each role at the department."""
    officer = Officer.objects.create(staff_number=number, name=name, department=department)
    for role in roles:
        post, _ = Post.objects.get_or_create(
            code=f"{department.key}-{role.value}",
            defaults={"title": f"{role.value}岗", "role": role.value, "department": department},
        )
        Appointment.objects.create(officer=officer, post=post, from_date=SINCE)
    return Account.objects.create(officer=officer, username=number, display_name=name, password="!")


def client_of(account: Account) -> Client:
    """A browser in which the account has signed in."""
    client = Client()
    client.force_login(account)
    return client
