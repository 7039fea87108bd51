"""Loading the catalogue of materials (材料目录) from a content folder."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from yangguan.foundation.files import store
from yangguan.foundation.files.store import safe_name
from yangguan.foundation.files.uploads import ACCEPTED, HEAD_BYTES, sniff
from yangguan.foundation.loading.rows import ContentRow, Loaded, Seen, read_content
from yangguan.registers.catalogue.materials import MaterialTerms, plain_name, term_faults
from yangguan.registers.catalogue.models import LicenceType, MaterialDefinition, MaterialName
from yangguan.registers.catalogue.operations.publish_edition import lock_catalogue
from yangguan.registers.catalogue.proof_index import follow_definition
from yangguan.registers.organisations.models import Department

FILE = "materials.json"
PAPERS = "material-papers"
_KEYS = {
    "name": "NAME",
    "other_names": "OTHER_NAMES",
    "kind": "MATERIAL_TYPE",
    "issuer_kind": "SOURCE_TYPE",
    "issuer": "ISSUER",
    "department_key": "ISSUER_KEY",
    "licence_type": "LICENCE_TYPE",
    "medium": "MATERIAL_FORMAT",
    "validity": "VALIDITY",
    "trust": "TRUST",
    "note": "NOTE",
}
_COLUMNS = (
    "name", "plain_name", "kind", "issuer_kind", "issuer", "department", "licence_type",
    "medium", "validity", "trust", "note",
)  # fmt: skip


@transaction.atomic
def load_materials(folder: Path, *, at: datetime) -> Loaded:
    """
    Enter or update the definitions of `materials.json`, before the items that ask for them.

    A definition that was merged into another since stays merged, its names stay where they went.
    A folder without the file has none. Blank forms and samples lie in `material-papers/`; one that
    is stored already is not stored again. Eight queries, and some for each definition that changed.
    """
    if not (folder / FILE).exists():
        return Loaded("materials", 0, 0)
    lock_catalogue()
    content = read_content(folder, FILE)
    reader = _Reader(folder / PAPERS)
    accepted = content.accept("MATERIALS", reader.read)
    live = {code: terms for code, terms in accepted if code not in reader.merged}
    _write(live, reader)
    for (code, field), paper in reader.papers.items():
        if code in live:
            _keep(code, field, paper, at=at)
    changed = [code for code, terms in live.items() if reader.stored.get(code) != _told(terms)]
    for row in MaterialDefinition.objects.filter(code__in=changed).select_related("licence_type"):
        follow_definition(row)
    new = sum(code not in reader.known for code, _terms in accepted)
    return Loaded("materials", len(accepted), new, tuple(content.rejected))


class _Reader:
    """Rows of the file as terms, checked against each other and against what is stored."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        # Code and column → the file.
        self.papers: dict[tuple[str, str], Path] = {}
        stored = MaterialDefinition.objects.values_list("code", "merged_into")
        self.merged = {code for code, merged_into in stored if merged_into is not None}
        self.known = {code for code, _merged_into in stored}
        keyed = Department.objects.exclude(key=None).values_list("key", "pk")
        self.departments = {key or "": pk for key, pk in keyed}
        self.licence_types = dict(LicenceType.objects.values_list("name", "pk"))
        self.code_of_name = dict(MaterialName.objects.values_list("name", "definition__code"))
        held: dict[str, set[str]] = {}
        for name, code in self.code_of_name.items():
            held.setdefault(code, set()).add(name)
        electronic = MaterialDefinition.objects.values_list("code", "licence_type__name")
        self.stored = {
            code: (frozenset(held.get(code, ())), licence or "") for code, licence in electronic
        }
        self._codes, self._names = Seen(), Seen()

    def read(self, row: ContentRow) -> tuple[str, MaterialTerms]:
        code = row.text("CODE", limit=20)
        self._codes.once(row, "CODE", code)
        terms = MaterialTerms(
            name=row.text("NAME"),
            other_names=tuple(row.texts("OTHER_NAMES")) if "OTHER_NAMES" in row.values else (),
            kind=row.text("MATERIAL_TYPE", limit=2),
            issuer_kind=row.text("SOURCE_TYPE", limit=2),
            issuer=row.text("ISSUER", required=False),
            department_key=row.one_of("ISSUER_KEY", self.departments, required=False),
            licence_type=row.one_of("LICENCE_TYPE", self.licence_types, required=False),
            medium=row.text("MATERIAL_FORMAT", limit=2),
            validity=row.text("VALIDITY", required=False),
            trust=row.text("TRUST", limit=1),
            note=row.text("NOTE", limit=1_000, required=False),
        )
        for field, key in (("blank", "BLANK"), ("sample", "SAMPLE")):
            if name := row.text(key, limit=120, required=False):
                self.papers[code, field] = self._paper(row, key, name)
        if not row.faults:
            for fault in term_faults(terms):
                row.fault(_KEYS[fault.field], fault.message)
        for name in terms.names if code not in self.merged else ():
            self._check_name(row, code, name, "NAME" if name == terms.name else "OTHER_NAMES")
        return code, terms

    def _paper(self, row: ContentRow, key: str, name: str) -> Path:
        path = self._folder / safe_name(name)
        if not path.is_file():
            row.fault(
                key, _("文件夹 %(folder)s 里没有“%(name)s”") % {"folder": PAPERS, "name": name}
            )
        elif _media_type(path) not in ACCEPTED:
            row.fault(key, _("“%(name)s”不是 PDF、JPG 或 PNG") % {"name": name})
        return path

    def _check_name(self, row: ContentRow, code: str, name: str, key: str) -> None:
        self._names.once(row, key, name)
        owner = self.code_of_name.get(name, code)
        if owner != code:
            told = {"name": name, "code": owner}
            row.fault(key, _("“%(name)s”已经是材料 %(code)s 的名称") % told)


def _media_type(path: Path) -> str:
    with path.open("rb") as file:
        return sniff(file.read(HEAD_BYTES))


def _keep(code: str, field: str, path: Path, *, at: datetime) -> None:
    """Store a paper and name it in its definition, unless it is there already."""
    content = store.keep([path.read_bytes()])
    rows = MaterialDefinition.objects.filter(code=code)
    if rows.filter(**{f"{field}__digest": content.digest}).exists():
        return
    file = store.register(content, name=path.name, media_type=_media_type(path), at=at, by=None)
    rows.update(**{field: file})


def _told(terms: MaterialTerms) -> tuple[frozenset[str], str]:
    """What of a definition leads the editions to it."""
    return frozenset(terms.names), terms.licence_type


def _write(live: Mapping[str, MaterialTerms], reader: _Reader) -> None:
    MaterialDefinition.objects.bulk_create(
        [
            MaterialDefinition(
                code=code,
                name=terms.name,
                plain_name=plain_name(terms.name),
                kind=terms.kind,
                issuer_kind=terms.issuer_kind,
                issuer=terms.issuer,
                department_id=reader.departments.get(terms.department_key),
                licence_type_id=reader.licence_types.get(terms.licence_type),
                medium=terms.medium,
                validity=terms.validity,
                trust=terms.trust,
                note=terms.note,
            )
            for code, terms in live.items()
        ],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=_COLUMNS,
    )
    ids = dict(MaterialDefinition.objects.filter(code__in=live).values_list("code", "pk"))
    wanted = {name: ids[code] for code, terms in live.items() for name in terms.names}
    MaterialName.objects.filter(definition__in=ids.values()).exclude(name__in=wanted).delete()
    MaterialName.objects.bulk_create(
        [MaterialName(name=name, definition_id=pk) for name, pk in wanted.items()],
        ignore_conflicts=True,
    )
