"""What a counter needs to take in an application: the form, who applies, how materials come."""

import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from yangguan.foundation.actors.actor import Actor
from yangguan.handling.cases import policies, rules
from yangguan.handling.cases.draft_access import ensure_served, open_edition
from yangguan.handling.cases.errors import PartyUnknown
from yangguan.handling.cases.opening import held_licences
from yangguan.handling.cases.prefill import Prefilled, prefilled
from yangguan.handling.cases.rules import HeldLicence, MaterialPlan
from yangguan.registers.catalogue.editions import EditionView
from yangguan.registers.parties.models import Party


@dataclass(frozen=True, slots=True)
class IntakeForm:
    """An item's form for one applicant, before anything was answered."""

    edition: EditionView
    applicant_id: uuid.UUID
    applicant_name: str
    number: str
    mobile: str
    is_organisation: bool
    is_verified: bool
    prefilled: Mapping[str, Prefilled]
    licences: tuple[HeldLicence, ...]

    def plans(
        self, answers: Mapping[str, Any], *, on_paper: Collection[str] = ()
    ) -> list[MaterialPlan]:
        """How each material comes, for these answers and these originals. No query."""
        return rules.plan_materials(
            self.edition.content,
            answers,
            uploaded=(),
            licences=self.licences,
            on_paper=on_paper,
        )


def intake_form(*, task_code: str, applicant_id: uuid.UUID, by: Actor, on: date) -> IntakeForm:
    """
    The form of an item for an applicant at this officer's counter. At most five queries.

    Raises `EditionNotOpen`, `NotYourDesk`, `PartyUnknown`, `AudienceNotServed`.
    """
    edition = open_edition(task_code)
    policies.ensure_may_take_in(by, edition.department_id, edition.department_name)
    applicant = Party.objects.filter(pk=applicant_id).first()
    if applicant is None:
        raise PartyUnknown
    ensure_served(edition, applicant)
    return IntakeForm(
        edition=edition,
        applicant_id=applicant.pk,
        applicant_name=applicant.name,
        number=applicant.number,
        mobile=applicant.mobile or "",
        is_organisation=applicant.kind == "organisation",
        is_verified=applicant.verified_at is not None,
        prefilled=prefilled(edition, applicant, on=on),
        licences=tuple(held_licences(edition, applicant.pk, on=on)),
    )
