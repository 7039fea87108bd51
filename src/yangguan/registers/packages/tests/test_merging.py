"""One form, one list of materials: each thing once, and nothing lost."""

from hypothesis import given
from hypothesis import strategies as st

from yangguan.registers.catalogue.content import SITUATIONS, Need, Supply
from yangguan.registers.catalogue.logic import applies
from yangguan.registers.packages.merging import feeds, merge_form, merge_materials
from yangguan.registers.packages.tests import builders as b

ELEMENTS = st.sampled_from(["name", "number", "address", "mobile", "date", "kind"])
TYPES = st.sampled_from(["text", "date", "choice"])
CHOICES = st.sampled_from([(), ("甲", "乙"), ("乙", "甲"), ("丙", "丁")])


@st.composite
def forms(draw):
    """An item with pages of random fields; within an item each element stands once."""
    number = draw(st.integers(0, 10**6))
    elements = draw(st.lists(ELEMENTS, unique=True))
    fields = [
        b.field(element, type=draw(TYPES), choices=draw(CHOICES), required=draw(st.booleans()))
        for element in elements
    ]
    cut = draw(st.integers(0, len(fields)))
    first, second = b.page("申请人", *fields[:cut]), b.page("事项", *fields[cut:])
    return b.item(f"事项{number}", form=(first, second))


@given(st.lists(forms(), max_size=4, unique_by=lambda each: each.task_code))
def test_each_data_element_is_asked_once_and_none_is_lost(contents):
    merged = merge_form(contents)

    asked = [field.element for page in merged.pages for field in page.fields]
    wanted = {field.element for content in contents for field in content.fields()}
    assert len(asked) == len(set(asked))
    assert set(asked) == wanted


@given(st.lists(forms(), max_size=4, unique_by=lambda each: each.task_code))
def test_every_question_of_every_item_is_merged_or_reported(contents):
    merged = merge_form(contents)

    told = sum(len(names) for names in merged.asked_by.values()) + len(merged.apart)
    assert told == sum(len(content.fields()) for content in contents)
    assert len(merged.clashes) == len(merged.apart)


@given(st.lists(forms(), max_size=4, unique_by=lambda each: each.task_code))
def test_what_one_requires_the_merged_form_requires(contents):
    merged = merge_form(contents)

    apart = {(name, field.element) for name, field in merged.apart}
    fields = {field.element: field for page in merged.pages for field in page.fields}
    for content in contents:
        for field in content.fields():
            if (content.name, field.element) not in apart and field.required:
                assert fields[field.element].required


def test_a_question_keeps_the_words_of_the_first_item():
    one = b.item("甲", form=(b.page("申请人", b.field("name", label="姓名")),))
    other = b.item("乙", form=(b.page("申请人", b.field("name", label="申请人姓名")),))

    merged = merge_form([one, other])

    assert merged.pages[0].fields[0].label == "姓名"
    assert merged.asked_by["name"] == ("甲", "乙")
    assert merged.spared_count == 1


def test_pages_of_one_title_are_one_page():
    one = b.item("甲", form=(b.page("申请人", b.field("name")), b.page("场所", b.field("place"))))
    other = b.item("乙", form=(b.page("申请人", b.field("mobile")),))

    merged = merge_form([one, other])

    assert [page.title for page in merged.pages] == ["申请人", "场所"]
    assert [field.element for field in merged.pages[0].fields] == ["name", "mobile"]


def test_situations_are_asked_first_whichever_item_brings_them():
    one = b.item("甲", form=(b.page("申请人", b.field("name")),))
    other = b.item("乙", situations=(b.one_of("size", "大", "小"),))

    merged = merge_form([one, other])

    assert merged.pages[0].key == SITUATIONS
    assert merged.pages[0].fields[0].element == "size"


def test_two_types_of_one_element_are_a_clash_with_both_items_named():
    one = b.item("甲", form=(b.page("申请人", b.field("area", type="number", label="面积")),))
    other = b.item("乙", form=(b.page("申请人", b.field("area", type="text")),))

    (clash,) = merge_form([one, other]).clashes

    assert (clash.element, clash.label, clash.kind) == ("area", "面积", "type")
    assert (clash.first_item, clash.other_item) == ("甲", "乙")


def test_the_same_choices_in_another_order_do_not_clash():
    one = b.item("甲", form=(b.page("申请人", b.one_of("kind", "大", "小")),))
    other = b.item("乙", form=(b.page("申请人", b.one_of("kind", "小", "大")),))

    assert merge_form([one, other]).clashes == ()


