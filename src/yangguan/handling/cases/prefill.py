"""
What the platform knows already is not asked again (R3.4, R9.5).

A value from a base library or a valid licence is locked: the server keeps it, whatever a page
sends. A value from the account (address, telephone) is only proposed.
"""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_noop as _

from yangguan.handling.licences.queries import HeldValues, held_values
from yangguan.registers.catalogue.answers import field_fault
from yangguan.registers.catalogue.content import FormField
from yangguan.registers.catalogue.editions import EditionView
from yangguan.registers.parties.models import Party

_LICENCE = "licence:"
_LIBRARIES = {
    "population": _("人口基础信息"),
    "legal-entity": _("法人基础信息"),
    "account": _("您的账户"),
}
# Told by the real-name check itself, so verified even where a form calls its source the account.
_VERIFIED_WITH_ACCOUNT = frozenset({"person_name", "id_number", "org_name", "credit_code"})


@dataclass(frozen=True, slots=True)
class Prefilled:
    """A value with its source; locked when it was verified."""

    value: Any
    source: str
    is_locked: bool


def prefilled(edition: EditionView, applicant: Party, *, on: date) -> dict[str, Prefilled]:
    """Element → value that the form begins with. At most one query."""
    facts = json.loads(applicant.facts)
    held = _held(edition, applicant, on=on)
    found: dict[str, Prefilled] = {}
    for field in edition.content.fields():
        offer = _offer(field, facts, held)
        # A value that the field would refuse helps nobody: leave it to the person.
        if offer and not field_fault(field, offer.value, files=(), today=on):
            found[field.element] = offer
    return found


def locked_values(edition: EditionView, applicant: Party, *, on: date) -> dict[str, Any]:
    """The verified values alone: what wins over anything that was sent. At most one query."""
    return {
        element: each.value
        for element, each in prefilled(edition, applicant, on=on).items()
        if each.is_locked
    }


def _held(edition: EditionView, applicant: Party, *, on: date) -> list[HeldValues]:
    wanted = {
        field.source.removeprefix(_LICENCE)
        for field in edition.content.fields()
        if field.source.startswith(_LICENCE)
    }
    return held_values(applicant.pk, on=on, type_names=wanted) if wanted else []


def _offer(field: FormField, facts: dict[str, Any], held: list[HeldValues]) -> Prefilled | None:
    if field.source.startswith(_LICENCE):
        name = field.source.removeprefix(_LICENCE)
        for licence in held:
            if licence.type_name == name and licence.values.get(field.element):
                source = f"{name} {licence.number}"
                return Prefilled(licence.values[field.element], source, is_locked=True)
        return None
    label = _LIBRARIES.get(field.source)
    value = facts.get(field.element)
    if label is None or value in (None, ""):
        return None
    is_locked = field.source != "account" or field.element in _VERIFIED_WITH_ACCOUNT
    return Prefilled(value, label, is_locked)
