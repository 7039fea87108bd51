"""Entering organs into the register of departments."""

from yangguan.registers.organisations.models import Department

# As a department keeps it.
LONGEST_SHORT_NAME = 60


def ensure_department(*, credit_code: str, name: str, legal_kind: str = "1") -> Department:
    """
    The department with this code; entered with the name given if the register lacks it.

    The code's check digits have been checked by the caller. One query for a known department.
    """
    department, _created = Department.objects.get_or_create(
        credit_code=credit_code,
        defaults={
            "name": name,
            "short_name": name.removeprefix("敦煌")[:LONGEST_SHORT_NAME],
            "kind": "实施主体",
            "legal_kind": legal_kind,
        },
    )
    return department
