"""行政许可法 第三十一条第二款: nothing is asked that has nothing to do with what is applied for."""

import pytest

from yangguan.registers.catalogue.content import (
    Condition,
    FormField,
    FormGroup,
    LicenceRows,
    Result,
)
from yangguan.registers.catalogue.faults import Severity
from yangguan.registers.catalogue.guards.necessity import necessity_faults, unnecessary_fields
from yangguan.registers.catalogue.models import LicenceType
from yangguan.registers.catalogue.register_view import RegisterView
from yangguan.registers.catalogue.tests import material_samples as m


def asking(**changes):
    values = {"element": "favourite_colour", "label": "喜欢的颜色", "type": "text", **changes}
    return FormField(**values)


def faults(field, *, shown=(), **changes):
    content = m.content(form=(FormGroup(key="g", title="表", fields=(field,)),), **changes)
    return list(unnecessary_fields(content, shown))


def test_a_question_that_nothing_needs_is_pointed_out_beside_it():
    (fault,) = faults(asking())

    assert (fault.field, fault.code) == ("FORM[0].FIELDS[0].NAME", "unnecessary-field")
    assert fault.severity is Severity.WARNING
    assert "喜欢的颜色" in fault.message


@pytest.mark.parametrize(
    "changes",
    [
        {"required": False},
        {"source": "population"},
        {"source": "licence:营业执照"},
        {"element": "agent_mobile"},
        {"element": "bank_account"},
        {"type": "pledge"},
        {"help": "《样例办法》第三条要求填写"},
        {"label": "是否需要邮寄"},
        {"label": "相应的场所"},  # the first condition speaks of it
    ],
)
def test_who_applies_what_costs_nothing_and_what_a_law_or_condition_names_is_needed(changes):
    assert faults(asking(**changes)) == []


def rule(name):
    return {"==": [{"var": name}, "红"]}


@pytest.mark.parametrize(
    "changes",
    [
        {"materials": (m.paper("甲", applies_if=Condition(logic=rule("favourite_colour"))),)},
        {"results": (Result(name="证", kind="证照", face={"favourite_colour": "红"}),)},
        {
            "results": (
                Result(
                    name="证", kind="证照",
                    each=LicenceRows(table="t", columns={"色": "favourite_colour"}),
                ),
            )
        },
    ],
)  # fmt: skip
def test_what_a_rule_reads_or_a_result_shows_is_needed(changes):
    assert faults(asking(), **changes) == []


def test_the_process_may_need_it():
    content = m.content()
    first = content.process.flows[0]
    flows = (
        type(first)(
            source=first.source, target=first.target, condition=rule("form.favourite_colour")
        ),
        *content.process.flows[1:],
    )
    process = type(content.process)(nodes=content.process.nodes, flows=flows)

    assert faults(asking(), process=process) == []


@pytest.mark.django_db
def test_what_the_issued_licence_shows_is_needed(django_assert_num_queries):
    m.licence_type("样例证")
    LicenceType.objects.update(fields=[{"NAME": "颜色", "ELEMENT": "favourite_colour"}])
    content = m.content(
        form=(FormGroup(key="g", title="表", fields=(asking(),)),),
        results=(m.result("样例证", "样例证"),),
    )

    with django_assert_num_queries(1):
        assert list(necessity_faults(content, RegisterView([content]))) == []
