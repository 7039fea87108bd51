"""What a form asks for, against the dictionary of data elements."""

import pytest

from yangguan.foundation.actors.actor import system_actor
from yangguan.registers.catalogue.content import EditionContent, FormField, FormGroup, decode
from yangguan.registers.catalogue.faults import Fault, Severity
from yangguan.registers.catalogue.guards.elements import element_faults
from yangguan.registers.catalogue.models import Edition
from yangguan.registers.catalogue.register_view import RegisterView
from yangguan.registers.catalogue.tests.interchange_sample import ORGAN
from yangguan.registers.catalogue.tests.test_policies import department, send
from yangguan.registers.standards.elements import ElementContent
from yangguan.registers.standards.models import DataElement
from yangguan.registers.standards.operations.elements import add_element
from yangguan.registers.standards.tests.arranging import KEY, MONDAY, SYSTEM, table

pytestmark = pytest.mark.django_db


@pytest.fixture
def content() -> EditionContent:
    """The sample item, whose form a test replaces."""
    department(ORGAN, "sample-own")
    assert send(system_actor()).is_accepted
    return decode(Edition.objects.get(item__department__credit_code=ORGAN).content)


def asking(content: EditionContent, *fields: FormField) -> EditionContent:
    parts = {name: getattr(content, name) for name in content.__struct_fields__}
    group = FormGroup(key="matter", title="办理内容", fields=fields)
    return EditionContent(**{**parts, "form": (group,), "situations": ()})


def camel(**changes) -> FormField:
    return FormField(
        **{
            "element": "camel_kind",
            "label": "骆驼种类",
            "type": "choice",
            "choices": ("单峰驼",),
            **changes,
        }
    )


def faults_of(content: EditionContent) -> list[Fault]:
    return element_faults(content, RegisterView([content]))


@pytest.fixture
def dictionary() -> None:
    """The kind of a camel, with its code table."""
    table()
    add_element(
        code="camel_kind",
        content=ElementContent(name="骆驼种类", type="choice", code_table=KEY),
        by=SYSTEM,
        at=MONDAY,
    )


@pytest.mark.usefixtures("dictionary")
def test_a_question_that_agrees_with_the_dictionary_has_no_fault(content):
    assert faults_of(asking(content, camel())) == []


@pytest.mark.usefixtures("dictionary")
@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"element": "camel_colour"}, "element-unknown"),
        ({"type": "text", "choices": ()}, "element-type-differs"),
        ({"choices": ("单峰驼", "羊驼")}, "element-codes-differ"),
    ],
)
def test_a_question_that_disagrees_is_a_warning_and_no_refusal(content, changes, code):
    faults = faults_of(asking(content, camel(**changes)))

    assert [(fault.code, fault.severity) for fault in faults] == [(code, Severity.WARNING)]
    assert faults[0].field.endswith(f"（{changes.get('element', 'camel_kind')}）")


def test_without_a_dictionary_there_is_nothing_to_disagree_with(content):
    DataElement.objects.all().delete()

    assert faults_of(asking(content, camel())) == []


@pytest.mark.usefixtures("dictionary")
def test_it_costs_two_statements_for_a_known_form(content, django_assert_num_queries):
    asked = asking(content, camel(), camel(label="又问一次"))

    with django_assert_num_queries(2):
        faults_of(asked)


def test_every_form_of_the_city_agrees_with_its_dictionary_but_where_answers_differ(loaded_city):
    """The five elements that two items ask for in two ways are all that is warned of."""
    found = {
        (fault.code, fault.field)
        for edition in Edition.objects.filter(state="published")
        for fault in faults_of(decode(edition.content))
    }

    assert {code for code, _field in found} <= {"element-type-differs"}
    assert len(found) <= 5
