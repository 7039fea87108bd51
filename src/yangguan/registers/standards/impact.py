"""What a version of a code table changes, and who uses what it drops or renames."""

from collections.abc import Sequence
from dataclasses import dataclass

from yangguan.registers.standards import ports, rules
from yangguan.registers.standards.models import CodeEntry, DataElement
from yangguan.registers.standards.ports import Use
from yangguan.registers.standards.rules import ChangeKind, CodeChange, Entry
from yangguan.registers.standards.states import VersionState


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """A code that a version changes, and what uses it as it was."""

    change: CodeChange
    uses: tuple[Use, ...]
    has_more_uses: bool

    @property
    def breaks(self) -> bool:
        """Whether something would be left with a code that nobody explains any more."""
        return self.change.kind is ChangeKind.DROPPED and bool(self.uses)


def impact_on(key: str, after: Sequence[Entry], *, most: int) -> list[ChangeLine]:
    """
    What a list of codes changes of a table's version in force, and who uses it. Two queries and
    those of the users.
    """
    before = [
        as_entry(row)
        for row in CodeEntry.objects.filter(
            version__table__key=key, version__state=VersionState.IN_FORCE
        ).order_by("position")
    ]
    found = rules.changes(before, after)
    lost = [each for each in found if each.kind in {ChangeKind.DROPPED, ChangeKind.RENAMED}]
    elements: list[str] = []
    if lost:
        elements = list(
            DataElement.objects.filter(code_table__key=key)
            .order_by("code")
            .values_list("code", flat=True)
        )
    terms = {each.code: _terms(key, each, elements) for each in lost}
    uses = ports.uses_of([term for each in terms.values() for term in each], most=most + 1)
    lines = []
    for each in found:
        wanted = set(terms.get(each.code, ()))
        own = list(dict.fromkeys(use for use in uses if use.term in wanted))
        lines.append(ChangeLine(each, tuple(own[:most]), len(own) > most))
    return lines


def all_entries(key: str, number: int) -> list[Entry]:
    """Every code of a version, at most `rules.MOST_ENTRIES`. One query."""
    rows = CodeEntry.objects.filter(version__table__key=key, version__number=number)
    return [as_entry(row) for row in rows.order_by("position")]


def as_entry(row: CodeEntry) -> Entry:
    """A row as a value."""
    return Entry(
        code=row.code,
        name=row.name,
        parent=row.parent,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
    )


def _terms(key: str, change: CodeChange, elements: Sequence[str]) -> list[str]:
    """Forms and results keep the names of codes, all else the codes."""
    if change.before is None:
        return []
    code, name = change.before.code, change.before.name
    return [
        ports.term_of_code(key, code),
        ports.term_of_name(key, name),
        *(ports.term_of_choice(element, name) for element in elements),
    ]
