"""Bringing items in from the national interchange JSON: whole or not at all."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from yangguan.foundation.actors.actor import Actor, ActorKind
from yangguan.registers.catalogue.content import EditionContent
from yangguan.registers.catalogue.faults import Fault
from yangguan.registers.catalogue.guards.check import guard_faults, refusals
from yangguan.registers.catalogue.import_view import ImportView
from yangguan.registers.catalogue.interchange.file import ParsedFile, parse
from yangguan.registers.catalogue.interchange.item import BASIC, ItemReading, read_item
from yangguan.registers.catalogue.operations.item_state import set_item_state
from yangguan.registers.catalogue.operations.publish_edition import (
    Publication,
    lock_catalogue,
    publish_contents,
)
from yangguan.registers.catalogue.register_checks import register_faults
from yangguan.registers.catalogue.states import ItemState
from yangguan.registers.organisations.operations.register_department import ensure_department
from yangguan.registers.organisations.queries import unit_resolver


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """
    What became of one file: an edition, or all its faults. `warnings` did not keep it out.

    `content`: what an accepted one holds. `new_state`: the item's, where the file tells another.
    """

    code: str
    name: str
    edition: int | None
    is_new: bool
    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...] = ()
    content: EditionContent | None = None
    new_state: str = ""

    @property
    def is_accepted(self) -> bool:
        return not self.faults


def import_item_file(
    raw: bytes, *, by: Actor, at: datetime, slug: str = "", check_only: bool = False
) -> ImportOutcome:
    """
    Read, check and publish one item from the bytes of a file (UTF-8 or GB18030).

    The same file again changes nothing; a changed one becomes the next edition. Refused whole with
    every fault at once.
    """
    parsed = parse(raw)
    if isinstance(parsed, Fault):
        return _refused({}, (parsed,))
    return _import([parsed], by=by, at=at, slug=slug, check_only=check_only)[0]


def import_item(
    values: Mapping[str, Any], *, by: Actor, at: datetime, slug: str = "", check_only: bool = False
) -> ImportOutcome:
    """As `import_item_file`, from the decoded document. Source: R2.3, R2.6, R4.5."""
    return _import([ParsedFile(values)], by=by, at=at, slug=slug, check_only=check_only)[0]


def import_items(
    documents: Sequence[Mapping[str, Any]],
    *,
    by: Actor,
    at: datetime,
    check_only: bool = False,
    stops: bool = False,
) -> list[ImportOutcome]:
    """
    Import decoded documents one after the other, as `import_item` would, in one transaction; the
    registers are read once for all of them.

    `stops`: at the first that is refused, which has the last outcome then. Source: R2.6.
    """
    parsed = [ParsedFile(values) for values in documents]
    return _import(parsed, by=by, at=at, slug="", check_only=check_only, stops=stops)


@transaction.atomic
def _import(
    parsed: Sequence[ParsedFile],
    *,
    by: Actor,
    at: datetime,
    slug: str,
    check_only: bool,
    stops: bool = False,
) -> list[ImportOutcome]:
    if not check_only:
        # Two imports at once would each find the name or the code free.
        lock_catalogue()
    resolve = lru_cache(maxsize=1024)(unit_resolver())
    readings = [read_item(each.values, resolve_unit=resolve) for each in parsed]
    view = ImportView(readings, by=by)
    importing = _Importing(view, by=by, at=at, slug=slug, check_only=check_only)
    view.steps.before_reading = importing.publish_what_gives
    outcomes: list[ImportOutcome] = []
    for file, reading in zip(parsed, readings, strict=True):
        outcomes.append(importing.take(file, reading))
        if stops and not outcomes[-1].is_accepted:
            break
    importing.publish()
    return outcomes


class _Importing:
    """Items on their way in, one after the other; those that are accepted wait to be published."""

    def __init__(
        self, view: ImportView, *, by: Actor, at: datetime, slug: str, check_only: bool
    ) -> None:
        self._view = view
        self._by, self._at = by, at
        self._slug = slug
        self._check_only = check_only
        self._waiting: dict[str, Publication] = {}
        self._states: dict[str, str] = {}
        self._last_states: dict[str, str] = {}  # what earlier items of these told
        self._given: set[str] = set()  # proofs that what waits gives out, now or before

    def take(self, file: ParsedFile, reading: ItemReading) -> ImportOutcome:
        """Check one item; publish it with others if it is fit and more than a check is wanted."""
        content, claim, view = reading.content, reading.claim, self._view
        faults = (
            *file.faults,
            *reading.faults,
            *register_faults(claim, content, view),
            *view.rights_faults(claim),
        )
        if content is None or faults:
            return _refused(file.values, faults)
        guarded = guard_faults(content, view, on=max(content.effective, localdate(self._at)))
        if self._by.kind is not ActorKind.SYSTEM and refusals(guarded):
            # An operator who loads a city's old catalogue brings in what was lawful when it was
            # made; its faults are told and must be mended with the next edition. An officer
            # publishes anew.
            return _refused(file.values, guarded)
        current = view.current(content.task_code)
        is_new = current is None or not current.is_of(content)
        number = (current.number if current else 0) + is_new
        state = current.state if current else ItemState.IN_USE
        state = self._last_states.get(content.task_code, state)
        new_state = "" if claim.state == state else claim.state
        outcome = ImportOutcome(
            content.task_code, content.name, number, is_new, (), guarded, content, new_state
        )
        if self._check_only:
            return outcome
        if is_new:
            self._wait(content, source=_source(file.values), number=number, state=claim.state)
        self._last_states[content.task_code] = claim.state
        if new_state:
            self._states[content.task_code] = new_state
        return outcome

    def publish(self) -> None:
        """Publish what waits, and give items the states that their documents tell."""
        if self._waiting:
            publish_contents(list(self._waiting.values()), by=self._by, at=self._at)
        for code, state in self._states.items():
            set_item_state(task_code=code, state=state, by=self._by, at=self._at)
        self._waiting, self._states, self._given = {}, {}, set()

    def publish_what_gives(self, proofs: Collection[str]) -> None:
        """Before somebody asks who gives these out: an item that waits would not be found."""
        if self._given.intersection(proofs):
            self.publish()

    def _wait(self, content: EditionContent, *, source: str, number: int, state: str) -> None:
        if content.task_code in self._waiting:
            self.publish()
        department = self._view.department(content.department_code) or ensure_department(
            credit_code=content.department_code,
            name=content.department_name,
            legal_kind=content.department_kind,
        )
        self._waiting[content.task_code] = Publication(content, department, source, self._slug)
        self._given |= self._view.publish(
            content, department=department, number=number, state=state
        )


def _source(values: Mapping[str, Any]) -> str:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def _refused(values: Mapping[str, Any], faults: tuple[Fault, ...]) -> ImportOutcome:
    basic = values.get(BASIC)
    told = basic if isinstance(basic, Mapping) else {}
    return ImportOutcome(
        str(told.get("TASK_CODE", "")), str(told.get("TASK_NAME", "")), None, False, faults
    )
