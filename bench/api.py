"""The same life over the HTTP API: two workers, tokens, policies, trace and idempotency keys on."""

import argparse
import asyncio
import itertools
import json
import time
import urllib.parse
import uuid
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.utils import timezone

from bench import figures, floor, ground, life
from bench.figures import Figure, median, percentile
from bench.web import (
    WORKERS,
    Connection,
    Driven,
    Unanswered,
    connected,
    drive,
    processor_seconds,
    web_server,
)
from yangguan.foundation.actors.actor import Actor
from yangguan.foundation.postgres.location import ROLE
from yangguan.foundation.postgres.location import Description as Server
from yangguan.registers.accounts.operations.open_accounts import (
    demonstration_token,
    open_demonstration_accounts,
)
from yangguan.registers.catalogue.process import StepKind

# Open Zaak on two cores of this kind, two workers: lives of six writes, creations, statements a
# life, megabytes a worker; and pgbench's floor for such a life beside it.
PEER_LIVES, PEER_CREATES, PEER_FLOOR = 2.45, 25.6, 387.0
PEER_STATEMENTS, PEER_MEGABYTES = 481, 230
TIMES_PEER = 20
# The kernel deals connections to the workers by chance; with this many, each gets some.
CLIENTS = 8
WARM_SECONDS = 1.5
MOST_STATEMENTS = 60
MOST_MEGABYTES = 150
COUNTED_LIVES = 20


@dataclass(frozen=True, slots=True)
class Play:
    """A life as a program plays it: which address with which body and whose token."""

    cast: life.Cast
    acts: tuple[tuple[str, dict[str, Any], str], ...]  # path after the number, body, token

    async def whole(self, connection: Connection) -> None:
        """All acts of one life; raises `Unanswered` when one is refused."""
        applicant = next(self.cast.applicants)
        number = await self._take_in(connection, applicant.party_id)
        for path, body, token in self.acts:
            if path == "deliver":
                body = {**body, "receiver": applicant.name}
            address = f"/api/v1/cases/{urllib.parse.quote(number)}/{path}"
            await _post(connection, address, body, token or applicant.token)

    async def create(self, connection: Connection) -> None:
        """The first act alone."""
        await self._take_in(connection, next(self.cast.applicants).party_id)

    async def _take_in(self, connection: Connection, applicant_id: uuid.UUID) -> str:
        body = {
            "task_code": self.cast.edition.content.task_code,
            "applicant_id": str(applicant_id),
            "answers": self.cast.answers,
            "on_paper": sorted(self.cast.on_paper),
        }
        made = await _post(connection, "/api/v1/cases", body, _token(self.cast.intake))
        return str(json.loads(made)["number"])


async def _post(connection: Connection, path: str, body: dict[str, Any], token: str) -> bytes:
    answer = await connection.request(
        "POST",
        path,
        headers={
            "Authorization": f"Bearer {token}",
            "Content-Type": "application/json",
            "Idempotency-Key": uuid.uuid4().hex,
        },
        body=json.dumps(body, ensure_ascii=False).encode(),
    )
    if answer.status not in {200, 201}:
        raise Unanswered(f"{path}: {answer.status} {answer.body.decode(errors='replace')[:500]}")
    return answer.body


def _token(actor: Actor) -> str:
    if actor.account_id is None:
        raise LookupError(actor.name)
    return demonstration_token(actor.account_id)


def _play(slug: str) -> tuple[Play, list[life.Act]]:
    played = life.cast(slug)
    acts = life.rehearse(played)
    # Officers that the rehearsal appointed get their tokens too.
    open_demonstration_accounts(persons=[], officers=[], at=timezone.now())
    return Play(played, tuple(_request(act) for act in acts)), acts


def _request(act: life.Act) -> tuple[str, dict[str, Any], str]:
    if act.step is None or act.by is None:
        return "evaluate", {"stars": 5, "details": ["510"], "words": ""}, ""
    token = _token(act.by)
    match act.step.kind:
        case StepKind.ACCEPTANCE:
            return "accept", {}, token
        case StepKind.REVIEW:
            body = {"agrees": True, "opinion": "材料与条件相符。", "step": act.step.step}
            return "review", body, token
        case StepKind.DECISION:
            return "grant", {"findings": ""}, token
        case StepKind.CERTIFICATE:
            return "certify", {"step": act.step.step}, token
        case _:
            return "deliver", {}, token


@dataclass(slots=True)
class Computing:
    """Processor time of plays of one kind, by who spent it: tells more than a rate when busy."""

    web: int  # the process that the workers are children of
    database: int
    plays: int = 0
    seconds: dict[str, float] = field(default_factory=dict)

    def drive(
        self, port: int, play: Callable[[Connection], Awaitable[None]], *, seconds: float
    ) -> Driven:
        """As `web.drive` with `CLIENTS`, and note what it cost."""
        before = self._so_far()
        driven = drive(port, play, seconds=seconds, clients=CLIENTS)
        for who, spent in self._so_far().items():
            self.seconds[who] = self.seconds.get(who, 0.0) + spent - before[who]
        self.plays += len(driven.milliseconds)
        return driven

    def milliseconds(self) -> dict[str, float]:
        """Of one play."""
        return {who: 1000 * spent / self.plays for who, spent in self.seconds.items()}

    def _so_far(self) -> dict[str, float]:
        return {
            "workers": processor_seconds(self.web),
            "database": processor_seconds(self.database),
            "client": time.process_time(),
        }


