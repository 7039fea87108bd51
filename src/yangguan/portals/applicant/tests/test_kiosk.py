"""The kiosk of a hall: the same guide by touch, without a keyboard; nothing kept of a visitor."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from yangguan.foundation.actors.actor import Role
from yangguan.foundation.web.fields import Choice
from yangguan.handling.cases.tests import builders as b
from yangguan.portals.applicant.guide_lists import BringList, Question, bring_list
from yangguan.portals.applicant.kiosk_questions import ALL, PASSED, walk
from yangguan.portals.applicant.reading_time import CHARACTERS_A_MINUTE, reading_time
from yangguan.portals.applicant.tests.citizens import text_of
from yangguan.registers.catalogue.models import ServiceItem
from yangguan.registers.catalogue.operations.item_state import change_item_state
from yangguan.registers.catalogue.queries import guide, task_codes_in_use
from yangguan.registers.catalogue.search_models import MissedSearch
from yangguan.registers.catalogue.states import ItemState

HOME, FIND = reverse("kiosk"), reverse("kiosk-find")
LINK = re.compile(r'<(?:a|form)\b[^>]*\b(?:href|action)="([^"]*)"')


@pytest.fixture
def food(loaded_city, db):
    """An item whose materials depend on questions."""
    return ServiceItem.objects.get(slug="food-business-licence").task_code


def links_of(page):
    return [link.replace("&amp;", "&") for link in LINK.findall(text_of(page))]


def with_questions(*names, answers=None):
    """What `walk` reads of a list: questions, each with two answers, and what has been answered."""
    answers = answers or {}
    choices = (Choice("甲", "甲"), Choice("乙", "乙"))
    query = QueryDict(mutable=True)
    for name, value in answers.items():
        query[name] = value
    return BringList(
        questions=tuple(Question(name, f"{name}？", False, choices) for name in names),
        bring=(), maybe=(), free=(), fees=(), steps=(), told=(),
        answers=answers, query=query.urlencode(),
    )  # fmt: skip


# ── finding ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.django_db
def test_the_first_screen_costs_no_statement(django_assert_num_queries):
    with django_assert_num_queries(0):
        text = text_of(Client().get(HOME))

    assert "搜一搜" in text


@pytest.mark.django_db
def test_initials_find_an_item_without_counting_a_missed_search(loaded_city):
    found = text_of(Client().get(FIND, {"q": "gljt"}))
    nothing = text_of(Client().get(FIND, {"q": "qqqqqq"}))

    assert "高龄" in found
    assert "没有找到“qqqqqq”" in nothing
    assert not MissedSearch.objects.exists()


@pytest.mark.django_db
def test_each_key_is_a_link_that_types_and_the_last_ones_take_away(loaded_city):
    links = links_of(Client().get(FIND, {"q": "gl"}))

    assert {f"?q=gl{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"} <= set(links)
    assert {"?q=g", "?"} <= set(links)


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["g", "  ", "\0", "x" * 500, "%", "'", "🙂"])
def test_whatever_is_typed_is_answered(loaded_city, text):
    assert Client().get(FIND, {"q": text, "from": "99999999999"}).status_code == 200


@pytest.mark.django_db
def test_themes_and_their_items_cost_two_statements_each(loaded_city, django_assert_num_queries):
    with django_assert_num_queries(2):
        themes = links_of(Client().get(reverse("kiosk-themes", args=["person"])))
    theme = next(link for link in themes if "/themes/person/" in link)
    with django_assert_num_queries(2):
        items = links_of(Client().get(theme))

    assert any(link.startswith("/kiosk/items/") for link in items)


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["themes/nobody/", "themes/person/none/", "items/none/"])
def test_what_does_not_exist_is_not_found(loaded_city, path):
    assert Client().get(f"{HOME}{path}").status_code == 404


# ── the questions ───────────────────────────────────────────────────────────────────────────────


def test_questions_come_one_by_one_until_none_is_open():
    first = walk(with_questions("a", "b"), QueryDict())
    second = walk(with_questions("a", "b", answers={"a": "甲"}), QueryDict("a=甲"))
    done = walk(with_questions("a", "b", answers={"a": "甲"}), QueryDict(f"a=甲&{PASSED}=b"))

    assert (first.asking.question.name, first.asking.is_last) == ("a", False)
    assert (second.asking.question.name, second.asking.is_last) == ("b", True)
    assert done.asking is None


def test_an_answer_keeps_what_was_said_and_passed_before():
    asking = walk(
        with_questions("a", "b", "c", answers={"a": "甲"}), QueryDict(f"a=甲&{PASSED}=b")
    ).asking

    assert parse_qs(asking.answers[1].url[1:]) == {"a": ["甲"], PASSED: ["b"], "c": ["乙"]}
    assert parse_qs(asking.pass_all_url[1:]) == {"a": ["甲"], PASSED: ["b", ALL]}


def test_going_back_takes_the_last_answer_back_and_no_other():
    step = walk(with_questions("a", "b", answers={"a": "甲", "b": "乙"}), QueryDict("a=甲&b=乙"))

    assert parse_qs(step.back_url[1:]) == {"a": ["甲"]}


def test_going_back_from_the_first_question_leads_to_no_question():
    assert walk(with_questions("a"), QueryDict()).back_url == ""


@given(st.lists(st.sampled_from(["answer", "pass"]), min_size=1, max_size=8))
def test_every_way_through_the_questions_ends_and_leads_back_step_by_step(ways):
    """Whatever is answered or passed: as many screens as questions, and as many steps back."""
    names = [f"q{index}" for index in range(len(ways))]
    asked = QueryDict()
    for way in ways:
        asking = walk(bring_of(names, asked), asked).asking
        asked = QueryDict((asking.answers[0].url if way == "answer" else asking.pass_url)[1:])
    assert walk(bring_of(names, asked), asked).asking is None
    for _ in ways:
        asked = QueryDict(walk(bring_of(names, asked), asked).back_url[1:])
    assert not asked


def bring_of(names, asked):
    return with_questions(*names, answers={name: asked[name] for name in names if name in asked})


@pytest.mark.django_db
def test_an_item_asks_first_and_then_shows_what_applies(food, django_assert_max_num_queries):
    url = reverse("kiosk-item", args=[food])
    with django_assert_max_num_queries(2):
        page = Client().get(url)
    assert "您要准备的" not in text_of(page)

    content = guide(food).edition.content
    answered = bring_list(content, QueryDict("business_mode=自动设备经营"))
    last = Client().get(url, {"business_mode": "自动设备经营", PASSED: ALL})

    text = text_of(last)
    assert f"您要准备的（{len(answered.bring)} 样）" in text
    for each in answered.bring:
        assert each.material.name in text
    assert "自动设备经营" in text


@pytest.mark.django_db
def test_the_code_for_the_phone_and_the_print_hold_the_same_answers(food):
    told = {"business_mode": "自动设备经营"}
    page = Client().get(reverse("kiosk-item", args=[food]), told | {PASSED: ALL})

    url = reverse("guide", args=[food])
    phone = urlsplit(page.context["phone_url"])
    assert (phone.path, parse_qs(phone.query)) == (url, {"business_mode": ["自动设备经营"]})
    sheet = next(link for link in links_of(page) if "/print/" in link)
    printed = Client().get(sheet)
    assert "自动设备经营" in text_of(printed)
    back = next(link for link in links_of(printed) if f"{PASSED}=" in link)
    assert "您要准备的" in text_of(Client().get(back))


@pytest.mark.django_db
def test_an_item_that_is_suspended_says_so(street):
    change_item_state(
        task_code=b.TASK_CODE,
        state=ItemState.SUSPENDED,
        reason="系统升级",
        by=street.town.officer(Role.EDITOR),
        at=b.TUESDAY,
    )

    text = text_of(Client().get(reverse("kiosk-item", args=[b.TASK_CODE]), {PASSED: ALL}))

    assert "这个事项现在停办：系统升级" in text


# ── staying in the kiosk ────────────────────────────────────────────────────────────────────────


@pytest.mark.django_db
def test_no_link_leads_out_of_the_kiosk_from_any_item(loaded_city):
    seen = set()
    paths = [HOME, FIND, f"{FIND}?q=yl", reverse("kiosk-themes", args=["person"])]
    for code in task_codes_in_use():
        item = reverse("kiosk-item", args=[code])
        paths += [item, f"{item}?{PASSED}={ALL}", f"{item}print/"]
    for path in paths:
        page = Client().get(path)
        assert page.status_code == 200, path
        seen |= set(links_of(page))

    assert [link for link in seen if not link.startswith(("/kiosk/", "?", "#"))] == []


@pytest.mark.django_db
def test_without_script_every_screen_goes_home_and_speaks_chinese_again(loaded_city):
    client = Client()
    client.get(HOME, {"lang": "en"})
    page = client.get(reverse("kiosk-themes", args=["person"]))
    restart = re.search(r'http-equiv="refresh" content="\d+; url=([^"]+)"', text_of(page))[1]

    assert 'lang="en"' in text_of(page)
    assert '<html lang="zh-Hans"' in text_of(client.get(restart, follow=True))


@pytest.mark.django_db
def test_a_screen_is_the_same_for_whoever_is_signed_in(street):
    url = reverse("kiosk-item", args=[b.TASK_CODE])

    assert text_of(street.citizen.get(url)) == text_of(Client().get(url))


# ── how long it takes to read ───────────────────────────────────────────────────────────────────


@given(st.integers(0, 20_000))
def test_reading_takes_a_whole_number_of_minutes_and_at_least_one(count):
    found = reading_time(["字" * count])

    assert abs(found.characters - max(10, count)) <= 10
    assert found.minutes >= 1
    assert (found.minutes - 1) * CHARACTERS_A_MINUTE <= count
    assert found.minutes * CHARACTERS_A_MINUTE >= count


def test_marks_are_not_read_and_a_number_is_one_word():
    assert reading_time(["电话：0937-5550218，，，"] * 100).characters == 400


@pytest.mark.django_db
def test_the_simple_version_says_how_long_it_and_the_whole_guide_take(food):
    text = text_of(Client().get(reverse("guide-simple", args=[food])))

    page, whole = re.search(
        r"这一页约 (\d+) 字，\d+ 分钟能读完；完整指南约 (\d+) 字，约 \d+ 分钟。", text
    ).groups()
    assert int(page) < int(whole)
