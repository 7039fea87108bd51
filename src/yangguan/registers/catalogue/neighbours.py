"""
Items that may clash with others that are about to be published: by code, name or legal basis.

Read for many at once, and told of what is published meanwhile (`publish`), so that the second of
two items of one file meets the first. Source: R2.3 (同一事项、同一名称、同一标准、同一编码).
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import connection

from yangguan.foundation.cipher.algorithms import sm3
from yangguan.foundation.search.words import normalise
from yangguan.registers.catalogue.content import EditionContent
from yangguan.registers.catalogue.interchange.item import Claim

# Shown at most: one item of every village may clash with one file.
MOST_CLASHES = 50
# A village service may stand beside those of every other village: a few tell enough.
MOST_ON_ONE_BASIS = 5
_NOISE = re.compile(r"[《》\s、，。；;·]|中华人民共和国")

_CLASHING = """
SELECT claim.place, other.task_code, other.catalog_code, other.name, organ.credit_code, organ.name,
       other.town_code, other.village_code, other.basis_key, coalesce(edition.number, 0)
FROM unnest(%(codes)s::text[], %(names)s::text[], %(basics)s::text[], %(organs)s::text[])
     WITH ORDINALITY AS claim (task_code, name, catalog_code, organ, place)
LEFT JOIN organisations_department own ON own.credit_code = claim.organ
CROSS JOIN LATERAL (
    SELECT item.* FROM catalogue_serviceitem item
    WHERE item.task_code = claim.task_code
       OR item.name = claim.name
          AND (item.department_id = own.id OR item.catalog_code <> claim.catalog_code)
       OR item.catalog_code = claim.catalog_code AND item.name <> claim.name
    ORDER BY item.task_code
    LIMIT %(most)s
) other
JOIN organisations_department organ ON organ.id = other.department_id
LEFT JOIN catalogue_edition edition ON edition.id = other.edition_id
"""
# One more than is shown: the item itself may be among them.
_ON_ONE_BASIS = """
SELECT asked.place, other.task_code, other.catalog_code, other.name, organ.credit_code, organ.name,
       other.town_code, other.village_code, other.basis_key, 0
FROM unnest(%(organs)s::text[], %(keys)s::text[], %(towns)s::text[], %(villages)s::text[])
     WITH ORDINALITY AS asked (organ, basis_key, town_code, village_code, place)
JOIN organisations_department organ ON organ.credit_code = asked.organ
CROSS JOIN LATERAL (
    SELECT item.* FROM catalogue_serviceitem item
    WHERE item.department_id = organ.id AND item.basis_key = asked.basis_key
      AND item.basis_key <> '' AND item.town_code = asked.town_code
      AND item.village_code = asked.village_code
    ORDER BY item.task_code
    LIMIT %(most)s
) other
"""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An item as far as others may clash with it; `edition` 0: none is in force."""

    task_code: str
    catalog_code: str
    name: str
    department_code: str
    department_name: str
    town_code: str
    village_code: str
    basis_key: str
    edition: int


_Basis = tuple[str, str, str, str]  # organ, basis, town, village
Asked = TypeVar("Asked", Claim, _Basis)


