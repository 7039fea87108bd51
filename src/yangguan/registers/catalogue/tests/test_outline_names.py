"""An edition in words: whoever reads it sees what codes mean, not the codes."""

import msgspec
import pytest
from django.utils import translation

from yangguan.registers.catalogue.comparison import compare
from yangguan.registers.catalogue.content import (
    Fee,
    FeeExample,
    FormField,
    FormGroup,
    LicenceRows,
    Result,
)
from yangguan.registers.catalogue.models import LicenceType, Theme
from yangguan.registers.catalogue.outline import Part, outline
from yangguan.registers.catalogue.outline_names import names_for
from yangguan.registers.catalogue.process import Flow
from yangguan.registers.catalogue.tests.test_comparison import CONTENT
from yangguan.registers.organisations.models import Department
from yangguan.registers.standards.models import CodeTable

replace = msgspec.structs.replace
OTHER_ORGAN = "11620982XNTX00099X"
QUESTION = FormField(
    element="holder_kind", label="持证人类型", type="choice", code_table="sample-kinds"
)


def words(content, part, field, **asked):
    return [
        line.words for line in outline(content, **asked) if (line.part, line.field) == (part, field)
    ]


def with_step_of_another_department(process):
    (first, *rest) = [node for node in process.nodes if node.step is not None]
    changed = replace(first, step=replace(first.step, department_code=OTHER_ORGAN))
    others = [node for node in process.nodes if node.key != changed.key]
    assert rest
    return replace(process, nodes=(changed, *others))


@pytest.fixture
def registers(db):
    Theme.objects.create(audience="person", code="T20", name="户籍办理")
    Theme.objects.create(audience="organisation", code="T20", name="准营准办")
    another = Department.objects.create(
        key="another", credit_code=OTHER_ORGAN, name="敦煌市别的局", kind="部门"
    )
    CodeTable.objects.create(key="sample-kinds", title="持证人类型表", standard="示例")
    fields = [{"ELEMENT": "plate_number", "NAME": "车牌号"}]
    LicenceType.objects.create(
        code="T-1",
        name="样例车辆证",
        kind="证照",
        issuer=another,
        holder_kind="法人",
        fields=fields,
    )


@pytest.fixture
def described():
    result = Result(
        name="样例车辆证",
        kind="证照",
        licence_type="样例车辆证",
        face={"plate_number": "无", "unheard_of": "有"},
        each=LicenceRows(table="holder_kind", columns={"车牌": "plate_number"}),
    )
    return replace(
        CONTENT,
        person_topics=("T20", "T99"),
        organisation_topics=("T20",),
        process=with_step_of_another_department(CONTENT.process),
        form=(FormGroup(key="page-1", title="基本情况", fields=(QUESTION,)),),
        results=(result,),
    )


def test_themes_departments_tables_and_face_elements_are_named(registers, described):
    names = names_for(described)

    assert words(described, Part.BASIC, "person_topics", names=names) == ["户籍办理、T99"]
    assert words(described, Part.BASIC, "organisation_topics", names=names) == ["准营准办"]
    assert words(described, Part.PROCESS, "department_code", names=names) == ["敦煌市别的局"]
    assert words(described, Part.FORM, "code_table", names=names) == ["持证人类型表"]
    assert words(described, Part.RESULTS, "face", names=names) == ["车牌号：无、unheard_of：有"]
    assert words(described, Part.RESULTS, "each", names=names) == ["表格：持证人类型、车牌：车牌号"]


def test_a_comparison_names_them_too(registers, described):
    changed = replace(described, person_topics=())

    (found,) = compare(described, changed, names=names_for(described, changed))

    assert (found.before, found.after) == ("户籍办理、T99", "")


def test_the_names_cost_four_statements_however_many_codes(
    registers, described, django_assert_num_queries
):
    with django_assert_num_queries(4):
        names_for(described, replace(described, person_topics=("T20",)))


def test_what_mentions_no_register_asks_none(db, django_assert_num_queries):
    plain = replace(
        CONTENT, person_topics=(), organisation_topics=(), form=(), situations=(), results=()
    )

    with django_assert_num_queries(0):
        names_for(plain)


@pytest.mark.parametrize(
    ("language", "kinds"),
    [("zh-hans", ["受理", "审查", "决定"]), ("en", ["Acceptance", "Review", "Decision"])],
)
def test_the_kind_of_a_step_is_a_word(language, kinds):
    with translation.override(language):
        found = words(CONTENT, Part.PROCESS, "kind")

    assert found[:3] == kinds


def test_a_way_says_what_the_step_before_came_to():
    review = next(key for key, step in CONTENT.process.steps() if step.kind == "review")
    refused = {"==": [{"var": f"steps.{review}.outcome"}, "disagree"]}
    asked = {"!=": [{"var": "form.holder_kind"}, "企业法人"]}
    target = CONTENT.process.nodes[-1].key
    flow = Flow(source=review, target=target, condition={"or": [refused, asked]})
    changed = replace(
        CONTENT,
        form=(FormGroup(key="page-1", title="基本情况", fields=(QUESTION,)),),
        process=replace(CONTENT.process, flows=(*CONTENT.process.flows, flow)),
    )

    found = words(changed, Part.PROCESS, "flow")[-1]

    step = dict(CONTENT.process.steps())[review].name
    assert f"“{step}”选“不通过”，或者“持证人类型”不是“企业法人”" in found
    assert "steps." not in found


def test_an_example_of_a_charge_names_its_questions():
    example = FeeExample(answers={"holder_kind": "企业法人"}, due_fen=500)
    fee = Fee(name="工本费", standard="5 元", basis="第九条", examples=(example,))
    changed = replace(
        CONTENT, fees=(fee,), form=(FormGroup(key="p", title="页", fields=(QUESTION,)),)
    )

    (found,) = words(changed, Part.FEES, "examples")

    assert found.startswith("持证人类型：企业法人 →")
