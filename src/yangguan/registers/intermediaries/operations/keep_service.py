"""中介服务事项清单: entering a service, and changing one."""

from datetime import datetime

from django.db import connection, transaction
from django.utils.translation import gettext as _

from yangguan.foundation.actors.actor import Actor
from yangguan.foundation.trace import trail
from yangguan.foundation.trace.trail import Act
from yangguan.foundation.web import page_cache
from yangguan.registers.catalogue.models import ServiceItem
from yangguan.registers.intermediaries import policies, rules
from yangguan.registers.intermediaries.errors import (
    ChangedElsewhere,
    IntermediaryNotFound,
    TermsNotAccepted,
)
from yangguan.registers.intermediaries.models import IntermediaryService
from yangguan.registers.intermediaries.rules import ServiceTerms
from yangguan.registers.organisations.models import Department


def next_code(prefix: str) -> str:
    """A number that no other entry gets: ZJS0001."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('intermediaries_serial')")
        (serial,) = cursor.fetchone()
    return f"{prefix}{serial:04}"


def ensure_department(department_id: int) -> None:
    """Raises `TermsNotAccepted` unless there is such a department. One query."""
    if not Department.objects.filter(pk=department_id).exists():
        raise TermsNotAccepted(field="department", reason=_("请选择主管部门。"))


@transaction.atomic
def enter_service(
    *, terms: ServiceTerms, department_id: int, by: Actor, at: datetime, code: str = ""
) -> IntermediaryService:
    """
    Put a service on the list of the city, under the department in charge of it.

    `code`: of an entry that has one already, in a file. Raises `NotYourIntermediaries`,
    `TermsNotAccepted`; then nothing has changed. Source: 优化营商环境条例 第四十三条.
    """
    ensure_department(department_id)
    policies.ensure_may_keep(by, department_id)
    rules.ensure_service(terms)
    service = IntermediaryService(code=code or next_code("ZJS"), department_id=department_id)
    _keep(service, terms, action="intermediary-service.enter", by=by, at=at)
    return service


@transaction.atomic
def change_service(
    *, code: str, terms: ServiceTerms, seen_revision: int, by: Actor, at: datetime
) -> IntermediaryService:
    """
    Change a service that nobody else has changed since it was read.

    Raises `IntermediaryNotFound`, `NotYourIntermediaries`, `ChangedElsewhere`, `TermsNotAccepted`.
    """
    service = IntermediaryService.objects.select_for_update().filter(pk=code).first()
    if service is None:
        raise IntermediaryNotFound
    policies.ensure_may_keep(by, service.department_id)
    if service.revision != seen_revision:
        raise ChangedElsewhere
    rules.ensure_service(terms)
    service.revision += 1
    _keep(service, terms, action="intermediary-service.change", by=by, at=at)
    return service


def _keep(
    service: IntermediaryService, terms: ServiceTerms, *, action: str, by: Actor, at: datetime
) -> None:
    service.name, service.basis, service.outcome = terms.name, terms.basis, terms.outcome
    service.is_mandatory, service.limit_days = terms.is_mandatory, terms.limit_days
    service.price_kind, service.payer, service.state = terms.price_kind, terms.payer, terms.state
    service.changed_at = at
    service.save()
    service.items.set(ServiceItem.objects.filter(task_code__in=terms.items))
    trail.record(
        trail.stream_of(f"intermediary-service:{service.code}"),
        Act(action, {"name": terms.name, "state": terms.state.value, "items": len(terms.items)}),
        by=by,
        at=at,
    )
    page_cache.outdate()
