"""Search over 100,000 items, beside a look-up by primary key through the same view."""

import argparse
import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import cast

from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.http import HttpRequest
from django.test import RequestFactory

from bench import ground, many_items
from bench.figures import Figure, median, percentile
from yangguan.foundation.postgres.location import DATABASE_NAME
from yangguan.foundation.postgres.location import Description as Server
from yangguan.portals.applicant.requests import PublicRequest
from yangguan.portals.applicant.views import search as views
from yangguan.registers.catalogue.models import ServiceItem
from yangguan.registers.catalogue.queries import item_line
from yangguan.registers.catalogue.search import Found

QUERIES = 300
SEED = 20_260_101


def measure(server: Server, options: argparse.Namespace) -> list[Figure]:
    """Milliseconds of the suggestion view for each kind of query, in turns with the look-up."""
    rounds = 1 if options.quick else 3
    many_items.prepare(server)
    ground.use_database(many_items.ITEMS)
    try:
        kinds = _queries()
        codes = _some(list(ServiceItem.objects.values_list("task_code", flat=True)))
        taken: dict[str, list[float]] = {}
        for _ in range(rounds):
            for kind, queries in kinds.items():
                taken.setdefault(kind, []).extend(_milliseconds(queries))
                with _looked_up_by_key():
                    taken.setdefault("", []).extend(_milliseconds(codes))
    finally:
        ground.use_database(DATABASE_NAME)
    return [_figure(kind, times, taken[""]) for kind, times in taken.items() if kind]


def _figure(kind: str, times: list[float], beside: list[float]) -> Figure:
    return Figure(
        "search",
        f"{kind}, {many_items.COUNT:,} items",
        median(times),
        "ms p50",
        beside="look-up by key, same view",
        beside_value=median(beside),
        ratio=median(times) / median(beside),
        notes={
            "p99": percentile(times, 0.99),
            "p99_beside": percentile(beside, 0.99),
            "queries": QUERIES,
        },
    )


def _milliseconds(texts: list[str]) -> list[float]:
    requests = RequestFactory()
    taken = []
    for text in texts:
        request = requests.get("/search/suggestions/", {"q": text}, SERVER_NAME="localhost")
        _enter(request)
        begun = time.perf_counter()
        views.suggestions(cast("PublicRequest", request))
        taken.append((time.perf_counter() - begun) * 1000)
    return taken


def _enter(request: HttpRequest) -> None:
    """What the middleware gives a stranger's request."""
    request.user = AnonymousUser()
    request.session = SessionStore()


@contextmanager
def _looked_up_by_key() -> Iterator[None]:
    """In the block the view is given the item whose code was typed, found by its unique index."""
    original: Callable[..., Found] = vars(views)["search_items"]

    def by_key(text: str, *, limit: int = 20, offset: int = 0) -> Found:
        del limit, offset
        row = ServiceItem.objects.select_related("department").defer("terms").get(task_code=text)
        return Found((item_line(row),), False, False)

    vars(views)["search_items"] = by_key
    try:
        yield
    finally:
        vars(views)["search_items"] = original


def _queries() -> dict[str, list[str]]:
    """What people type, made from names that exist and from some that do not."""
    dice = random.Random(SEED)
    names = _some(list(ServiceItem.objects.values_list("name", flat=True)[:50_000]))
    spelled = _some(list(ServiceItem.objects.values_list("pinyin", flat=True)[:50_000]))

    def part(name: str, length: int) -> str:
        start = dice.randrange(max(1, len(name) - length))
        return name[start : start + length]

    common = ("许可", "登记", "备案", "证", "申请", "变更", "食品", "学校", "补贴", "宾馆")
    nowhere = ("办理", "怎么弄", "需要什么", "在哪里", "网上")
    return {
        "part of a name, 4 characters": [part(name, 4) for name in names],
        "whole name": names,
        "word that many items have": [dice.choice(common) for _ in names],
        "words that no item has all of": [
            f"{part(name, 4)}{dice.choice(nowhere)}" for name in names
        ],
        "initials, 5 letters": [part(text.split(" ")[-1], 5) for text in spelled],
    }


def _some(texts: list[str]) -> list[str]:
    return random.Random(SEED).sample(sorted(texts), QUERIES)
