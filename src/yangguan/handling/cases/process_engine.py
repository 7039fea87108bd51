"""
The process engine: which steps open next. Pure; the case's rows hold the state.

The marking of a case is its open work items and, for joins, which branches have arrived
(`waiting`: join → sources). A move takes the marking and a step that is done and gives the steps to
open and the new `waiting`. Task and gateway are the only kinds that exist today; another kind of
waiting (a timer, a message) becomes one more branch of `_arrive`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from yangguan.registers.catalogue.logic import holds
from yangguan.registers.catalogue.process import Node, NodeKind, Process

Waiting = dict[str, list[str]]


class ProcessStuck(Exception):
    """A process that publication should never have let through: no way leads on from a node."""


@dataclass(slots=True)
class Move:
    """What follows from a step: tasks to open, branches that wait, whether the end was reached."""

    opened: list[str] = field(default_factory=list)
    waiting: Waiting = field(default_factory=dict)
    ended: bool = False


def begin(process: Process, facts: Mapping[str, Any]) -> Move:
    """The first move of a case."""
    move = Move()
    _leave(process, process.start, facts, move)
    return move


def complete(
    process: Process, step: str, *, waiting: Mapping[str, list[str]], facts: Mapping[str, Any]
) -> Move:
    """
    The move after `step` is done. `facts`: `form` (answers) and `steps` (step → outcome), as
    conditions see them. Raises `KeyError` for a step that the process does not have.
    """
    move = Move(waiting={join: list(sources) for join, sources in waiting.items()})
    _leave(process, process.node(step), facts, move)
    return move


def _leave(process: Process, node: Node, facts: Mapping[str, Any], move: Move) -> None:
    flows = process.outgoing(node.key)
    if node.kind is NodeKind.PARALLEL:
        taken = flows
    else:
        taken = tuple(flow for flow in flows if holds(flow.condition, facts))[:1]
    if not taken:
        raise ProcessStuck(node.key)
    for flow in taken:
        _arrive(process, process.node(flow.target), node.key, facts, move)


def _arrive(
    process: Process, node: Node, source: str, facts: Mapping[str, Any], move: Move
) -> None:
    match node.kind:
        case NodeKind.TASK:
            move.opened.append(node.key)
        case NodeKind.END:
            move.ended = True
        case NodeKind.PARALLEL:
            _join(process, node, source, facts, move)
        case _:
            _leave(process, node, facts, move)


def _join(process: Process, node: Node, source: str, facts: Mapping[str, Any], move: Move) -> None:
    """A parallel gateway lets one token through when every way in has brought one."""
    arrived = [*move.waiting.get(node.key, ()), source]
    needed = [flow.source for flow in process.incoming(node.key)]
    if sorted(arrived) == sorted(needed):
        move.waiting.pop(node.key, None)
        _leave(process, node, facts, move)
    else:
        move.waiting[node.key] = arrived
