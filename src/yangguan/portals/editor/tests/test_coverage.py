"""覆盖情况: the numbers agree with the items, and what is missing is named."""

import csv
import io

import pytest
from tests.support.city import LOADED_AT

from yangguan.foundation.actors.actor import Role, system_actor
from yangguan.portals.desk.tests.staff import account_of, client_of
from yangguan.registers.catalogue.content import decode
from yangguan.registers.catalogue.coverage import (
    coverage_by_department,
    coverage_by_town,
    gaps,
    offline_items,
    total,
)
from yangguan.registers.catalogue.models import ServiceItem
from yangguan.registers.catalogue.operations.item_state import set_item_state
from yangguan.registers.catalogue.states import ItemState
from yangguan.registers.organisations.models import Department

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded_city")]


@pytest.fixture
def client():
    return client_of(account_of(Role.EDITOR, department=Department.objects.get(key="office")))


def in_use():
    rows = ServiceItem.objects.filter(state=ItemState.IN_USE, edition__isnull=False)
    return [(row, decode(row.edition.content)) for row in rows.select_related("edition")]


def test_the_numbers_of_departments_are_those_of_their_items():
    rows = {row.key: row for row in coverage_by_department()}

    for department in Department.objects.filter(pk__in=[int(key) for key in rows]):
        own = [content for row, content in in_use() if row.department_id == department.pk]
        row = rows[str(department.pk)]
        assert row.items == len(own)
        assert row.online == sum(content.service.online for content in own)
        assert row.no_visit == sum(content.service.visits == 0 for content in own)
        assert row.one_visit == sum(content.service.visits == 1 for content in own)
        assert row.with_licences == sum(
            any(material.licences for material in content.materials) for content in own
        )


def test_the_whole_is_the_sum_and_the_shortening_is_weighted_by_days():
    whole = total(coverage_by_department(), name="全市")
    contents = [content for _row, content in in_use()]

    def days(limit):
        return limit.days * (1 if limit.unit == "2" else 1.4)

    promised = sum(days(content.promised_limit) for content in contents)
    statutory = sum(days(content.statutory_limit) for content in contents)
    assert whole.items == len(contents)
    assert whole.shortening == round(100 * (1 - promised / statutory))


def test_a_town_without_items_stands_there_with_nothing():
    empty = next(row for row in coverage_by_town() if row.name == "青海石油管理局生活基地")

    assert (empty.items, empty.no_visit, empty.shortening) == (0, 0, None)
    assert "青海石油管理局生活基地" in gaps().towns


def test_a_guide_that_lacks_something_is_not_complete():
    row, content = in_use()[0]
    before = total(coverage_by_department(), name="").complete
    bare = row.edition
    type(bare).objects.filter(pk=bare.pk).update(state="replaced")
    poor = type(bare).objects.create(
        item=row, number=9, state="published", digest="x", effective_date=content.effective,
        published_at=LOADED_AT, content=bare.content.replace(content.service.hours, "", 1)
        if content.service.hours else bare.content,
    )  # fmt: skip
    ServiceItem.objects.filter(pk=row.pk).update(edition=poor)

    assert total(coverage_by_department(), name="").complete == before - 1


def test_an_item_that_is_suspended_is_not_counted():
    row, _content = in_use()[0]
    before = total(coverage_by_department(), name="").items

    set_item_state(
        task_code=row.task_code, state=ItemState.SUSPENDED, by=system_actor("测"), at=LOADED_AT
    )

    assert total(coverage_by_department(), name="").items == before - 1


def test_what_cannot_be_applied_for_on_the_network_is_named():
    row, _content = in_use()[0]
    ServiceItem.objects.filter(pk=row.pk).update(is_online=False)

    assert row.task_code in {item.task_code for item in offline_items()}


def test_a_theme_stands_among_the_gaps_exactly_if_no_item_has_it():
    empty = set(gaps().themes)
    topics = {topic for row, _content in in_use() for topic in row.person_topics}

    from yangguan.registers.catalogue.models import Theme

    for theme in Theme.objects.filter(audience="person"):
        assert (("person", theme.name) in empty) == (theme.code not in topics)


def test_the_page_and_the_table_show_every_department(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(14):
        page = client.get("/editor/coverage/").content.decode()

    table = client.get("/editor/coverage/departments.csv").content.decode()
    rows = list(csv.reader(io.StringIO(table.removeprefix("\ufeff"))))
    for row in coverage_by_department():
        assert row.name in page
        assert [row.name, str(row.items), str(row.complete)] in [each[:3] for each in rows]


def test_there_is_no_other_table(client):
    assert client.get("/editor/coverage/secrets.csv").status_code == 404
