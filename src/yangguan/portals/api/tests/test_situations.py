"""The guide for one situation over HTTP: the same list as the page, faults named."""

import pytest
from django.test import Client

from yangguan.foundation.actors.actor import Role
from yangguan.handling.cases.tests import builders as b
from yangguan.portals.api.tests.conftest import ROOT, problem_of
from yangguan.portals.applicant.tests import citizens
from yangguan.registers.catalogue.content import (
    Condition,
    Exemption,
    Fee,
    FormField,
    Material,
    Need,
    TariffRow,
)
from yangguan.registers.catalogue.operations.publish_edition import publish_content

pytestmark = pytest.mark.django_db

RENTS = FormField(element="rents", label="店面是租的吗", type="boolean")
KIND = FormField(element="kind", label="哪一类", type="choice", choices=("餐饮", "销售"))


def when(element, value):
    return Condition(logic={"==": [{"var": element}, value]})


LEASE = Material(
    key="lease", name="租赁合同", kind="3", need=Need.CONDITIONAL, basis="第一条",
    applies_if=when("rents", True), copies=1,
)  # fmt: skip
CHARGE = Fee(
    name="工本费",
    standard="餐饮 20 元，销售 10 元",
    basis="甘发改收费〔2020〕1号",
    tariff=(
        TariffRow(words="餐饮", applies_if=when("kind", "餐饮"), amount_fen=2000),
        TariffRow(words="销售", amount_fen=1000),
    ),
    exemptions=(
        Exemption(name="租店的", basis="同上", percent=50, applies_if=when("rents", True)),
    ),
)


@pytest.fixture
def shop(db):
    """An item with two situations, on which a material and a charge hang."""
    street = citizens.street()
    publish_content(
        b.content(situations=(RENTS, KIND), materials=(LEASE,), fees=(CHARGE,), has_fee=True),
        department=street.town.department,
        source="",
        slug="",
        by=street.town.officer(Role.EDITOR),
        at=b.TUESDAY,
    )
    return street


def ask(**query):
    return Client().get(f"{ROOT}/items/{b.TASK_CODE}/guide", query)


def test_without_answers_everything_that_may_apply_is_listed(shop):
    found = ask().json()

    assert [each["element"] for each in found["questions"]] == ["rents", "kind"]
    assert found["bring"] == []
    assert found["maybe"][0]["condition"] == "“店面是租的吗”选“是”的要交"
    assert found["fees"][0]["due_fen"] is None
    assert len(found["fees"][0]["rows"]) == 2


def test_answers_settle_materials_and_charges(shop):
    found = ask(rents="true", kind="餐饮").json()

    assert [each["name"] for each in found["bring"]] == ["租赁合同"]
    assert found["fees"][0]["due_fen"] == 1000
    assert found["answers"] == {"rents": True, "kind": "餐饮"}
    assert found["simple_page"].endswith("?rents=true&kind=%E9%A4%90%E9%A5%AE")


def test_the_words_are_chinese_whoever_asks(shop):
    plain = ask(rents="true").json()
    path = f"{ROOT}/items/{b.TASK_CODE}/guide"

    assert Client().get(path, {"rents": "true"}, headers={"accept-language": "en"}).json() == plain


@pytest.mark.parametrize(("element", "value"), [("rents", "yes"), ("kind", "打烊"), ("kind", "")])
def test_an_answer_that_is_none_of_the_choices_is_named(shop, element, value):
    problem = problem_of(ask(**{element: value}))

    assert problem["code"] == "invalid-request"
    assert problem["faults"][0]["field"] == element


def test_an_item_that_is_not_there_is_not_found(shop):
    assert problem_of(Client().get(f"{ROOT}/items/nowhere/guide"))["code"] == "item-not-found"
