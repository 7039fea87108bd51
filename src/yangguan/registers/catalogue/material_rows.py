"""Writing a definition's terms into its rows: what defining, changing and loading share."""

from django.utils.translation import gettext as _

from yangguan.registers.catalogue.errors import (
    MaterialNameTaken,
    MaterialNotFound,
    MaterialTermsWrong,
)
from yangguan.registers.catalogue.materials import MaterialTerms, plain_name, term_faults
from yangguan.registers.catalogue.models import LicenceType, MaterialDefinition, MaterialName
from yangguan.registers.organisations.models import Department

# What the trace tells of a definition.
TRACED = ("name", "kind", "issuer_kind", "issuer", "medium", "validity", "trust", "note")


def ensure_terms(terms: MaterialTerms) -> None:
    """Raises `MaterialTermsWrong` with the first fault; its field is that of the form."""
    for fault in term_faults(terms):
        raise MaterialTermsWrong(field=fault.field, reason=fault.message)


def locked(code: str) -> MaterialDefinition:
    """The definition, locked for writing. Raises `MaterialNotFound`."""
    rows = MaterialDefinition.objects.select_for_update(of=["self"])
    found = rows.select_related("merged_into", "licence_type").filter(code=code).first()
    if found is None:
        raise MaterialNotFound
    return found


def write_terms(row: MaterialDefinition, terms: MaterialTerms) -> None:
    """
    Write the terms into a row that is locked or new, save it and claim its names. Six queries.

    The caller holds the catalogue's lock. Raises `MaterialNameTaken`, `MaterialTermsWrong`.
    """
    row.name, row.plain_name = terms.name, plain_name(terms.name)
    row.kind, row.medium, row.trust = terms.kind, terms.medium, terms.trust
    row.issuer_kind, row.issuer = terms.issuer_kind, terms.issuer
    row.validity, row.note = terms.validity, terms.note
    row.department = _department(terms.department_key)
    row.licence_type = _licence_type(terms.licence_type)
    _ensure_names_free(row, terms.names)
    row.save()
    _claim(row, terms.names)


def _department(key: str) -> Department | None:
    if not key:
        return None
    found = Department.objects.filter(key=key).first()
    if found is None:
        raise MaterialTermsWrong(field="department", reason=_unknown(key))
    return found


def _licence_type(name: str) -> LicenceType | None:
    if not name:
        return None
    found = LicenceType.objects.filter(name=name).first()
    if found is None:
        raise MaterialTermsWrong(field="licence_type", reason=_unknown(name))
    return found


def _unknown(value: str) -> str:
    return _("没有“%(value)s”，请从列出的里面选。") % {"value": value}


def _ensure_names_free(row: MaterialDefinition, names: tuple[str, ...]) -> None:
    taken = MaterialName.objects.filter(name__in=names).exclude(definition_id=row.pk)
    other = taken.select_related("definition").order_by("pk").first()
    if other is not None:
        raise MaterialNameTaken(
            field="name" if other.name == names[0] else "other_names",
            name=other.name,
            other=other.definition.name,
            code=other.definition.code,
        )


def _claim(row: MaterialDefinition, names: tuple[str, ...]) -> None:
    held = set(row.all_names.values_list("name", flat=True))
    if gone := held - set(names):
        row.all_names.filter(name__in=gone).delete()
    MaterialName.objects.bulk_create(
        MaterialName(name=name, definition=row) for name in names if name not in held
    )
