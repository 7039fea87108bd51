"""Two editions side by side: nothing that differs is missing, nothing that agrees is shown."""

from typing import cast

import msgspec
import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from yangguan.registers.catalogue.comparison import Change, Piece, compare, marked
from yangguan.registers.catalogue.content import (
    Condition,
    EditionContent,
    Exemption,
    Fee,
    FeeExample,
    Limit,
    LimitUnit,
    Material,
    Need,
    Result,
    SpecialProcedure,
    TariffRow,
)
from yangguan.registers.catalogue.interchange.item import read_item
from yangguan.registers.catalogue.outline import Part, outline
from yangguan.registers.catalogue.outline_labels import (
    BASIC,
    LABELS,
    LAID_OUT_APART,
    LIMITS,
    NAMED_BY,
)
from yangguan.registers.catalogue.process import Flow, Node, NodeKind, Process, Step, StepKind
from yangguan.registers.catalogue.tests.interchange_sample import sample_item

CONTENT = cast(EditionContent, read_item(sample_item(), resolve_unit=lambda name: "").content)
PLAN = Material(key="material-1", name="布局图", kind="3", need=Need.REQUIRED, basis="第十三条")
FORM = Material(key="material-2", name="申请书", kind="2", need=Need.REQUIRED, basis="第十三条")
PERMIT = Material(key="material-3", name="用地批准书", kind="1", need=Need.REQUIRED, basis="第五条")


def content(**changes):
    """A small licence with two materials, and what is to be otherwise."""
    return msgspec.structs.replace(CONTENT, **{"materials": (PLAN, FORM), **changes})


def with_consultation(process):
    """The same process, in which another office is asked while the first reviews."""
    step = Step(kind=StepKind.REVIEW, name="征求意见")
    nodes = (
        Node(key="split", kind=NodeKind.PARALLEL),
        Node(key="consultation", kind=NodeKind.TASK, step=step),
    )
    review = next(node.key for node in process.nodes if node.step and node.step.name == "审查")
    kept = tuple(flow for flow in process.flows if flow.target != review)
    (before,) = process.incoming(review)
    (after,) = process.outgoing(review)
    ways = (
        (before.source, "split"), ("split", review), ("split", "consultation"),
        ("consultation", after.target),
    )  # fmt: skip
    added = tuple(Flow(source=source, target=target) for source, target in ways)
    return Process(nodes=(*process.nodes, *nodes), flows=(*kept, *added))


def told(differences):
    return [(each.change, each.about, each.label, each.before, each.after) for each in differences]


def test_no_field_of_an_edition_is_forgotten():
    named = set(BASIC) | set(LIMITS) | LAID_OUT_APART

    assert named == {field.name for field in msgspec.structs.fields(EditionContent)}


@pytest.mark.parametrize("struct", LABELS)
def test_no_field_of_its_parts_is_forgotten(struct):
    named = set(LABELS[struct]) | NAMED_BY[struct]

    assert named == {field.name for field in msgspec.structs.fields(struct)}


def test_an_edition_does_not_differ_from_itself():
    assert compare(content(), content()) == []


def test_a_shorter_promise_is_one_line():
    found = compare(content(), content(promised_limit=Limit(days=3)))

    assert told(found) == [(Change.CHANGED, "", "承诺时限", "5 个工作日", "3 个工作日")]
    assert found[0].part is Part.LIMITS


def test_a_limit_says_in_what_it_counts():
    natural = Limit(days=30, unit=LimitUnit.NATURAL_DAYS, explanation="含公示")
    found = compare(content(), content(statutory_limit=natural))

    assert [each.after for each in found] == ["30 个自然日（含公示）"]


def test_a_new_material_is_shown_with_all_that_is_said_of_it():
    old = content()
    new = content(materials=(PERMIT, *old.materials))

    found = compare(old, new)

    assert {each.change for each in found} == {Change.ADDED}
    assert {each.about for each in found} == {"用地批准书"}
    assert ("材料", "用地批准书") in {(each.label, each.after) for each in found}
    assert ("依据", "第五条") in {(each.label, each.after) for each in found}


def test_what_is_gone_stands_where_it_stood():
    plan, form = content().materials
    noted = msgspec.structs.replace(form, note="两份都要签字")

    found = compare(content(materials=(plan, PERMIT, form)), content(materials=(plan, noted)))

    assert {each.change for each in found[:-1]} == {Change.REMOVED}
    assert {each.about for each in found[:-1]} == {"用地批准书"}
    assert (found[-1].change, found[-1].about) == (Change.ADDED, "申请书")


def test_a_material_that_only_moves_differs_in_nothing():
    first, second = content().materials

    assert compare(content(), content(materials=(second, first))) == []