def measure(server: Server, options: argparse.Namespace) -> list[Figure]:
    """Lives and creations a second, what they cost, statements a life, memory of a worker."""
    rounds, seconds = (2, 2.0) if options.quick else (6, 4.0)
    play, acts = _play(life.SIX_ACTS)
    longest, _acts = _play(life.ITEM)
    path = floor.lay(server, floor.Script(floor.watch(play.cast, acts)))
    lives: list[Driven] = []
    creates: list[Driven] = []
    floors, loops = [], []
    database = int((Path(server.home) / "cluster" / "postmaster.pid").read_text().split()[0])
    with web_server() as web:
        whole, first = Computing(web.pid, database), Computing(web.pid, database)
        # What a process does once (load editions, plan statements) is not what it does each time.
        drive(web.port, play.whole, seconds=WARM_SECONDS, clients=CLIENTS)
        for _ in range(rounds):
            loops.append(figures.loop_milliseconds())
            lives.append(whole.drive(web.port, play.whole, seconds=seconds))
            creates.append(first.drive(web.port, play.create, seconds=seconds / 2))
            floors.append(floor.floor_a_second(server, path, seconds=seconds / 2, clients=WORKERS))
        memory = web.worker_memory()
        statements = _statements(server, web.port, play)
        most = _statements(server, web.port, longest)
    return [
        *_rates(play, lives, creates, floors, loops),
        _computing_figure(f"life of {len(acts) + 1} requests", whole),
        _computing_figure("case taken in", first),
        _statement_figure(play, statements),
        _statement_figure(longest, most),
        _memory_figure(memory),
    ]


def _rates(
    play: Play, lives: list[Driven], creates: list[Driven], floors: list[float], loops: list[float]
) -> list[Figure]:
    found = []
    for name, unit, driven, peer in (
        (f"lives of {len(play.acts) + 1} requests", "lives/s", lives, PEER_LIVES),
        ("cases taken in", "creates/s", creates, PEER_CREATES),
    ):
        rate = median(each.per_second for each in driven)
        times = [each for round_ in driven for each in round_.milliseconds]
        found.append(
            Figure(
                "api",
                f"{name}, two workers",
                rate,
                unit,
                beside="Open Zaak",
                beside_value=peer,
                ratio=rate / peer,
                aim=f">= {TIMES_PEER}",
                is_met=rate / peer >= TIMES_PEER,
                rounds=tuple(each.per_second for each in driven),
                notes={
                    "item": play.cast.edition.content.name,
                    "clients": CLIENTS,
                    "p50_ms": median(times),
                    "p99_ms": percentile(times, 0.99),
                    "python_loop_ms": loops,
                },
            )
        )
    rate, limit = found[0].value, median(floors)
    found.append(
        Figure(
            "api",
            "share of the database's floor that lives over HTTP reach",
            rate,
            "lives/s",
            beside="pgbench, the same rows, two clients",
            beside_value=limit,
            ratio=rate / limit,
            notes={"open_zaak_share": PEER_LIVES / PEER_FLOOR, "floor_rounds": floors},
        )
    )
    return found


def _computing_figure(what: str, computing: Computing) -> Figure:
    parts = computing.milliseconds()
    return Figure(
        "api",
        f"processor time of a {what}: " + ", ".join(f"{who} {ms:.2f}" for who, ms in parts.items()),
        sum(parts.values()),
        "ms",
        notes={"milliseconds": parts, "plays": computing.plays},
    )


def _statements(server: Server, port: int, play: Play) -> dict[str, float]:
    """
    Statements of a life, by first word, as PostgreSQL itself counted them.

    What it asks itself to check foreign keys is counted apart (`KEY CHECK`).
    """
    with ground.administrator(server) as admin:
        admin.execute("SELECT pg_stat_statements_reset()")

        async def some() -> None:
            async with connected(port) as connection:
                for _ in range(COUNTED_LIVES):
                    await play.whole(connection)

        asyncio.run(some())
        rows = admin.execute(
            """
            SELECT CASE WHEN query LIKE '%% FOR KEY SHARE OF x' THEN 'KEY CHECK'
                        ELSE upper(split_part(ltrim(query, E' \\n('), ' ', 1)) END,
                   sum(calls)::float
            FROM pg_stat_statements
            JOIN pg_roles role ON role.oid = userid AND role.rolname = %s
            GROUP BY 1 ORDER BY 2 DESC
            """,
            [ROLE],
        ).fetchall()
    return {word: calls / COUNTED_LIVES for word, calls in rows}


def _statement_figure(play: Play, statements: dict[str, float]) -> Figure:
    total = sum(calls for word, calls in statements.items() if word != "KEY CHECK")
    return Figure(
        "api",
        f"statements of a life of {len(play.acts) + 1} requests, BEGIN and COMMIT included",
        total,
        "statements",
        beside="Open Zaak",
        beside_value=PEER_STATEMENTS,
        ratio=total / PEER_STATEMENTS,
        aim=f"<= {MOST_STATEMENTS} in all",
        is_met=total <= MOST_STATEMENTS,
        notes={
            "item": play.cast.edition.content.name,
            "by_word": statements,
            "key_checks_by_the_database": statements.get("KEY CHECK", 0),
        },
    )


def _memory_figure(memory: list[tuple[float, float]]) -> Figure:
    largest = max(itertools.chain.from_iterable((resident,) for resident, _ in memory))
    return Figure(
        "api",
        "resident memory of the larger worker, after all that",
        largest,
        "MB",
        beside="Open Zaak",
        beside_value=PEER_MEGABYTES,
        ratio=largest / PEER_MEGABYTES,
        aim=f"<= {MOST_MEGABYTES} MB",
        is_met=largest <= MOST_MEGABYTES,
        notes={"resident_and_proportional_mb": memory},
    )
