"""The lists of counter and desk among a million cases, beside the same lists with the open ones."""

import argparse
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bench import ground, many_cases
from bench.figures import Figure, median, percentile
from yangguan.foundation.actors.actor import Actor, Role
from yangguan.foundation.postgres.location import DATABASE_NAME
from yangguan.foundation.postgres.location import Description as Server
from yangguan.handling.cases.models import WorkItem
from yangguan.handling.cases.queries.case_lists import work_of
from yangguan.handling.cases.queries.work_counts import work_counts
from yangguan.oversight.supervision.queries import counts_by_department, open_cases
from yangguan.registers.accounts.actors import actor_of_account
from yangguan.registers.accounts.models import Account

AIM = 1.3
COUNTER_ROLES = (Role.INTAKE, Role.DELIVERY)
DESK_ROLES = (Role.REVIEW, Role.DECISION, Role.CERTIFICATE)


@dataclass(frozen=True, slots=True)
class Reader:
    """An officer, and the account to sign in with."""

    actor: Actor
    account: Account


@dataclass(frozen=True, slots=True)
class Reading:
    """One list as it is read: a query module's function, or a page through all of Django."""

    name: str
    read: Callable[[], object]


def measure(server: Server, options: argparse.Namespace) -> list[Figure]:
    """Milliseconds of each list in both databases, in turns."""
    rounds, calls = (4, 6) if options.quick else (12, 10)
    large = many_cases.prepare(server, is_quick=options.quick)
    taken: dict[str, dict[str, list[float]]] = {}
    try:
        for _ in range(rounds):
            for name in (many_cases.SMALL, large):
                ground.use_database(name)
                for reading in _readings():
                    times = taken.setdefault(reading.name, {}).setdefault(name, [])
                    times.extend(_milliseconds(reading, calls))
    finally:
        ground.use_database(DATABASE_NAME)
    return [
        _figure(name, both[large], both[many_cases.SMALL], cases=many_cases.SIZES[large])
        for name, both in taken.items()
    ]


def _figure(name: str, large: list[float], small: list[float], *, cases: int) -> Figure:
    ratio = median(large) / median(small)
    return Figure(
        "lists",
        f"{name}, {cases:,} cases",
        median(large),
        "ms",
        beside=f"{many_cases.OPEN:,} cases",
        beside_value=median(small),
        ratio=ratio,
        aim=f"<= {AIM}",
        is_met=ratio <= AIM,
        notes={"p99": percentile(large, 0.99), "p99_beside": percentile(small, 0.99)},
    )


def _milliseconds(reading: Reading, calls: int) -> list[float]:
    for _ in range(3):
        reading.read()
    taken = []
    for _ in range(calls):
        begun = time.perf_counter()
        reading.read()
        taken.append((time.perf_counter() - begun) * 1000)
    return taken


def _readings() -> list[Reading]:
    today = timezone.localdate()
    counter, desk = _reader(COUNTER_ROLES), _reader(DESK_ROLES)
    found = [
        Reading("counter's work", lambda: work_of(counter.actor, roles=COUNTER_ROLES, on=today)),
        Reading("desk's work", lambda: work_of(desk.actor, roles=DESK_ROLES, on=today)),
        Reading("counts of the counter's work", lambda: work_counts(counter.actor, on=today)),
    ]
    second = work_of(counter.actor, roles=COUNTER_ROLES, on=today).on
    found.append(
        Reading(
            "counter's work, second page",
            lambda: work_of(counter.actor, roles=COUNTER_ROLES, on=today, cursor=second),
        )
    )
    found.append(Reading("supervision's open cases", lambda: open_cases(on=today)))
    found.append(Reading("supervision's counts", lambda: counts_by_department(on=today)))
    pages = (
        ("counter's page", "counter:intake", counter),
        ("desk's page", "desk:work-list", desk),
    )
    found.extend(Reading(name, _page(url, reader)) for name, url, reader in pages)
    return found


def _reader(roles: Sequence[Role]) -> Reader:
    """The officer of these roles with most open work."""
    today = timezone.localdate()
    best, most = None, -1
    for account in Account.objects.exclude(officer=None).order_by("officer__staff_number"):
        actor = actor_of_account(account.pk, on=today)
        if actor is None or not set(roles) & actor.roles:
            continue
        open_work = sum(
            WorkItem.objects.filter(
                state="open", role=role, department_id__in=actor.served_departments(role)
            ).count()
            for role in roles
        )
        if open_work > most:
            best, most = Reader(actor, account), open_work
    if best is None:
        raise LookupError(roles)
    return best


def _page(url: str, reader: Reader) -> Callable[[], object]:
    """A page as its officer opens it: middleware, session, view and template, without the net."""
    client = Client(SERVER_NAME="localhost")
    client.force_login(reader.account)
    address = reverse(url)

    def read() -> object:
        answer = client.get(address)
        if answer.status_code != 200:
            raise RuntimeError(f"{address} answered {answer.status_code}")
        return answer

    return read
