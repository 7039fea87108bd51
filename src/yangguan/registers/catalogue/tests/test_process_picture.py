"""The picture of a process: every node and every way, nothing on top of another."""

from hypothesis import given
from hypothesis import strategies as st

from yangguan.registers.catalogue.interchange.flow import process_of_steps
from yangguan.registers.catalogue.process import Step, StepKind
from yangguan.registers.catalogue.process_picture import BOX_HEIGHT, BOX_WIDTH, picture_of

STEPS = st.lists(
    st.builds(
        Step,
        kind=st.sampled_from(list(StepKind)),
        name=st.text("审查核验听证受理决定", min_size=1, max_size=20),
        limit_text=st.sampled_from(["", "并行", "3个工作日"]),
        limit_days=st.none() | st.integers(0, 30),
    ),
    min_size=1,
    max_size=8,
)


@given(steps=STEPS)
def test_all_is_drawn_and_nothing_covers_anything(steps):
    process = process_of_steps(steps)

    picture = picture_of(process)

    assert len(picture.nodes) == len(process.nodes)
    assert len(picture.wires) == len(process.flows)
    for node in picture.nodes:
        assert 0 < node.x < picture.width
        assert 0 < node.y < picture.height
        for other in picture.nodes:
            apart = abs(node.x - other.x) >= BOX_WIDTH or abs(node.y - other.y) >= BOX_HEIGHT
            assert other is node or apart


def test_a_long_name_is_broken_and_cut():
    (acceptance,) = [
        node
        for node in picture_of(
            process_of_steps([Step(kind=StepKind.ACCEPTANCE, name="一二三四五六七八九十" * 2)])
        ).nodes
        if node.key == "acceptance"
    ]

    assert acceptance.lines == ("一二三四五六七", "八九十一二三…")


def test_refusal_and_disagreement_are_named_on_their_ways():
    steps = [
        Step(kind=StepKind.ACCEPTANCE, name="受理"),
        Step(kind=StepKind.REVIEW, name="审查"),
        Step(kind=StepKind.REVIEW, name="核查"),
        Step(kind=StepKind.DECISION, name="决定"),
        Step(kind=StepKind.CERTIFICATE, name="制证"),
        Step(kind=StepKind.DELIVERY, name="送达"),
    ]

    labels = {wire.label for wire in picture_of(process_of_steps(steps)).wires}

    assert {"不同意", "不予"} <= labels
