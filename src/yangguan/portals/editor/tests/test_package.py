"""One package: what is typed is kept, faults stand at their rows, publishing shows it to all."""

import pytest
from django.test import Client
from django.utils import timezone

from yangguan.foundation.actors.actor import Role, system_actor
from yangguan.portals.desk.tests.staff import account_of, client_of
from yangguan.portals.editor.package_form import read_package, rule_value, simple_rules
from yangguan.registers.catalogue.content import Condition
from yangguan.registers.packages import queries
from yangguan.registers.packages.operations.save_package import NEW, save_package
from yangguan.registers.packages.tests import builders as b

CODE = "ONE-52"
URL = f"/editor/packages/{CODE}/"


@pytest.fixture
def package(desk):
    """A draft that asks nothing and has no item yet."""
    content = b.package(code=CODE, lead_department=desk.town.department.credit_code)
    save_package(content, revision=NEW, by=system_actor("测试"), at=timezone.now())
    return content


def sent(desk, **changes):
    """The whole form with one question and one item that hangs on it."""
    return {
        "revision": queries.package_to_edit(CODE).revision,
        "name": "样例一件事",
        "audience": "person",
        "description": "样例。",
        "lead_department": desk.town.department.credit_code,
        "q0-label": "有房子吗？",
        "q0-element": "has_house",
        "q0-type": "boolean",
        "i0-item": desk.town.item.task_code,
        "i0-place": "1",
        "i0-rule-0": "has_house=true",
    } | changes


def post(desk, act="save", **changes):
    return desk.client(Role.EDITOR).post(URL, sent(desk, **changes) | {"act": act})


def test_what_is_typed_is_kept_as_a_draft(desk, package):
    answer = post(desk, promise_days="5", elsewhere="公证\n\n税务")

    assert answer.headers["Location"] == URL
    content = queries.package_to_edit(CODE).content
    assert [question.element for question in content.questions] == ["has_house"]
    assert content.items[0].applies_if == b.when("has_house", True)
    assert content.promised_limit.days == 5
    assert content.elsewhere == ("公证", "税务")
    assert queries.package(CODE) is None


def test_the_page_shows_again_what_was_saved(desk, package):
    post(desk)

    page = desk.client(Role.EDITOR).get(URL).content.decode()

    assert 'value="有房子吗？"' in page
    assert f'<option value="{desk.town.item.task_code}" selected>' in page
    assert '<option value="has_house=true" selected>' in page


def test_below_what_is_filled_in_stands_one_empty_row_of_each_table(desk, package):
    post(desk)

    page = desk.client(Role.EDITOR).get(URL).content.decode()

    assert (page.count("<summary>加一个问题"), page.count("<summary>加一个事项")) == (1, 1)


def test_publishing_shows_it_to_all(desk, package):
    answer = post(desk, act="publish")

    assert answer.status_code == 302
    assert "有房子吗？" in Client().get(f"/packages/{CODE}/").content.decode()


def test_a_fault_stands_at_its_row_and_the_draft_is_kept(desk, package):
    answer = post(desk, act="publish", **{"i0-rule-0": "nobody_asks=true"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#i0-rule-0"' in page
    assert "条件用到的问题没有问" in page
    assert queries.package(CODE) is None
    assert queries.package_to_edit(CODE).content.questions[0].element == "has_house"


def test_two_rules_of_a_row_must_both_hold(desk, package):
    post(
        desk,
        **{
            "q1-label": "多大？",
            "q1-element": "size",
            "q1-type": "choice",
            "q1-choices": "大\n小",
            "i0-rule-1": "size=大",
        },
    )

    condition = queries.package_to_edit(CODE).content.items[0].applies_if
    assert simple_rules(condition) == [("has_house", True), ("size", "大")]


def test_an_emptied_row_is_gone(desk, package):
    post(desk)

    post(desk, **{"i0-item": "", "q0-label": ""})

    content = queries.package_to_edit(CODE).content
    assert (content.questions, content.items) == ((), ())


def test_items_come_by_their_numbers_and_wait_for_the_row_that_was_meant():
    data = {
        "i0-item": "one", "i0-place": "2", "i0-after": "2",
        "i1-item": "other", "i1-place": "1",
    }  # fmt: skip

    content = read_package(data, code=CODE, before=None)

    assert content.task_codes == ("other", "one")
    assert content.items[1].after == ("other",)


def test_a_rule_that_the_page_cannot_show_is_kept(desk):
    rule = {"or": [b.when("a", True).logic, b.when("c", True).logic]}
    before = b.package(b.part("甲", applies_if=Condition(logic=rule)))

    content = read_package({"i0-item": "code-甲", "i0-rule-0": "keep"}, code=CODE, before=before)

    assert content.items[0].applies_if.logic == rule


@pytest.mark.parametrize("value", [True, False, "大=小", "甲"])
def test_a_rule_survives_the_page(value):
    question = b.yes_no("x") if isinstance(value, bool) else b.one_of("x", str(value), "乙")
    data = {
        "q0-label": question.label,
        "q0-element": "x",
        "q0-type": question.type,
        "q0-choices": "\n".join(question.choices),
        "i0-item": "one",
        "i0-rule-0": rule_value("x", value),
    }

    content = read_package(data, code=CODE, before=None)

    assert simple_rules(content.items[0].applies_if) == [("x", value)]


def test_an_old_page_does_not_overwrite_a_newer_draft(desk, package):
    old = sent(desk, name="旧页")
    post(desk, name="新页")

    answer = desk.client(Role.EDITOR).post(URL, old | {"act": "save"})

    assert answer.status_code == 409
    assert queries.package_to_edit(CODE).content.name == "新页"


def test_the_preview_asks_the_drafts_questions_and_follows_the_answers(desk, package):
    post(desk)
    client = desk.client(Role.EDITOR)

    unanswered = client.get(f"{URL}preview/").content.decode()
    answered = client.get(f"{URL}preview/", {"has_house": "false"}).content.decode()

    assert "有房子吗？" in unanswered
    assert "您这种情况，这件事里没有要办的事项" in answered
    assert Client().get(f"/packages/{CODE}/").status_code == 404


def test_withdrawing_takes_the_page_away(desk, package):
    post(desk, act="publish")

    answer = desk.client(Role.EDITOR).post(f"{URL}withdraw/", {"reason": "并入别的"})

    assert answer.status_code == 302
    assert Client().get(f"/packages/{CODE}/").status_code == 404


def test_an_editor_of_another_department_may_look_but_not_change(desk, package):
    account = account_of(
        Role.EDITOR, department=desk.town.other_department, name="测别局", number="G97099"
    )
    client = client_of(account)

    assert "只能看" in client.get(URL).content.decode()
    assert client.post(URL, sent(desk) | {"act": "save"}).status_code == 403


def test_the_page_has_a_known_cost(desk, package, django_assert_max_num_queries):
    client = desk.client(Role.EDITOR)
    client.get(URL)

    with django_assert_max_num_queries(12):
        client.get(URL)


def test_what_is_not_there_is_not_found(desk):
    assert desk.client(Role.EDITOR).get("/editor/packages/ONE-98/").status_code == 404
