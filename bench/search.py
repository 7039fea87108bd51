"""Search over 1,000,000 items, beside a look-up by primary key through the same view."""

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
from bench.figures import Figure, percentile
from yangguan.foundation.postgres.location import DATABASE_NAME
from yangguan.foundation.postgres.location import Description as Server
from yangguan.foundation.search.words import pinyin
from yangguan.portals.applicant.requests import PublicRequest
from yangguan.portals.applicant.views import search as views
from yangguan.registers.catalogue.models import EverydayWord, ServiceItem
from yangguan.registers.catalogue.queries import item_line
from yangguan.registers.catalogue.search import Found
from yangguan.registers.catalogue.search_models import Mention

QUERIES = 300
# Times the look-up: what the city asks of p50 and p99.
AIM = 10
SEED = 20_260_101


def measure(server: Server, options: argparse.Namespace) -> list[Figure]:
    """Milliseconds of the suggestion view for each kind of query, in turns with the look-up."""
    rounds = 1 if options.quick else 3
    many_items.prepare(server)
    ground.use_database(many_items.ITEMS)
    try:
        kinds = _queries()
        known = ServiceItem.objects.filter(task_code__startswith="BENCH")[:50_000]
        codes = _some(list(known.values_list("task_code", flat=True)))
        taken: dict[str, list[float]] = {}
        for _ in range(rounds):
            for kind, queries in kinds.items():
                taken.setdefault(kind, []).extend(_milliseconds(queries))
                with _looked_up_by_key():
                    taken.setdefault("", []).extend(_milliseconds(codes))
    finally:
        ground.use_database(DATABASE_NAME)
    return [
        _figure(kind, share, times, taken[""])
        for share in (0.5, 0.99)
        for kind, times in taken.items()
        if kind
    ]


def _figure(kind: str, share: float, times: list[float], beside: list[float]) -> Figure:
    value, by_key = percentile(times, share), percentile(beside, share)
    return Figure(
        "search",
        f"{kind}, {many_items.COUNT:,} items",
        value,
        f"ms p{share * 100:.0f}",
        beside="look-up by key, same view",
        beside_value=by_key,
        ratio=value / by_key,
        aim=f"<= {AIM}",
        is_met=value / by_key <= AIM,
        notes={"queries": QUERIES},
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

    def by_key(text: str, **_asked: object) -> Found:
        row = ServiceItem.objects.select_related("department").defer("terms").get(task_code=text)
        return Found((item_line(row),), False)

    vars(views)["search_items"] = by_key
    try:
        yield
    finally:
        vars(views)["search_items"] = original


def _queries() -> dict[str, list[str]]:
    """What people type, made from names that exist and from some that do not."""
    dice = random.Random(SEED)
    some = ServiceItem.objects.filter(task_code__lt=f"BENCH{50_000:09}")
    names = _some(list(some.values_list("name", flat=True)))
    spelled = _some(list(some.values_list("pinyin", flat=True)))
    words = list(EverydayWord.objects.order_by("word").values_list("word", flat=True))
    laws = _laws()

    def part(name: str, length: int) -> str:
        start = dice.randrange(max(1, len(name) - length))
        return name[start : start + length]

    def mistyped(name: str) -> str:
        """Six characters in a row of a name, with one of four faults."""
        text = part(name, 6)
        place = dice.randrange(1, len(text) - 1)
        wrong = dice.choice("经营许可申请登记")
        return dice.choice(
            (
                f"{text[:place]}{text[place + 1 :]}",
                f"{text[:place]}{wrong}{text[place:]}",
                f"{text[:place]}{wrong}{text[place + 1 :]}",
                f"{text[:place]}{text[place + 1]}{text[place]}{text[place + 2 :]}",
            )
        )

    common = ("许可", "登记", "备案", "证", "申请", "变更", "食品", "学校", "补贴", "宾馆")
    nowhere = ("办理", "怎么弄", "需要什么", "在哪里", "网上")
    strange = "饕餮魍魉彳亍夤缘貔貅"
    return {
        "whole name": names,
        "part of a name, 4 characters": [part(name, 4) for name in names],
        "word that many items have": [dice.choice(common) for _ in names],
        "initials, 5 letters": [part(text.split(" ")[-1], 5) for text in spelled],
        "pinyin, 3 characters": [_letters(part(name, 3)) for name in names],
        "everyday word": [dice.choice(words) for _ in names],
        "law, whole or its end": [dice.choice(laws) for _ in names],
        "6 characters, one fault": [mistyped(name) for name in names],
        "words that no item has all of": [
            f"{part(name, 4)}{dice.choice(nowhere)}" for name in names
        ],
        "nothing like it": ["".join(dice.choices(strange, k=4)) for _ in names],
    }


def _laws() -> list[str]:
    """Names of laws as items mention them, whole and as people shorten them."""
    found = Mention.objects.filter(name__regex="(法|条例|办法)").order_by("name")
    names = [name for name in found.values_list("name", flat=True) if len(name) < 40]
    return [short for name in names for short in (name, name.split(" ")[0][-8:])]


def _letters(text: str) -> str:
    return pinyin(text).split(" ")[0]


def _some(texts: list[str]) -> list[str]:
    return random.Random(SEED).sample(sorted(texts), QUERIES)