class Neighbours:
    """Who stands beside these claims and contents. One query for each of the two questions."""

    def __init__(self, claims: Iterable[Claim], contents: Iterable[EditionContent]) -> None:
        self._claims = tuple(claims)
        self._contents = tuple(contents)
        self._clashing: dict[Claim, list[Neighbour]] | None = None
        self._on_basis: dict[_Basis, list[Neighbour]] | None = None
        self._published: dict[str, Neighbour] = {}

    def clashing(self, claim: Claim) -> list[Neighbour]:
        """Items with the code, name or basic code of a claim that the rules may mind, by code."""
        if not claim.name or not claim.task_code:
            return []
        if self._clashing is None:
            self._clashing = _read_clashing(self._claims)
        new = (each for each in self._published.values() if _may_clash(claim, each))
        return self._now(self._clashing[claim], new)[:MOST_CLASHES]

    def on_one_basis(self, content: EditionContent) -> list[Neighbour]:
        """Other items of the same office, place, basis and audience, by code."""
        asked = _basis_of(content)
        if not asked[1]:
            return []
        if self._on_basis is None:
            self._on_basis = _read_on_one_basis(dict.fromkeys(map(_basis_of, self._contents)))
        new = (
            each
            for each in self._published.values()
            if asked == (each.department_code, each.basis_key, each.town_code, each.village_code)
        )
        found = self._now(self._on_basis[asked], new)
        others = [each for each in found if each.task_code != content.task_code]
        return others[:MOST_ON_ONE_BASIS]

    def publish(self, content: EditionContent, *, number: int) -> None:
        """From now on the item is as this content says, whatever was read of it."""
        self._published[content.task_code] = Neighbour(
            task_code=content.task_code,
            catalog_code=content.catalog_code,
            name=content.name,
            department_code=content.department_code,
            department_name=content.department_name,
            town_code=content.town_code,
            village_code=content.village_code,
            basis_key=basis_key(content),
            edition=number,
        )

    def _now(self, read: Iterable[Neighbour], new: Iterable[Neighbour]) -> list[Neighbour]:
        standing = (each for each in read if each.task_code not in self._published)
        return sorted((*standing, *new), key=lambda each: each.task_code)


def basis_key(content: EditionContent) -> str:
    """
    One digest for one legal basis, level and audience, however it is punctuated; empty without law.

    Kept with the item at publication (`ServiceItem.basis_key`).
    """
    articles = sorted({without_noise(f"{law.law}{law.article}") for law in content.laws if law.law})
    if not articles:
        return ""
    parts = (content.level, ",".join(sorted(content.audiences)), *articles)
    return sm3("\n".join(parts).encode()).hex()


def without_noise(text: str) -> str:
    """A text without what may be written or left out: 《》, blanks, the state's name."""
    return _NOISE.sub("", normalise(text))


def _basis_of(content: EditionContent) -> _Basis:
    key = basis_key(content)
    return content.department_code, key, content.town_code, content.village_code


def _may_clash(claim: Claim, other: Neighbour) -> bool:
    """As the statement asks."""
    if other.task_code == claim.task_code:
        return True
    is_one_basic = other.catalog_code == claim.catalog_code
    if other.name == claim.name:
        return other.department_code == claim.department_code or not is_one_basic
    return is_one_basic


def _read_clashing(claims: Sequence[Claim]) -> dict[Claim, list[Neighbour]]:
    values = {
        "codes": [claim.task_code for claim in claims],
        "names": [claim.name for claim in claims],
        "basics": [claim.catalog_code for claim in claims],
        "organs": [claim.department_code for claim in claims],
        "most": MOST_CLASHES,
    }
    return _by_place(claims, _CLASHING, values)


def _read_on_one_basis(asked: Iterable[_Basis]) -> dict[_Basis, list[Neighbour]]:
    places = list(asked)
    values = {
        "organs": [organ for organ, _key, _town, _village in places],
        "keys": [key for _organ, key, _town, _village in places],
        "towns": [town for _organ, _key, town, _village in places],
        "villages": [village for _organ, _key, _town, village in places],
        "most": MOST_ON_ONE_BASIS + 1,
    }
    return _by_place(places, _ON_ONE_BASIS, values)


def _by_place(
    asked: Sequence[Asked], statement: str, values: dict[str, Any]
) -> dict[Asked, list[Neighbour]]:
    found: dict[Asked, dict[str, Neighbour]] = {each: {} for each in asked}
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        for place, *columns in cursor.fetchall():
            neighbour = Neighbour(*columns)
            found[asked[place - 1]][neighbour.task_code] = neighbour
    return {each: list(rows.values()) for each, rows in found.items()}
