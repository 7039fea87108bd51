"""The engine: sequence, condition, parallel branch; every sound process comes to its end."""

import random

from hypothesis import given
from hypothesis import strategies as st

from yangguan.handling.cases.process_engine import Move, begin, complete
from yangguan.handling.cases.tests import builders as b
from yangguan.registers.catalogue.process import (
    Flow,
    Node,
    NodeKind,
    Process,
    StepKind,
    soundness_faults,
)

NOTHING: dict[str, object] = {"form": {}, "steps": {}}


def test_a_sequence_opens_one_step_after_the_other():
    process = b.review_process()

    first = begin(process, NOTHING)
    second = complete(process, "acceptance", waiting=first.waiting, facts=NOTHING)

    assert (first.opened, second.opened) == (["acceptance"], ["review"])


def test_a_condition_chooses_the_way():
    review = b.task(StepKind.REVIEW, "核查")
    decision = b.task(StepKind.DECISION, "决定")
    refused = {"==": [{"var": "steps.review.outcome"}, "disagree"]}
    process = Process(
        nodes=(
            Node(key="start", kind=NodeKind.START),
            review,
            b.task(StepKind.REVIEW, "复核", "second"),
            decision,
            Node(key="end", kind=NodeKind.END),
        ),
        flows=(
            Flow(source="start", target="review"),
            Flow(source="review", target="decision", condition=refused),
            Flow(source="review", target="second"),
            Flow(source="second", target="decision"),
            Flow(source="decision", target="end"),
        ),
    )

    agreed = {"form": {}, "steps": {"review": {"outcome": "agree"}}}
    disagreed = {"form": {}, "steps": {"review": {"outcome": "disagree"}}}

    assert complete(process, "review", waiting={}, facts=agreed).opened == ["second"]
    assert complete(process, "review", waiting={}, facts=disagreed).opened == ["decision"]


def test_a_join_waits_for_every_branch():
    process = b.parallel_process()

    split = complete(process, "acceptance", waiting={}, facts=NOTHING)
    one = complete(process, "own", waiting=split.waiting, facts=NOTHING)
    both = complete(process, "other", waiting=one.waiting, facts=NOTHING)

    assert sorted(split.opened) == ["other", "own"]
    assert (one.opened, one.waiting) == ([], {"join": ["own"]})
    assert (both.opened, both.waiting) == (["decision"], {})


# Plain data, drawn whole before the test begins: what the engine does with it, in which order and
# how fast, cannot reach back into what is drawn. A block is a task (t), a choice (c) or a parallel
# branch (p), with the number of its ways.
BLOCKS = st.lists(
    st.tuples(st.sampled_from("tcp"), st.integers(min_value=2, max_value=3)),
    min_size=1,
    max_size=6,
)


def process_of(blocks: list[tuple[str, int]]) -> Process:
    """The blocks one after the other, from start to end."""
    nodes = [Node(key="start", kind=NodeKind.START)]
    flows: list[Flow] = []
    ends = ["start"]
    for index, (block, ways) in enumerate(blocks):
        names = [f"{index}-{way}" for way in range(1 if block == "t" else ways)]
        kind = NodeKind.PARALLEL if block == "p" else NodeKind.EXCLUSIVE
        if block != "t":
            nodes.append(Node(key=f"{index}-in", kind=kind))
            flows.extend(Flow(source=end, target=f"{index}-in") for end in ends)
            ends = [f"{index}-in"]
        for place, name in enumerate(names):
            nodes.append(b.task(StepKind.REVIEW, name, name))
            condition = {"==": [{"var": "form.way"}, place]} if block == "c" and place else None
            flows.extend(Flow(source=end, target=name, condition=condition) for end in ends)
        ends = names
        if block != "t":
            nodes.append(Node(key=f"{index}-out", kind=kind))
            flows.extend(Flow(source=name, target=f"{index}-out") for name in names)
            ends = [f"{index}-out"]
    nodes.append(Node(key="end", kind=NodeKind.END))
    flows.extend(Flow(source=end, target="end") for end in ends)
    conditional = [flow for flow in flows if flow.condition is not None]
    always = [flow for flow in flows if flow.condition is None]
    return Process(nodes=tuple(nodes), flows=(*conditional, *always))


@given(blocks=BLOCKS, way=st.integers(0, 3), seed=st.integers(0, 2**32 - 1))
def test_every_sound_process_ends_and_leaves_nothing_waiting(blocks, way, seed):
    process = process_of(blocks)
    order = random.Random(seed)
    facts = {"form": {"way": way}, "steps": {}}
    assert soundness_faults(process) == []

    move: Move = begin(process, facts)
    open_steps, waiting, ended = list(move.opened), move.waiting, move.ended
    while open_steps:
        step = open_steps.pop(order.randrange(len(open_steps)))
        move = complete(process, step, waiting=waiting, facts=facts)
        open_steps.extend(move.opened)
        waiting, ended = move.waiting, ended or move.ended

    assert ended
    assert waiting == {}
