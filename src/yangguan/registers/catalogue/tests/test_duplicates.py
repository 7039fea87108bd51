"""R2.3: the same thing stands once in the catalogue."""

import msgspec
import pytest

from yangguan.registers.catalogue.content import LawArticle
from yangguan.registers.catalogue.faults import Severity
from yangguan.registers.catalogue.guards.duplicates import duplicate_faults
from yangguan.registers.catalogue.models import ServiceItem
from yangguan.registers.catalogue.neighbours import basis_key
from yangguan.registers.catalogue.register_view import RegisterView
from yangguan.registers.catalogue.tests import material_samples as m
from yangguan.registers.catalogue.tests.interchange_sample import ORGAN

pytestmark = pytest.mark.django_db

OTHER_CODE = f"{ORGAN}4620131905000"


def publish(name, **changes):
    content = m.content(name=name, task_code=OTHER_CODE, catalog_code="620131905000", **changes)
    m.publish(content)
    ServiceItem.objects.filter(task_code=OTHER_CODE).update(basis_key=basis_key(content))


def faults_of(content):
    return list(duplicate_faults(content, RegisterView([content])))


def test_the_same_law_is_one_basis_however_it_is_written():
    one = m.content(laws=(LawArticle(law="中华人民共和国食品安全法", article="第三十五条"),))
    other = m.content(laws=(LawArticle(law="《食品安全法》", article=" 第三十五条"),) * 2)

    assert basis_key(one) == basis_key(other) != ""


@pytest.mark.parametrize(
    "changes",
    [
        {"laws": (LawArticle(law="食品安全法", article="第三十六条"),)},
        {"audiences": ("1",)},
        {"level": "5"},
    ],
)
def test_another_article_audience_or_level_is_another_basis(changes):
    assert basis_key(m.content(**changes)) != basis_key(m.content())


def test_without_a_law_there_is_nothing_to_compare():
    assert basis_key(m.content(laws=())) == ""


def test_an_item_of_the_office_with_the_same_basis_is_pointed_out_by_name():
    publish("另一样例申报")

    (fault,) = faults_of(m.content())

    assert (fault.code, fault.severity) == ("duplicate-basis", Severity.WARNING)
    assert "“另一样例申报”" in fault.message
    assert OTHER_CODE in fault.message


def test_with_a_name_that_says_the_same_it_is_refused():
    publish("样例经营许可（新）")

    (fault,) = faults_of(m.content())

    assert (fault.code, fault.severity) == ("duplicate-item", Severity.REFUSAL)


def test_a_change_of_the_same_licence_is_not_the_same_item():
    publish("样例经营许可变更")

    (fault,) = faults_of(m.content())

    assert fault.code == "duplicate-basis"


def test_the_item_itself_another_office_and_another_town_do_not_clash(django_assert_num_queries):
    publish("另一样例申报", town_code="620982100000")
    m.publish(m.content())
    ServiceItem.objects.filter(task_code=m.content().task_code).update(
        basis_key=basis_key(m.content())
    )
    elsewhere = msgspec.structs.replace(m.content(), department_code=m.OTHER_ORGANS[0])

    with django_assert_num_queries(2):
        assert [*faults_of(m.content()), *faults_of(elsewhere)] == []
