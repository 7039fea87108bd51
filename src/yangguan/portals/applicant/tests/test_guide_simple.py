"""简版指南: one page, large type, for the situation that was told; too long texts are cut."""

import html
import re
import uuid
from urllib.parse import parse_qs, urlsplit

import msgspec
import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from yangguan.foundation.documents.paper import render_document
from yangguan.foundation.documents.tests.reading import bare, pages_of, words_of
from yangguan.handling.cases.tests import builders as b
from yangguan.portals.applicant.guide_lists import bring_list
from yangguan.portals.applicant.guide_simple import (
    LONGEST_TEXT,
    MOST_MATERIALS,
    shortened,
    simple_guide,
    simple_paper,
)
from yangguan.portals.applicant.tests.citizens import text_of
from yangguan.registers.catalogue.editions import EditionView
from yangguan.registers.catalogue.models import ServiceItem
from yangguan.registers.catalogue.queries import guide, task_codes_in_use

URL = reverse("guide-simple", args=[b.TASK_CODE])


def view_of(content):
    nobody = uuid.UUID(int=0)
    return EditionView(
        id=nobody, number=1, item_id=nobody, department_id=1, department_name="敦煌市样例监管局",
        department_short_name="样例局", content=content, step_departments={},
    )  # fmt: skip


def long_content(count):
    """An item whose every text is as long as nobody should write it."""
    plain = b.content()
    material = plain.materials[0]
    words = "请带上盖了公章的材料原件和复印件，" * 30
    return msgspec.structs.replace(
        plain,
        name="敦煌市" * 60,
        materials=tuple(
            msgspec.structs.replace(material, key=f"m{each}", name=f"{each}{words}")
            for each in range(count)
        ),
        service=msgspec.structs.replace(
            plain.service, address=words, hours=words, enquiries=words, complaints=words
        ),
        results=(msgspec.structs.replace(plain.results[0], name=words),),
    )


@pytest.mark.django_db
def test_the_page_says_who_what_how_long_how_much_and_where(street, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        text = text_of(Client().get(URL))

    for words in ("个人", "布局图", "原件 1 份", "5 个工作日", "不收费", "一楼", "0937-5550218"):
        assert words in text
    assert "申请书" not in text


@pytest.mark.django_db
def test_every_item_of_the_city_fits_on_one_page(loaded_city):
    today = timezone.localdate()
    for code in task_codes_in_use():
        paper = simple_paper(guide(code).edition, asked=QueryDict(), on=today)
        assert len(pages_of(render_document(paper))) == 1, paper.item_name


def test_too_many_and_too_long_texts_still_fit_on_one_page():
    paper = simple_paper(view_of(long_content(60)), asked=QueryDict(), on=b.MONDAY.date())

    pdf = render_document(paper)

    assert len(pages_of(pdf)) == 1
    assert bare("其余见指南") in words_of(pdf)
    assert bare(f"还有 {60 - MOST_MATERIALS} 样") in words_of(pdf)


def test_there_are_three_steps_at_most():
    content = b.content()

    assert len(simple_guide(content, bring_list(content, QueryDict())).steps) <= 3


@given(text=st.text(max_size=300), most=st.integers(20, 120))
def test_a_shortened_text_is_never_longer_than_asked(text, most):
    short = shortened(text, most)

    assert len(short) <= most
    assert (short == " ".join(text.split())) == (len(" ".join(text.split())) <= most)


def test_a_text_is_cut_at_a_pause():
    text = "带身份证，带户口簿，" * 20

    assert re.fullmatch(r".*[证簿]……其余见指南", shortened(text, LONGEST_TEXT))


@pytest.mark.django_db
def test_what_was_told_leads_to_print_simple_version_and_application(loaded_city):
    item = ServiceItem.objects.get(slug="food-business-licence")
    told = {"business_mode": "自动设备经营"}

    text = html.unescape(text_of(Client().get(reverse("guide", args=[item.task_code]), told)))

    for name in ("guide-print", "guide-simple", "begin-application"):
        address = re.search(
            rf'href="({re.escape(reverse(name, args=[item.task_code]))}\?[^"]*)"', text
        )[1]
        assert parse_qs(urlsplit(address).query)["business_mode"] == ["自动设备经营"]


@pytest.mark.django_db
def test_a_print_for_a_situation_says_which_and_lists_only_what_applies(loaded_city):
    item = ServiceItem.objects.get(slug="food-business-licence")
    address = reverse("guide-print", args=[item.task_code])

    whole, told = (
        words_of(Client().get(address, query).content)
        for query in ({}, {"business_mode": "自动设备经营"})
    )

    assert bare("自动设备经营") in told
    assert "本页只列这种情况用得上的" in told
    assert "本页只列这种情况用得上的" not in whole


@pytest.mark.django_db
def test_open_data_holds_every_item_one_a_line(loaded_city):
    answer = Client().get(reverse("guide-data"))

    lines = answer.getvalue().splitlines()
    assert len(lines) == ServiceItem.objects.filter(edition__isnull=False).count()
    assert all(msgspec.json.decode(line) for line in lines)
    assert "attachment" in answer["Content-Disposition"]
