"""What pages and the API read of code tables."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q

from yangguan.foundation.web.pages import Cursor, Keyset, KeysetPage
from yangguan.registers.standards.impact import ChangeLine, all_entries, impact_on
from yangguan.registers.standards.models import CodeEntry, CodeTable, CodeTableVersion
from yangguan.registers.standards.national import NATIONAL
from yangguan.registers.standards.rules import Entry
from yangguan.registers.standards.states import VersionState

PAGE = 200
# Uses of one code that a comparison names; more are only said to be there.
MOST_USES = 20
BY_POSITION = Keyset(("position",))


@dataclass(frozen=True, slots=True)
class TableLine:
    """A code table in the list; without a version in force it has no number and no date."""

    key: str
    title: str
    standard: str
    number: int | None
    in_force_date: date | None
    source: str
    count: int  # codes of the version in force
    has_draft: bool
    is_read_by_program: bool


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A version of a table."""

    number: int
    state: VersionState
    source: str
    in_force_date: date
    digest: str
    put_in_force_at: datetime | None
    put_in_force_by: str
    reason: str
    successors: dict[str, str]


@dataclass(frozen=True, slots=True)
class TableView:
    """A code table with its versions, newest first."""

    key: str
    title: str
    standard: str
    steward_id: int | None
    steward_name: str  # empty: the office that keeps the catalogue
    is_read_by_program: bool
    versions: tuple[VersionLine, ...]

    @property
    def in_force(self) -> VersionLine | None:
        return self._only(VersionState.IN_FORCE)

    @property
    def draft(self) -> VersionLine | None:
        return self._only(VersionState.DRAFT)

    def version(self, number: int) -> VersionLine | None:
        return next((each for each in self.versions if each.number == number), None)

    def _only(self, state: VersionState) -> VersionLine | None:
        return next((each for each in self.versions if each.state is state), None)


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One code in a list."""

    code: str
    name: str
    parent: str
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class Impact:
    """What becomes of whom when a version is put in force."""

    changes: tuple[ChangeLine, ...]
    codes: tuple[Entry, ...]  # of the new version: what a dropped code can be replaced by

    @property
    def breaking(self) -> tuple[ChangeLine, ...]:
        return tuple(line for line in self.changes if line.breaks)


def code_tables() -> list[TableLine]:
    """Every code table by title, with its version in force. Two queries."""
    in_force = {
        version.table_id: version
        for version in CodeTableVersion.objects.filter(state=VersionState.IN_FORCE).annotate(
            count=Count("entries")
        )
    }
    drafts = Count("versions", filter=Q(versions__state=VersionState.DRAFT))
    lines = []
    for table in CodeTable.objects.annotate(drafts=drafts).order_by("title", "key"):
        version = in_force.get(table.pk)
        lines.append(
            TableLine(
                key=table.key,
                title=table.title,
                standard=table.standard,
                number=version.number if version else None,
                in_force_date=version.in_force_date if version else None,
                source=version.source if version else "",
                count=version.count if version else 0,
                has_draft=table.drafts > 0,
                is_read_by_program=table.key in NATIONAL,
            )
        )
    return lines


def code_table(key: str) -> TableView | None:
    """A table with its versions. Two queries."""
    table = CodeTable.objects.select_related("steward").filter(key=key).first()
    if table is None:
        return None
    return TableView(
        key=table.key,
        title=table.title,
        standard=table.standard,
        steward_id=table.steward_id,
        steward_name=table.steward.name if table.steward else "",
        is_read_by_program=table.key in NATIONAL,
        versions=tuple(_version_line(row) for row in table.versions.order_by("-number")),
    )


def entries(
    key: str, number: int, *, cursor: Cursor | None = None, limit: int = PAGE
) -> KeysetPage[EntryLine]:
    """The codes of a version in their order. One query."""
    rows = CodeEntry.objects.filter(version__table__key=key, version__number=number)
    return BY_POSITION.page(rows, cursor=cursor, limit=limit, show=_entry_line)


def names_in_force(keys: Collection[str]) -> dict[str, dict[str, str]]:
    """Table → code → name of the versions in force. One query, none for no table."""
    found: dict[str, dict[str, str]] = {key: {} for key in keys}
    if not found:
        return {}
    rows = CodeEntry.objects.filter(
        version__table__key__in=found, version__state=VersionState.IN_FORCE
    )
    for key, code, name in rows.order_by("version", "position").values_list(
        "version__table__key", "code", "name"
    ):
        found[key][code] = name
    return found


def titles_of(keys: Collection[str]) -> dict[str, str]:
    """Table → title, of those that there are. One query, none for no table."""
    if not keys:
        return {}
    return dict(CodeTable.objects.filter(key__in=keys).values_list("key", "title"))


def impact(key: str, number: int) -> Impact | None:
    """
    What a version changes of the one in force, and who uses it. Five queries and those of the
    users; None if there is no such version.
    """
    table = CodeTable.objects.filter(key=key).first()
    if table is None or not table.versions.filter(number=number).exists():
        return None
    after = all_entries(key, number)
    return Impact(tuple(impact_on(key, after, most=MOST_USES)), tuple(after))


def _version_line(row: CodeTableVersion) -> VersionLine:
    return VersionLine(
        number=row.number,
        state=VersionState(row.state),
        source=row.source,
        in_force_date=row.in_force_date,
        digest=row.digest,
        put_in_force_at=row.put_in_force_at,
        put_in_force_by=row.put_in_force_by,
        reason=row.reason,
        successors=dict(row.successors),
    )


def _entry_line(row: CodeEntry) -> EntryLine:
    return EntryLine(row.code, row.name, row.parent, row.valid_from, row.valid_to)
