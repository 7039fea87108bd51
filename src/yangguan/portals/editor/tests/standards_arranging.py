"""A code table in force, a draft of its next version, and who may change it."""

from datetime import date
from typing import Any

from django.test import Client
from django.utils import timezone

from yangguan.foundation.actors.actor import Role, system_actor
from yangguan.portals.desk.tests import staff
from yangguan.registers.organisations.models import Department
from yangguan.registers.organisations.queries import CATALOGUE_OFFICE
from yangguan.registers.standards.elements import ElementContent
from yangguan.registers.standards.operations.elements import add_element
from yangguan.registers.standards.operations.put_in_force import put_in_force
from yangguan.registers.standards.operations.versions import add_code_table, save_draft
from yangguan.registers.standards.rules import Entry

KEY = "site-kinds"
SYSTEM = system_actor("测试")
CODES = (Entry(code="1", name="自有"), Entry(code="2", name="租赁"), Entry(code="9", name="其他"))
URL = f"/editor/standards/{KEY}/"


def office_editor() -> Client:
    """A browser of the editor at the office that keeps the catalogue."""
    office, _new = Department.objects.get_or_create(
        key=CATALOGUE_OFFICE,
        defaults={"credit_code": "11620982XNTX00088A", "name": "敦煌市虚构办", "kind": "部门"},
    )
    account = staff.account_of(Role.EDITOR, department=office, name="测审改", number="G97050")
    return staff.client_of(account)


def table(*codes: Entry) -> None:
    """The table with a version in force."""
    at = timezone.now()
    add_code_table(key=KEY, title="场所种类", standard="虚构标准", by=SYSTEM, at=at)
    draft(*(codes or CODES))
    put_in_force(key=KEY, number=1, successors={}, by=SYSTEM, at=at)


def draft(*codes: Entry, since: date = date(2026, 1, 1)) -> int:
    """The draft of the next version, and its number."""
    version = save_draft(
        key=KEY,
        source="虚构标准第 2 版",
        in_force_date=since,
        entries=codes,
        seen_digest="",
        by=SYSTEM,
        at=timezone.now(),
    )
    return version.number


def element(code: str, **changes: object) -> None:
    """A data element of the dictionary."""
    terms: dict[str, Any] = {"name": "场所种类", "type": "choice", **changes}
    content = ElementContent(**terms)
    add_element(code=code, content=content, by=SYSTEM, at=timezone.now())
