"""Every rule of publishing over one content, all faults at once: what editor and import call."""

from collections.abc import Iterable, Iterator
from datetime import date

from yangguan.registers.catalogue.content import EditionContent
from yangguan.registers.catalogue.faults import Fault, Severity
from yangguan.registers.catalogue.guards.basis import basis_faults
from yangguan.registers.catalogue.guards.computed import compute_faults, condition_faults
from yangguan.registers.catalogue.guards.duplicates import duplicate_faults
from yangguan.registers.catalogue.guards.elements import element_faults
from yangguan.registers.catalogue.guards.fees import fee_faults
from yangguan.registers.catalogue.guards.necessity import necessity_faults
from yangguan.registers.catalogue.guards.proof import proof_faults
from yangguan.registers.catalogue.guards.quality import quality_faults
from yangguan.registers.catalogue.guards.situations import situation_faults
from yangguan.registers.catalogue.interchange.item import read_item
from yangguan.registers.catalogue.interchange.writer import write_item
from yangguan.registers.catalogue.register_checks import register_faults
from yangguan.registers.catalogue.register_view import RegisterView
from yangguan.registers.catalogue.states import ItemState
from yangguan.registers.organisations.queries import unit_resolver


def content_faults(content: EditionContent, *, number: int, on: date) -> tuple[Fault, ...]:
    """
    Everything that keeps a content from being published as edition `number`, refusals first.

    The content is checked as the interchange would read it, so that what the editor lets pass any
    other platform can take in. `on`: the day whose law counts.
    """
    written = write_item(content, state=ItemState.IN_USE, version=number)
    reading = read_item(written, resolve_unit=unit_resolver())
    view = RegisterView([content], [reading.claim])
    return _sorted(
        (
            *reading.faults,
            *register_faults(reading.claim, content, view),
            *guard_faults(content, view, on=on),
        )
    )


def guard_faults(content: EditionContent, view: RegisterView, *, on: date) -> tuple[Fault, ...]:
    """What the guards say of a content that is complete in form; the registers are asked too."""
    return _sorted(
        (
            *compute_faults(content),
            *condition_faults(content),
            *_worked_out_faults(content),
            *basis_faults(content, view, on=on),
            *proof_faults(content, view),
            *duplicate_faults(content, view),
            *necessity_faults(content, view),
            *element_faults(content, view),
            *quality_faults(content),
        )
    )


def _worked_out_faults(content: EditionContent) -> Iterator[Fault]:
    """What comes of the rules; nothing is worked out where one of them cannot be read."""
    if _has_unreadable(compute_faults(content)):
        return
    charges = list(fee_faults(content))
    yield from charges
    if not _has_unreadable(charges):
        yield from situation_faults(content)


def _has_unreadable(faults: Iterable[Fault]) -> bool:
    return any(fault.code == "unreadable-rule" for fault in faults)


def refusals(faults: Iterable[Fault]) -> list[Fault]:
    """The faults that forbid publishing."""
    return [fault for fault in faults if fault.severity is Severity.REFUSAL]


def _sorted(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    apart = dict.fromkeys(faults)
    return tuple(sorted(apart, key=lambda fault: fault.severity is Severity.WARNING))
