"""The documentation says what the code says."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest
from django.apps import apps
from django.conf import settings

from yangguan.foundation.actors.actor import Role
from yangguan.handling.cases.states import TRANSITIONS, CaseAction, CaseState
from yangguan.handling.licences.states import LicenceState
from yangguan.portals.console.commands import application
from yangguan.registers.catalogue.process import StepKind
from yangguan.registers.publications.states import PublicationAction, PublicationState

ROOT = Path(settings.BASE_DIR)
SOURCE = ROOT / "src" / "yangguan"
READMES = ["README.md", "README.zh-CN.md"]
# Made while a picture of the running platform is taken, not written.
PICTURES = "docs/images/"
OURS = [model for model in apps.get_models() if model.__module__.startswith("yangguan.")]


def words_of(name: str) -> set[str]:
    """Every name that a page sets in code type, the words of a piece of code one by one."""
    pieces = re.findall(r"`([^`\n]+)`", (ROOT / name).read_text(encoding="utf-8"))
    return {word for piece in pieces for word in re.findall(r"[A-Za-z_]\w*", piece)}


def pages() -> list[Path]:
    return sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


@pytest.fixture
def diagrams() -> ModuleType:
    spec = importlib.util.spec_from_file_location("diagrams", ROOT / "deploy" / "diagrams.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_diagram_of_a_case_is_the_table_of_its_transitions(diagrams):
    page = diagrams.LIFE_OF_A_CASE.read_text(encoding="utf-8")

    assert diagrams.drawn(page) == page, "run deploy/diagrams.py update"


def test_a_new_transition_changes_the_diagram(diagrams):
    more = {**TRANSITIONS, (CaseState.DELIVERED, CaseAction.REVIEW): CaseState.IN_REVIEW}

    assert "delivered --> in_review: 审查 review" in diagrams.case_diagram(more)
    assert diagrams.case_diagram(more) != diagrams.case_diagram()


def test_a_page_without_markers_is_not_silently_left_as_it_is(diagrams):
    with pytest.raises(ValueError, match="needs the lines"):
        diagrams.drawn("# The life of a case\n")


def test_the_life_of_a_case_names_every_operation_of_a_case():
    operations = {
        name
        for path in (SOURCE / "handling" / "cases" / "operations").glob("*.py")
        if path.stem not in {"drafts", "render"}
        for name in re.findall(r"^def ([a-z]\w*)\(\n? *\*,? *", path.read_text(), re.MULTILINE)
    }

    assert "accept_case" in operations
    assert operations - words_of("docs/life-of-a-case.md") == set()


def test_every_model_stands_in_the_glossary():
    assert {model.__name__ for model in OURS} - words_of("docs/glossary.md") == set()


@pytest.mark.parametrize(
    "names",
    [CaseState, CaseAction, LicenceState, PublicationState, PublicationAction, Role, StepKind],
)
def test_every_state_act_and_role_stands_in_the_glossary(names):
    assert {member.name for member in names} - words_of("docs/glossary.md") == set()


def test_every_event_stands_in_the_glossary():
    events = {
        name
        for path in SOURCE.rglob("events.py")
        for name in re.findall(r"^class (\w+)\(\w*Event\b", path.read_text(), re.MULTILINE)
    }

    assert "CaseAccepted" in events
    assert events - words_of("docs/glossary.md") == set()


def test_every_mark_of_the_plan_that_the_code_names_is_explained():
    marks = {
        mark
        for path in SOURCE.rglob("*.py")
        for mark in re.findall(r"\bR\d{1,2}\.\d{1,2}\b", path.read_text(encoding="utf-8"))
    }
    explained = re.findall(
        r"^\| (R\d+\.\d+) \|", (ROOT / "docs/glossary.md").read_text(encoding="utf-8"), re.MULTILINE
    )

    assert marks - set(explained) == set()


@pytest.mark.parametrize("readme", READMES)
def test_a_readme_lists_every_command(readme):
    commands = {command.name for command in application.registered_commands}
    groups = {group.name for group in application.registered_groups}
    text = (ROOT / readme).read_text(encoding="utf-8")

    listed = set(re.findall(r"^\| `([a-z-]+)", text, re.MULTILINE))

    assert listed >= commands | groups
    assert listed - commands - groups == set()


@pytest.mark.parametrize("readme", READMES)
def test_a_readme_explains_every_setting_that_the_environment_can_change(readme):
    config = ROOT / "src" / "config"
    text = (config / "environment.py").read_text() + (config / "settings.py").read_text()
    read = set(re.findall(r"""(?:get|flag)\(['"]([A-Z_]+)['"]""", text)) - {"YANGGUAN_TEST_DATA"}

    assert "YANGGUAN_SECURE" in read
    assert (read | {"DATABASE_URL", "YANGGUAN_CALENDARS"}) - words_of(readme) == set()


@pytest.mark.parametrize("readme", READMES)
def test_the_map_of_the_house_shows_every_app(readme):
    text = (ROOT / readme).read_text(encoding="utf-8")
    house = text.split("```text", 1)[1].split("```", 1)[0]
    shown = set(re.findall(r"^ {4}([a-z]+) ", house, re.MULTILINE))

    assert shown == {path.parent.name for path in SOURCE.glob("*/*/__init__.py")}


def traps() -> dict[int, str]:
    """Number of a trap → the rest of its line."""
    text = (ROOT / "docs/traps.md").read_text(encoding="utf-8")
    return {int(number): line for number, line in re.findall(r"^\| (\d+) \| (.*)$", text, re.M)}


def is_there(test: str) -> bool:
    """Whether `path::name` or `path::Class::name` is a test of ours."""
    path, *_classes, name = test.split("::")
    file = (ROOT if path.startswith("tests/") else SOURCE) / path
    return file.is_file() and re.search(rf"^ *def {name}\(", file.read_text(), re.M) is not None


@pytest.mark.parametrize(("number", "line"), traps().items())
def test_a_trap_names_tests_that_exist_or_the_part_with_which_it_comes(number, line):
    named = re.findall(r"`([\w/]+\.py::[\w:]+)`", line)

    assert named or "*comes with " in line, f"trap {number} is held by nothing"
    assert [test for test in named if not is_there(test)] == []


def test_no_trap_is_left_out():
    assert list(traps()) == list(range(1, 26))


@pytest.mark.parametrize("page", pages(), ids=lambda page: str(page.relative_to(ROOT)))
def test_a_link_between_pages_leads_somewhere(page):
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    targets = [
        target.partition("#")[0]
        for target in re.findall(r"\]\(([^)\s]+)\)", text)
        if not re.match(r"[a-z]+:|#", target) and not target.startswith(PICTURES)
    ]

    assert [target for target in targets if not (page.parent / target).exists()] == []
