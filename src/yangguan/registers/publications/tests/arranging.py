"""Departments, editors and publications for the tests of this app."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from yangguan.foundation.actors.actor import Actor, ActorKind, Role, Seat
from yangguan.registers.organisations.models import Department
from yangguan.registers.organisations.queries import CATALOGUE_OFFICE
from yangguan.registers.publications.kinds import ANNOUNCEMENT, IN_FORCE
from yangguan.registers.publications.models import Publication
from yangguan.registers.publications.operations.begin import begin_publication
from yangguan.registers.publications.operations.publish import publish_publication
from yangguan.registers.publications.operations.save_draft import save_publication_draft
from yangguan.registers.publications.text import PublicationText

MONDAY = datetime(2026, 10, 12, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
TUESDAY = MONDAY + timedelta(days=1)


def department(key: str = "camels") -> Department:
    found, _created = Department.objects.get_or_create(
        key=key,
        defaults={
            "credit_code": f"X{key:0>17}"[:18],
            "name": f"虚构{key}局",
            "kind": "政府工作部门",
        },
    )
    return found


def editor(of: Department, *, name: str = "编辑甲", role: Role = Role.EDITOR) -> Actor:
    seat = Seat(
        role=role,
        title="事项管理岗",
        office=of.name,
        department_id=of.pk,
        hall_id=None,
        serves=frozenset({of.pk}),
    )
    return Actor(kind=ActorKind.OFFICER, name=name, seats=(seat,), roles=frozenset({role}))


def editor_everywhere() -> Actor:
    return editor(department(CATALOGUE_OFFICE), name="审改办编辑")


def text(**changes: object) -> PublicationText:
    fields: dict[str, Any] = {
        "kind": ANNOUNCEMENT,
        "title": "关于骆驼登记的虚构通知",
        "body": "骆驼主人可以到**虚构窗口**登记。",
        "issuer": "虚构局",
        "status": IN_FORCE,
        **changes,
    }
    return PublicationText(**fields)


def drafted(by: Actor, of: Department, *, at: datetime = MONDAY, **changes: object) -> Publication:
    """A publication with a complete draft."""
    publication = begin_publication(
        kind=ANNOUNCEMENT, title="草稿", department_id=of.pk, by=by, at=at
    )
    save_publication_draft(
        code=publication.code, text=text(**changes), change_note="", by=by, at=at
    )
    publication.refresh_from_db()
    return publication


def published(
    by: Actor, of: Department, *, at: datetime = MONDAY, **changes: object
) -> Publication:
    publication = drafted(by, of, at=at, **changes)
    publish_publication(code=publication.code, by=by, at=at)
    publication.refresh_from_db()
    return publication
