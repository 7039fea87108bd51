"""What pages and the API read of packages."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch

from yangguan.registers.catalogue.content import EditionContent
from yangguan.registers.catalogue.models import ServiceItem
from yangguan.registers.catalogue.states import ItemState
from yangguan.registers.organisations.models import Department
from yangguan.registers.packages.definition import PackageContent, decode
from yangguan.registers.packages.editions import editions_of
from yangguan.registers.packages.models import Package, PackageVersion
from yangguan.registers.packages.states import VersionState


@dataclass(frozen=True, slots=True)
class PackageLine:
    """A package that is published, in a list."""

    code: str
    name: str
    audience: str
    description: str
    item_count: int
    lead_name: str


@dataclass(frozen=True, slots=True)
class PackageView:
    """A version of a package with the editions in force of its items that are in use."""

    content: PackageContent
    number: int
    state: VersionState
    revision: int
    saved_at: datetime
    published_at: datetime | None
    lead_id: int
    lead_name: str
    editions: dict[str, EditionContent]  # by task code, in the package's order

    @property
    def contents(self) -> tuple[EditionContent, ...]:
        return tuple(self.editions.values())


@dataclass(frozen=True, slots=True)
class PackageRow:
    """A package as its editors see it in their list."""

    code: str
    name: str
    audience: str
    lead_id: int
    lead_name: str
    published_number: int | None
    published_at: datetime | None
    draft_saved_at: datetime | None


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A version in a package's history."""

    number: int
    state: VersionState
    published_at: datetime | None
    published_by: str
    digest: str


@dataclass(frozen=True, slots=True)
class ItemChoice:
    """An item that a package can take in."""

    task_code: str
    name: str
    department_name: str


def packages(*, audience: str | None = None) -> list[PackageLine]:
    """The published packages by code, all or those for an audience. One query."""
    rows = Package.objects.filter(version__isnull=False).select_related("version", "lead")
    if audience is not None:
        rows = rows.filter(audience=audience)
    return [_line(row, row.version) for row in rows.order_by("code") if row.version is not None]


def _line(row: Package, version: PackageVersion) -> PackageLine:
    content = decode(version.content)
    return PackageLine(
        code=row.code,
        name=row.name,
        audience=row.audience,
        description=content.description,
        item_count=len(content.items),
        lead_name=row.lead.name,
    )


def package(code: str) -> PackageView | None:
    """
    The published version by code, None if there is none.

    Two queries, and two for each edition that is not in memory yet.
    """
    rows = PackageVersion.objects.filter(package__code=code, state=VersionState.PUBLISHED)
    return _view(rows.select_related("package__lead").first())


def package_to_edit(code: str) -> PackageView | None:
    """The draft by code, otherwise the newest version. As many queries as `package`."""
    rows = PackageVersion.objects.filter(package__code=code).select_related("package__lead")
    return _view(rows.order_by("-number").first())


def _view(version: PackageVersion | None) -> PackageView | None:
    if version is None:
        return None
    content = decode(version.content)
    return PackageView(
        content=content,
        number=version.number,
        state=VersionState(version.state),
        revision=version.revision,
        saved_at=version.saved_at,
        published_at=version.published_at,
        lead_id=version.package.lead_id,
        lead_name=version.package.lead.name,
        editions=editions_of(content.task_codes),
    )


def package_rows() -> list[PackageRow]:
    """Every package for the editors' list, by code. Two queries."""
    drafts = PackageVersion.objects.filter(state=VersionState.DRAFT).defer("content")
    rows = (
        Package.objects.select_related("version", "lead")
        .defer("version__content")
        .prefetch_related(Prefetch("versions", drafts, to_attr="drafts"))
        .order_by("code")
    )
    return [
        PackageRow(
            code=row.code,
            name=row.name,
            audience=row.audience,
            lead_id=row.lead_id,
            lead_name=row.lead.name,
            published_number=row.version.number if row.version else None,
            published_at=row.version.published_at if row.version else None,
            draft_saved_at=next((draft.saved_at for draft in _drafts(row)), None),
        )
        for row in rows
    ]


def _drafts(row: Package) -> list[PackageVersion]:
    drafts: list[PackageVersion] = getattr(row, "drafts", [])
    return drafts


def versions_of(code: str) -> list[VersionLine]:
    """Every version of a package, newest first. One query."""
    rows = PackageVersion.objects.filter(package__code=code).defer("content").order_by("-number")
    return [
        VersionLine(
            number=row.number,
            state=VersionState(row.state),
            published_at=row.published_at,
            published_by=row.published_by,
            digest=row.digest,
        )
        for row in rows
    ]


def item_choices() -> list[ItemChoice]:
    """Every item in use that a package can take in, by department and name. One query."""
    rows = ServiceItem.objects.filter(state=ItemState.IN_USE, edition__isnull=False)
    found = rows.order_by("department__name", "name").values_list(
        "task_code", "name", "department__name"
    )
    return [ItemChoice(*row) for row in found]


def lead_choices() -> list[tuple[str, str, int]]:
    """Credit code, name and id of the departments that have items and may lead. One query."""
    rows = Department.objects.filter(items__isnull=False).distinct().order_by("name")
    return list(rows.values_list("credit_code", "name", "pk"))
