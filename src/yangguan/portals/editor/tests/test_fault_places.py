"""A fault leads to the field that a person can mend, whatever the interchange calls it."""

import pytest

from yangguan.portals.editor.draft_sections import BY_KEY, SECTIONS, part_at
from yangguan.portals.editor.fault_places import placed
from yangguan.registers.catalogue.content import FormField, FormGroup
from yangguan.registers.catalogue.faults import Fault
from yangguan.registers.catalogue.tests.test_comparison import content

FORM = (
    FormGroup(key="a", title="一", fields=(FormField(element="x", label="X", type="text"),)),
    FormGroup(key="b", title="二", fields=(FormField(element="y", label="Y", type="text"),)),
)
CONTENT = content(form=FORM)


@pytest.mark.parametrize(
    ("path", "where"),
    [
        ("UP_TASK_GENERAL_BASIC.TASK_NAME", ("basic", "", "name")),
        ("UP_TASK_GENERAL_BASIC.PROMISE_DAY", ("limits", "", "promised_limit")),
        ("UP_TASK_GENERAL_BASIC.BY_LAW", ("basis", "", "basis")),
        ("UP_TASK_GENERAL_BASIC.LINK_WAY", ("service", "service", "enquiries")),
        ("UP_TASK_GENERAL_EXTEND.IS_PAY_ONLINE", ("service", "service", "pays_online")),
        ("UP_TASK_GENERAL_MATERIAL[1].BY_LAW", ("materials", "materials.1", "basis")),
        ("UP_TASK_GENERAL_FEE_PROJECT[0].TARIFF[2]", ("fees", "fees.0.tariff.2", "")),
        ("UP_TASK_GENERAL_FEE_PROJECT[0].FEE_EXAMPLE[0]", ("fees", "fees.0.examples.0", "")),
        ("LAW[0].TERMSNUMBER", ("basis", "laws.0", "article")),
        ("SITUATION[0].SHOW_IF", ("situations", "situations.0", "shown_if")),
        ("FORM[0].TYPE", ("form", "form.0.fields.0", "type")),
        ("FORM[1].CHOICES", ("form", "form.1.fields.0", "choices")),
        ("FORM[1].FIELDS[0].NAME", ("form", "form.1.fields.0", "label")),
        ("RESULT[0].RESULT_TYPE_TEXT", ("results", "results.0", "kind")),
        ("FLOWSHEET（decision）", ("process", "steps.2", "")),
        ("FLOWSHEET", ("process", "", "")),
        ("FORM（y）", ("form", "form.1.fields.0", "element")),
        ("FORM（gone）", ("form", "", "")),
        ("", ("basic", "", "")),
        ("SOMETHING_NEW[3].ELSE", ("basic", "", "")),
    ],
)
def test_a_fault_stands_in_its_section_at_its_place(path, where):
    (found,) = placed([Fault(path, "x", "…")], CONTENT)

    assert (found.section, found.place, found.field) == where


def test_one_field_is_told_once_what_two_columns_of_the_interchange_say():
    columns = ("UP_TASK_GENERAL_BASIC.TASK_CODE", "UP_TASK_GENERAL_BASIC.CATALOG_CODE")

    found = placed([Fault(column, "x", "必填，请补上") for column in columns], CONTENT)

    assert [each.field for each in found] == ["catalog_code"]


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.key)
def test_every_place_of_a_section_leads_back_to_it(section):
    for part in section.parts:
        if part.place:
            assert part_at(part.place) == (section, part)
    assert BY_KEY[section.key] is section
