"""凭编号查进度: number and code together, masked, and not to be guessed."""

import pytest
from django.core.cache import cache
from django.test import Client

from yangguan.foundation.identifiers.lookup_code import show_lookup_code
from yangguan.portals.applicant.tests.citizens import text_of
from yangguan.portals.applicant.views import lookup

URL = "/progress/"


@pytest.fixture(autouse=True)
def _no_attempts_yet(db):
    cache.clear()


def ask(number, code):
    return Client().post(URL, {"number": number, "code": code})


def test_number_and_code_show_the_progress_and_only_a_masked_name(street):
    case = street.reviewed()

    page = ask(case.number, show_lookup_code(case.lookup_code).lower())

    assert page.status_code == 200
    assert "样例经营许可" in text_of(page)
    assert "正在审查" in text_of(page)
    assert "测鸣沙" not in text_of(page)


def test_a_progress_costs_a_known_number_of_statements(street, django_assert_max_num_queries):
    case = street.reviewed()

    with django_assert_max_num_queries(8):  # with the count of attempts
        ask(case.number, case.lookup_code)


def test_a_wrong_code_and_a_wrong_number_get_the_same_answer(street):
    case = street.submitted()

    wrong_code, wrong_number = ask(case.number, "AAAA-AAAA"), ask("62", case.lookup_code)

    assert wrong_code.status_code == wrong_number.status_code == 422
    assert "没有查到" in text_of(wrong_code)
    assert "没有查到" in text_of(wrong_number)


def test_both_are_wanted(street):
    assert ask(street.submitted().number, "").status_code == 422


def test_the_number_of_a_receipt_is_filled_in_and_nothing_is_told():
    text = text_of(Client().get(URL, {"number": "62-1"}))

    assert 'value="62-1"' in text
    assert 'name="code"' in text


def test_guessing_is_stopped(street, monkeypatch):
    monkeypatch.setattr(lookup, "MOST", 2)
    case = street.submitted()
    for _ in range(2):
        ask(case.number, "AAAA-AAAA")

    assert ask(case.number, case.lookup_code).status_code == 429
