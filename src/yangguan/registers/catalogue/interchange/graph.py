"""
A process that a table of steps cannot tell, node by node and flow by flow.

`PROCESS_NODE` and `PROCESS_FLOW` go before `FLOWSHEET`; they stand only where the process has
branches, joins or limits that the published table of steps has no columns for.
"""

from collections.abc import Mapping
from typing import Any, TypeVar

import msgspec
from django.utils.translation import gettext as _

from yangguan.registers.catalogue.interchange.reader import Document, Row, plain_text
from yangguan.registers.catalogue.process import Flow, Node, Process

NODES, FLOWS = "PROCESS_NODE", "PROCESS_FLOW"

T = TypeVar("T", Node, Flow)


def read_graph(document: Document) -> Process | None:
    """The process of the two tables; None where they say nothing."""
    if not document.values.get(NODES):
        return None
    nodes = [_converted(row, Node) for row in document.rows(NODES)]
    flows = [_converted(row, Flow) for row in document.rows(FLOWS)]
    return Process(
        nodes=tuple(node for node in nodes if node is not None),
        flows=tuple(flow for flow in flows if flow is not None),
    )


def written_graph(process: Process) -> dict[str, list[dict[str, Any]]]:
    """The inverse of `read_graph`."""
    return {
        NODES: [_written(node) for node in process.nodes],
        FLOWS: [_written(flow) for flow in process.flows],
    }


def _converted(row: Row, kind: type[T]) -> T | None:
    values = {key.lower(): value for key, value in row.values.items() if value not in (None, "")}
    if isinstance(values.get("step"), Mapping):
        values["step"] = {
            key: plain_text(value) if isinstance(value, str) else value
            for key, value in values["step"].items()
        }
    known = {field.name for field in msgspec.structs.fields(kind)}
    try:
        return msgspec.convert({key: values[key] for key in values if key in known}, kind)
    except msgspec.ValidationError as error:
        row.faults.add(row.path, "malformed", _("流程写得不对：%(why)s") % {"why": error})
        return None


def _written(value: Node | Flow) -> dict[str, Any]:
    told = msgspec.to_builtins(value)
    return {key.upper(): each for key, each in told.items() if each is not None}
