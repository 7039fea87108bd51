"""材料目录 over HTTP: pages that lead on, merged codes that still answer."""

import pytest
from django.test import Client

from yangguan.portals.api.tests.conftest import ROOT, problem_of
from yangguan.registers.catalogue.operations.merge_materials import merge_materials
from yangguan.registers.catalogue.tests import material_samples as m

pytestmark = pytest.mark.django_db


def get(path, **query):
    return Client().get(f"{ROOT}{path}", query)


def test_materials_are_read_page_by_page_by_any_of_their_names():
    for number in range(3):
        m.define(f"样例饕{number}", f"样例餮{number}")

    first = get("/materials", q="餮", limit=2).json()
    second = get("/materials", q="餮", limit=2, cursor=first["next"]).json()

    names = [each["name"] for each in first["items"] + second["items"]]
    assert names == ["样例饕0", "样例饕1", "样例饕2"]
    assert second["next"] is None


def test_a_merged_code_answers_with_the_material_that_stands_for_it():
    gone, kept = m.define("样例饕册"), m.define("样例饕簿")
    merge_materials(
        source=gone.code, target=kept.code, source_revision=1, target_revision=1,
        by=m.SYSTEM, at=m.NOON,
    )  # fmt: skip

    answer = get(f"/materials/{gone.code}").json()

    assert (answer["code"], answer["merged_codes"]) == (kept.code, [gone.code])


def test_what_is_unknown_or_not_confirmed_is_not_found():
    made = m.define("样例饕册", by=m.editor(m.organ()))

    for code in ("M99998", made.code):
        assert problem_of(get(f"/materials/{code}"))["code"] == "material-not-found"
    assert problem_of(get("/materials", cursor="x"))["code"] == "cursor-unknown"
