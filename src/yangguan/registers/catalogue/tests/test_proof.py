"""Proofs that nobody should have to bring. Source: R3.4, R3.6, R3.9; 国务院令第716号."""

import msgspec
import pytest

from yangguan.registers.catalogue.content import Condition, Need, Supply
from yangguan.registers.catalogue.faults import Severity
from yangguan.registers.catalogue.guards.proof import proof_faults, visit_faults
from yangguan.registers.catalogue.register_view import RegisterView
from yangguan.registers.catalogue.tests import material_samples as m

pytestmark = pytest.mark.django_db


def codes(content):
    return [
        (fault.code, fault.severity) for fault in proof_faults(content, RegisterView([content]))
    ]


REFUSED, WARNED = Severity.REFUSAL, Severity.WARNING


# ── R3.4: what the city holds is not asked for on paper ─────────────────────────────────────────


@pytest.fixture
def licence():
    m.licence_type("样例证", m.organ(m.OTHER_ORGANS[0], "issuer"))
    return m.define("样例证", "样例证书", licence_type="样例证")


@pytest.mark.parametrize("asked", [{"originals": 1}, {"originals": 0, "copies": 1}])
@pytest.mark.parametrize("name", ["样例证", "样例证书"])
def test_paper_is_refused_where_a_licence_type_satisfies_the_material(licence, name, asked):
    content = m.content(materials=(m.paper(name, **asked),))

    (fault,) = proof_faults(content, RegisterView([content]))

    assert fault.code == "paper-though-licence"
    assert fault.field == "UP_TASK_GENERAL_MATERIAL[0].REMARK"
    assert "“样例证”" in fault.message


def test_the_code_of_the_definition_counts_whatever_the_item_calls_it(licence):
    content = m.content(materials=(m.paper("别的叫法", definition=licence.code),))

    assert codes(content) == [("paper-though-licence", REFUSED)]


@pytest.mark.parametrize(
    "changes",
    [
        {"licences": ("样例证",)},
        {"supply": Supply.VERIFICATION},
        {"supply": Supply.FORM},
        {"originals": 0, "copies": 0},
    ],
)
def test_who_lets_the_licence_satisfy_it_or_asks_for_no_paper_has_no_fault(licence, changes):
    assert codes(m.content(materials=(m.paper("样例证", **changes),))) == []


def test_a_paper_that_is_taken_back_is_only_pointed_out(licence):
    content = m.content(materials=(m.paper("样例证", note="领新证时交回"),))

    assert codes(content) == [("paper-taken-back", WARNED)]


# ── R3.9: no office asks for what it issues ─────────────────────────────────────────────────────


def test_a_proof_that_the_office_itself_issues_is_refused():
    m.define("样例证明", department_key=m.organ().key)

    assert codes(m.content(materials=(m.paper("样例证明"),))) == [("own-proof", REFUSED)]


def test_in_a_case_that_the_item_names_it_is_pointed_out():
    m.define("样例证明", department_key=m.organ().key)
    asked = m.paper("样例证明", need=Need.CONDITIONAL)

    assert codes(m.content(materials=(asked,))) == [("own-proof", WARNED)]


def test_the_proof_of_another_office_is_no_own_proof():
    m.define("样例证明", department_key=m.organ(m.OTHER_ORGANS[0], "issuer").key)

    assert codes(m.content(materials=(m.paper("样例证明"),))) == []


# ── R3.6: an item online throughout needs no visit ──────────────────────────────────────────────


def online(**service):
    content = m.content(materials=(m.paper("样例原件", medium="1"),))
    changes = {"depth": ("1", "5"), "by_courier": True, **service}
    return msgspec.structs.replace(
        content, service=msgspec.structs.replace(content.service, **changes)
    )


def test_a_visit_contradicts_an_item_that_is_handled_online_throughout():
    assert [f.code for f in visit_faults(online(visits=1))] == ["visit-though-online"]
    assert list(visit_faults(online(visits=1, depth=("1", "2")))) == []


def test_paper_originals_need_a_courier():
    assert [f.code for f in visit_faults(online(by_courier=False))] == ["paper-though-online"]
    assert list(visit_faults(online())) == []


# ── R3.9: circles ───────────────────────────────────────────────────────────────────────────────


def test_two_items_that_ask_for_each_others_result_are_refused_and_the_circle_is_shown():
    m.publish(m.item(1, "乙事项", asks=(m.paper("甲文书"),), gives=(m.result("乙文书"),)))
    content = m.content(materials=(m.paper("乙文书"),), results=(m.result("甲文书"),))

    (fault,) = proof_faults(content, RegisterView([content]))

    assert (fault.code, fault.severity) == ("circular-proof", REFUSED)
    assert "本事项要“乙文书”" in fault.message
    assert "的乙事项”出具，它又要“甲文书”" in fault.message
    assert "“甲文书”由本事项出具" in fault.message


def test_a_circle_through_three_items_and_two_names_of_one_proof_is_found():
    m.define("乙文书", "乙的批文")
    m.publish(m.item(1, "乙事项", asks=(m.paper("丙文书"),), gives=(m.result("乙文书"),)))
    m.publish(m.item(2, "丙事项", asks=(m.paper("甲文书"),), gives=(m.result("丙文书"),)))
    content = m.content(materials=(m.paper("乙的批文"),), results=(m.result("甲文书"),))

    (fault,) = proof_faults(content, RegisterView([content]))

    assert "丙事项" in fault.message


@pytest.mark.parametrize(
    "changes",
    [
        {"need": Need.CONDITIONAL},
        {"need": Need.MAY_FOLLOW},
        {"applies_if": Condition(logic={"==": [{"var": "has_agent"}, True]})},
        {"supply": Supply.VERIFICATION},
        {"licences": ("甲证", "丁证")},
    ],
)
def test_where_one_link_need_not_be_there_is_no_circle(changes):
    asks = (m.paper("甲文书", **changes),)
    m.publish(m.item(1, "乙事项", asks=asks, gives=(m.result("乙文书"),)))

    assert codes(m.content(materials=(m.paper("乙文书"),), results=(m.result("甲文书"),))) == []


def test_a_circle_that_a_held_licence_may_break_is_only_pointed_out():
    m.licence_type("甲证")
    asks = (m.paper("甲证", licences=("甲证",)),)
    m.publish(m.item(1, "乙事项", asks=asks, gives=(m.result("乙文书"),)))
    content = m.content(materials=(m.paper("乙文书"),), results=(m.result("文书", "甲证"),))

    assert codes(content) == [("circular-proof", WARNED)]


def test_a_licence_that_the_item_itself_changes_is_no_circle():
    m.licence_type("甲证")
    asked = m.paper("原证", licences=("甲证",))

    assert codes(m.content(materials=(asked,), results=(m.result("新证", "甲证"),))) == []


def test_an_earlier_edition_of_the_same_item_makes_no_circle():
    content = m.content(materials=(m.paper("乙文书"),), results=(m.result("甲文书"),))
    m.publish(
        msgspec.structs.replace(
            content, materials=(m.paper("甲文书"),), results=(m.result("乙文书"),)
        )
    )

    assert codes(content) == []


def test_the_work_is_bounded_in_a_city_of_crossing_items(django_assert_max_num_queries):
    for number in range(12):
        asks = tuple(m.paper(f"文书{n}") for n in range(12) if n != number)
        m.publish(m.item(number, f"事项{number}", asks=asks, gives=(m.result(f"文书{number}"),)))
    content = m.content(materials=(m.paper("文书0"),), results=(m.result("别的文书"),))

    with django_assert_max_num_queries(5):
        assert codes(content) == []
