"""Loading departments from a content folder."""

from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.db import transaction
from django.utils.translation import gettext as _

from yangguan.foundation.identifiers.credit_code import parse_credit_code
from yangguan.foundation.identifiers.errors import InvalidIdentifier
from yangguan.foundation.loading.rows import (
    ContentFile,
    ContentRow,
    Loaded,
    Seen,
    read_content,
)
from yangguan.registers.organisations.models import Department, Region

FILE = "departments.json"
# GB/T 39046 A.3: statutory organ, authorised, entrusted, other.
_LEGAL_KINDS = ("1", "2", "3", "9")


@transaction.atomic
def load_departments(folder: Path) -> Loaded:
    """
    Enter or update the departments of `departments.json`; a parent stands before its children.

    A department is known by its unified social credit code (GB 32100). Five queries.
    """
    content = read_content(folder, FILE)
    before = set(Department.objects.values_list("credit_code", flat=True))
    rows = _accepted(content)
    Department.objects.bulk_create(
        [department for department, _parent in rows],
        update_conflicts=True,
        unique_fields=["credit_code"],
        update_fields=["key", "name", "short_name", "kind", "legal_kind", "region", "functions"],
    )
    _set_parents({department.credit_code: parent for department, parent in rows})
    new = sum(department.credit_code not in before for department, _parent in rows)
    return Loaded("departments", len(rows), new, tuple(content.rejected))


def department_ids() -> dict[str, int]:
    """Key of every department that has one → its id: what other content refers to. One query."""
    rows = Department.objects.values_list("key", "pk")
    return {key: pk for key, pk in rows if key is not None}


def _accepted(content: ContentFile) -> list[tuple[Department, str]]:
    """Departments, each with the key of its parent."""
    regions = set(Region.objects.values_list("code", flat=True))
    stored = Department.objects.values_list("key", "credit_code")
    code_of_key = {key: code for key, code in stored if key is not None}
    seen = Seen()

    def read(row: ContentRow) -> tuple[Department, str]:
        department = _department(row, regions)
        parent = row.one_of("PARENT", code_of_key, required=False)
        seen.once(row, "CREDIT_CODE", department.credit_code)
        seen.once(row, "KEY", department.key)
        if code_of_key.get(department.key or "", department.credit_code) != department.credit_code:
            row.fault("KEY", _("简写“%(key)s”已用于另一部门") % {"key": department.key})
        if not row.faults:
            code_of_key[department.key or ""] = department.credit_code
        return department, parent

    return content.accept("DEPARTMENTS", read)


def _department(row: ContentRow, regions: set[str]) -> Department:
    key = row.text("KEY", limit=40)
    credit_code = row.text("CREDIT_CODE", limit=18)
    try:
        if credit_code:
            parse_credit_code(credit_code)
        if key:
            validate_slug(key)
    except InvalidIdentifier as error:
        row.fault("CREDIT_CODE", str(error))
    except ValidationError:
        row.fault("KEY", _("简写只用字母、数字、连字符和下划线"))
    return Department(
        key=key,
        credit_code=credit_code,
        name=row.text("NAME", limit=100),
        short_name=row.text("SHORT_NAME", limit=60),
        kind=row.text("KIND", limit=40),
        legal_kind=row.one_of("DEPT_TYPE", _LEGAL_KINDS),
        region_id=row.one_of("REGION_CODE", regions, required=False) or None,
        functions=row.texts("FUNCTIONS"),
    )


def _set_parents(parent_keys: dict[str, str]) -> None:
    """Only now has every department its id."""
    departments = list(Department.objects.all())
    id_of_key = {department.key: department.pk for department in departments}
    changed = []
    for department in departments:
        if department.credit_code not in parent_keys:
            continue
        parent_id = id_of_key.get(parent_keys[department.credit_code] or None)
        if department.parent_id != parent_id:
            department.parent_id = parent_id
            changed.append(department)
    Department.objects.bulk_update(changed, ["parent"])
