"""Laws and who keeps them, for tests."""

from datetime import UTC, date, datetime
from typing import Any

from yangguan.foundation.actors.actor import Actor, ActorKind, Role, Seat
from yangguan.registers.legislation.entries import ArticleEntry, LawEntry
from yangguan.registers.legislation.models import Article, Law
from yangguan.registers.legislation.operations.enter_article import enter_article
from yangguan.registers.legislation.operations.enter_law import enter_law
from yangguan.registers.legislation.states import LawKind
from yangguan.registers.organisations.models import Department
from yangguan.registers.organisations.queries import CATALOGUE_OFFICE

NOON = datetime(2026, 6, 8, 4, 0, tzinfo=UTC)
TODAY = date(2026, 6, 8)
BEGAN = date(2006, 3, 1)


def editor_at(key: str) -> Actor:
    """An editor of the department with this key, which is made if there is none."""
    department, _ = Department.objects.get_or_create(
        key=key,
        defaults={
            "name": f"样例{key}",
            "short_name": key,
            "kind": "",
            "credit_code": f"XN{key}"[:18],
        },
    )
    serves = frozenset({department.pk})
    seat = Seat(Role.EDITOR, "事项管理岗", department.name, department.pk, None, serves)
    return Actor(ActorKind.OFFICER, "测编辑", seats=(seat,), roles=frozenset({Role.EDITOR}))


def keeper() -> Actor:
    return editor_at(CATALOGUE_OFFICE)


def law_entry(name: str = "样例场所管理条例", **changes: Any) -> LawEntry:
    values = {
        "kind": LawKind.ADMINISTRATIVE_REGULATION.value,
        "issuer": "国务院",
        "document_number": "国务院令第999号",
        "effective_date": BEGAN,
        **changes,
    }
    return LawEntry(name=name, **values)


def registered(name: str = "样例场所管理条例", *labels: str, **changes: Any) -> Law:
    """A law with these articles, 第七条 and 第九条 unless others are named."""
    law = enter_law(law_entry(name, **changes), by=keeper(), at=NOON)
    for label in labels or ("第七条", "第九条"):
        enter_article(
            ArticleEntry(label=label, text=f"{label}的文字。"), law_id=law.pk, by=keeper(), at=NOON
        )
    return law


def article_of(law: Law, label: str = "第九条") -> Article:
    return Article.objects.get(law=law, label=label)
