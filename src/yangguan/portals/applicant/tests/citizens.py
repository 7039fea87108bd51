"""A citizen, a stranger and their browsers, beside the small city of `cases.tests.builders`."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from yangguan.foundation.actors.actor import Role
from yangguan.handling.cases.models import Case
from yangguan.handling.cases.operations.accept import accept_case
from yangguan.handling.cases.operations.correction import Asked, request_correction
from yangguan.handling.cases.operations.decide import grant_case, refuse_case
from yangguan.handling.cases.operations.deliver import deliver_case
from yangguan.handling.cases.operations.drafts import attach_to_draft, begin_draft, save_draft
from yangguan.handling.cases.operations.review import review_case
from yangguan.handling.cases.operations.submit import submit_draft
from yangguan.handling.cases.tests import builders as b
from yangguan.registers.accounts.models import Account
from yangguan.registers.parties.models import Party

UNREADABLE = Asked(subject="material-1", fault="看不清，请换一份。")
WRONG_PLACE = Asked(subject="site_address", fault="请写到门牌号。")


@dataclass(slots=True)
class Street:
    """One item, who applies for it, somebody else, and cases as far as a test wants them."""

    town: b.City
    citizen: Client
    stranger: Client

    def draft(self, *, is_filled: bool = True) -> uuid.UUID:
        """A draft of the citizen: complete, or just begun."""
        by, at = self.town.person, timezone.now()
        draft = begin_draft(
            task_code=b.TASK_CODE, applicant_id=self.town.applicant.pk, by=by, at=at
        )
        if is_filled:
            answers = b.answers(person_name="测鸣沙")
            save_draft(draft_id=draft.pk, answers=answers, by=by, at=at)
            attach_to_draft(draft_id=draft.pk, slot="material-1", upload=b.pdf(), by=by, at=at)
        return draft.pk

    def submitted(self, *, at: datetime | None = None) -> Case:
        """A case that waits for acceptance."""
        draft_id = self.draft()
        return submit_draft(draft_id=draft_id, by=self.town.person, at=at or timezone.now())

    def in_correction(self, *asked: Asked) -> Case:
        """A case that waits for the citizen."""
        case = self.submitted()
        return request_correction(
            case_id=case.pk,
            asked=asked or (UNREADABLE,),
            by=self.town.officer(Role.INTAKE),
            at=timezone.now(),
        )

    def reviewed(self) -> Case:
        """A case that waits for its decision."""
        case = self.submitted(at=timezone.now() - timedelta(minutes=1))
        accept_case(case_id=case.pk, by=self.town.officer(Role.INTAKE), at=timezone.now())
        return review_case(
            case_id=case.pk,
            agrees=True,
            opinion="符合。",
            by=self.town.officer(Role.REVIEW),
            at=timezone.now(),
        )

    def granted(self) -> Case:
        """A case whose result waits to be collected."""
        case = self.reviewed()
        by = self.town.officer(Role.DECISION)
        return grant_case(case_id=case.pk, by=by, at=timezone.now())

    def refused(self) -> Case:
        """A case that was refused."""
        case = self.reviewed()
        return refuse_case(
            case_id=case.pk,
            reasons="场所不符合要求。",
            by=self.town.officer(Role.DECISION),
            at=timezone.now(),
        )

    def delivered(self) -> Case:
        """A case that has come to its end."""
        case = self.granted()
        return deliver_case(
            case_id=case.pk,
            receiver="测鸣沙",
            by=self.town.officer(Role.DELIVERY),
            at=timezone.now(),
        )


def street() -> Street:
    """The small city with a citizen who applies and a stranger, both signed in."""
    town = b.city()
    other = b.applicant(number=b.STRANGER, name="测生人")
    return Street(
        town, client_of(town.applicant, username="s0001"), client_of(other, username="s0002")
    )


def client_of(party: Party, *, username: str) -> Client:
    """A browser in which a party has signed in."""
    account = Account.objects.create(
        person=party, username=username, display_name=party.name, password="!"
    )
    client = Client()
    client.force_login(account)
    return client


def sample_client(name: str) -> Client:
    """A browser of a sample person of the loaded city."""
    client = Client()
    client.force_login(Account.objects.get(display_name=name))
    return client


def text_of(page: Any) -> str:
    """The text of a test client's answer."""
    return str(page.content.decode())


def leads_to_sign_in(page: Any) -> bool:
    """Whether a stranger was sent to sign in first."""
    return page.status_code == 302 and str(page["Location"]).startswith(reverse("account_login"))
