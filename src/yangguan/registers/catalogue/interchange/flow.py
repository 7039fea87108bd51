"""From the published table of steps (`FLOWSHEET`) to a process that can run."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from yangguan.registers.catalogue.codes import STEP_KINDS
from yangguan.registers.catalogue.interchange.reader import Document, Row
from yangguan.registers.catalogue.process import Flow, Node, NodeKind, Process, Step, StepKind

# The name of a unit as published, or its credit code → the code of the department it means, or an
# empty text.
UnitResolver = Callable[[str], str]

_DAYS = re.compile(r"(?<![\d.])(\d{1,4})\s*(?:个)?(?:工作)?日")
# Beside the step before it.
PARALLEL = "并行"
_NOT_COUNTED = ("不计入", PARALLEL, "自然日", "另计")

REFUSED = {"==": [{"var": "steps.decision.outcome"}, "refused"]}


@dataclass(frozen=True, slots=True)
class _Row:
    kind: StepKind
    step: Step
    is_parallel: bool


def read_process(document: Document, *, resolve_unit: UnitResolver) -> Process:
    """
    The process in the order of the table.

    Steps marked 并行 run beside the step before them. A review that does not agree goes straight to
    the decision; a decision to refuse goes straight to delivery, since nothing is to be issued.
    Acceptance, decision and delivery are added where a table leaves them out: the law knows no case
    without them (行政许可法 第三十二条, 第三十八条, 第四十四条).
    """
    return _process([row for row in (_row(row, resolve_unit) for row in _rows(document)) if row])


def process_of_steps(steps: Sequence[Step]) -> Process:
    """The process of a table of steps, as `read_process` makes it of a file's table."""
    return _process([_Row(step.kind, step, PARALLEL in step.limit_text) for step in steps])


def _process(rows: Sequence[_Row]) -> Process:
    before, decision, after = _around_decision(rows)
    accepting = [row for row in before if row.kind is StepKind.ACCEPTANCE][:1]
    reviews = [row for row in before if row not in accepting]
    delivering = [row for row in after if row.kind is StepKind.DELIVERY][-1:]
    following = [row for row in after if row.kind is not StepKind.DELIVERY]

    graph = _Graph()
    graph.task("acceptance", _only(accepting, StepKind.ACCEPTANCE, "受理"))
    for group in _parallel_groups(reviews):
        graph.reviews([row.step for row in group])
    graph.decision(decision or Step(kind=StepKind.DECISION, name="决定"))
    for row in following:
        graph.follow_up(row.step)
    graph.task("delivery", _only(delivering, StepKind.DELIVERY, "送达"))
    return graph.finished()


def _rows(document: Document) -> list[Row]:
    return list(document.rows("FLOWSHEET", required=True))


def _row(row: Row, resolve_unit: UnitResolver) -> _Row | None:
    code = row.code("STEP", STEP_KINDS)
    if not code:
        return None
    limit_text = row.text("TRANSACT_TIME_LIMIT", limit=100)
    unit = row.text("UNIT")
    kind = {
        "acceptance": StepKind.ACCEPTANCE,
        "investigate": StepKind.REVIEW,
        "decide": StepKind.DECISION,
        "accreditation": StepKind.CERTIFICATE,
        "delivery": StepKind.DELIVERY,
    }[code]
    step = Step(
        kind=kind,
        name=row.text("STEP_TEXT", limit=100) or STEP_KINDS[code],
        unit=unit,
        officer=row.text("TRANSACTOR"),
        department_code=(
            resolve_unit(row.identifier("UNIT_CODE", limit=18) or unit)
            if kind is StepKind.REVIEW
            else ""
        ),
        limit_days=limit_days(limit_text),
        limit_text=limit_text,
        counts=not any(word in limit_text for word in _NOT_COUNTED),
        standard=row.text("CHECK_STANDARD"),
        result=row.text("TRANSACT_RESULT"),
    )
    return _Row(kind=kind, step=step, is_parallel=PARALLEL in limit_text)


def limit_days(text: str) -> int | None:
    """`3个工作日` → 3, `即时` → 0, `报名期内` → None."""
    if "即时" in text or text == "当日":
        return 0
    match = _DAYS.search(text)
    return int(match.group(1)) if match else None


