"""投资项目代码: 发改投资〔2020〕1439号; the form of 2017."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yangguan.foundation.identifiers.errors import InvalidProjectCode
from yangguan.foundation.identifiers.project_code import (
    ProjectCodeForm,
    compose_project_code,
    parse_project_code,
)

PARTS: dict[str, Any] = {
    "year": 2021,
    "month": 1,
    "region": "620982",
    "department": "04",
    "project_type": "01",
}


@pytest.mark.parametrize(
    "code",
    [
        "2509-320193-89-01-544060",
        "2603-141124-89-05-346948",
        "2411-130202-89-01-637015",
        "2101-620982-04-01-123459",
    ],
)
def test_published_codes_hold(code):
    project = parse_project_code(code)

    assert (project.code, project.form) == (code, ProjectCodeForm.SINCE_2020)


@pytest.mark.parametrize("code", ["2020-330327-48-01-167360", "2017-620982-48-01-000001"])
def test_codes_of_2017_are_accepted_without_a_check(code):
    project = parse_project_code(code)

    assert project.form is ProjectCodeForm.OF_2017
    assert project.region == code[5:11]


def test_december_2020_is_a_month_and_not_the_year_2012():
    assert parse_project_code("2012-620982-04-01-123459", strict=False).form is (
        ProjectCodeForm.SINCE_2020
    )


def test_a_new_code_is_composed_with_its_check():
    assert compose_project_code(**PARTS, number=12345).code == "2101-620982-04-01-123459"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("2101-620982-04-01-12345", "project_code.shape"),
        ("2113-620982-04-01-123459", "project_code.month"),
        ("2101-990982-04-01-123459", "project_code.region"),
        ("2101-620982-04-01-123458", "project_code.check"),
    ],
)
def test_a_wrong_code_is_refused_with_its_own_code(typed, code):
    with pytest.raises(InvalidProjectCode) as refusal:
        parse_project_code(typed)

    assert refusal.value.code == code


def test_an_import_learns_that_the_check_is_wrong():
    assert not parse_project_code("2101-620982-04-01-123458", strict=False).is_check_right


@given(st.integers(0, 99_999), st.integers(0, 19), st.integers(1, 9))
def test_one_wrong_digit_is_always_found(number, place, shift):
    digits = compose_project_code(**PARTS, number=number).code.replace("-", "")
    wrong = digits[:place] + str((int(digits[place]) + shift) % 10) + digits[place + 1 :]

    if wrong[:4] not in {"2017", "2018", "2019", "2020", "2016"}:
        with pytest.raises(InvalidProjectCode):
            parse_project_code(wrong)


@pytest.mark.parametrize("change", [{"number": 100_000}, {"region": "62098"}, {"month": 13}])
def test_parts_that_do_not_fit_make_no_code(change):
    with pytest.raises(InvalidProjectCode):
        compose_project_code(**(PARTS | {"number": 1} | change))
