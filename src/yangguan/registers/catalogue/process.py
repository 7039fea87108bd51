"""
The process of an item as a graph of data (流程): what the engine runs and the diagram shows.

The node and flow kinds are the used part of BPMN 2.0: task, exclusive and parallel gateway, start
and end. A flow may carry a condition (JSONLogic over `form` and `steps`); the first flow whose
condition holds is taken, a flow without one always holds. Timers, messages and special procedures
will be further node kinds; nothing here assumes that a task is the only place to wait.
"""

from enum import StrEnum
from typing import Any

import msgspec
from django.utils.translation import gettext as _

from yangguan.foundation.actors.actor import Role


class NodeKind(StrEnum):
    START = "start"
    END = "end"
    TASK = "task"
    EXCLUSIVE = "exclusive"
    PARALLEL = "parallel"


class StepKind(StrEnum):
    """What a task does to the case; the case's state follows from it."""

    ACCEPTANCE = "acceptance"  # 受理
    REVIEW = "review"  # 审查
    DECISION = "decision"  # 决定
    CERTIFICATE = "certificate"  # 颁证
    DELIVERY = "delivery"  # 送达


ROLE_OF_STEP = {
    StepKind.ACCEPTANCE: Role.INTAKE,
    StepKind.REVIEW: Role.REVIEW,
    StepKind.DECISION: Role.DECISION,
    StepKind.CERTIFICATE: Role.CERTIFICATE,
    StepKind.DELIVERY: Role.DELIVERY,
}


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """A task of the process: who does what by when, and against which standard."""

    kind: StepKind
    name: str
    unit: str = ""  # as published
    officer: str = ""  # as published
    department_code: str = ""  # empty: the item's own department
    limit_days: int | None = None  # None: not limited by itself
    limit_text: str = ""
    counts: bool = True  # whether the step's days are part of the promised limit
    standard: str = ""
    result: str = ""


class Node(msgspec.Struct, frozen=True, kw_only=True):
    key: str
    kind: NodeKind
    step: Step | None = None


class Flow(msgspec.Struct, frozen=True, kw_only=True):
    source: str
    target: str
    condition: dict[str, Any] | None = None


class Process(msgspec.Struct, frozen=True, kw_only=True):
    """A directed graph with one start and one end or more."""

    nodes: tuple[Node, ...]
    flows: tuple[Flow, ...]

    def node(self, key: str) -> Node:
        for node in self.nodes:
            if node.key == key:
                return node
        raise KeyError(key)

    def outgoing(self, key: str) -> tuple[Flow, ...]:
        return tuple(flow for flow in self.flows if flow.source == key)

    def incoming(self, key: str) -> tuple[Flow, ...]:
        return tuple(flow for flow in self.flows if flow.target == key)

    def steps(self) -> tuple[tuple[str, Step], ...]:
        """Every task with its step, in the order in which it was described."""
        return tuple((node.key, node.step) for node in self.nodes if node.step is not None)

    @property
    def start(self) -> Node:
        return next(node for node in self.nodes if node.kind is NodeKind.START)


class ProcessFault(msgspec.Struct, frozen=True, kw_only=True):
    node: str
    code: str
    message: str


def soundness_faults(process: Process) -> list[ProcessFault]:
    """
    What would leave a case without a next step: checked before publication, all faults at once.

    Found: no start or several, no end, unknown nodes, nodes that nothing reaches, nodes from which
    no end can be reached, an end with a way out, a task without its step, a choice without a way
    that always holds, a parallel gateway with conditions.
    """
    faults: list[ProcessFault] = []

    def fault(node: str, code: str, message: str) -> None:
        faults.append(ProcessFault(node=node, code=code, message=message))

    keys = [node.key for node in process.nodes]
    for key in sorted({key for key in keys if keys.count(key) > 1}):
        fault(key, "duplicate-node", _("同一个节点编号出现了两次"))
    starts = [node for node in process.nodes if node.kind is NodeKind.START]
    ends = [node for node in process.nodes if node.kind is NodeKind.END]
    if len(starts) != 1:
        fault("", "one-start", _("流程要有且只有一个开始"))
    if not ends:
        fault("", "no-end", _("流程没有结束"))
    for flow in process.flows:
        for key in (flow.source, flow.target):
            if key not in keys:
                fault(key, "unknown-node", _("连线指向不存在的节点"))
    if faults:
        return faults
    reached = _reachable(process, [starts[0].key], forward=True)
    finishing = _reachable(process, [node.key for node in ends], forward=False)
    for node in process.nodes:
        if node.key not in reached:
            fault(node.key, "unreachable", _("从开始走不到这个节点"))
        if node.key not in finishing:
            fault(node.key, "no-way-out", _("从这个节点走不到结束"))
        _check_node(process, node, fault)
    return faults


def _check_node(process: Process, node: Node, fault: Any) -> None:
    outgoing = process.outgoing(node.key)
    match node.kind:
        case NodeKind.END if outgoing:
            fault(node.key, "end-goes-on", _("结束之后不能再有连线"))
        case NodeKind.TASK if node.step is None:
            fault(node.key, "task-without-step", _("环节没有写明内容"))
        case NodeKind.PARALLEL if any(flow.condition for flow in outgoing):
            fault(node.key, "condition-on-parallel", _("并行分支上不能写条件"))
        case NodeKind.TASK | NodeKind.EXCLUSIVE | NodeKind.START if outgoing and all(
            flow.condition for flow in outgoing
        ):
            fault(node.key, "no-default", _("每条路都有条件：要有一条在其他情况下走的路"))


def _reachable(process: Process, keys: list[str], *, forward: bool) -> set[str]:
    seen: set[str] = set()
    open_keys = list(keys)
    while open_keys:
        key = open_keys.pop()
        if key in seen:
            continue
        seen.add(key)
        flows = process.outgoing(key) if forward else process.incoming(key)
        open_keys.extend(flow.target if forward else flow.source for flow in flows)
    return seen