def test_two_things_of_one_name_are_told_apart():
    old = content(materials=(PERMIT, PERMIT))
    new = content(materials=(PERMIT, msgspec.structs.replace(PERMIT, copies=2)))

    assert told(compare(old, new)) == [(Change.CHANGED, "用地批准书", "复印件份数", "0", "2")]


def test_a_condition_is_told_in_the_words_of_the_form():
    old = content()
    rule = Condition(logic={"==": [{"var": "site_address"}, "租用"]})
    first = msgspec.structs.replace(old.materials[0], applies_if=rule)

    found = compare(old, content(materials=(first, *old.materials[1:])))

    assert told(found) == [(Change.ADDED, "布局图", "什么情况要交", "", "“经营场所”选“租用”")]


def test_the_process_is_compared_as_it_runs():
    found = compare(content(), content(process=with_consultation(CONTENT.process)))

    assert {each.part for each in found} == {Part.PROCESS}
    assert ("环节", "", "征求意见") in {(each.label, each.before, each.after) for each in found}
    assert ("走向", "", "受理 → 同时办") in {
        (each.label, each.before, each.after) for each in found
    }
    assert ("走向", "受理 → 审查", "") in {(each.label, each.before, each.after) for each in found}


def test_a_special_procedure_stands_among_the_limits():
    expert = SpecialProcedure(
        name="专家评审", limit_days=30, unit=LimitUnit.WORKING_DAYS, basis="第四十五条"
    )
    found = compare(content(), content(special_procedures=(expert,)))

    assert {each.part for each in found} == {Part.LIMITS}
    assert ("最多天数", "30") in {(each.label, each.after) for each in found}


def test_there_and_back_differ_in_the_same_places():
    old, new = content(), content(materials=(PERMIT,), promised_limit=Limit(days=1))

    there = {(each.about, each.label, each.before, each.after) for each in compare(old, new)}
    back = {(each.about, each.label, each.after, each.before) for each in compare(new, old)}
    assert there == back


def test_the_reader_s_language_changes_the_words_and_not_the_places():
    chinese = [line.place for line in outline(content())]
    with translation.override("en"):
        english = outline(content())

    assert [line.place for line in english] == chinese
    assert "Promised limit" in {line.label for line in english}


@given(st.text(max_size=60), st.text(max_size=60))
def test_the_pieces_of_a_text_are_both_texts(before, after):
    pieces = marked(before, after)

    assert "".join(text for kind, text in pieces if kind is not Piece.NEW) == before
    assert "".join(text for kind, text in pieces if kind is not Piece.GONE) == after


def test_a_changed_word_leaves_the_sentence_standing():
    assert marked("受理后 5 个工作日内办结", "受理后 3 个工作日内办结") == (
        (Piece.KEPT, "受理后 "),
        (Piece.GONE, "5"),
        (Piece.NEW, "3"),
        (Piece.KEPT, " 个工作日内办结"),
    )


def test_another_sentence_is_not_patched_together_from_letters():
    assert marked("有相应的场所", "年满十八周岁") == (
        (Piece.GONE, "有相应的场所"),
        (Piece.NEW, "年满十八周岁"),
    )


def test_a_date_and_a_time_of_day_change_as_a_whole():
    assert marked("2026-07-01", "2026-10-01") == (
        (Piece.GONE, "2026-07-01"),
        (Piece.NEW, "2026-10-01"),
    )
    assert marked("工作日 8:30—12:00", "工作日 9:00—12:00") == (
        (Piece.KEPT, "工作日 "),
        (Piece.GONE, "8:30"),
        (Piece.NEW, "9:00"),
        (Piece.KEPT, "—12:00"),
    )


def test_a_tariff_reads_as_words_and_money():
    row = TariffRow(
        words="租的", applies_if=Condition(logic={"==": [{"var": "x"}, 1]}), amount_fen=1
    )
    fee = Fee(
        name="工本费", standard="见算法", basis="第一条", tariff=(row,),
        exemptions=(Exemption(name="学生", basis="第二条", percent=50),),
        examples=(FeeExample(answers={"x": 1}, due_fen=100),),
    )  # fmt: skip

    lines = {line.field: line.words for line in outline(content(fees=(fee,)))}

    assert lines["tariff"].startswith("租的（")
    assert lines["tariff"].endswith("：0.01 元")
    assert lines["exemptions"] == "学生减免 50%（第二条）"
    assert lines["examples"] == "x：1 → 1 元"


def test_what_a_licence_always_says_is_a_line():
    result = Result(name="许可证", kind="证照", face={"类别": "旅馆业"})

    lines = {line.field: line.words for line in outline(content(results=(result,)))}

    assert lines["face"] == "类别：旅馆业"
