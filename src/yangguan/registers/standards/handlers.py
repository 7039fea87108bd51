"""What the worker does when a code table changes. Safe to run again."""

from django.utils import timezone

from yangguan.registers.standards import current
from yangguan.registers.standards.events import CodeTablePutInForce


def read_code_tables(event: CodeTablePutInForce) -> None:
    """Know the tables in force from now on, in the worker too; web processes look themselves."""
    del event
    current.read(on=timezone.localdate())