@given(st.booleans(), st.booleans())
def test_a_question_is_shown_if_either_item_shows_it(first, second):
    one = b.item("甲", form=(b.page("申请人", b.field("x", shown_if=b.when("a", True))),))
    other = b.item("乙", form=(b.page("申请人", b.field("x", shown_if=b.when("b", True))),))

    merged = merge_form([one, other]).pages[0].fields[0]

    assert applies(merged.shown_if, {"a": first, "b": second}) is (first or second)


NAMES = st.sampled_from(["身份证", "户口簿", "营业执照", "平面图", "申请书"])
DEFINITIONS = st.sampled_from(["", "", "M1", "M2"])


@st.composite
def lists(draw):
    number = draw(st.integers(0, 10**6))
    wanted = draw(
        st.lists(
            st.builds(
                b.material, NAMES, definition=DEFINITIONS, need=st.sampled_from(Need),
                originals=st.integers(0, 3),
            ),
            max_size=4,
        )
    )  # fmt: skip
    results = draw(st.lists(st.builds(b.licence, NAMES), max_size=1))
    return b.item(f"事项{number}", materials=tuple(wanted), results=tuple(results))


@given(st.lists(lists(), max_size=4, unique_by=lambda each: each.task_code))
def test_no_material_is_lost_and_none_stands_twice(contents):
    merged = merge_materials(contents)

    uses = [use for each in merged for use in each.uses]
    wanted = [material for content in contents for material in content.materials]
    assert sorted(use.material.name for use in uses) == sorted(each.name for each in wanted)
    names = [name for each in merged for name in {use.material.name for use in each.uses}]
    definitions = [
        code for each in merged for code in {use.material.definition for use in each.uses} - {""}
    ]
    assert len(names) == len(set(names))
    assert len(definitions) == len(set(definitions))


@given(st.lists(lists(), max_size=4, unique_by=lambda each: each.task_code))
def test_the_strictest_need_and_the_largest_number_of_originals_remain(contents):
    order = [Need.REQUIRED, Need.MAY_FOLLOW, Need.CONDITIONAL]

    for each in merge_materials(contents):
        wanted = [use for use in each.uses if not use.issued_by] or each.uses
        assert each.need == min((use.material.need for use in wanted), key=order.index)
        assert each.originals == max(use.material.originals for use in wanted)


@given(st.lists(lists(), max_size=4, unique_by=lambda each: each.task_code))
def test_nothing_is_issued_on_the_way_by_a_later_item(contents):
    place = {content.name: number for number, content in enumerate(contents)}

    for each in merge_materials(contents):
        for use in each.uses:
            assert not use.issued_by or place[use.issued_by] < place[use.item_name]


def test_materials_of_two_names_and_one_definition_are_one():
    one = b.item("甲", materials=(b.material("身份证", definition="M1"),))
    other = b.item("乙", materials=(b.material("居民身份证复印件", definition="M1"),))
    third = b.item("丙", materials=(b.material("身份证"),))

    (merged,) = merge_materials([third, other, one])

    assert merged.item_names == ("丙", "乙", "甲")


def test_what_an_earlier_item_issues_need_not_be_brought():
    first = b.item("登记", results=(b.licence("营业执照"),))
    second = b.item("许可", materials=(b.material("营业执照"),))

    (merged,) = merge_materials([first, second])

    assert merged.issued_by == "登记"
    assert merged.is_free
    assert feeds([first, second]) == {"code-登记": (), "code-许可": ("code-登记",)}


def test_a_licence_stands_for_a_material_of_another_name():
    first = b.item("登记", results=(b.licence("营业执照"),))
    second = b.item("许可", materials=(b.material("主体资格证明", licences=("营业执照",)),))

    (merged,) = merge_materials([first, second])

    assert merged.issued_by == "登记"


def test_what_somebody_needs_before_it_is_issued_must_be_brought():
    asks = b.item("变更", materials=(b.material("营业执照"),), results=(b.licence("营业执照"),))
    later = b.item("许可", materials=(b.material("营业执照"),))

    (merged,) = merge_materials([asks, later])

    assert merged.issued_by == ""
    assert not merged.is_free
    assert [use.issued_by for use in merged.uses] == ["", "变更"]


def test_what_one_item_verifies_and_another_wants_must_be_brought():
    one = b.item("甲", materials=(b.material("户口簿", supply=Supply.VERIFICATION),))
    other = b.item("乙", materials=(b.material("户口簿"),))

    (merged,) = merge_materials([one, other])

    assert merged.supply is Supply.APPLICANT
    assert not merged.is_free
