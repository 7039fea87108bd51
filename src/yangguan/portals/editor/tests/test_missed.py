"""没搜到的: what most people searched in vain, made into a word or set aside."""

from django.utils import timezone

from yangguan.foundation.actors.actor import Role
from yangguan.portals.editor.tests.test_words import office
from yangguan.registers.catalogue.operations.missed_searches import count_missed_search
from yangguan.registers.catalogue.search_models import DismissedSearch

__all__ = ["office"]
URL = "/editor/missed/"


def miss(text: str, readers: int) -> None:
    for number in range(readers):
        count_missed_search(
            text=text, has_some=False, address=f"10.0.0.{number}", at=timezone.now()
        )


def test_what_many_searched_is_listed_and_can_be_made_a_word(office):
    miss("骑骆驼", 40)
    miss("遛骆驼", 1)

    page = office.get(URL).content.decode()

    assert "骑骆驼" in page
    assert "遛骆驼" not in page
    assert "/editor/words/?word=%E9%AA%91%E9%AA%86%E9%A9%BC" in page


def test_a_word_of_a_missed_text_begins_with_it(office):
    page = office.get("/editor/words/", {"word": "骑骆驼"}).content.decode()

    assert 'name="word" value="骑骆驼"' in page


def test_a_text_is_set_aside(office):
    miss("骑骆驼", 40)

    page = office.post(URL, {"text": "骑骆驼"}, follow=True).content.decode()

    assert "不再列出来" in page
    assert DismissedSearch.objects.filter(text="骑骆驼").exists()
    assert "这些天没有搜不到的话" in page


def test_a_departments_editor_reads_and_is_refused(desk):
    miss("骑骆驼", 40)
    client = desk.client(Role.EDITOR)

    assert "不用管" not in client.get(URL).content.decode()
    assert client.post(URL, {"text": "骑骆驼"}).status_code == 403
    assert not DismissedSearch.objects.exists()


def test_only_editors_may_look(desk):
    assert desk.client(Role.INTAKE).get(URL).status_code == 403


def test_the_page_has_a_known_cost(desk, django_assert_max_num_queries):
    for number in range(30):
        miss(f"骑骆驼{number}", 10)
    client = desk.client(Role.EDITOR)

    with django_assert_max_num_queries(6):
        client.get(URL)
