"""Loading packages from a content folder: drafted and published as an editor would do it."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, get_args

from django.db import transaction
from django.utils.translation import gettext as _

from yangguan.foundation.actors.actor import Actor
from yangguan.foundation.loading.rows import ContentRow, Loaded, Rejected, Seen, read_content
from yangguan.registers.catalogue.content import Condition, FieldType, FormField, Limit, LimitUnit
from yangguan.registers.catalogue.models import ServiceItem
from yangguan.registers.organisations.models import Department
from yangguan.registers.packages.checks import definition_faults, refusals
from yangguan.registers.packages.definition import (
    Audience,
    PackageContent,
    PackageItem,
)
from yangguan.registers.packages.editions import editions_of
from yangguan.registers.packages.models import PackageVersion
from yangguan.registers.packages.operations.publish_package import publish_package
from yangguan.registers.packages.operations.save_package import (
    NEW,
    package_digest,
    save_package,
)

FILE = "packages.json"
_QUESTION_KINDS: Mapping[str, FieldType] = {
    "choice": "choice",
    "multichoice": "multichoice",
    "boolean": "boolean",
}
# How a rule of the file compares an answer with a value.
_RULES: Mapping[str, Any] = {
    "eq": lambda name, value: {"==": [{"var": name}, value]},
    "ne": lambda name, value: {"!=": [{"var": name}, value]},
    "contains": lambda name, value: {"in": [value, {"var": name}]},
}


@transaction.atomic
def load_packages(folder: Path, *, by: Actor, at: datetime) -> Loaded:
    """
    Enter the packages of `packages.json` and publish those that differ from what is published.

    Items are named by the stem of their file. Must run after items. A package with a fault is
    rejected with all of them.
    """
    content = read_content(folder, FILE)
    items = dict(ServiceItem.objects.exclude(slug="").values_list("slug", "task_code"))
    departments = {
        key: code
        for key, code in Department.objects.values_list("key", "credit_code")
        if key is not None
    }
    newest = {
        version.package.code: version
        for version in PackageVersion.objects.select_related("package").order_by("number")
    }
    seen = Seen()

    def read(row: ContentRow) -> tuple[str, PackageContent]:
        package = _package(row, items, departments)
        seen.once(row, "CODE", package.code)
        return row.path, package

    accepted = content.accept("PACKAGES", read)
    rejected = list(content.rejected)
    count = 0
    for path, package in accepted:
        faults = refusals(definition_faults(package, editions_of(package.task_codes)))
        rejected.extend(Rejected(FILE, f"{path}.{each.field}", each.message) for each in faults)
        if faults:
            continue
        count += 1
        known = newest.get(package.code)
        if known is None or known.digest != package_digest(package):
            saved = save_package(package, revision=known.revision if known else NEW, by=by, at=at)
            publish_package(code=package.code, revision=saved.revision, by=by, at=at)
    new = sum(package.code not in newest for _path, package in accepted)
    return Loaded("packages", count, new, tuple(rejected))


def _package(
    row: ContentRow, items: Mapping[str, str], departments: Mapping[str, str]
) -> PackageContent:
    audience = row.one_of("AUDIENCE", get_args(Audience))
    lead = row.one_of("LEAD_DEPT_KEY", departments)
    return PackageContent(
        code=row.text("CODE", limit=20),
        name=row.text("NAME", limit=60),
        audience="organisation" if audience == "organisation" else "person",
        description=row.text("DESCRIPTION"),
        lead_department=departments.get(lead, ""),
        questions=tuple(_question(each) for each in row.rows("QUESTIONS")),
        items=tuple(_item(each, items) for each in row.rows("ITEMS")),
        promised_limit=_promise(row),
        elsewhere=tuple(row.texts("ELSEWHERE")),
    )


def _promise(row: ContentRow) -> Limit | None:
    if row.values.get("PROMISE_DAY") is None:
        return None
    unit = row.one_of("PROMISE_TYPE", [each.value for each in LimitUnit])
    days = row.whole("PROMISE_DAY", lowest=0, highest=1_000)
    return Limit(days=days, unit=LimitUnit(unit or "1"))


def _question(row: ContentRow) -> FormField:
    kind = row.one_of("TYPE", _QUESTION_KINDS)
    return FormField(
        element=row.text("ELEMENT", limit=40),
        label=row.text("NAME", limit=120),
        type=_QUESTION_KINDS.get(kind, "choice"),
        choices=tuple(row.texts("CHOICES")) if "CHOICES" in row.values else (),
        help=row.text("HELP", required=False),
        shown_if=_condition(row, "SHOW_IF"),
    )


def _item(row: ContentRow, items: Mapping[str, str]) -> PackageItem:
    return PackageItem(
        task_code=items.get(row.one_of("ITEM", items), ""),
        applies_if=_condition(row, "IF"),
        after=tuple(items[slug] for slug in row.texts("AFTER", known=items) if slug in items)
        if "AFTER" in row.values
        else (),
    )


def _condition(row: ContentRow, key: str) -> Condition | None:
    """A rule `{"ELEMENT", "OP", "VALUE"}`, or a list of them that must all hold."""
    written = row.values.get(key)
    if written is None:
        return None
    rules = written if isinstance(written, list) else [written]
    logic = []
    for rule in rules:
        match rule:
            case {"ELEMENT": str(name), "OP": str(op), "VALUE": str() | bool() as value} if (
                op in _RULES
            ):
                logic.append(_RULES[op](name, value))
            case _:
                row.fault(key, _("写成 ELEMENT、OP（eq、ne、contains）、VALUE"))
                return None
    return Condition(logic=logic[0] if len(logic) == 1 else {"and": logic})
