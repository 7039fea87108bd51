"""The tree is the architecture: what import contracts cannot see."""

import ast
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

FLOORS = ["foundation", "registers", "handling", "oversight", "portals"]
SOURCE = Path(settings.BASE_DIR) / "src" / "yangguan"
OURS = [model for model in apps.get_models() if model.__module__.startswith("yangguan.")]


def floor(model: type) -> int:
    return FLOORS.index(model.__module__.split(".")[1])


def own_modules() -> list[Path]:
    return [
        path
        for path in SOURCE.rglob("*.py")
        if "migrations" not in path.parts and "tests" not in path.parts
    ]


def test_a_foreign_key_points_to_its_own_floor_or_down():
    upward = [
        f"{model.__name__}.{field.name} → {field.related_model.__name__}"
        for model in OURS
        for field in model._meta.get_fields()
        if field.many_to_one or (field.one_to_one and not field.auto_created)
        if isinstance(field.related_model, type)
        and field.related_model.__module__.startswith("yangguan.")
        and floor(field.related_model) > floor(model)
    ]

    assert upward == []


def test_a_key_into_another_app_names_the_class():
    """A string hides the arrow from the import contracts."""
    by_name = []
    for path in SOURCE.rglob("models.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in {
                "ForeignKey", "OneToOneField", "ManyToManyField",
            }:  # fmt: skip
                target = node.args[0] if node.args else None
                if isinstance(target, ast.Constant) and "." in str(target.value):
                    by_name.append(f"{path}:{node.lineno}")

    assert by_name == []


def test_no_model_overrides_save_or_orders_itself():
    assert [model for model in OURS if "save" in vars(model)] == []
    assert [model for model in OURS if model._meta.ordering] == []


def test_every_constraint_name_is_a_sentence():
    names = [c.name for model in OURS for c in model._meta.constraints]

    assert [name for name in names if name.count("_") < 3] == []


@pytest.mark.parametrize("part", ["utils", "helpers", "manager", "misc", "common", "data2"])
def test_no_module_has_a_name_that_says_nothing(part):
    assert [path for path in SOURCE.rglob("*.py") if path.stem == part] == []


def test_no_portal_writes():
    """Portals call operations; what changes rows stands in the apps."""
    writes = {"save", "create", "bulk_create", "update_or_create", "get_or_create"}
    found = []
    for path in (SOURCE / "portals").rglob("*.py"):
        if "tests" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                owner = node.func.value
                if node.func.attr in writes and getattr(owner, "attr", "") == "objects":
                    found.append(f"{path}:{node.lineno}")

    assert found == []


def test_public_operations_and_queries_say_what_they_do():
    silent = []
    for path in own_modules():
        if not {"operations", "queries"} & {*path.parts, path.stem}:
            continue
        for node in ast.parse(path.read_text()).body:
            is_public = isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
            if is_public and not ast.get_docstring(node):
                silent.append(f"{path.relative_to(SOURCE)}:{node.name}")

    assert silent == []


def test_the_domain_never_asks_the_clock():
    """Time comes in as an argument; only portals and the worker's handlers ask."""
    asked = []
    for path in own_modules():
        if "portals" in path.parts or path.stem == "handlers":
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                owner = getattr(node.func.value, "id", getattr(node.func.value, "attr", ""))
                if (owner, node.func.attr) in {
                    ("timezone", "now"), ("datetime", "now"), ("date", "today"),
                    ("datetime", "utcnow"),
                }:  # fmt: skip
                    asked.append(f"{path.relative_to(SOURCE)}:{node.lineno}")

    assert asked == []
