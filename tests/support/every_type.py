"""An item whose form asks for every type of answer, in the loaded city while a journey needs it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.utils import timezone

from yangguan.foundation.actors.actor import Role
from yangguan.handling.cases.tests import builders
from yangguan.registers.catalogue.operations.item_state import set_item_state
from yangguan.registers.catalogue.operations.publish_edition import publish_content
from yangguan.registers.catalogue.states import ItemState
from yangguan.registers.catalogue.tests.every_type import every_group
from yangguan.registers.organisations.models import Department

NAME = "各种填法样例"


@contextmanager
def every_type_item() -> Iterator[str]:
    """Its implementation code; afterwards the item is no longer in use, so that nobody meets it."""
    department = Department.objects.order_by("pk").first()
    assert department is not None
    task_code = f"{department.credit_code}4620131999000"
    editor = builders.officer(Role.EDITOR, department)
    publish_content(
        builders.content(
            name=NAME,
            task_code=task_code,
            catalog_code="620131999000",
            department_code=department.credit_code,
            department_name=department.name,
            audiences=("1",),
            materials=(),
            form=every_group(),
        ),
        department=department,
        source="",
        slug="",
        by=editor,
        at=timezone.now(),
    )
    # Another journey may have had it before.
    set_item_state(task_code=task_code, state=ItemState.IN_USE, by=editor, at=timezone.now())
    yield task_code
    set_item_state(task_code=task_code, state=ItemState.WITHDRAWN, by=editor, at=timezone.now())
