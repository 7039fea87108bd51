"""Pages of the public side, two workers, beside the same server answering a constant page."""

import argparse

from bench import life
from bench.figures import Figure, median, percentile
from bench.web import Connection, Driven, Unanswered, drive, web_server
from yangguan.foundation.postgres.location import Description as Server

AIM = 1 / 3
CLIENTS = 8
CONSTANT = "/alive/"


def measure(server: Server, options: argparse.Namespace) -> list[Figure]:
    """Requests a second of each page and of the constant one, in turns."""
    del server
    rounds, seconds = (2, 1.5) if options.quick else (5, 3.0)
    guide = f"/items/{life.cast().edition.content.task_code}/"
    # With a query each request of which is another page: what a page costs that is not in memory.
    pages = {
        "home page": "/",
        "guide page": guide,
        "themes page": "/themes/",
        "guide page, not in memory": guide + "?fresh=",
        "search page (never kept)": "/search/?q=%E9%A3%9F%E5%93%81",
    }
    driven: dict[str, list[Driven]] = {name: [] for name in (*pages, CONSTANT)}
    with web_server() as web:
        for _ in range(rounds):
            for name, path in (*pages.items(), (CONSTANT, CONSTANT)):
                driven[name].append(
                    drive(web.port, Reading(path), seconds=seconds, clients=CLIENTS)
                )
    constant = median(each.per_second for each in driven[CONSTANT])
    return [_figure(name, driven[name], constant) for name in pages]


class Reading:
    """One GET; a path that ends with `=` gets a new number each time."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.count = 0

    async def __call__(self, connection: Connection) -> None:
        path = self.path
        if path.endswith("="):
            self.count += 1
            path = f"{path}{id(self)}-{self.count}"
        answer = await connection.get(path)
        if answer.status != 200:
            raise Unanswered(f"{path}: {answer.status}")


def _figure(name: str, rounds: list[Driven], constant: float) -> Figure:
    rates = [each.per_second for each in rounds]
    ratio = median(rates) / constant
    aimed = name in {"home page", "guide page"}
    times = [each for driven in rounds for each in driven.milliseconds]
    return Figure(
        "pages",
        name,
        median(rates),
        "req/s",
        beside=f"constant page {CONSTANT}",
        beside_value=constant,
        ratio=ratio,
        aim=f">= {AIM:.2f}" if aimed else "",
        is_met=ratio >= AIM if aimed else None,
        rounds=tuple(rates),
        notes={"clients": CLIENTS, "p50_ms": median(times), "p99_ms": percentile(times, 0.99)},
    )
