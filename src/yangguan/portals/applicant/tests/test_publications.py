"""公开: by kind, by words, one by one."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from yangguan.portals.applicant.tests.citizens import text_of
from yangguan.registers.publications.models import Publication
from yangguan.registers.publications.operations.attach import attach_to_publication
from yangguan.registers.publications.operations.begin import begin_version
from yangguan.registers.publications.operations.publish import publish_publication
from yangguan.registers.publications.operations.save_draft import save_publication_draft
from yangguan.registers.publications.operations.withdraw import withdraw_publication
from yangguan.registers.publications.tests.arranging import (
    MONDAY,
    TUESDAY,
    department,
    drafted,
    editor,
    published,
)
from yangguan.registers.publications.tests.arranging import (
    text as text_with,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded_city")]

URL = "/publications/"


def test_the_list_costs_a_known_number_of_statements(django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        page = Client().get(URL)

    assert page.status_code == 200
    assert Publication.objects.order_by("-publish_date").first().title in text_of(page)


def test_one_kind_shows_nothing_of_another():
    law, notice = (
        Publication.objects.filter(kind=kind).order_by("-publish_date").first()
        for kind in ("法律法规", "通知公告")
    )

    text = text_of(Client().get(URL, {"kind": "law"}))

    assert law.title in text
    assert notice.title not in text


def test_words_that_stand_nowhere_find_nothing_and_say_so():
    assert "没有找到" in text_of(Client().get(URL, {"q": "飞碟"}))


def test_a_publication_is_shown_with_its_text(django_assert_max_num_queries):
    known = Publication.objects.order_by("code").first()

    with django_assert_max_num_queries(7):
        text = text_of(Client().get(f"{URL}{known.code}/"))

    assert known.title in text
    assert known.issuer in text


def test_an_unknown_one_is_not_found():
    assert Client().get(f"{URL}nowhere/").status_code == 404


def test_a_department_and_a_year_narrow_the_list():
    camels = department()
    own = published(editor(camels), camels, title="骆驼年的虚构通知")

    shown = text_of(Client().get(f"{URL}?department={camels.pk}&year=2026"))
    other_year = text_of(Client().get(f"{URL}?department={camels.pk}&year=2025"))

    assert own.title in shown
    assert own.title not in other_year


@pytest.mark.parametrize(
    "query", [{"year": "99999999999"}, {"year": "x"}, {"department": "-1"}, {"kind": "x" * 99}]
)
def test_a_filter_that_means_nothing_is_no_fault(query):
    assert Client().get(URL, query).status_code == 200


def test_a_draft_is_not_there_for_the_public():
    camels = department()

    draft = drafted(editor(camels), camels)

    assert Client().get(f"{URL}{draft.code}/").status_code == 404
    assert Client().get(f"{URL}{draft.code}/versions/1/").status_code == 404


def test_an_earlier_version_says_that_it_is_one_and_leads_to_the_current():
    camels = department()
    publication = published(editor(camels), camels)
    begin_version(code=publication.code, by=editor(camels), at=TUESDAY)
    save_publication_draft(
        code=publication.code,
        text=text_with(body="新的正文"),
        change_note="地点变了",
        by=editor(camels),
        at=TUESDAY,
    )
    publish_publication(code=publication.code, by=editor(camels), at=TUESDAY)

    current = text_of(Client().get(f"{URL}{publication.code}/"))
    old = text_of(Client().get(f"{URL}{publication.code}/versions/1/"))

    assert "新的正文" in current
    assert "地点变了" in current
    assert "这是以前的一版" in old
    assert "新的正文" not in old


def test_what_was_withdrawn_says_why_and_shows_nothing_of_its_text():
    camels = department()
    publication = published(editor(camels), camels, body="不该公开的正文")
    withdraw_publication(code=publication.code, reason="写错了人名", by=editor(camels), at=TUESDAY)

    page = Client().get(f"{URL}{publication.code}/")

    assert page.status_code == 410
    assert "写错了人名" in text_of(page)
    assert "不该公开的正文" not in text_of(page)


def test_a_hostile_text_is_shown_as_text():
    camels = department()
    hostile = "<script>alert(1)</script>[点](javascript:alert(1))"
    publication = published(editor(camels), camels, title=hostile, body=hostile)

    page = Client().get(f"{URL}{publication.code}/").content.decode()

    assert "<script>alert" not in page
    assert 'href="javascript' not in page


def test_a_file_is_handed_out_with_headers_that_let_it_run_nothing():
    camels = department()
    publication = drafted(editor(camels), camels)
    kept = attach_to_publication(
        code=publication.code,
        upload=SimpleUploadedFile("表.pdf", b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n"),
        by=editor(camels),
        at=MONDAY,
    )
    address = f"{URL}{publication.code}/attachments/{kept.file_id}/"
    assert Client().get(address).status_code == 404

    publish_publication(code=publication.code, by=editor(camels), at=MONDAY)
    answer = Client().get(address)

    assert answer.status_code == 200
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Type"] == "application/pdf"
    assert "default-src 'none'" in answer["Content-Security-Policy"]


def test_a_reading_leads_to_its_policy():
    reading = Publication.objects.get(code="DH-P018")

    text = text_of(Client().get(f"{URL}{reading.code}/"))

    assert reading.explains.title in text


def test_questions_stand_in_the_list_with_their_answers(django_assert_max_num_queries):
    with django_assert_max_num_queries(5):
        text = text_of(Client().get(URL, {"kind": "questions"}))

    assert "村里代办要给钱吗" in text
    assert "不收取任何费用" in text
