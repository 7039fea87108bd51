"""
Finding items as people look for them: Chinese words in any cut, pinyin, initials, codes, laws,
materials, and what was typed wrong.

All terms of the query are wanted first (AND): in names, results, departments and codes, then in
what an item mentions. Where no name has them, what the law calls the thing is looked for instead
(开饭馆: 食品经营); failing that, what sounds or looks like it (食品经赢许可), then items with two
terms in a row, then items with any.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import pairwise

from django.db.models.functions import Length

from yangguan.foundation.search.sounds import letters_query, same_sound_query, slipped_query
from yangguan.foundation.search.words import han_runs, is_latin, normalise, query_terms
from yangguan.registers.catalogue.models import EverydayWord
from yangguan.registers.catalogue.queries import ItemLine
from yangguan.registers.catalogue.search_hits import (
    MAX_RANKED,
    Hits,
    Narrowing,
    Wanted,
    by_letters,
    by_likeness,
    by_words,
    sample_by_likeness,
)

MAX_QUERY = 60
# Everyday words in one query that are tried.
MAX_EVERYDAY = 3
# The longest everyday word.
MAX_WORD = 20
# Pairs of characters from which two may be left out, so that enough of the text remains; a longer
# text has too many ways.
LEAST_PAIRS, MOST_PAIRS = 4, 20

_EVERYTHING = Narrowing()


@dataclass(frozen=True, slots=True)
class Found:
    """
    A page of hits.

    `instead`: the official words looked for in place of the query. `is_mentioned`: not in names,
    but in what these items mention. `is_close`: nothing is just so, these sound or look like it.
    `is_loose`: no item has all words, these have some.
    """

    items: tuple[ItemLine, ...]
    has_more: bool
    is_loose: bool = False
    instead: str = ""
    is_close: bool = False
    is_mentioned: bool = False


NOTHING = Found((), False)


def search_items(
    text: str, *, limit: int = 20, offset: int = 0, narrowing: Narrowing = _EVERYTHING
) -> Found:
    """
    Items for a query, best first. One query to the database; up to twelve when little is found.

    `offset` is bounded by `MAX_RANKED`: nobody reads further, and nobody can make us.
    """
    plain = _plain(text)
    if not query_terms(plain):
        return NOTHING
    wanted = Wanted(limit, min(max(0, offset), MAX_RANKED), narrowing)
    for attempt in _attempts(plain):
        if found := attempt(plain, wanted):
            return found
    return NOTHING


def _plain(text: str) -> str:
    """The text as names are compared, cut, without what PostgreSQL cannot hold."""
    sound = text[: 4 * MAX_QUERY].replace("\0", " ").encode(errors="ignore").decode()
    return normalise(sound)[:MAX_QUERY].strip()


_Attempt = Callable[[str, Wanted], Found | None]


def _attempts(plain: str) -> Iterator[_Attempt]:
    if is_latin(plain):
        yield _by_letters
        yield _by_words
        yield _in_everyday_words
        yield _by_slipped_letters
    else:
        yield _by_words
        yield _in_everyday_words
        yield _by_looks
    yield _by_some_terms


def _by_words(plain: str, wanted: Wanted) -> Found | None:
    """
    Items with all terms of the text; where only mentions have them and the text is an everyday
    word, what that stands for comes first.
    """
    hits = by_words(_all(query_terms(plain)), plain, wanted)
    if hits is None:
        return None
    if hits.is_mentioned and (official := _official_words(plain).get(plain)):
        found = _instead(official, wanted)
        if found:
            return found
    return _found(hits)


def _by_letters(plain: str, wanted: Wanted) -> Found | None:
    query = letters_query(plain)
    hits = by_letters(query, plain.replace(" ", ""), wanted) if query else None
    return replace(_found(hits), is_close=not hits.is_exact) if hits else None


def _by_slipped_letters(plain: str, wanted: Wanted) -> Found | None:
    query = slipped_query(plain)
    hits = by_letters(query, plain.replace(" ", ""), wanted) if query else None
    return replace(_found(hits), is_close=True) if hits else None


def _in_everyday_words(plain: str, wanted: Wanted) -> Found | None:
    for official in dict.fromkeys(_official_words(plain).values()):
        if found := _instead(official, wanted):
            return found
    return None


def _instead(official: str, wanted: Wanted) -> Found | None:
    plain = normalise(official)
    hits = by_words(_all(query_terms(plain)), plain, wanted)
    return replace(_found(hits), instead=official) if hits else None


def _by_looks(plain: str, wanted: Wanted) -> Found | None:
    """
    Whatever sounds the same, or looks like it but for one fault in typing. At most six queries.

    A wrong character, or one too many, spoils two pairs side by side, two that have changed places
    spoil three. Spoiled pairs are in no name; where all others are asked for, the index reads no
    more than the rarest of them. Single characters are common: in all of the catalogue they are
    asked for last, unless the text is too short for pairs.
    """
    pairs, characters = query_terms(plain), _characters(plain)
    sounds = same_sound_query(plain)
    looks = _all(characters) if len(characters) > 2 else ""
    spoiled = ""
    if LEAST_PAIRS <= len(pairs) <= MOST_PAIRS:
        spoiled = _any(map(_all, _left_out(pairs, 2)))
        looks = f"{looks} & ({_any(map(_all, _left_out(pairs, 3)))})" if looks else ""
    elif len(characters) == LEAST_PAIRS:
        spoiled = _any(map(_all, _left_out(characters, 1)))
    narrow = _any([sounds, looks])
    for query in (narrow, spoiled):
        if query and (found := _as_some_write_it(query, plain, wanted)):
            return found
    is_long = LEAST_PAIRS <= len(pairs) <= MOST_PAIRS
    tries = (_any([sounds, spoiled]), looks) if is_long else (narrow, spoiled)
    for query in filter(None, tries):
        if hits := by_likeness(query, _like(plain), wanted, with_mentions=True):
            return replace(_found(hits), is_close=True)
    return None


def _as_some_write_it(query: str, plain: str, wanted: Wanted) -> Found | None:
    """
    Where a part of the catalogue has a wide tsquery, everything with the words by which one of
    its items has it. At most two queries.
    """
    mended = normalise(_as_written(plain, sample_by_likeness(query, _like(plain), wanted)))
    hits = by_words(_all(query_terms(mended)), mended, wanted) if query_terms(mended) else None
    return replace(_found(hits), is_close=True) if hits else None


def _like(plain: str) -> str:
    return _any(f"'{term}'" for term in query_terms(plain))


def _left_out(terms: list[str], count: int) -> list[list[str]]:
    """The terms without so many of them side by side, in each way."""
    return [terms[:i] + terms[i + count :] for i in range(len(terms) - count + 1)]


def _as_written(plain: str, name: str) -> str:
    """The part of a name that a text means: from the first to the last thing they share."""
    blocks = SequenceMatcher(None, plain, name, autojunk=False).get_matching_blocks()
    shared = [block for block in blocks if block.size]
    return name[shared[0].b : shared[-1].b + shared[-1].size] if len(shared) > 1 else ""


def _by_some_terms(plain: str, wanted: Wanted) -> Found | None:
    """Items with two terms in a row of the text, or else with any. At most two queries."""
    terms = [f"'{term}'" for term in query_terms(plain)]
    pairs = [f"{first} & {second}" for first, second in pairwise(terms)]
    for ways in (pairs, terms):
        query = _any(ways)
        if len(ways) > 1 and (hits := by_likeness(query, query, wanted, with_mentions=False)):
            return replace(_found(hits), is_loose=True)
    return None


def _official_words(plain: str) -> dict[str, str]:
    """The everyday words in a text, longest first, with the official ones. One query."""
    held = {
        plain[start : start + length]
        for length in range(1, MAX_WORD + 1)
        for start in range(len(plain) - length + 1)
    }
    known = EverydayWord.objects.filter(word__in=held).order_by(Length("word").desc(), "word")
    return dict(known.values_list("word", "official")[:MAX_EVERYDAY])


def _found(hits: Hits) -> Found:
    return Found(hits.items, hits.has_more, is_mentioned=hits.is_mentioned)


def _characters(plain: str) -> list[str]:
    return list(dict.fromkeys("".join(han_runs(plain))))


def _all(terms: list[str]) -> str:
    return " & ".join(f"'{term}'" for term in terms)


def _any(ways: "Iterator[str] | list[str] | map[str]") -> str:
    return " | ".join(f"({way})" for way in ways if way)
