"""What pages, guards and the API read of the city's catalogue of materials (材料目录)."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass

from django.db import connection
from django.db.models import Exists, OuterRef, Q

from yangguan.foundation.files.models import StoredFile
from yangguan.foundation.web.pages import Cursor, Keyset, KeysetPage
from yangguan.registers.catalogue.materials import LONGEST_NAME, MaterialTerms, ProofSide
from yangguan.registers.catalogue.models import (
    EditionProof,
    LicenceType,
    MaterialDefinition,
    MaterialName,
)
from yangguan.registers.organisations.models import Department

PAGE = 50
# Nobody needs to know how many thousand items ask for the identity card.
MOST_COUNTED = 1_000
_BY_NAME = Keyset(("name", "id"))
_BY_ID = Keyset(("id",))

_COUNTS = """
SELECT asked.id, (
    SELECT count(*) FROM (
        SELECT 1 FROM catalogue_editionproof proof
        WHERE proof.definition_id = asked.id AND proof.side = 'demand' LIMIT %(most)s
    ) bounded
) FROM unnest(%(ids)s::bigint[]) asked (id)
"""


@dataclass(frozen=True, slots=True)
class MaterialLine:
    """A definition in a list. `uses`: places where editions in force ask for it, 1,000 at most."""

    code: str
    name: str
    other_names: tuple[str, ...]
    kind: str
    issuer: str
    medium: str
    trust: str
    licence_type: str
    is_confirmed: bool
    has_blank: bool
    has_sample: bool
    uses: int


@dataclass(frozen=True, slots=True)
class PaperFile:
    """A blank form or a filled sample of a material."""

    id: uuid.UUID
    name: str
    media_type: str
    size: int
    digest: str


@dataclass(frozen=True, slots=True)
class MaterialView:
    """A definition whole; `merged_into` is the code of the one that stands for it now."""

    code: str
    terms: MaterialTerms
    department_name: str
    blank: PaperFile | None
    sample: PaperFile | None
    merged_into: str
    merged_codes: tuple[str, ...]
    proposed_by: str
    proposed_by_id: int | None
    is_confirmed: bool
    revision: int
    uses: int


@dataclass(frozen=True, slots=True)
class UseLine:
    """One place where an edition in force asks for a material."""

    task_code: str
    item_name: str
    department_name: str
    edition: int
    material_name: str
    burden: str  # `materials.Burden`


def materials(
    *,
    text: str = "",
    issuer_kind: str = "",
    medium: str = "",
    trust: str = "",
    has_licence: bool | None = None,
    is_confirmed: bool | None = None,
    has_paper: bool = False,
    cursor: Cursor | None = None,
    limit: int = PAGE,
) -> KeysetPage[MaterialLine]:
    """
    Definitions in force by name, also found by another name or by code. Two or three queries.

    `has_paper`: only those with a blank form or a sample to take away.
    """
    rows = MaterialDefinition.objects.filter(merged_into=None)
    equal = {"issuer_kind": issuer_kind, "medium": medium, "trust": trust}
    rows = rows.filter(**{field: value for field, value in equal.items() if value})
    if text := text.strip()[:LONGEST_NAME].replace("\x00", ""):
        named = MaterialName.objects.filter(definition=OuterRef("pk"), name__icontains=text)
        rows = rows.filter(Q(code__iexact=text) | Exists(named))
    if has_licence is not None:
        rows = rows.filter(licence_type__isnull=not has_licence)
    if is_confirmed is not None:
        rows = rows.filter(is_confirmed=is_confirmed)
    if has_paper:
        rows = rows.filter(Q(blank__isnull=False) | Q(sample__isnull=False))
    joined = rows.select_related("licence_type", "department").prefetch_related("all_names")
    page: KeysetPage[MaterialDefinition] = _BY_NAME.page(
        joined, cursor=cursor, limit=limit, show=lambda row: row
    )
    counts = use_counts([row.pk for row in page.items])
    lines = tuple(_line(row, counts[row.pk]) for row in page.items)
    return KeysetPage(lines, page.back, page.on)


def _line(row: MaterialDefinition, uses: int) -> MaterialLine:
    return MaterialLine(
        code=row.code,
        name=row.name,
        other_names=_other_names(row),
        kind=row.kind,
        issuer=row.department.name if row.department else row.issuer,
        medium=row.medium,
        trust=row.trust,
        licence_type=row.licence_type.name if row.licence_type else "",
        is_confirmed=row.is_confirmed,
        has_blank=row.blank_id is not None,
        has_sample=row.sample_id is not None,
        uses=uses,
    )


def _other_names(row: MaterialDefinition) -> tuple[str, ...]:
    return tuple(sorted(each.name for each in row.all_names.all() if each.name != row.name))


def use_counts(ids: Collection[int]) -> dict[int, int]:
    """In how many places each definition is asked for, counted to 1,001 at most. One query."""
    if not ids:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_COUNTS, {"ids": list(ids), "most": MOST_COUNTED + 1})
        return dict(cursor.fetchall())


def material(code: str) -> MaterialView | None:
    """One definition by its code, also one that was merged into another. Four queries."""
    row = (
        MaterialDefinition.objects.filter(code=code)
        .select_related(
            "licence_type", "department", "blank", "sample", "merged_into", "proposed_by"
        )
        .prefetch_related("all_names", "merged")
        .first()
    )
    if row is None:
        return None
    return MaterialView(
        code=row.code,
        terms=MaterialTerms(
            name=row.name,
            other_names=_other_names(row),
            kind=row.kind,
            issuer_kind=row.issuer_kind,
            issuer=row.issuer,
            department_key=(row.department.key or "") if row.department else "",
            licence_type=row.licence_type.name if row.licence_type else "",
            medium=row.medium,
            validity=row.validity,
            trust=row.trust,
            note=row.note,
        ),
        department_name=row.department.name if row.department else "",
        blank=_paper(row.blank),
        sample=_paper(row.sample),
        merged_into=row.merged_into.code if row.merged_into else "",
        merged_codes=tuple(sorted(each.code for each in row.merged.all())),
        proposed_by=row.proposed_by.name if row.proposed_by else "",
        proposed_by_id=row.proposed_by_id,
        is_confirmed=row.is_confirmed,
        revision=row.revision,
        uses=use_counts([row.pk])[row.pk],
    )


def papers_of(edition_id: uuid.UUID) -> dict[str, tuple[tuple[str, str], ...]]:
    """
    What there is to take away of the materials that an edition in force asks for.

    A material's name → pairs of the definition's code and `blank` or `sample`. One query.
    """
    rows = EditionProof.objects.filter(
        Q(definition__blank__isnull=False) | Q(definition__sample__isnull=False),
        edition_id=edition_id,
        side=ProofSide.DEMAND,
        definition__is_confirmed=True,
    ).values_list("name", "definition__code", "definition__blank_id", "definition__sample_id")
    return {
        name: tuple((code, paper) for paper, file in (("blank", blank), ("sample", sample)) if file)
        for name, code, blank, sample in rows
    }


def _paper(file: StoredFile | None) -> PaperFile | None:
    if file is None:
        return None
    return PaperFile(file.pk, file.name, file.media_type, file.size, file.digest)


def uses(code: str, *, cursor: Cursor | None = None, limit: int = PAGE) -> KeysetPage[UseLine]:
    """Every place where an edition in force asks for the material, page by page. One query."""
    rows = EditionProof.objects.filter(definition__code=code, side=ProofSide.DEMAND)
    joined = rows.select_related("edition__item__department").defer(
        "edition__content", "edition__source", "edition__item__terms"
    )
    return _BY_ID.page(joined, cursor=cursor, limit=limit, show=_use)


def _use(row: EditionProof) -> UseLine:
    item = row.edition.item
    return UseLine(
        task_code=item.task_code,
        item_name=item.name,
        department_name=item.department.name,
        edition=row.edition.number,
        material_name=row.name,
        burden=row.burden,
    )


def definition_code_for(name: str) -> str | None:
    """
    The code of the definition that has exactly this name, first or other; None if none has.

    For an import that names a material without its code. One query.
    """
    return MaterialName.objects.filter(name=name).values_list("definition__code", flat=True).first()


def definition_codes_for(names: Collection[str]) -> dict[str, str]:
    """As `definition_code_for`, for many names at once: name → code. One query."""
    rows = MaterialName.objects.filter(name__in=set(names))
    return dict(rows.values_list("name", "definition__code"))


def licence_type_names() -> list[str]:
    """The names of all licence types, as electronic forms to choose from. One query."""
    return list(LicenceType.objects.order_by("name").values_list("name", flat=True))


def issuing_departments() -> list[tuple[str, str]]:
    """Key and name of every department that may issue a material. One query."""
    rows = Department.objects.exclude(key=None).order_by("pk").values_list("key", "name")
    return [(key or "", name) for key, name in rows]
