"""A guide as large as there are any, 60 materials and 10 situations, beside a constant page."""

import argparse

import msgspec
from django.utils import timezone

from bench import life
from bench.figures import Figure, median, percentile
from bench.pages import CLIENTS, CONSTANT, Reading
from bench.web import Driven, drive, web_server
from yangguan.foundation.actors.actor import system_actor
from yangguan.foundation.postgres.location import Description as Server
from yangguan.registers.catalogue.content import Condition, EditionContent, FormField, Need
from yangguan.registers.catalogue.models import ServiceItem
from yangguan.registers.catalogue.operations.publish_edition import publish_content

MATERIALS = 60
SITUATIONS = 10


def measure(server: Server, options: argparse.Namespace) -> list[Figure]:
    """Requests a second of the large guide in each of its shapes, in turns with the constant."""
    del server
    rounds, seconds = (2, 1.5) if options.quick else (5, 3.0)
    path = f"/items/{_publish_large()}/"
    told = "situation-1=true&situation-2=false"
    # What ends with `=` is another page each time, so that none comes out of the memory.
    shapes = {
        "guide": f"{path}?fresh=",
        "guide, two questions answered": f"{path}?{told}&fresh=",
        "guide from memory": path,
        "simple version": f"{path}simple/?fresh=",
        "guide over the API": f"/api/v1{path}guide?{told}&fresh=",
        "simple version as PDF": f"{path}simple.pdf",
    }
    driven: dict[str, list[Driven]] = {name: [] for name in (*shapes, CONSTANT)}
    with web_server() as web:
        for _ in range(rounds):
            for name, address in (*shapes.items(), (CONSTANT, CONSTANT)):
                driven[name].append(
                    drive(web.port, Reading(address), seconds=seconds, clients=CLIENTS)
                )
    constant = median(each.per_second for each in driven[CONSTANT])
    return [_figure(name, driven[name], constant) for name in shapes]


def _figure(name: str, rounds: list[Driven], constant: float) -> Figure:
    rates = [each.per_second for each in rounds]
    times = [each for driven in rounds for each in driven.milliseconds]
    return Figure(
        "guides",
        f"{name}, {MATERIALS} materials, {SITUATIONS} situations",
        median(rates),
        "req/s",
        beside=f"constant page {CONSTANT}",
        beside_value=constant,
        ratio=median(rates) / constant,
        rounds=tuple(rates),
        notes={"clients": CLIENTS, "p50_ms": median(times), "p99_ms": percentile(times, 0.99)},
    )


def _publish_large() -> str:
    """The item of the bench's lives, published once more as a large edition; its code."""
    row = ServiceItem.objects.select_related("department").get(slug=life.ITEM)
    content = large(life.cast().edition.content)
    publish_content(
        content,
        department=row.department,
        source="",
        slug=row.slug,
        by=system_actor(),
        at=timezone.now(),
    )
    return content.task_code


def large(content: EditionContent) -> EditionContent:
    """The content with as many situations and materials, each of which hangs on a situation."""
    situations = tuple(
        FormField(element=f"situation-{each}", label=f"第 {each} 种情况吗", type="boolean")
        for each in range(1, SITUATIONS + 1)
    )
    materials = tuple(
        msgspec.structs.replace(
            content.materials[each % len(content.materials)],
            key=f"material-{each}",
            need=Need.CONDITIONAL,
            applies_if=Condition(
                logic={"==": [{"var": situations[each % SITUATIONS].element}, each % 2 == 0]}
            ),
        )
        for each in range(MATERIALS)
    )
    return msgspec.structs.replace(content, situations=situations, materials=materials)
