"""启用: a version of a code table counts, unless something in use would break."""

from datetime import timedelta

import pytest

from yangguan.foundation.trace.models import TraceEntry
from yangguan.registers.standards import current, ports
from yangguan.registers.standards.elements import ElementContent
from yangguan.registers.standards.errors import (
    CodesStillUsed,
    CodesTheProgramKnows,
    NotYetInForce,
    NotYourStandards,
    SameAsInForce,
    VersionNotFound,
    WrongSuccessor,
)
from yangguan.registers.standards.events import CodeTablePutInForce
from yangguan.registers.standards.impact import all_entries
from yangguan.registers.standards.operations.elements import add_element
from yangguan.registers.standards.operations.load_code_tables import load_code_tables
from yangguan.registers.standards.operations.put_in_force import put_in_force
from yangguan.registers.standards.queries.code_tables import (
    code_table,
    entries,
    impact,
)
from yangguan.registers.standards.rules import ChangeKind, Entry
from yangguan.registers.standards.states import VersionState
from yangguan.registers.standards.tests import arranging
from yangguan.registers.standards.tests.arranging import (
    CODES,
    KEY,
    MONDAY,
    SYSTEM,
    TODAY,
    bureau,
    draft,
    editor_at,
    table,
)

pytestmark = pytest.mark.django_db

WITHOUT_9 = CODES[:2]


@pytest.fixture(autouse=True)
def users(settings):
    settings.USERS_OF_STANDARDS = arranging.USERS


@pytest.fixture
def nine_is_used():
    yield from arranging.using(ports.term_of_code(KEY, "9"))


def put(number=2, successors=None, reason="", key=KEY, by=SYSTEM):
    return put_in_force(
        key=key, number=number, successors=successors or {}, reason=reason, by=by, at=MONDAY
    )


def test_the_new_version_counts_and_the_one_before_is_kept():
    table()
    draft(WITHOUT_9)

    put()

    view = code_table(KEY)
    assert [version.state for version in view.versions] == [
        VersionState.IN_FORCE,
        VersionState.REPLACED,
    ]
    assert [entry.code for entry in entries(KEY, 2).items] == ["1", "2"]
    assert all_entries(KEY, 1) == list(CODES)


def test_it_leaves_a_trace_and_is_announced(monkeypatch):
    announced: list[CodeTablePutInForce] = []
    monkeypatch.setattr(
        "yangguan.registers.standards.operations.put_in_force.outbox.publish", announced.append
    )
    table()
    draft(WITHOUT_9)

    put()

    entry = TraceEntry.objects.filter(action="code-table.put-in-force").last()
    assert entry.data["number"] == 2
    assert [(event.key, event.number) for event in announced] == [(KEY, 1), (KEY, 2)]


@pytest.mark.usefixtures("nine_is_used")
def test_a_code_in_use_is_not_dropped_silently():
    table()
    draft(WITHOUT_9)

    with pytest.raises(CodesStillUsed) as refusal:
        put()

    assert "9" in refusal.value.text
    assert code_table(KEY).in_force.number == 1


@pytest.mark.usefixtures("nine_is_used")
def test_a_code_in_use_may_go_if_another_takes_its_place():
    table()
    draft(WITHOUT_9)

    put(successors={"9": "2", "1": "2"})

    assert code_table(KEY).in_force.successors == {"9": "2"}


@pytest.mark.usefixtures("nine_is_used")
def test_a_code_in_use_may_go_with_a_reason_that_everybody_can_read():
    table()
    draft(WITHOUT_9)

    put(reason="标准已废止这一类")

    assert code_table(KEY).in_force.reason == "标准已废止这一类"


@pytest.mark.usefixtures("nine_is_used")
@pytest.mark.parametrize("successor", ["9", "7"])
def test_a_successor_is_a_code_of_the_new_version(successor):
    table()
    draft(WITHOUT_9)

    with pytest.raises(WrongSuccessor):
        put(successors={"9": successor})


def test_a_version_waits_for_its_day():
    table()
    draft(WITHOUT_9, since=TODAY + timedelta(days=1))

    with pytest.raises(NotYetInForce):
        put()


def test_the_same_list_is_not_put_in_force_again():
    table()
    draft(CODES)

    with pytest.raises(SameAsInForce):
        put()


