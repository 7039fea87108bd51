"""材料目录 for everybody: found by any name, with the papers to fill in."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from yangguan.foundation.files.uploads import take
from yangguan.portals.applicant.tests.citizens import text_of
from yangguan.registers.catalogue.materials import MaterialTerms
from yangguan.registers.catalogue.operations.change_material import change_material
from yangguan.registers.catalogue.operations.merge_materials import merge_materials
from yangguan.registers.catalogue.tests import material_samples as m

pytestmark = pytest.mark.django_db

URL = "/materials/"
PDF = b"%PDF-1.4\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n"


def with_paper(name):
    made = m.define(name)
    return change_material(
        code=made.code,
        terms=MaterialTerms(name=name),
        revision=1,
        blank=take(SimpleUploadedFile("空表.pdf", PDF)),
        by=m.SYSTEM,
        at=m.NOON,
    )


def test_the_list_costs_a_known_number_of_statements(django_assert_max_num_queries):
    for number in range(10):
        m.define(f"样例饕{number}", f"样例餮{number}")

    with django_assert_max_num_queries(3):
        page = Client().get(URL, {"q": "餮"})

    assert "样例饕3" in text_of(page)


def test_what_a_department_has_only_put_forward_is_not_public():
    made = m.define("样例饕册", by=m.editor(m.organ()))

    assert "样例饕册" not in text_of(Client().get(URL, {"q": "饕册"}))
    assert Client().get(f"{URL}{made.code}/").status_code == 404


def test_papers_are_listed_and_handed_out():
    made = with_paper("样例饕餮委托书")
    m.define("样例饕餮声明")

    listed = text_of(Client().get(URL, {"q": "饕餮", "papers": "1"}))
    paper = Client().get(f"{URL}{made.code}/blank/")

    assert "样例饕餮委托书" in listed
    assert "样例饕餮声明" not in listed
    assert (paper.status_code, paper.content) == (200, PDF)
    assert Client().get(f"{URL}{made.code}/sample/").status_code == 404
    assert Client().get(f"{URL}{made.code}/other/").status_code == 404


def test_a_material_shows_which_items_ask_for_it(django_assert_max_num_queries):
    made = m.define("样例饕册", "样例餮册")
    m.publish(m.content(materials=(m.paper("样例餮册", licences=("样例证",)),)))

    with django_assert_max_num_queries(5):
        page = text_of(Client().get(f"{URL}{made.code}/"))

    assert "样例经营许可" in page
    assert "有电子证照就不用交" in page


def test_a_merged_material_leads_to_the_one_that_stands_for_it():
    gone, kept = m.define("样例饕册"), m.define("样例饕簿")
    merge_materials(
        source=gone.code, target=kept.code, source_revision=1, target_revision=1,
        by=m.SYSTEM, at=m.NOON,
    )  # fmt: skip

    assert Client().get(f"{URL}{gone.code}/").headers["Location"] == f"{URL}{kept.code}/"


def test_nothing_found_says_so_and_an_unknown_code_is_not_found():
    assert "没有找到" in text_of(Client().get(URL, {"q": "魍魉"}))
    assert Client().get(f"{URL}M99998/").status_code == 404
