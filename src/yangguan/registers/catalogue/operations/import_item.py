"""Bringing items in from the national interchange JSON: whole or not at all."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from yangguan.foundation.actors.actor import Actor
from yangguan.registers.catalogue import policies
from yangguan.registers.catalogue.content import EditionContent
from yangguan.registers.catalogue.errors import NotYourItems
from yangguan.registers.catalogue.faults import Fault
from yangguan.registers.catalogue.interchange.file import ParsedFile, parse
from yangguan.registers.catalogue.interchange.item import BASIC, Claim, read_item
from yangguan.registers.catalogue.models import Edition, LicenceType, ServiceItem, Theme
from yangguan.registers.catalogue.operations.item_state import set_item_state
from yangguan.registers.catalogue.operations.publish_edition import (
    edition_digest,
    lock_catalogue,
    publish_content,
)
from yangguan.registers.organisations.models import Department
from yangguan.registers.organisations.operations.register_department import ensure_department
from yangguan.registers.organisations.queries import unit_resolver

# Shown at most: one item of every village may clash with one file.
MOST_CLASHES = 50


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """What became of one file: an edition, or all its faults."""

    code: str
    name: str
    edition: int | None
    is_new: bool
    faults: tuple[Fault, ...]

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
    return _import(parsed, by=by, at=at, slug=slug, check_only=check_only)


def import_item(
    values: Mapping[str, Any], *, by: Actor, at: datetime, slug: str = "", check_only: bool = False
) -> ImportOutcome:
    """As `import_item_file`, from the decoded document. Source: R2.3, R2.6, R4.5."""
    return _import(ParsedFile(values), by=by, at=at, slug=slug, check_only=check_only)


@transaction.atomic
def _import(
    parsed: ParsedFile, *, by: Actor, at: datetime, slug: str, check_only: bool
) -> ImportOutcome:
    values = parsed.values
    if not check_only:
        # Two imports at once would each find the name or the code free.
        lock_catalogue()
    reading = read_item(values, resolve_unit=unit_resolver())
    content, claim = reading.content, reading.claim
    faults = (
        *parsed.faults,
        *reading.faults,
        *_register_faults(claim, content),
        *_rights_faults(claim, by=by),
    )
    if content is None or faults:
        return _refused(values, faults)
    current = _current(content.task_code)
    if current is not None and current.digest == edition_digest(content):
        if not check_only:
            set_item_state(task_code=content.task_code, state=claim.state, by=by, at=at)
        return ImportOutcome(content.task_code, content.name, current.number, False, ())
    if check_only:
        number = current.number + 1 if current else 1
        return ImportOutcome(content.task_code, content.name, number, True, ())
    department = ensure_department(
        credit_code=content.department_code,
        name=content.department_name,
        legal_kind=content.department_kind,
    )
    edition = publish_content(
        content,
        department=department,
        source=json.dumps(values, ensure_ascii=False, separators=(",", ":")),
        slug=slug,
        by=by,
        at=at,
    )
    set_item_state(task_code=content.task_code, state=claim.state, by=by, at=at)
    return ImportOutcome(content.task_code, content.name, edition.number, True, ())


def _refused(values: Mapping[str, Any], faults: tuple[Fault, ...]) -> ImportOutcome:
    basic = values.get(BASIC)
    told = basic if isinstance(basic, Mapping) else {}
    return ImportOutcome(
        str(told.get("TASK_CODE", "")), str(told.get("TASK_NAME", "")), None, False, faults
    )


def _register_faults(claim: Claim, content: EditionContent | None) -> list[Fault]:
    """What only the registers can tell: names and codes of other items, unknown references."""
    faults = list(_clashes(claim))
    if content is not None:
        faults.extend(_unknown_themes(content))
        faults.extend(_unknown_licence_types(content))
    return faults


def _rights_faults(claim: Claim, *, by: Actor) -> Iterator[Fault]:
    """Whose items the post may publish; told before publishing, with all other faults."""
    department = Department.objects.filter(credit_code=claim.department_code).first()
    try:
        name = department.name if department else claim.department_code
        policies.ensure_may_publish(by, department.pk if department else None, name)
    except NotYourItems as refusal:
        yield Fault(f"{BASIC}.DEPT_CODE", refusal.code, f"{refusal.text}{refusal.advice}")


def _clashes(claim: Claim) -> Iterator[Fault]:
    """R2.3: one item, one name, one code; the clash is shown."""
    if not claim.name or not claim.task_code:
        return
    one_organ, one_basic_code = (
        Q(department__credit_code=claim.department_code),
        Q(catalog_code=claim.catalog_code),
    )
    others = (
        ServiceItem.objects.select_related("department", "edition")
        .filter(
            Q(task_code=claim.task_code)
            | Q(name=claim.name) & (one_organ | ~one_basic_code)
            | one_basic_code & ~Q(name=claim.name)
        )
        .order_by("task_code")
    )
    for other in others[:MOST_CLASHES]:
        label = {"item": f"“{other.name}”（{other.department.name}，{other.task_code}）"}
        if other.task_code == claim.task_code:
            newest = other.edition.number if other.edition else 0
            # A higher version of the same item may carry a new name.
            if other.name != claim.name and claim.version <= newest:
                yield Fault(f"{BASIC}.TASK_CODE", "code-taken", _("实施编码已用于%(item)s") % label)
        elif other.name == claim.name:
            yield Fault(f"{BASIC}.TASK_NAME", "name-taken", _("名称已用于%(item)s") % label)
        else:
            yield Fault(
                f"{BASIC}.CATALOG_CODE", "code-taken", _("基本编码已用于另一名称的%(item)s") % label
            )


def _unknown_themes(content: EditionContent) -> list[Fault]:
    """Theme codes are a table of the platform; without the table nothing can be checked."""
    faults: list[Fault] = []
    wanted = (
        ("USER_TOPIC_TYPE", "person", content.person_topics),
        ("CORP_TOPIC_TYPE", "organisation", content.organisation_topics),
    )
    for key, audience, topics in wanted:
        if not topics:
            continue
        known = set(Theme.objects.filter(audience=audience).values_list("code", flat=True))
        unknown = [topic for topic in topics if topic not in known]
        if known and unknown:
            message = _("没有主题代码“%(code)s”") % {"code": "、".join(unknown)}
            faults.append(Fault(f"UP_TASK_GENERAL_EXTEND.{key}", "unknown-code", message))
    return faults


def _unknown_licence_types(content: EditionContent) -> list[Fault]:
    """A licence that no type describes could neither be issued nor recognised."""
    wanted = {result.licence_type: f"RESULT[{index}].LICENCE_TYPE"
              for index, result in enumerate(content.results) if result.licence_type}  # fmt: skip
    if not wanted:
        return []
    known = set(LicenceType.objects.filter(name__in=wanted).values_list("name", flat=True))
    if not known and not LicenceType.objects.exists():
        return []
    return [
        Fault(path, "unknown-code", _("电子证照目录里没有“%(name)s”") % {"name": name})
        for name, path in wanted.items()
        if name not in known
    ]


def _current(task_code: str) -> Edition | None:
    return Edition.objects.filter(current_for__task_code=task_code).first()
