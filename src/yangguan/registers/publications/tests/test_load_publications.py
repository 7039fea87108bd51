"""Loading publications: found by title, tied to items, brought up to date."""

from datetime import date

import pytest
from django.contrib.postgres.search import SearchQuery
from django.core.cache import cache

from yangguan.foundation.actors.actor import system_actor
from yangguan.foundation.loading.tests.content_folder import write
from yangguan.foundation.search.words import query_terms
from yangguan.foundation.web import page_cache
from yangguan.registers.publications.models import Publication
from yangguan.registers.publications.operations.begin import begin_version
from yangguan.registers.publications.operations.load_publications import load_publications
from yangguan.registers.publications.operations.publish import publish_publication
from yangguan.registers.publications.operations.save_draft import save_publication_draft
from yangguan.registers.publications.tests.arranging import MONDAY, editor_everywhere, text

pytestmark = pytest.mark.django_db

LOADER = system_actor("内容载入")


def publication(**changes):
    return {
        "CODE": "X-P001",
        "KIND": "通知公告",
        "TITLE": "关于骆驼登记的虚构通知",
        "BODY": "骆驼主人可以到虚构窗口登记。",
        "ISSUER": "虚构局",
        "DOC_NUMBER": None,
        "PUBLISH_DATE": "2026-05-01",
        "EFFECTIVE_DATE": None,
        "EXPIRE_DATE": None,
        "STATUS": "现行有效",
        "DEPT_KEY": None,
        "ITEMS": [],
        "VERSION": 1,
        "SOURCE": "样例",
        **changes,
    }


def load(folder, *, at=MONDAY, **changes):
    rows = [publication(**changes)]
    folder = write(folder, "publications.json", PUBLICATIONS=rows)
    return load_publications(folder, by=LOADER, at=at)


def found(text):
    query = SearchQuery(" & ".join(query_terms(text)), search_type="raw", config="simple")
    return list(Publication.objects.filter(terms=query).values_list("code", flat=True))


def test_a_publication_is_found_by_its_text(tmp_path):
    load(tmp_path)

    assert "X-P001" in found("骆驼主人")


def test_a_changed_publication_is_brought_up_to_date_and_found_anew(tmp_path):
    load(tmp_path)

    again = load(tmp_path, TITLE="关于毛驴登记的虚构通知", VERSION=2)

    assert (again.count, again.new) == (1, 0)
    assert Publication.objects.get(code="X-P001").version == 2
    assert "X-P001" in found("毛驴")


def test_its_items_are_those_of_the_newest_file(tmp_path, loaded_city):
    load(tmp_path, ITEMS=["legal-aid"])

    load(tmp_path, ITEMS=["id-card-renewal", "id-card-renewal"])

    items = Publication.objects.get(code="X-P001").items
    assert [item.slug for item in items.all()] == ["id-card-renewal"]


def test_a_load_that_says_nothing_new_publishes_nothing(tmp_path):
    load(tmp_path)

    load(tmp_path)

    assert Publication.objects.get(code="X-P001").versions.count() == 1


def test_what_an_editor_has_published_since_stays_until_the_file_names_a_higher_version(tmp_path):
    load(tmp_path)
    by = editor_everywhere()
    begin_version(code="X-P001", by=by, at=MONDAY)
    save_publication_draft(
        code="X-P001", text=text(title="编辑改过的标题"), change_note="", by=by, at=MONDAY
    )
    publish_publication(code="X-P001", by=by, at=MONDAY)

    load(tmp_path, TITLE="文件里的标题", VERSION=2)
    assert Publication.objects.get(code="X-P001").title == "编辑改过的标题"

    load(tmp_path, TITLE="文件里的标题", VERSION=3)
    assert Publication.objects.get(code="X-P001").title == "文件里的标题"


def test_a_reading_names_what_it_explains_even_when_the_file_has_it_first(tmp_path):
    rows = [
        publication(CODE="X-P002", KIND="政策解读", EXPLAINS="X-P001"),
        publication(KIND="政策文件"),
    ]
    folder = write(tmp_path, "publications.json", PUBLICATIONS=rows)

    load_publications(folder, by=LOADER, at=MONDAY)

    assert Publication.objects.get(code="X-P002").explains_id == "X-P001"


def test_dates_are_days(tmp_path):
    load(tmp_path, EXPIRE_DATE="2030-12-31")

    assert Publication.objects.get(code="X-P001").expire_date == date(2030, 12, 31)


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"PUBLISH_DATE": None}, "PUBLISH_DATE"),
        ({"BODY": ""}, "BODY"),
        ({"ITEMS": ["nowhere"]}, "ITEMS"),
        ({"DEPT_KEY": "nowhere"}, "DEPT_KEY"),
        ({"VERSION": "1"}, "VERSION"),
    ],
)
def test_a_publication_is_rejected_for_a_wrong(tmp_path, change, path):
    loaded = load(tmp_path, **change)

    assert {each.path for each in loaded.rejected} == {f"PUBLICATIONS[0].{path}"}
    assert not Publication.objects.filter(code="X-P001").exists()


def test_pages_kept_in_memory_end_with_a_load(tmp_path):
    before = cache.get(page_cache.GENERATION_KEY)

    load(tmp_path)

    assert cache.get(page_cache.GENERATION_KEY) not in {None, before}
