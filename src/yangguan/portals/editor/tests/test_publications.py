"""公开信息 on the editor's pages: draft, preview, publish, plan, withdraw; two editors at once."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from django.utils.timezone import localtime

from yangguan.foundation.actors.actor import Role
from yangguan.portals.applicant.tests.citizens import text_of
from yangguan.portals.desk.tests import staff
from yangguan.registers.publications import queries
from yangguan.registers.publications.kinds import ANNOUNCEMENT, IN_FORCE
from yangguan.registers.publications.models import Publication
from yangguan.registers.publications.tests.arranging import (
    department,
    drafted,
    editor,
    published,
)

pytestmark = pytest.mark.django_db

URL = "/editor/publications/"
FORM = {
    "kind": ANNOUNCEMENT,
    "title": "骆驼登记",
    "body": "请到**虚构窗口**。",
    "issuer": "虚构局",
    "status": IN_FORCE,
}
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n"


@pytest.fixture
def camels(db):
    return department()


@pytest.fixture
def client(camels):
    return staff.client_of(staff.account_of(Role.EDITOR, department=camels, name="编辑甲"))


def draft_for(camels):
    return drafted(editor(camels), camels)


def revision_of(publication):
    return publication.versions.order_by("-number")[0].revision


def test_from_the_first_word_to_what_everybody_reads(client, camels):
    begun = client.post(
        f"{URL}new/", {"kind": ANNOUNCEMENT, "title": "骆驼登记", "department": camels.pk}
    )
    publication = Publication.objects.get(department=camels)
    assert begun["Location"] == f"{URL}{publication.code}/draft/"

    client.post(begun["Location"], {**FORM, "revision": 1})
    client.post(f"{URL}{publication.code}/publish/", {"when": "now", "revision": 2})

    page = Client().get(f"/publications/{publication.code}/").content.decode()
    assert "<strong>虚构窗口</strong>" in page


@pytest.mark.parametrize("missing", ["kind", "title", "department"])
def test_a_new_one_without_a_field_names_it(client, camels, missing):
    sent = {"kind": ANNOUNCEMENT, "title": "骆驼", "department": camels.pk, missing: ""}

    page = client.post(f"{URL}new/", sent)

    assert page.status_code == 422
    assert f'href="#f-{missing}"' in page.content.decode()


def test_the_list_shows_only_what_one_may_edit_and_costs_the_same_for_many(
    client, camels, django_assert_max_num_queries
):
    own = [published(editor(camels), camels, title=f"骆驼{n}") for n in range(5)]
    donkeys = department("donkeys")
    published(editor(donkeys), donkeys, title="驴的事")

    with django_assert_max_num_queries(6):
        text = text_of(client.get(URL))

    assert own[0].title in text
    assert "驴的事" not in text


def test_the_list_is_searched_and_filtered(client, camels):
    published(editor(camels), camels, title="发布了的骆驼")
    draft_for(camels)

    assert "发布了的骆驼" not in text_of(client.get(URL, {"state": "draft"}))
    assert "发布了的骆驼" in text_of(client.get(URL, {"q": "骆驼", "state": "published"}))
    assert client.get(URL, {"state": "nonsense", "kind": "x"}).status_code == 200


def test_what_is_typed_is_saved_and_the_new_revision_answered(client, camels):
    publication = draft_for(camels)

    answer = client.post(
        f"{URL}{publication.code}/draft/save/",
        {**FORM, "body": "边写边存", "revision": revision_of(publication)},
        headers={"accept": "application/json"},
    )

    assert answer.json()["revision"] == revision_of(publication)
    assert "今天" in answer.json()["saved_at"]


@pytest.mark.parametrize("revision", ["0", "", "x", "9" * 5_000])
def test_a_page_that_is_older_or_cannot_tell_is_told_so_by_program(client, camels, revision):
    publication = draft_for(camels)

    answer = client.post(
        f"{URL}{publication.code}/draft/save/",
        {**FORM, "revision": revision},
        headers={"accept": "application/json"},
    )

    assert answer.status_code == 409


@pytest.mark.parametrize(
    ("change", "field"),
    [({"publish_date": "昨天"}, "publish_date"), ({"title": "长" * 301}, "title")],
)
def test_what_cannot_be_saved_names_its_field_and_nothing_is_lost(client, camels, change, field):
    publication = draft_for(camels)
    sent = {**FORM, **change, "revision": revision_of(publication)}

    page = client.post(f"{URL}{publication.code}/draft/", sent)
    program = client.post(
        f"{URL}{publication.code}/draft/save/", sent, headers={"accept": "application/json"}
    )

    assert (page.status_code, program.status_code) == (422, 422)
    assert f'href="#f-{field}"' in page.content.decode()
    assert "请到**虚构窗口**" in page.content.decode()


def test_the_second_editor_sees_the_difference_and_may_choose_the_own_text(client, camels):
    publication = draft_for(camels)
    seen = revision_of(publication)
    address = f"{URL}{publication.code}/draft/"
    client.post(address, {**FORM, "title": "甲的标题", "revision": seen})

    page = client.post(address, {**FORM, "title": "乙的标题", "revision": seen})

    assert page.status_code == 409
    shown = page.content.decode()
    assert "<del" in shown
    assert 'value="乙的标题"' in shown
    chosen = client.post(
        address, {**FORM, "title": "乙的标题", "revision": page.context["draft"].revision}
    )
    assert chosen.status_code == 302
    publication.refresh_from_db()
    assert publication.title == "乙的标题"


def test_a_file_is_attached_by_script_and_taken_off_by_form(client, camels):
    publication = draft_for(camels)
    address = f"{URL}{publication.code}/draft/"

    answer = client.post(
        f"{address}upload/", {"field": "files", "file": SimpleUploadedFile("表.pdf", PDF)}
    )
    stored = answer.json()["file"]
    assert (answer.status_code, stored["name"]) == (201, "表.pdf")
    assert client.get(stored["url"]).status_code == 200
    assert Client().get(stored["url"]).status_code == 302

    client.post(
        address, {**FORM, "revision": revision_of(publication), "remove_file": stored["key"]}
    )
    assert not publication.versions.get().attachments.exists()


def test_a_file_of_another_kind_is_refused_beside_the_field(client, camels):
    publication = draft_for(camels)
    wrong = SimpleUploadedFile("页.html", b"<script>alert(1)</script>")

    page = client.post(
        f"{URL}{publication.code}/draft/",
        {**FORM, "revision": revision_of(publication), "files": wrong, "upload": "files"},
    )

    assert page.status_code == 422
    assert "附件只收" in text_of(page)


def test_items_are_found_and_ticked(client, camels, loaded_city):
    publication = draft_for(camels)
    found = client.get(f"{URL}items/", {"item_q": "食品经营"}).context["found"]
    code, name = found[0]

    client.post(
        f"{URL}{publication.code}/draft/",
        {**FORM, "items": [code], "revision": revision_of(publication)},
    )
    sent = {"when": "now", "revision": revision_of(publication)}
    client.post(f"{URL}{publication.code}/publish/", sent)

    assert name in text_of(Client().get(f"/publications/{publication.code}/"))


def test_the_preview_is_the_page_that_people_will_see_and_may_be_framed_by_us(client, camels):
    publication = draft_for(camels)
    address = f"{URL}{publication.code}/preview/"

    frame, page = client.get(address, {"on": "phone"}), client.get(f"{address}page/")

    assert "pageframe--phone" in frame.content.decode()
    assert "<strong>虚构窗口</strong>" in page.content.decode()
    assert page["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in page["Content-Security-Policy"]
    assert "default-src 'self'" in page["Content-Security-Policy"]


def test_a_planned_publication_waits_and_can_be_taken_back(client, camels):
    publication = draft_for(camels)
    address = f"{URL}{publication.code}/"
    tomorrow = localtime(timezone.now() + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")

    client.post(f"{address}publish/", {"when": "later", "publish_at": tomorrow})
    assert "自动发布" in text_of(client.get(address))
    assert queries.publication(publication.code) is None

    client.post(f"{address}cancel/")
    assert "现在发布" in text_of(client.get(address))


@pytest.mark.parametrize("when", ["", "明天", "2020-01-01T08:00", "9999-12-31T23:59"])
def test_a_time_that_cannot_be_planned_is_refused_beside_its_field(client, camels, when):
    publication = draft_for(camels)

    sent = {"when": "later", "publish_at": when, "revision": revision_of(publication)}
    page = client.post(f"{URL}{publication.code}/publish/", sent)

    assert page.status_code == 422
    assert 'href="#publish_at"' in page.content.decode()


def test_what_keeps_a_text_from_being_published_is_shown_instead_of_the_button(client, camels):
    publication = drafted(editor(camels), camels, body="")

    page = text_of(client.get(f"{URL}{publication.code}/"))

    assert "请填写正文" in page
    assert "现在发布" not in page


def test_a_withdrawal_asks_for_its_reason(client, camels):
    publication = published(editor(camels), camels)
    address = f"{URL}{publication.code}/withdraw/"

    refused = client.post(address, {"reason": " "})
    done = client.post(address, {"reason": "写错了"})

    assert (refused.status_code, done.status_code) == (422, 302)
    assert 'href="#reason"' in refused.content.decode()
    assert queries.withdrawal(publication.code).reason == "写错了"


def test_a_new_version_is_begun_and_given_up(client, camels):
    publication = published(editor(camels), camels)

    client.post(f"{URL}{publication.code}/begin/")
    assert "准备中的第 2 版" in text_of(client.get(f"{URL}{publication.code}/"))

    client.post(f"{URL}{publication.code}/discard/")
    assert publication.versions.count() == 1


@pytest.mark.parametrize(
    "path",
    ["", "draft/", "preview/", "preview/page/"],
)
def test_an_editor_of_another_department_is_refused(camels, path):
    publication = draft_for(camels)
    donkeys = department("donkeys")
    stranger = staff.client_of(staff.account_of(Role.EDITOR, department=donkeys, number="G97009"))

    assert stranger.get(f"{URL}{publication.code}/{path}").status_code == 403


@pytest.mark.parametrize("path", ["", "draft/", "preview/"])
def test_an_unknown_one_is_not_found(client, path):
    assert client.get(f"{URL}nowhere/{path}").status_code == 404


def test_the_page_of_a_publication_costs_a_known_number_of_statements(
    client, camels, django_assert_max_num_queries
):
    publication = draft_for(camels)

    with django_assert_max_num_queries(15):
        client.get(f"{URL}{publication.code}/")
    with django_assert_max_num_queries(13):
        client.get(f"{URL}{publication.code}/draft/")
