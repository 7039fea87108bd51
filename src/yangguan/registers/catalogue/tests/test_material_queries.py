"""Finding materials, who asks for them, and which are probably the same."""

import pytest

from yangguan.foundation.web.pages import Cursor
from yangguan.registers.catalogue import material_queries as queries
from yangguan.registers.catalogue.content import Supply
from yangguan.registers.catalogue.material_pairs import Likeness, Pair, similar_pairs
from yangguan.registers.catalogue.operations.merge_materials import merge_materials
from yangguan.registers.catalogue.proof_index import index_proofs
from yangguan.registers.catalogue.tests import material_samples as m

pytestmark = pytest.mark.django_db


def names(**asked):
    return [line.name for line in queries.materials(**asked).items]


def test_a_material_is_found_by_any_of_its_names_and_by_its_code():
    made = m.define("样例饕册", "样例餮册")

    assert names(text="餮册") == ["样例饕册"]
    assert names(text=made.code.lower()) == ["样例饕册"]
    assert names(text="魍魉") == []


def test_filters_narrow_the_list():
    m.licence_type("样例饕证")
    m.define("样例饕证", licence_type="样例饕证", trust="A", medium="2", issuer_kind="20")
    m.define("样例饕书", trust="D", medium="1", by=m.editor(m.organ()))

    assert names(text="饕", trust="A") == ["样例饕证"]
    assert names(text="饕", medium="1") == ["样例饕书"]
    assert names(text="饕", issuer_kind="20") == ["样例饕证"]
    assert names(text="饕", has_licence=False) == ["样例饕书"]
    assert names(text="饕", is_confirmed=True) == ["样例饕证"]
    assert names(text="饕", has_paper=True) == []


def test_the_list_costs_three_queries_however_long_it_is(django_assert_num_queries):
    for number in range(30):
        m.define(f"样例饕{number:02}", f"样例餮{number:02}")

    with django_assert_num_queries(3):
        page = queries.materials(text="饕", limit=20)

    assert len(page.items) == 20
    beyond = queries.materials(text="饕", limit=20, cursor=page.on)
    assert [line.name for line in beyond.items] == [f"样例饕{n}" for n in range(20, 30)]


def test_a_material_tells_every_place_that_asks_for_it(django_assert_num_queries):
    made = m.define("样例册", "样例旧册")
    m.publish(m.content(materials=(m.paper("样例册"),)))
    m.publish(m.item(1, "第二样例", asks=(m.paper("样例旧册"),), gives=()))

    with django_assert_num_queries(1):
        lines = queries.uses(made.code).items

    assert [(line.item_name, line.material_name) for line in lines] == [
        ("样例经营许可", "样例册"), ("第二样例", "样例旧册"),
    ]  # fmt: skip
    assert queries.material(made.code).uses == 2


def test_only_the_edition_in_force_counts():
    made = m.define("样例册")
    m.publish(m.content(materials=(m.paper("样例册"),)))

    m.publish(m.content(materials=()))

    assert queries.material(made.code).uses == 0


def test_a_material_with_two_licences_is_one_place():
    made = m.define("样例册")
    m.publish(m.content(materials=(m.paper("样例册", licences=("甲证", "乙证")),)))

    assert queries.material(made.code).uses == 1
    keys = m.lines().filter(side="demand").values_list("key", flat=True)
    assert set(keys) == {"甲证", "乙证"}


def test_editions_without_lines_get_them_and_only_those():
    m.publish(m.content(materials=(m.paper("样例册", supply=Supply.FORM),)))
    m.lines().delete()

    assert index_proofs() == 1
    assert index_proofs() == 0
    assert m.lines().get(side="demand").burden == "none"


def pairs():
    found: dict[tuple[str, str], Pair] = {}
    page = similar_pairs(limit=100)
    while True:
        found |= {(p.gone.name, p.kept.name): p for p in page.items}
        if page.on is None:
            return found
        page = similar_pairs(limit=100, cursor=page.on)


def test_one_plain_name_is_the_first_reason_to_look_at_two_materials():
    m.define("样例饕餮证")
    m.define("样例饕餮证（复印件）")

    (pair,) = (p for (one, other), p in pairs().items() if "饕餮证" in one + other)

    assert pair.why is Likeness.SAME_NAME


def test_the_material_with_more_uses_is_the_one_to_keep():
    m.define("甲样例饕餮登记册")
    m.define("乙样例饕餮登记册")
    m.publish(m.content(materials=(m.paper("乙样例饕餮登记册"),)))

    assert pairs()["甲样例饕餮登记册", "乙样例饕餮登记册"].why is Likeness.LIKE_NAME


def test_one_electronic_form_makes_less_likeness_enough():
    m.licence_type("样例饕证")
    for name in ("饕餮魑魅魍", "鬼怪饕餮魑魅魍"):
        m.define(name, licence_type="样例饕证")
    m.define("神仙饕餮魑魅魍")

    found = {frozenset(both) for both in pairs() if "饕餮" in both[0]}

    assert found == {frozenset(("饕餮魑魅魍", "鬼怪饕餮魑魅魍"))}


def test_what_has_nothing_in_common_is_no_pair_and_merged_ones_are_gone():
    one, other = m.define("饕餮证书一"), m.define("饕餮证书二")
    m.define("魑魅材料")
    assert ("饕餮证书一", "饕餮证书二") in pairs() or ("饕餮证书二", "饕餮证书一") in pairs()

    merge_materials(
        source=one.code, target=other.code, source_revision=1, target_revision=1,
        by=m.SYSTEM, at=m.NOON,
    )  # fmt: skip

    assert not [both for both in pairs() if {"饕餮证书一", "魑魅材料"} & set(both)]


def test_pairs_cost_three_queries_a_batch_and_go_on_behind_the_cursor(django_assert_num_queries):
    for letter in "甲乙丙丁":
        m.define(f"饕餮魑魅证书{letter}")
    from_here = Cursor(("饕餮魑魅证书", 0, 0))

    with django_assert_num_queries(3):
        page = similar_pairs(limit=4, cursor=from_here)
    rest = similar_pairs(limit=100, cursor=page.on)

    first = {(p.gone.code, p.kept.code) for p in page.items}
    assert len(first) == 4
    assert len([p for p in rest.items if "饕餮魑魅证书" in p.kept.name]) == 2
    assert not first & {(p.gone.code, p.kept.code) for p in rest.items}