@pytest.mark.parametrize("number", [1, 3])
def test_only_a_draft_is_put_in_force(number):
    table()
    draft(WITHOUT_9)

    with pytest.raises(VersionNotFound):
        put(number)


def test_another_department_may_not():
    table()
    draft(WITHOUT_9)

    with pytest.raises(NotYourStandards):
        put(by=editor_at(bureau()))


@pytest.fixture
def delivered(tmp_path):
    """The tables that come with the program are in the database."""
    (tmp_path / "code-tables.json").write_text('{"CODE_TABLES": []}')
    load_code_tables(tmp_path, by=SYSTEM, at=MONDAY)


def next_version(key, entries):
    view = code_table(key)
    number = draft(entries, key=key).number
    assert number == view.in_force.number + 1
    return put(number, key=key, reason="试")


@pytest.mark.usefixtures("delivered")
def test_a_code_to_which_the_program_gives_a_meaning_is_never_dropped():
    left = [entry for entry in all_entries("item-types", 1) if entry.code != "01"]

    with pytest.raises(CodesTheProgramKnows, match="01"):
        next_version("item-types", left)


@pytest.mark.usefixtures("delivered")
def test_no_code_is_added_to_a_list_of_which_the_program_knows_every_one():
    more = [*all_entries("limit-units", 1), Entry(code="3", name="小时")]

    with pytest.raises(CodesTheProgramKnows, match="3"):
        next_version("limit-units", more)


@pytest.mark.usefixtures("delivered")
def test_other_codes_of_the_program_come_and_go():
    codes = [entry for entry in all_entries("item-types", 1) if entry.code != "02"]

    next_version("item-types", [*codes, Entry(code="11", name="行政备案")])

    assert entries("item-types", 2).items[-1].name == "行政备案"


def test_the_process_that_puts_it_in_force_knows_it_when_it_has_committed(
    delivered, django_capture_on_commit_callbacks, monkeypatch
):
    monkeypatch.setattr(current, "_memory", current._Memory())
    codes = all_entries("item-types", 1)

    with django_capture_on_commit_callbacks(execute=True):
        next_version("item-types", [*codes, Entry(code="11", name="行政备案")])

    assert current.names("item-types").offered["11"] == "行政备案"


def test_a_comparison_says_what_changes_and_who_uses_it():
    table()
    draft([Entry(code="1", name="独峰驼"), CODES[1], Entry(code="3", name="野骆驼")])
    arranging.IN_USE.update({ports.term_of_code(KEY, "1"), ports.term_of_code(KEY, "9")})

    found = impact(KEY, 2)

    arranging.IN_USE.clear()
    assert [(line.change.kind, line.change.code, len(line.uses)) for line in found.changes] == [
        (ChangeKind.DROPPED, "9", 1),
        (ChangeKind.RENAMED, "1", 1),
        (ChangeKind.ADDED, "3", 0),
    ]
    assert [line.change.code for line in found.breaking] == ["9"]


def test_a_form_that_offers_a_dropped_name_is_a_use():
    table()
    add_element(
        code="camel_kind",
        content=ElementContent(name="骆驼种类", type="choice", code_table=KEY),
        by=SYSTEM,
        at=MONDAY,
    )
    draft(WITHOUT_9)
    arranging.IN_USE.add(ports.term_of_choice("camel_kind", "其他"))

    found = impact(KEY, 2)

    arranging.IN_USE.clear()
    assert [line.change.code for line in found.breaking] == ["9"]


def test_no_more_uses_are_listed_than_anybody_reads(settings):
    settings.USERS_OF_STANDARDS = ("yangguan.registers.standards.tests.test_put_in_force.many",)
    table()
    draft(WITHOUT_9)

    line = impact(KEY, 2).changes[0]

    assert len(line.uses) == 20
    assert line.has_more_uses


def many(terms, *, most):
    return [
        ports.Use(term, "item", str(number), "虚构事项") for term in terms for number in range(most)
    ]


def test_a_version_that_is_not_there_changes_nothing():
    table()

    assert impact(KEY, 5) is None
    assert impact("nowhere", 1) is None


def test_a_comparison_has_a_known_cost(django_assert_num_queries):
    table()
    draft(WITHOUT_9)

    with django_assert_num_queries(5):
        impact(KEY, 2)
