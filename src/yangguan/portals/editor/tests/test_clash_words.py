"""Two people wrote the same field: the second reads both in words, never in codes."""

import pytest
from django.utils import translation

from yangguan.portals.editor.clash_words import clash_lines
from yangguan.portals.editor.draft_parts import Listing, Single
from yangguan.portals.editor.draft_sections import BY_KEY
from yangguan.registers.catalogue.content import FormField
from yangguan.registers.catalogue.tests.test_comparison import content
from yangguan.registers.drafting.edits import Clash

RENTS = FormField(element="rents", label="店面是租的吗", type="boolean")
CONTENT = content(situations=(RENTS,))


@pytest.fixture(autouse=True)
def chinese():
    with translation.override("zh-hans"):
        yield


def part(section, kind):
    return next(each for each in BY_KEY[section].parts if isinstance(each, kind))


def lines(section, kind, field, theirs, yours):
    return clash_lines(part(section, kind), [Clash(field, theirs, yours)], CONTENT)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("section", "field", "stored", "words"),
    [
        ("basic", "name", "食品经营许可", "食品经营许可"),
        ("basic", "item_type", "01", "行政许可"),
        ("basic", "audiences", ["1", "2"], "自然人、企业法人"),
        ("basic", "is_instant", True, "是"),
        ("basic", "entrusted_by", "", "（空）"),
        ("limits", "promised_limit", {"days": 3, "unit": "1", "explanation": ""}, "3 个工作日"),
        ("basis", "conditions", ["有场所。", "有制度。"], "有场所。\n有制度。"),
    ],
)
def test_a_value_of_a_field_is_told_in_words(section, field, stored, words):
    ((_label, theirs, yours),) = lines(section, Single, field, stored, None)

    assert (theirs, yours) == (words, "（空）")


def test_a_condition_is_told_by_its_question():
    logic = {"==": [{"var": "rents"}, True]}

    found = lines("materials", Listing, "applies_if", {"logic": logic}, None)

    assert found == [("什么情况要交", "“店面是租的吗”选“是”", "（空）")]


def test_a_list_is_told_by_the_names_of_what_stands_in_it():
    theirs, yours = [{"name": "平面图"}, {"name": "身份证"}], [{"name": "身份证"}]

    found = lines("materials", Listing, "materials", theirs, yours)

    assert found == [("申请材料", "平面图\n身份证", "身份证")]
