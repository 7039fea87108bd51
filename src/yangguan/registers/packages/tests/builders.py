"""Packages and items for the tests, as small as they can be."""

from typing import Any, cast

from yangguan.registers.catalogue.content import (
    Condition,
    EditionContent,
    FormField,
    FormGroup,
    Limit,
    Material,
    Need,
    Result,
)
from yangguan.registers.catalogue.tests.test_comparison import content as any_item
from yangguan.registers.packages.definition import PackageContent, PackageItem

LEAD = "11620982XNTX00015N"


def item(name: str, **changes: Any) -> EditionContent:
    """An item that asks for nothing and gives nothing, but for what the test says."""
    bare: dict[str, Any] = {
        "task_code": f"code-{name}",
        "materials": (),
        "situations": (),
        "form": (),
        "results": (),
        "audiences": ("1", "2"),
        "promised_limit": Limit(days=5),
        "statutory_limit": Limit(days=10),
    }
    return cast(EditionContent, any_item(name=name, **(bare | changes)))


def field(element: str, **changes: Any) -> FormField:
    values: dict[str, Any] = {"label": f"问{element}", "type": "text"} | changes
    return FormField(element=element, **values)


def page(title: str, *fields: FormField, key: str = "") -> FormGroup:
    return FormGroup(key=key or f"group-{title}", title=title, fields=fields)


def material(name: str, **changes: Any) -> Material:
    values: dict[str, Any] = {"key": f"key-{name}", "kind": "3", "need": Need.REQUIRED} | changes
    return Material(name=name, **values)


def licence(name: str) -> Result:
    return Result(name=name, kind="证照", licence_type=name)


def yes_no(element: str, **changes: Any) -> FormField:
    values: dict[str, Any] = {"label": f"{element}吗？", "type": "boolean"} | changes
    return FormField(element=element, **values)


def one_of(element: str, *choices: str, **changes: Any) -> FormField:
    values: dict[str, Any] = {"label": f"哪种{element}？", "type": "choice"} | changes
    return FormField(element=element, choices=choices, **values)


def when(element: str, value: object) -> Condition:
    return Condition(logic={"==": [{"var": element}, value]})


def part(name: str, **changes: Any) -> PackageItem:
    return PackageItem(task_code=f"code-{name}", **changes)


def package(*items: PackageItem, **changes: Any) -> PackageContent:
    values: dict[str, Any] = {
        "code": "ONE-90",
        "name": "样例一件事",
        "audience": "person",
        "description": "样例。",
        "lead_department": LEAD,
    } | changes
    return PackageContent(items=items, **values)
