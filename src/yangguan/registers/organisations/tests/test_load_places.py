"""Loading regions, departments, halls, posts and officers: whole rows, once, brought up to date."""

import pytest

from yangguan.foundation.loading.tests.content_folder import (
    department,
    hall,
    region,
    write,
)
from yangguan.registers.organisations.models import (
    Appointment,
    Counter,
    Department,
    Hall,
    Officer,
    Region,
)
from yangguan.registers.organisations.operations.load_departments import load_departments
from yangguan.registers.organisations.operations.load_halls import load_halls
from yangguan.registers.organisations.operations.load_officers import load_officers, load_posts
from yangguan.registers.organisations.operations.load_regions import load_regions

pytestmark = pytest.mark.django_db

REGION = "999999000000"
# Fictional codes whose check characters are right.
CODES = ("11620982XNDH00011T", "11620982XNDH00038J")


def test_a_region_whose_parent_stands_before_it_is_loaded(tmp_path):
    child = region("999999001000", parent=REGION)

    loaded = load_regions(write(tmp_path, "regions.json", REGIONS=[region(REGION), child]))

    assert (loaded.count, loaded.new, loaded.rejected) == (2, 2, ())
    assert Region.objects.get(code="999999001000").parent_id == REGION


def test_the_children_of_a_rejected_region_are_rejected_too(tmp_path):
    bad, child = region(REGION, LEVEL=9), region("999999001000", parent=REGION)

    loaded = load_regions(write(tmp_path, "regions.json", REGIONS=[bad, child]))

    assert [each.path for each in loaded.rejected] == ["REGIONS[0].LEVEL", "REGIONS[1].PARENT"]
    assert not Region.objects.filter(code__startswith="999999").exists()


def test_a_changed_region_is_brought_up_to_date(tmp_path):
    load_regions(write(tmp_path, "regions.json", REGIONS=[region(REGION)]))

    again = load_regions(write(tmp_path, "regions.json", REGIONS=[region(REGION, NAME="新名县")]))

    assert (again.count, again.new) == (1, 0)
    assert Region.objects.get(code=REGION).name == "新名县"


@pytest.mark.parametrize("code", ["62098200000", "62098200000A", "６２０９８２００００００"])
def test_a_region_code_is_twelve_ascii_digits(tmp_path, code):
    loaded = load_regions(write(tmp_path, "regions.json", REGIONS=[region(code)]))

    assert [each.path for each in loaded.rejected] == ["REGIONS[0].CODE"]


def test_a_department_with_a_wrong_check_digit_is_rejected(tmp_path):
    rows = [department("x-one", CODES[0][:-1] + "0")]

    loaded = load_departments(write(tmp_path, "departments.json", DEPARTMENTS=rows))

    assert [each.path for each in loaded.rejected] == ["DEPARTMENTS[0].CREDIT_CODE"]


def test_a_department_gets_its_parent(tmp_path):
    rows = [department("x-one", CODES[0]), department("x-two", CODES[1], PARENT="x-one")]

    load_departments(write(tmp_path, "departments.json", DEPARTMENTS=rows))

    parent = Department.objects.get(key="x-two").parent
    assert parent is not None
    assert parent.key == "x-one"


def test_a_key_that_another_department_has_is_rejected(tmp_path):
    load_departments(
        write(tmp_path, "departments.json", DEPARTMENTS=[department("x-one", CODES[0])])
    )

    loaded = load_departments(
        write(tmp_path, "departments.json", DEPARTMENTS=[department("x-one", CODES[1])])
    )

    assert [each.path for each in loaded.rejected] == ["DEPARTMENTS[0].KEY"]


def test_a_counter_that_serves_an_unknown_department_rejects_its_hall(tmp_path):
    load_regions(write(tmp_path, "regions.json", REGIONS=[region(REGION)]))
    counter = {"CODE": "A1", "NAME": "窗口", "KIND": "综合窗口", "DEPTS": ["nowhere"]}

    halls, counters = load_halls(
        write(tmp_path, "departments.json", HALLS=[hall("X-1", REGION, counter)])
    )

    assert [each.path for each in halls.rejected] == ["HALLS[0].COUNTERS[0].DEPTS"]
    assert counters.count == 0
    assert not Hall.objects.filter(code="X-1").exists()


def test_a_counter_serves_exactly_what_the_newest_file_says(tmp_path):
    load_regions(write(tmp_path, "regions.json", REGIONS=[region(REGION)]))
    rows = [department("x-one", CODES[0]), department("x-two", CODES[1])]
    load_departments(write(tmp_path, "departments.json", DEPARTMENTS=rows))
    for served in (["x-one"], ["x-two"]):
        counter = {"CODE": "A1", "NAME": "窗口", "KIND": "综合窗口", "DEPTS": served}
        load_halls(write(tmp_path, "departments.json", HALLS=[hall("X-1", REGION, counter)]))

    counter_row = Counter.objects.get(hall__code="X-1", code="A1")

    assert [each.key for each in counter_row.departments.all()] == ["x-two"]


def officers_file(folder, *, posts, officers):
    load_departments(write(folder, "departments.json", DEPARTMENTS=[department("x-one", CODES[0])]))
    return write(folder, "officers.json", POSTS=posts, OFFICERS=officers)


POST = {
    "CODE": "x-one-review",
    "TITLE": "审查岗",
    "ROLE": "review",
    "DEPT_KEY": "x-one",
    "HALL_CODE": None,
    "COUNTER_CODE": None,
}
OFFICER = {
    "STAFF_NUMBER": "G77001",
    "NAME": "测虚构",
    "DEPT_KEY": "x-one",
    "FROM_DATE": "2017-07-14",
    "POSTS": ["x-one-review"],
    "FICTITIOUS": True,
}


def test_an_officer_is_appointed_once_however_often_the_file_is_loaded(tmp_path):
    folder = officers_file(tmp_path, posts=[POST], officers=[OFFICER])
    for _time in range(2):
        load_posts(folder)
        load_officers(folder)

    assert Appointment.objects.filter(officer__staff_number="G77001").count() == 1


def test_only_fictitious_officers_are_named_for_a_demonstration_account(tmp_path):
    real = {**OFFICER, "STAFF_NUMBER": "G77002", "FICTITIOUS": False}
    folder = officers_file(tmp_path, posts=[POST], officers=[OFFICER, real])
    load_posts(folder)

    found = load_officers(folder)

    assert found.loaded.count == 2
    assert found.fictitious == (Officer.objects.get(staff_number="G77001").pk,)


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"ROLE": "king"}, "POSTS[0].ROLE"),
        ({"DEPT_KEY": "nowhere"}, "POSTS[0].DEPT_KEY"),
        ({"HALL_CODE": "nowhere"}, "POSTS[0].HALL_CODE"),
        ({"COUNTER_CODE": "A1"}, "POSTS[0].COUNTER_CODE"),
    ],
)
def test_a_post_is_rejected_for(tmp_path, change, path):
    folder = officers_file(tmp_path, posts=[{**POST, **change}], officers=[])

    assert [each.path for each in load_posts(folder).rejected] == [path]


@pytest.mark.parametrize("number", ["77001", "g77001", "G", "GX"])
def test_a_staff_number_is_the_letter_g_and_digits(tmp_path, number):
    folder = officers_file(tmp_path, posts=[POST], officers=[{**OFFICER, "STAFF_NUMBER": number}])
    load_posts(folder)

    rejected = load_officers(folder).loaded.rejected

    assert [each.path for each in rejected] == ["OFFICERS[0].STAFF_NUMBER"]
