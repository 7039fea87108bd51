"""The dictionary of data elements: entered, changed, found."""

import pytest
from django.db import IntegrityError, transaction

from yangguan.foundation.loading.tests.content_folder import write
from yangguan.foundation.trace.models import TraceEntry
from yangguan.registers.standards import ports
from yangguan.registers.standards.elements import ElementContent
from yangguan.registers.standards.errors import (
    CodeTableNotFound,
    ElementExists,
    ElementInUse,
    ElementNotFound,
    NotYourStandards,
    WrongElement,
)
from yangguan.registers.standards.models import DataElement
from yangguan.registers.standards.operations.elements import add_element, change_element
from yangguan.registers.standards.operations.load_elements import load_elements
from yangguan.registers.standards.queries.elements import (
    element,
    elements,
    elements_by_code,
    elements_of_table,
    has_dictionary,
)
from yangguan.registers.standards.states import PersonalData
from yangguan.registers.standards.tests import arranging
from yangguan.registers.standards.tests.arranging import (
    KEY,
    MONDAY,
    SYSTEM,
    bureau,
    editor_at,
    office,
    table,
)

pytestmark = pytest.mark.django_db

CODE = "camel_height"


@pytest.fixture(autouse=True)
def users(settings):
    settings.USERS_OF_STANDARDS = arranging.USERS


def content(**changes) -> ElementContent:
    return ElementContent(**{"name": "骆驼高度", "type": "number", "unit": "米", **changes})


def add(code=CODE, by=SYSTEM, **changes):
    return add_element(code=code, content=content(**changes), by=by, at=MONDAY)


def change(code=CODE, by=SYSTEM, **changes):
    return change_element(code=code, content=content(**changes), by=by, at=MONDAY)


def test_an_element_is_entered_with_a_trace():
    add(personal_data=PersonalData.GENERAL)

    found = element(CODE)
    assert (found.name, found.unit, found.personal_data) == ("骆驼高度", "米", "general")
    entry = TraceEntry.objects.get(stream__subject=f"element:{CODE}")
    assert (entry.action, entry.data["name"]) == ("element.add", "骆驼高度")


def test_an_element_is_entered_once():
    add()

    with pytest.raises(ElementExists):
        add()


def test_an_element_is_changed_with_a_trace():
    add()

    change(name="驼峰高度")

    assert element(CODE).name == "驼峰高度"
    assert TraceEntry.objects.filter(action="element.change").exists()


def test_what_is_not_there_is_not_changed():
    with pytest.raises(ElementNotFound):
        change()


@pytest.mark.parametrize(
    ("code", "changes", "field"),
    [
        ("Camel", {}, "code"),
        ("new", {}, "code"),
        (CODE, {"name": ""}, "name"),
        (CODE, {"name": "驼" * 101}, "name"),
        (CODE, {"type": "colour"}, "type"),
        (CODE, {"personal_data": "secret"}, "personal_data"),
        (CODE, {"length": 0}, "length"),
        (CODE, {"source": "licence:"}, "source"),
        (CODE, {"code_table": KEY}, "code_table"),
        (CODE, {"definition": "驼" * 501}, "definition"),
    ],
)
def test_a_fault_is_refused_and_names_its_field(code, changes, field):
    with pytest.raises(WrongElement) as refusal:
        add(code, **changes)

    assert refusal.value.field == field
    assert not DataElement.objects.filter(pk=code).exists()


def test_an_unknown_code_table_is_refused():
    with pytest.raises(CodeTableNotFound):
        add(type="choice", code_table="nowhere")


def test_a_choice_may_have_its_answers_from_a_code_table():
    table()

    add(type="choice", code_table=KEY)

    assert element(CODE).code_table_title == "骆驼种类"
    assert [each.code for each in elements_of_table(KEY)] == [CODE]


def test_the_type_stays_while_something_in_force_uses_it():
    add()
    arranging.IN_USE.add(ports.term_of_element(CODE))

    with pytest.raises(ElementInUse):
        change(type="text")
    change(name="别的名称")

    arranging.IN_USE.clear()
    change(type="text")
    assert element(CODE).type == "text"


def test_only_the_office_that_keeps_the_catalogue_may():
    add(by=editor_at(office()))

    with pytest.raises(NotYourStandards):
        change(by=editor_at(bureau()))


def test_the_database_refuses_a_code_table_for_what_is_no_choice():
    table()
    add(type="choice", code_table=KEY)

    with pytest.raises(IntegrityError, match="is_a_choice"), transaction.atomic():
        DataElement.objects.filter(pk=CODE).update(type="text")


@pytest.mark.parametrize("text", ["驼高", "LUOTUO", "ltgd", "camel_h", "骆驼 高度", "最高的那一点"])
def test_an_element_is_found_by_name_pinyin_code_and_definition(text):
    add(definition="从地面到最高的那一点")

    assert CODE in {each.code for each in elements(text=text).items}


@pytest.mark.parametrize("text", ["鲸鱼", "骆驼 鲸鱼", "%"])
def test_what_does_not_have_every_word_is_not_found(text):
    add()

    assert elements(text=text).items == ()


def test_elements_are_found_by_their_class_of_personal_data():
    add(personal_data=PersonalData.SENSITIVE)

    assert CODE in {
        each.code for each in elements(text="骆驼", personal_data=PersonalData.SENSITIVE).items
    }
    assert elements(text="骆驼", personal_data=PersonalData.NONE).items == ()


def test_a_page_costs_one_query_whatever_there_is(django_assert_num_queries):
    table()
    for number in range(30):
        add(f"camel_{number:02}", type="choice", code_table=KEY)

    with django_assert_num_queries(1):
        page = elements(text="骆驼", limit=20)

    assert len(page.items) == 20
    assert page.on is not None


def test_what_the_dictionary_has_of_some_codes():
    assert elements_by_code(["nowhere_to_be_found"]) == {}
    add()

    assert set(elements_by_code([CODE, "nowhere_to_be_found"])) == {CODE}
    assert has_dictionary()


def load(folder, **changes):
    row = {
        "CODE": CODE,
        "NAME": "骆驼高度",
        "TYPE": "number",
        "PERSONAL_DATA": "none",
        "SOURCE": "none",
        **changes,
    }
    return load_elements(write(folder, "data-elements.json", DATA_ELEMENTS=[row]))


def test_elements_are_loaded_and_found(tmp_path):
    loaded = load(tmp_path)

    assert (loaded.count, loaded.new, loaded.rejected) == (1, 1, ())
    assert elements(text="luotuogaodu").items


def test_loading_again_leaves_what_editors_have_changed(tmp_path):
    load(tmp_path)
    change(name="驼峰高度", unit="")

    again = load(tmp_path)

    assert again.new == 0
    assert element(CODE).name == "驼峰高度"


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"TYPE": "colour"}, "DATA_ELEMENTS[0].TYPE"),
        ({"CODE_TABLE": "nowhere"}, "DATA_ELEMENTS[0].CODE_TABLE"),
        ({"PERSONAL_DATA": ""}, "DATA_ELEMENTS[0].PERSONAL_DATA"),
        ({"SOURCE": "somewhere"}, "DATA_ELEMENTS[0].SOURCE"),
        ({"LENGTH": 0}, "DATA_ELEMENTS[0].LENGTH"),
        ({"CODE": "A B"}, "DATA_ELEMENTS[0].CODE"),
    ],
)
def test_a_row_with_a_fault_is_rejected(tmp_path, changes, path):
    loaded = load(tmp_path, **changes)

    assert path in {each.path for each in loaded.rejected}
    assert not DataElement.objects.filter(pk=CODE).exists()
