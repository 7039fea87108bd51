"""平常说法: listed, tried out, added, changed and removed by the catalogue office."""

import pytest

from yangguan.foundation.actors.actor import Role
from yangguan.portals.desk.tests import staff
from yangguan.registers.catalogue.models import EverydayWord
from yangguan.registers.organisations.models import Department
from yangguan.registers.organisations.queries import CATALOGUE_OFFICE

URL = "/editor/words/"
CHANGE = "/editor/words/change/?word=骑骆驼"


@pytest.fixture
def office(desk):
    """A browser of an editor at the office that keeps the catalogue."""
    place, _ = Department.objects.get_or_create(
        key=CATALOGUE_OFFICE, defaults={"credit_code": "C-office", "name": "办", "kind": "部门"}
    )
    return staff.client_of(staff.account_of(Role.EDITOR, department=place, number="G97901"))


@pytest.fixture
def word(desk):
    return EverydayWord.objects.create(word="骑骆驼", official="骆驼登记")


def text_of(response):
    return response.content.decode()


def test_words_are_listed_and_found_by_either_of_the_two(desk, word):
    client = desk.client(Role.EDITOR)

    assert "骑骆驼" in text_of(client.get(URL))
    assert "骑骆驼" in text_of(client.get(URL, {"q": "骆驼登"}))
    assert "没有这样的说法" in text_of(client.get(URL, {"q": "飞碟"}))


def test_a_page_holds_fifty_and_leads_to_the_next(desk):
    EverydayWord.objects.all().delete()
    EverydayWord.objects.bulk_create(
        EverydayWord(word=f"词{number:03}", official="食品经营") for number in range(60)
    )
    client = desk.client(Role.EDITOR)

    first = text_of(client.get(URL))
    second = text_of(client.get(URL, {"after": "词049"}))

    assert "词049" in first
    assert "词050" not in first
    assert "after=" in first
    assert "词050" in second
    assert "词049" not in second


def test_a_word_is_added_and_that_is_said(office):
    response = office.post(URL, {"word": "骑骆驼", "official": "骆驼登记"}, follow=True)

    assert "加上了" in text_of(response)
    assert EverydayWord.objects.get(word="骑骆驼").official == "骆驼登记"


@pytest.mark.parametrize(
    ("typed", "said", "field"),
    [
        ({"word": "", "official": "骆驼"}, "请写大家平常怎么说", "#word"),
        ({"word": "骆驼", "official": "骆驼"}, "两个说法一样", "#official"),
        ({"word": "骑骆驼", "official": "骆驼"}, "已经在表里", "#word"),
    ],
)
def test_a_fault_is_named_leads_to_its_field_and_keeps_what_was_typed(
    office, word, typed, said, field
):
    response = office.post(URL, typed)

    assert response.status_code == 422
    assert said in text_of(response)
    assert f'href="{field}"' in text_of(response)
    assert f'value="{typed["official"]}"' in text_of(response)


def test_a_word_is_changed_and_removed(office, word):
    office.post(CHANGE, {"official": "骆驼经营", "known": "骆驼登记"})
    assert EverydayWord.objects.get(word="骑骆驼").official == "骆驼经营"

    office.post(CHANGE, {"official": "", "known": "骆驼经营", "act": "remove"})
    assert not EverydayWord.objects.filter(word="骑骆驼").exists()


def test_the_second_of_two_editors_sees_what_the_first_has_written(office, word):
    office.post(CHANGE, {"official": "骆驼经营", "known": "骆驼登记"})

    response = office.post(CHANGE, {"official": "骆驼养殖", "known": "骆驼登记"})

    assert response.status_code == 409
    assert "改成了“骆驼经营”" in text_of(response)
    assert 'value="骆驼养殖"' in text_of(response)
    assert 'name="known" value="骆驼经营"' in text_of(response)


def test_a_word_that_another_removed_can_be_added_again(office):
    response = office.post(CHANGE, {"official": "骆驼养殖", "known": "骆驼登记"})

    assert response.status_code == 409
    assert "重新加上" in text_of(response)


def test_an_unknown_word_has_no_page(office):
    assert office.get("/editor/words/change/?word=飞碟").status_code == 404


def test_a_departments_editor_reads_but_has_no_form_and_is_refused(desk, word):
    client = desk.client(Role.EDITOR)

    assert 'name="official"' not in text_of(client.get(URL))
    assert 'name="official"' not in text_of(client.get(CHANGE))
    assert client.post(URL, {"word": "遛骆驼", "official": "骆驼"}).status_code == 403
    response = client.post(CHANGE, {"official": "骆驼", "known": "骆驼登记"})
    assert response.status_code == 403
    assert EverydayWord.objects.get(word="骑骆驼").official == "骆驼登记"


def test_trying_out_shows_what_searches_find_now(desk):
    name = desk.town.item.name

    part = text_of(
        desk.client(Role.EDITOR).get(f"{URL}try/", {"word": "饕餮魍魉", "official": name})
    )

    assert "什么也没找到" in part
    assert "在名称、结果里找到" in part
    assert name in part
    assert "<html" not in part


@pytest.mark.parametrize("text", ["\0", "%", "'", "<script>", "骆" * 9_000, "😀"])
def test_hostile_text_is_answered(office, text):
    assert office.get(URL, {"q": text, "after": text, "word": text}).status_code == 200
    assert office.get(f"{URL}try/", {"word": text, "official": text}).status_code == 200
    assert office.post(URL, {"word": text, "official": text}).status_code == 422
    assert office.get(f"{URL}change/", {"word": text}).status_code == 404


def test_only_editors_may_look(desk):
    assert desk.client(Role.INTAKE).get(URL).status_code == 403


def test_the_page_has_a_known_cost(desk, django_assert_max_num_queries):
    client = desk.client(Role.EDITOR)

    with django_assert_max_num_queries(6):
        client.get(URL)
