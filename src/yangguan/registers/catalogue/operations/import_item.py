"""Bringing items in from the national interchange JSON: whole or not at all."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from yangguan.foundation.actors.actor import Actor
from yangguan.registers.catalogue.content import EditionContent
from yangguan.registers.catalogue.faults import Fault
from yangguan.registers.catalogue.interchange.item import BASIC, read_item
from yangguan.registers.catalogue.models import Edition, LicenceType, ServiceItem, Theme
from yangguan.registers.catalogue.operations.publish_edition import (
    edition_digest,
    publish_content,
)
from yangguan.registers.organisations.operations.register_department import ensure_department
from yangguan.registers.organisations.queries import unit_resolver

# A file larger than this is not an item.
MAX_BYTES = 4 * 1024 * 1024


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
    values = _parse(raw)
    if isinstance(values, Fault):
        return _refused({}, (values,))
    return import_item(values, by=by, at=at, slug=slug, check_only=check_only)


@transaction.atomic
def import_item(
    values: Mapping[str, Any], *, by: Actor, at: datetime, slug: str = "", check_only: bool = False
) -> ImportOutcome:
    """As `import_item_file`, from the decoded document. Source: R2.3, R2.6, R4.5."""
    reading = read_item(values, resolve_unit=unit_resolver())
    faults = [*reading.faults, *_register_faults(values, reading.content, reading.version)]
    content = reading.content
    if content is None or faults:
        return _refused(values, tuple(faults))
    current = _current(content.task_code)
    if current is not None and current.digest == edition_digest(content):
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
    return ImportOutcome(content.task_code, content.name, edition.number, True, ())


def _parse(raw: bytes) -> Mapping[str, Any] | Fault:
    if len(raw) > MAX_BYTES:
        return Fault("", "file-too-large", "文件超过 4 MB，不像是一个事项")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = raw.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        return Fault("", "not-text", "文件既不是 UTF-8 也不是 GB18030 文字")
    try:
        values = json.loads(text)
    except json.JSONDecodeError as error:
        return Fault("", "not-json", f"不是合格的 JSON（第 {error.lineno} 行）")
    except RecursionError:
        return Fault("", "not-json", "不是合格的 JSON（嵌套太深）")
    except ValueError:
        return Fault("", "unstorable", "文件里有上千位的数，请改正")
    if _is_unstorable(values):
        return Fault("", "unstorable", "文件里有不能保存的字符（NUL 或单个代理码元），请改正")
    if not isinstance(values, dict):
        return Fault("", "wrong-type", "文件的最外层应当是一个对象")
    return values


def _is_unstorable(values: object) -> bool:
    """Lone surrogates and NUL are legal in JSON, but no database keeps them."""
    try:
        written = json.dumps(values, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return True
    return b"\\u0000" in written


def _refused(values: Mapping[str, Any], faults: tuple[Fault, ...]) -> ImportOutcome:
    basic = values.get(BASIC)
    told = basic if isinstance(basic, Mapping) else {}
    return ImportOutcome(
        str(told.get("TASK_CODE", "")), str(told.get("TASK_NAME", "")), None, False, faults
    )


def _register_faults(
    values: Mapping[str, Any], content: EditionContent | None, version: int
) -> list[Fault]:
    """What only the registers can tell: names and codes of other items, unknown references."""
    told = values.get(BASIC)
    if not isinstance(told, Mapping):
        return []
    faults = list(_clashes(told, version))
    if content is not None:
        faults.extend(_unknown_themes(content))
        faults.extend(_unknown_licence_types(content))
    return faults


def _clashes(told: Mapping[str, Any], version: int) -> list[Fault]:
    """R2.3: one item, one name, one code; the clash is shown."""
    name, task_code = str(told.get("TASK_NAME", "")).strip(), str(told.get("TASK_CODE", ""))
    catalog_code, organ = str(told.get("CATALOG_CODE", "")), str(told.get("DEPT_CODE", ""))
    if not name or not task_code:
        return []
    others = ServiceItem.objects.select_related("department", "edition").filter(
        Q(name=name) | Q(task_code=task_code) | Q(catalog_code=catalog_code)
    )
    faults: list[Fault] = []
    for other in others[:50]:
        label = f"“{other.name}”（{other.department.name}，{other.task_code}）"
        same_code, same_name = other.task_code == task_code, other.name == name
        if same_code:
            newest = other.edition.number if other.edition else 0
            if not same_name and version <= newest:
                faults.append(Fault(f"{BASIC}.TASK_CODE", "code-taken", f"实施编码已用于{label}"))
        elif same_name and (
            other.department.credit_code == organ or other.catalog_code != catalog_code
        ):
            faults.append(Fault(f"{BASIC}.TASK_NAME", "name-taken", f"名称已用于{label}"))
        elif not same_name and other.catalog_code == catalog_code:
            faults.append(
                Fault(f"{BASIC}.CATALOG_CODE", "code-taken", f"基本编码已用于另一名称的{label}")
            )
    return faults


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
            message = f"没有主题代码“{'、'.join(unknown)}”"
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
        Fault(path, "unknown-code", f"电子证照目录里没有“{name}”")
        for name, path in wanted.items()
        if name not in known
    ]


def _current(task_code: str) -> Edition | None:
    return Edition.objects.filter(current_for__task_code=task_code).first()
