"""Sample officers for a department that the sample data lacks, so that it can be tried out."""

from datetime import date

from django.db import transaction

from yangguan.foundation.actors.actor import Actor, Role
from yangguan.registers.accounts.actors import actor_for_seat
from yangguan.registers.accounts.models import Account
from yangguan.registers.organisations.models import Appointment, Department, Officer, Post

_TITLES = {
    Role.INTAKE: "综合受理岗",
    Role.REVIEW: "审查岗",
    Role.DECISION: "审批岗",
    Role.CERTIFICATE: "制证岗",
    Role.DELIVERY: "出件岗",
}


class NoDemonstration(Exception):
    """Sample officers are made beside sample data only, never in an installation at work."""


@transaction.atomic
def ensure_seat(role: Role, department_id: int, *, on: date) -> Actor:
    """
    An officer for a role at a department; a fictional one is appointed if there is none.

    Raises `NoDemonstration` when the installation holds no sample accounts.
    """
    seated = actor_for_seat(role, department_id, on=on)
    if seated is not None:
        return seated
    if not Account.objects.filter(is_demonstration=True).exists():
        raise NoDemonstration
    department = Department.objects.get(pk=department_id)
    code = f"sample-{department.credit_code}-{role.value}"
    post, _ = Post.objects.get_or_create(
        code=code,
        defaults={"title": _TITLES[role], "role": role.value, "department": department},
    )
    officer, _ = Officer.objects.get_or_create(
        staff_number=f"GS{department_id:05d}{list(_TITLES).index(role)}",
        defaults={"name": f"测{_TITLES[role][:2]}", "department": department},
    )
    Appointment.objects.get_or_create(officer=officer, post=post, from_date=on)
    account, _ = Account.objects.get_or_create(
        officer=officer,
        defaults={
            "username": officer.staff_number,
            "display_name": officer.name,
            "is_demonstration": True,
            "password": "!",
        },
    )
    made = actor_for_seat(role, department_id, on=on)
    if made is None:
        raise LookupError(account.username)
    return made
