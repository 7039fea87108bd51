"""
Chains of proofs that close on themselves (循环证明), over the editions in force.

From what a content asks for, to the items that issue it, to what those ask for, and so on: each
proof is looked at once, so the work grows with the part of the catalogue that is reached, and it
ends after `DEEPEST` steps. Source: R3.9.
"""

import uuid
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from django.db import connection
from django.utils.translation import gettext as _

from yangguan.registers.catalogue.content import EditionContent
from yangguan.registers.catalogue.material_register import MaterialRegister
from yangguan.registers.catalogue.materials import Burden
from yangguan.registers.catalogue.models import Edition
from yangguan.registers.catalogue.proof_index import burden_of

# Nobody runs in a circle of more offices than that.
DEEPEST = 6
# Proofs looked at in one step; a catalogue that reaches more is told of its shorter circles.
MOST_KEYS = 500

# Each proof that is asked for on the way to another, and who asks: two of its issuers, since one
# may be the item itself, which counts as the content and not as its edition before.
_STEPS = """
SELECT from_key, key, name, burden, edition_id, task_code FROM (
    SELECT gives.key AS from_key, asks.key, asks.name, asks.burden, asks.edition_id,
           item.task_code, row_number() OVER (
               PARTITION BY gives.key, asks.key, asks.burden = 'hands' ORDER BY asks.edition_id
           ) AS place
    FROM catalogue_editionproof gives
    JOIN catalogue_editionproof asks ON asks.edition_id = gives.edition_id AND asks.side = 'demand'
    JOIN catalogue_serviceitem item ON item.edition_id = gives.edition_id
    WHERE gives.side = 'yield' AND gives.key = ANY(%(keys)s)
      AND asks.burden IN ('hands', 'platform')
) step WHERE place <= 2
ORDER BY from_key, key, burden = 'hands', edition_id
"""


@dataclass(frozen=True, slots=True)
class Link:
    """One proof that somebody asks for; `edition` is None and `by` empty for the content itself."""

    key: str
    asked: str  # the material's name
    burden: Burden
    edition: uuid.UUID | None = None
    by: str = ""  # department and item that ask


@dataclass(frozen=True, slots=True)
class Circle:
    """The links of a circle: the first is asked for by the content, the last one it gives out."""

    material: str  # the key of the content's material
    links: tuple[Link, ...]

    @property
    def is_closed(self) -> bool:
        """Whether nobody can leave it: every proof must come from the applicant's hands."""
        return all(link.burden is Burden.HANDS for link in self.links)


class ProofSteps:
    """Proof → what its issuers ask for: each proof is looked up once, whichever content asks."""

    def __init__(self, before_reading: Callable[[Collection[str]], None] | None = None) -> None:
        self._known: dict[str, list[tuple[str, Link]]] = {}
        # Called with the proofs that are about to be looked up.
        self.before_reading = before_reading

    def of(self, keys: Collection[str], *, without: str) -> Iterator[tuple[str, Link]]:
        """
        The steps from these proofs, each once, but for those of the item with this code.

        One query for those that nobody has asked for yet.
        """
        self._read([key for key in keys if key not in self._known])
        for key in keys:
            told: set[tuple[str, bool]] = set()
            for code, link in self._known[key]:
                way = (link.key, link.burden is Burden.HANDS)
                if code != without and way not in told:
                    told.add(way)
                    yield key, link

    def forget(self, keys: Iterable[str]) -> None:
        """Look these up anew: somebody else gives them out from now on."""
        for key in keys:
            self._known.pop(key, None)

    def _read(self, keys: list[str]) -> None:
        if not keys:
            return
        if self.before_reading is not None:
            self.before_reading(keys)
        self._known |= {key: [] for key in keys}
        with connection.cursor() as cursor:
            cursor.execute(_STEPS, {"keys": sorted(keys)})
            for from_key, key, asked, burden, edition, code in cursor.fetchall():
                self._known[from_key].append((code, Link(key, asked, Burden(burden), edition)))


def circles_through(
    content: EditionContent, register: MaterialRegister, steps: ProofSteps
) -> list[Circle]:
    """The shortest circle through each material of a content. At most `DEEPEST` + 1 queries."""
    given = {register.named(each.licence_type or each.name).key for each in content.results}
    starts = tuple(_starts(content, register))
    graph = _graph({link.key for _material, link in starts}, given, content.task_code, steps)
    circles: dict[str, Circle] = {}
    for material, link in starts:
        # A circle that nobody can leave is told before a shorter one with a way out.
        found = _shortest(link, graph, given, is_closed=True) or _shortest(
            link, graph, given, is_closed=False
        )
        if found and len(found) == 1 and link.burden is Burden.PLATFORM:
            # A licence that the item itself changes: the platform holds it, nobody runs for it.
            continue
        known = circles.get(material)
        if found and (known is None or len(found) < len(known.links)):
            circles[material] = Circle(material, found)
    return _with_names(list(circles.values()))


def _with_names(circles: list[Circle]) -> list[Circle]:
    ids = {link.edition for circle in circles for link in circle.links if link.edition}
    if not ids:
        return circles
    rows = Edition.objects.filter(pk__in=ids)
    named = {
        pk: _("%(department)s的%(item)s") % {"department": department, "item": item}
        for pk, department, item in rows.values_list("pk", "item__department__name", "item__name")
    }
    return [
        replace(
            circle,
            links=tuple(
                replace(link, by=named[link.edition]) if link.edition else link
                for link in circle.links
            ),
        )
        for circle in circles
    ]


def _starts(content: EditionContent, register: MaterialRegister) -> Iterator[tuple[str, Link]]:
    for material in content.materials:
        burden = burden_of(material)
        if burden not in {Burden.HANDS, Burden.PLATFORM}:
            # Not asked for, or not in every case: a way around is there.
            continue
        keys = [register.named(name).key for name in material.licences]
        for key in keys or [register.of(material).key]:
            yield material.key, Link(key, material.name, burden)


def _graph(
    keys: set[str], given: set[str], task_code: str, steps: ProofSteps
) -> dict[str, list[Link]]:
    """Proof → what its issuers ask for, as far as it can be reached."""
    graph: dict[str, list[Link]] = {}
    seen: set[str] = set()
    frontier = keys - given
    for _step in range(DEEPEST):
        frontier = set(sorted(frontier - seen)[:MOST_KEYS])
        if not frontier:
            break
        seen |= frontier
        reached: set[str] = set()
        for from_key, link in steps.of(sorted(frontier), without=task_code):
            graph.setdefault(from_key, []).append(link)
            reached.add(link.key)
        frontier = reached - given
    return graph


def _shortest(
    start: Link, graph: Mapping[str, list[Link]], given: set[str], *, is_closed: bool
) -> tuple[Link, ...] | None:
    """The shortest way from a proof to one that the content gives out, breadth first."""

    def counts(link: Link) -> bool:
        return link.burden is Burden.HANDS or not is_closed

    if not counts(start):
        return None
    ways: deque[tuple[Link, ...]] = deque([(start,)])
    seen = {start.key}
    while ways:
        way = ways.popleft()
        if way[-1].key in given:
            return way
        for link in graph.get(way[-1].key, ()):
            if counts(link) and link.key not in seen:
                seen.add(link.key)
                ways.append((*way, link))
    return None
