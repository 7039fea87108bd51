"""
Which steps of a process a case goes through, as far as its answers tell. Pure.

Flows may hang on answers (`form.<element>`) and on what earlier steps came to (`steps.…`). Before a
case exists the latter are open, and so is every answer that nobody has given.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from yangguan.registers.catalogue.content import Condition, EditionContent
from yangguan.registers.catalogue.process import Flow, Node, NodeKind, Process, Step
from yangguan.registers.catalogue.rule_variables import rule_variables, settled
from yangguan.registers.catalogue.rule_words import rule_words

FORM = "form."


@dataclass(frozen=True, slots=True)
class PossibleStep:
    """A step that the case may go through; `condition` says when, empty: in any case."""

    key: str
    step: Step
    condition: str


def possible_steps(content: EditionContent, answers: Mapping[str, Any]) -> list[PossibleStep]:
    """The steps that these answers leave possible, in the order in which they are described."""
    process = content.process
    ways = {node.key: _open_flows(process, node, answers) for node in process.nodes}
    reached = _reached(process.start.key, ways)
    labels = {field.element: field.label for field in content.fields()}
    return [
        PossibleStep(
            key,
            step,
            "" if _is_certain(process, key, ways) else _condition(process, key, labels),
        )
        for key, step in process.steps()
        if key in reached
    ]


def step_questions(process: Process) -> set[str]:
    """The questions that decide which way a case goes."""
    wanted: set[str] = set()
    for flow in process.flows:
        wanted |= rule_variables(_of_form(flow.condition)) - {"steps"}
    return wanted


def _open_flows(process: Process, node: Node, answers: Mapping[str, Any]) -> tuple[Flow, ...]:
    """The flows that may be taken: none that does not hold, none after one that does."""
    flows = process.outgoing(node.key)
    if node.kind is NodeKind.PARALLEL:
        return flows
    found: list[Flow] = []
    for flow in flows:
        holds = _holds(flow, answers)
        if holds is not False:
            found.append(flow)
        if holds:
            break
    return tuple(found)


def _holds(flow: Flow, answers: Mapping[str, Any]) -> bool | None:
    if flow.condition is None:
        return True
    return settled(Condition(logic=_of_form(flow.condition)), answers)


def _of_form(logic: Any) -> Any:
    """The rule with the answers under their own names: `form.area` → `area`."""
    match logic:
        case {"var": str(path)} | {"var": [str(path), *_]}:
            return {"var": path.removeprefix(FORM)}
        case Mapping():
            return {key: _of_form(each) for key, each in logic.items()}
        case list() | tuple():
            return [_of_form(each) for each in logic]
        case _:
            return logic


def _reached(start: str, ways: Mapping[str, tuple[Flow, ...]]) -> set[str]:
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        key = waiting.pop()
        if key not in seen:
            seen.add(key)
            waiting.extend(flow.target for flow in ways.get(key, ()))
    return seen


def _is_certain(process: Process, wanted: str, ways: Mapping[str, tuple[Flow, ...]]) -> bool:
    """Whether every way that is open comes through the node; of parallel ways, one is enough."""
    kinds = {node.key: node.kind for node in process.nodes}
    known: dict[str, bool] = {wanted: True}

    def comes(key: str) -> bool:
        if key not in known:
            # A way back is no way past: what has been begun here is judged by its other ways.
            known[key] = True
            found = [comes(flow.target) for flow in ways.get(key, ())]
            is_parallel = kinds.get(key) is NodeKind.PARALLEL
            known[key] = bool(found) and (any(found) if is_parallel else all(found))
        return known[key]

    return comes(process.start.key)


def _condition(process: Process, key: str, labels: Mapping[str, str]) -> str:
    """When a step comes about: the condition on the nearest way to it."""
    seen: set[str] = set()
    while key not in seen:
        seen.add(key)
        incoming = process.incoming(key)
        if len(incoming) != 1:
            break
        flow = incoming[0]
        if flow.condition is not None:
            logic = _of_form(flow.condition)
            words = rule_words(logic, labels) if rule_variables(logic) <= labels.keys() else ""
            return _("%(condition)s时才有这一步") % {"condition": words} if words else _open_words()
        others = [
            rule_variables(_of_form(each.condition)) for each in process.outgoing(flow.source)
        ]
        if any(read & labels.keys() for read in others):
            return _("其他情况下有这一步")
        if any(others):
            # The usual course; the other way is for what goes wrong with the work.
            return ""
        key = flow.source
    return _open_words()


def _open_words() -> str:
    return _("看办理情况，不一定有这一步")
