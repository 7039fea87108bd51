"""
What a package says: one situation, the questions it asks, and the items that follow from them.

A package names items by their implementation code; what each asks for is read from the edition in
force, so that a new edition is in the package on the day on which it is published.

Source: 国发〔2024〕3号 (高效办成一件事); 国办发〔2018〕45号 (一次告知、一表申请、一套材料).
"""

from typing import Literal

import msgspec

from yangguan.registers.catalogue.content import Condition, FormField, Limit, Value

PERSON, ORGANISATION = "person", "organisation"
Audience = Literal["person", "organisation"]

# What a question of a package may be: the reader chooses, never writes.
QUESTION_TYPES = ("choice", "multichoice", "boolean")


class PackageItem(Value, frozen=True, kw_only=True):
    """One item of a package: always, or where `applies_if` holds for the package's questions."""

    task_code: str
    applies_if: Condition | None = None
    # Items of the package that must have been decided before this one can be.
    after: tuple[str, ...] = ()


class PackageContent(Value, frozen=True, kw_only=True):
    """Everything that a version of a package says."""

    code: str
    name: str
    audience: Audience
    description: str
    lead_department: str  # credit code of the department that leads (牵头部门)
    questions: tuple[FormField, ...] = ()
    items: tuple[PackageItem, ...] = ()
    promised_limit: Limit | None = None  # what is promised for all of it together
    elsewhere: tuple[str, ...] = ()  # what else the situation brings and this platform does not do

    def question(self, element: str) -> FormField | None:
        return next((each for each in self.questions if each.element == element), None)

    @property
    def task_codes(self) -> tuple[str, ...]:
        return tuple(item.task_code for item in self.items)


_decoder = msgspec.json.Decoder(PackageContent)
_encoder = msgspec.json.Encoder(order="deterministic")


def encode(content: PackageContent) -> bytes:
    """The content as deterministic JSON: the same content gives the same bytes."""
    return _encoder.encode(content)


def decode(raw: bytes | str) -> PackageContent:
    """The content from its JSON. Raises `msgspec.ValidationError` for anything else."""
    return _decoder.decode(raw)
