"""A published edition as a value, kept in memory: editions never change, so no copy is old."""

import uuid
from dataclasses import dataclass
from functools import lru_cache

from yangguan.registers.catalogue.content import EditionContent, decode
from yangguan.registers.catalogue.models import Edition
from yangguan.registers.organisations.models import Department


@dataclass(frozen=True, slots=True)
class EditionView:
    """An edition with what handling needs of the registers around it."""

    id: uuid.UUID
    number: int
    item_id: uuid.UUID
    department_id: int
    department_name: str
    department_short_name: str
    content: EditionContent
    # Step → id of the department that does it; steps without an entry belong to the item's own.
    step_departments: dict[str, int]

    def department_of(self, step: str) -> int:
        return self.step_departments.get(step, self.department_id)


@lru_cache(maxsize=2_000)
def edition_view(edition_id: uuid.UUID) -> EditionView:
    """The edition, from memory or with two queries. Raises `Edition.DoesNotExist`."""
    edition = Edition.objects.select_related("item__department").get(pk=edition_id)
    content = decode(edition.content)
    codes = {step.department_code for _, step in content.process.steps() if step.department_code}
    ids = dict(Department.objects.filter(credit_code__in=codes).values_list("credit_code", "pk"))
    department = edition.item.department
    return EditionView(
        id=edition.pk,
        number=edition.number,
        item_id=edition.item_id,
        department_id=department.pk,
        department_name=department.name,
        department_short_name=department.short_name,
        content=content,
        step_departments={
            key: ids[step.department_code]
            for key, step in content.process.steps()
            if step.department_code in ids
        },
    )
