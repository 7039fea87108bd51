"""材料目录: found, read, defined, changed and merged on pages."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from yangguan.foundation.actors.actor import Role
from yangguan.portals.desk.tests import staff
from yangguan.registers.catalogue.models import MaterialDefinition
from yangguan.registers.catalogue.tests import material_samples as m
from yangguan.registers.organisations.models import Department
from yangguan.registers.organisations.queries import CATALOGUE_OFFICE

URL = "/editor/materials/"
PDF = b"%PDF-1.4\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n"
TERMS = {
    "name": "样例饕餮册",
    "other_names": "样例饕册\n样例餮册；",
    "kind": "1",
    "issuer_kind": "10",
    "medium": "3",
    "trust": "C",
}


@pytest.fixture
def keeper(db):
    """A browser of the editor at the office that keeps the catalogue."""
    m.keeper()
    office = Department.objects.get(key=CATALOGUE_OFFICE)
    return staff.client_of(staff.account_of(Role.EDITOR, department=office, number="G97077"))


def text(answer):
    return answer.content.decode()


def test_the_list_finds_by_another_name_and_leads_to_the_material(keeper):
    made = m.define("样例饕册", "样例餮册")

    page = text(keeper.get(URL, {"q": "餮"}))

    assert f"{URL}{made.code}/" in page
    assert "没有这样的材料" in text(keeper.get(URL, {"q": "魍魉"}))


def test_htmx_gets_the_list_alone_and_nonsense_filters_are_none(keeper):
    m.define("样例饕册")

    part = text(keeper.get(URL, {"trust": "Z", "medium": "9"}, headers={"HX-Request": "true"}))

    assert part.lstrip().startswith('<div id="material-list"')
    assert "样例饕册" in part or "后面的" in part


def test_the_list_has_a_known_cost(keeper, django_assert_max_num_queries):
    for number in range(30):
        m.define(f"样例饕{number}", f"样例餮{number}")
    keeper.get(URL)

    with django_assert_max_num_queries(8):
        keeper.get(URL)


def test_a_material_shows_its_terms_and_who_asks_for_it(keeper):
    made = m.define("样例饕册", note="盖章有效")
    m.publish(m.content(materials=(m.paper("样例饕册"),)))

    page = text(keeper.get(f"{URL}{made.code}/"))

    assert "盖章有效" in page
    assert "样例经营许可" in page
    assert "必须由申请人提交" in page


def test_an_unknown_material_is_not_found(keeper):
    for url in ("M99998/", "M99998/change/", "M99998/merge/"):
        assert keeper.get(URL + url).status_code == 404


def test_the_office_defines_a_material(keeper):
    answer = keeper.post(f"{URL}new/", TERMS)

    made = MaterialDefinition.objects.get(name="样例饕餮册")
    assert answer.headers["Location"] == f"{URL}{made.code}/"
    assert made.is_confirmed
    assert set(made.all_names.values_list("name", flat=True)) == {
        "样例饕餮册", "样例饕册", "样例餮册",
    }  # fmt: skip


def test_a_refused_form_keeps_what_was_typed_and_names_the_field(keeper):
    held = m.define("样例餮册")

    answer = keeper.post(f"{URL}new/", TERMS)

    page = text(answer)
    assert answer.status_code == 422
    assert held.code in page
    assert "样例饕餮册" in page
    assert 'href="#f-other_names"' in page


def test_another_departments_editor_proposes_and_the_office_confirms(desk, keeper):
    desk.client(Role.EDITOR).post(f"{URL}new/", TERMS)
    made = MaterialDefinition.objects.get(name="样例饕餮册")
    assert "待确认" in text(keeper.get(URL, {"open": "1"}))

    keeper.post(f"{URL}{made.code}/change/", {**TERMS, "revision": "1"})

    made.refresh_from_db()
    assert made.is_confirmed
    assert desk.client(Role.EDITOR).get(f"{URL}{made.code}/change/").status_code == 403


def test_a_change_takes_a_sample_and_a_wrong_file_is_refused_beside_its_field(keeper):
    made = m.define("样例饕餮册")
    url = f"{URL}{made.code}/change/"
    wrong = SimpleUploadedFile("样本.txt", b"no picture")

    refused = keeper.post(url, {**TERMS, "revision": "1", "sample": wrong})
    taken = keeper.post(
        url, {**TERMS, "revision": "1", "sample": SimpleUploadedFile("样本.pdf", PDF)}
    )

    assert refused.status_code == 422
    assert 'id="f-sample-error"' in text(refused)
    assert taken.status_code == 302
    made.refresh_from_db()
    assert made.sample.name == "样本.pdf"


@pytest.mark.parametrize("revision", ["0", "", "x", "²"])
def test_an_old_page_is_refused(keeper, revision):
    made = m.define("样例饕餮册")

    answer = keeper.post(f"{URL}{made.code}/change/", {**TERMS, "revision": revision})

    assert answer.status_code == 409
    assert "别人改过" in text(answer)


def test_the_merge_shows_every_place_that_it_touches_before(keeper):
    gone, kept = m.define("样例饕册"), m.define("样例餮簿")
    m.publish(m.content(materials=(m.paper("样例饕册"),)))

    page = text(keeper.get(f"{URL}{gone.code}/merge/", {"into": kept.code}))

    assert "样例经营许可" in page
    assert "确认合并" in page
    gone.refresh_from_db()
    assert gone.merged_into is None


def test_a_confirmed_merge_leads_to_the_one_that_stays_and_so_does_the_old_code(keeper):
    gone, kept = m.define("样例饕册"), m.define("样例餮簿")
    posted = {"into": kept.code, "gone_revision": "1", "kept_revision": "1"}

    answer = keeper.post(f"{URL}{gone.code}/merge/", posted)

    assert answer.headers["Location"] == f"{URL}{kept.code}/"
    for url in ("", "change/", "merge/"):
        assert keeper.get(f"{URL}{gone.code}/{url}").headers["Location"] == f"{URL}{kept.code}/"


def test_a_merge_that_the_preview_did_not_show_is_refused(keeper):
    gone, kept = m.define("样例饕册"), m.define("样例餮簿")
    posted = {"into": kept.code, "gone_revision": "1", "kept_revision": "7"}

    assert keeper.post(f"{URL}{gone.code}/merge/", posted).status_code == 409


def test_the_one_to_merge_into_is_searched_for_and_never_itself(keeper):
    gone, kept = m.define("样例饕册"), m.define("样例饕簿")
    url = f"{URL}{gone.code}/merge/"

    page = text(keeper.get(url, {"q": "样例饕"}))

    assert f"?into={kept.code}" in page
    assert f"?into={gone.code}" not in page
    assert keeper.get(url, {"into": gone.code}).status_code == 422
    assert keeper.get(url, {"into": "M99998"}).status_code == 422


def test_another_departments_editor_sees_the_pairs_but_does_not_merge(desk, keeper):
    gone, kept = m.define("样例饕餮簿"), m.define("样例饕餮簿（复印件）")
    editor = desk.client(Role.EDITOR)
    posted = {"into": kept.code, "gone_revision": "1", "kept_revision": "1"}

    assert "样例饕餮簿" in text(editor.get(f"{URL}similar/"))
    assert "比一比" not in text(editor.get(f"{URL}similar/"))
    assert "比一比" in text(keeper.get(f"{URL}similar/"))
    assert editor.post(f"{URL}{gone.code}/merge/", posted).status_code == 403


@pytest.mark.parametrize("page", ["", "new/", "similar/"])
def test_only_editors_may_look(desk, page):
    assert desk.client(Role.INTAKE).get(URL + page).status_code == 403