def _around_decision(rows: Sequence[_Row]) -> tuple[list[_Row], Step | None, list[_Row]]:
    """The rows before the decision, the decision, the rows after it."""
    places = [index for index, row in enumerate(rows) if row.kind is StepKind.DECISION]
    if not places:
        # 签发 stands for decision and certificate where the table names no decision of its own.
        places = [index for index, row in enumerate(rows) if row.kind is StepKind.CERTIFICATE][:1]
    if not places:
        delivery = [index for index, row in enumerate(rows) if row.kind is StepKind.DELIVERY]
        cut = delivery[0] if delivery else len(rows)
        return list(rows[:cut]), None, list(rows[cut:])
    place = places[-1]
    return list(rows[:place]), _as(StepKind.DECISION, rows[place].step), list(rows[place + 1 :])


def _only(rows: Sequence[_Row], kind: StepKind, name: str) -> Step:
    return rows[0].step if rows else Step(kind=kind, name=name, limit_days=0)


def _as(kind: StepKind, step: Step) -> Step:
    return msgspec.structs.replace(step, kind=kind)


def _parallel_groups(rows: Sequence[_Row]) -> list[list[_Row]]:
    """A step marked 并行 runs beside the one before it; the very first beside the one after it."""
    groups: list[list[_Row]] = []
    for row in rows:
        leads = len(groups) == 1 and len(groups[0]) == 1 and groups[0][0].is_parallel
        if groups and (row.is_parallel or leads):
            groups[-1].append(row)
        else:
            groups.append([row])
    return groups


class _Graph:
    """Builds a process from left to right; `_open` are the ends that the next node joins on to."""

    def __init__(self) -> None:
        self._nodes = [Node(key="start", kind=NodeKind.START)]
        self._flows: list[Flow] = []
        self._open: list[tuple[str, dict[str, Any] | None]] = [("start", None)]
        self._to_decision: list[tuple[str, dict[str, Any]]] = []
        self._reviews = self._follow_ups = self._gateways = 0

    def task(self, key: str, step: Step) -> None:
        self._add(Node(key=key, kind=NodeKind.TASK, step=step))

    def reviews(self, steps: Sequence[Step]) -> None:
        """One review, or several beside each other between a split and a join."""
        keyed = [(self._next_review(), _as_review(step)) for step in steps]
        if len(keyed) == 1:
            ((key, step),) = keyed
            self.task(key, step)
            self._to_decision.append((key, _disagrees(key)))
            return
        self._gateways += 1
        split, join = f"split-{self._gateways}", f"join-{self._gateways}"
        self._add(Node(key=split, kind=NodeKind.PARALLEL))
        for key, step in keyed:
            self._nodes.append(Node(key=key, kind=NodeKind.TASK, step=step))
            self._flows.append(Flow(source=split, target=key))
            self._flows.append(Flow(source=key, target=join))
        self._nodes.append(Node(key=join, kind=NodeKind.PARALLEL))
        after = f"after-{self._gateways}"
        self._open = [(join, None)]
        self._add(Node(key=after, kind=NodeKind.EXCLUSIVE))
        self._to_decision.append((after, {"or": [_disagrees(key) for key, _ in keyed]}))

    def decision(self, step: Step) -> None:
        (last, _), *_rest = self._open
        self._add(Node(key="decision", kind=NodeKind.TASK, step=_as(StepKind.DECISION, step)))
        for key, condition in self._to_decision:
            # A way that leads to the decision anyway needs no condition of its own.
            if key != last:
                self._flows.append(Flow(source=key, target="decision", condition=condition))

    def follow_up(self, step: Step) -> None:
        """A step that only a positive decision reaches: certificate, payment, later check."""
        self._follow_ups += 1
        kind = StepKind.REVIEW if step.kind is StepKind.REVIEW else StepKind.CERTIFICATE
        self._add(
            Node(
                key=f"after-decision-{self._follow_ups}",
                kind=NodeKind.TASK,
                step=_as(kind, step),
            )
        )

    def finished(self) -> Process:
        if self._follow_ups:
            self._flows.append(Flow(source="decision", target="delivery", condition=REFUSED))
        self._add(Node(key="end", kind=NodeKind.END))
        # Conditions first: the flow that always holds is the way in all other cases.
        flows = sorted(self._flows, key=lambda flow: flow.condition is None)
        return Process(nodes=tuple(self._nodes), flows=tuple(flows))

    def _add(self, node: Node) -> None:
        self._nodes.append(node)
        for source, condition in self._open:
            self._flows.append(Flow(source=source, target=node.key, condition=condition))
        self._open = [(node.key, None)]

    def _next_review(self) -> str:
        self._reviews += 1
        return f"review-{self._reviews}"


def _as_review(step: Step) -> Step:
    if step.kind is StepKind.REVIEW:
        return step
    return _as(StepKind.REVIEW, step)


def _disagrees(key: str) -> dict[str, Any]:
    return {"==": [{"var": f"steps.{key}.outcome"}, "disagree"]}
