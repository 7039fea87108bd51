"""Which steps a case goes through, as far as its answers tell; no answer leaves both ways open."""

import pytest

from yangguan.registers.catalogue.content import FormField
from yangguan.registers.catalogue.process import (
    Flow,
    Node,
    NodeKind,
    Process,
    Step,
    StepKind,
)
from yangguan.registers.catalogue.step_conditions import possible_steps, step_questions
from yangguan.registers.catalogue.tests.test_comparison import content

COOKS = FormField(element="cooks", label="现场做热食", type="boolean")
HOT = {"==": [{"var": "form.cooks"}, True]}
REFUSED = {"==": [{"var": "steps.look.outcome"}, "refused"]}


def node(key, kind=NodeKind.TASK):
    step = Step(kind=StepKind.REVIEW, name=key) if kind is NodeKind.TASK else None
    return Node(key=key, kind=kind, step=step)


def process(*flows, **kinds):
    """A process of the nodes that the flows name; those without a kind are tasks."""
    known = {"start": NodeKind.START, "end": NodeKind.END, **kinds}
    keys = dict.fromkeys(key for flow in flows for key in flow[:2])
    return Process(
        nodes=tuple(node(key, known.get(key, NodeKind.TASK)) for key in keys),
        flows=tuple(Flow(source=a, target=b, condition=c) for a, b, *[c] in flows),
    )


VISIT = process(
    ("start", "look", None),
    ("look", "visit", HOT),
    ("look", "decide", None),
    ("visit", "decide", None),
    ("decide", "end", None),
)


def steps(process, answers):
    found = possible_steps(content(process=process, situations=(COOKS,)), answers)
    return {each.key: each.condition for each in found}


def test_a_step_that_hangs_on_an_answer_says_when_it_comes_about():
    assert steps(VISIT, {}) == {
        "look": "",
        "visit": "“现场做热食”选“是”时才有这一步",
        "decide": "",
    }


def test_an_answer_makes_a_step_certain_or_takes_it_away():
    assert steps(VISIT, {"cooks": True}) == {"look": "", "visit": "", "decide": ""}
    assert steps(VISIT, {"cooks": False}) == {"look": "", "decide": ""}


def test_the_other_way_is_named_as_the_other_way():
    both = process(
        ("start", "fork", None),
        ("fork", "visit", HOT),
        ("fork", "paper", None),
        ("visit", "end", None),
        ("paper", "end", None),
        fork=NodeKind.EXCLUSIVE,
    )

    assert steps(both, {})["paper"] == "其他情况下有这一步"
    assert set(steps(both, {"cooks": True})) == {"visit"}


def test_what_hangs_on_the_work_itself_stays_open():
    found = process(
        ("start", "look", None),
        ("look", "again", REFUSED),
        ("look", "end", None),
        ("again", "end", None),
    )

    assert steps(found, {"cooks": True})["again"] == "看办理情况，不一定有这一步"


def test_the_usual_course_is_not_called_another_case():
    found = process(
        ("start", "look", None),
        ("look", "end", REFUSED),
        ("look", "certify", None),
        ("certify", "end", None),
    )

    assert steps(found, {})["certify"] == ""


def test_parallel_steps_are_all_certain():
    found = process(
        ("start", "split", None),
        ("split", "own", None),
        ("split", "other", None),
        ("own", "join", None),
        ("other", "join", None),
        ("join", "end", None),
        split=NodeKind.PARALLEL,
        join=NodeKind.PARALLEL,
    )

    assert steps(found, {}) == {"own": "", "other": ""}


def test_a_way_back_makes_no_step_uncertain():
    found = process(
        ("start", "look", None),
        ("look", "decide", None),
        ("decide", "look", REFUSED),
        ("decide", "end", None),
    )

    assert steps(found, {}) == {"look": "", "decide": ""}


@pytest.mark.parametrize(
    ("flows", "wanted"), [(VISIT, {"cooks"}), (process(("start", "end", REFUSED)), set())]
)
def test_the_questions_of_a_process_are_the_answers_that_its_flows_read(flows, wanted):
    assert step_questions(flows) == wanted
