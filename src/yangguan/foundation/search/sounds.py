"""
How Chinese sounds, for search: by pinyin, by initials, and through a wrong character that sounds
the same (食品经赢许可).

A name is found by the sounds of its characters two by two (`SiPin`, `PinJin`) and by its initials
two by two and three by three (`SP`, `SPJ`). They are written with capitals, which no word of a text
has: `words.normalise` makes all small. Sounds that many people do not tell apart count as one: zh
and z, ch and c, sh and s, n and l at the front, ng and n behind a, e and i.
"""

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib import resources
from itertools import pairwise, product

from yangguan.foundation.search.words import han_runs, han_syllables, is_latin

# Ways to cut letters into syllables that are tried (fangan: fang an, fan gan).
MAX_CUTS = 4
# Longer input is cut too, but only so far.
MAX_LETTERS = 60
# More letters than anybody types as initials.
MAX_INITIALS = 16
MAX_READINGS = 2
# What a slip of the fingers costs in a cut, beside 1 for a syllable; a bare initial stands for any.
_SLIP = 4
_BARE = 3
_DROPPED = 3
_INITIALS = frozenset({*"bpmfdtnlgkhjqxrzcsyw", "zh", "ch", "sh"})


def sound_terms(text: str) -> list[str]:
    """Every term under which the sound of a text is found; characters are read in context."""
    syllables = han_syllables(text)
    initials = [syllable[0].upper() for syllable in syllables]
    return [
        *_pairs(syllables),
        *("".join(pair) for pair in pairwise(initials)),
        *("".join(initials[i : i + 3]) for i in range(len(initials) - 2)),
    ]


def letters_query(text: str) -> str:
    """
    A tsquery for pinyin or initials; empty for what is neither.

    The last syllable may go on: hits stay while somebody types.
    """
    letters = _letters(text)
    if len(letters) < 2:
        return ""
    found, rest = cuts(letters)
    ways = [_begun(cut, rest) for cut in found]
    if len(letters) <= MAX_INITIALS and not any(len(cut) > 2 for cut in found):
        upper = letters.upper()
        width = min(3, len(upper))
        ways.append(_all(upper[i : i + width] for i in range(len(upper) - width + 1)))
    return _any(ways)


def slipped_query(text: str) -> str:
    """A tsquery for pinyin with a slip in it: letters swapped, missing or too many."""
    letters = _letters(text)
    cut = _mended(letters) if len(letters) > 3 else ()
    return _all(_pairs(cut)) if len(cut) > 1 else ""


def same_sound_query(text: str) -> str:
    """A tsquery for whatever sounds like the Chinese of a text; empty below two characters."""
    wanted = []
    for run in han_runs(text):
        for pair in pairwise(run):
            readings = product(*(_readings().get(each, ()) for each in pair))
            ways = [f"'{term}'" for cut in readings for term in _pairs(cut)]
            if not ways:
                return ""
            wanted.append(ways[0] if len(ways) == 1 else f"({' | '.join(dict.fromkeys(ways))})")
    return " & ".join(dict.fromkeys(wanted))


def cuts(letters: str) -> tuple[list[tuple[str, ...]], str]:
    """
    The ways to cut letters into syllables, fewest first, and the beginning of one that is left.

    No ways where the letters are no pinyin.
    """
    letters = letters[:MAX_LETTERS]
    # For each place: the cuts that lead to it. Few are kept, or there would be thousands.
    reached: dict[int, list[tuple[str, ...]]] = {0: [()]}
    for place in range(len(letters)):
        for cut in reached.get(place, ()):
            for length in range(1, 7):
                syllable = letters[place : place + length]
                if len(syllable) == length and syllable in _syllables():
                    kept = reached.setdefault(place + length, [])
                    if len(kept) < MAX_CUTS:
                        kept.append((*cut, syllable))
    for end in range(len(letters), max(0, len(letters) - 6), -1):
        rest = letters[end:]
        if end in reached and (not rest or rest in _beginnings()):
            return sorted(reached[end], key=len), rest
    return [], ""


def _begun(cut: tuple[str, ...], rest: str) -> str:
    """All pairs of a cut; the last may be the beginning of a longer one (shipi: SiPi…)."""
    if rest:
        *whole, last = *_pairs(cut), _written(cut[-1]) + _written(rest)[0]
    elif len(cut) > 1:
        *whole, last = _pairs(cut)
    else:
        whole, last = [], _written(cut[0])
    return " & ".join([*(f"'{term}'" for term in dict.fromkeys(whole)), f"'{last}':*"])


def _mended(letters: str) -> tuple[str, ...]:
    """
    The likeliest cut of letters with slips in them; empty if it is too far from pinyin.

    A syllable of which only the initial is there stands as that, large.
    """
    letters = letters[:MAX_LETTERS]
    best: list[tuple[int, tuple[str, ...]] | None] = [(0, ()), *([None] * len(letters))]

    def offer(place: int, cost: int, cut: tuple[str, ...]) -> None:
        known = best[place]
        if known is None or cost < known[0]:
            best[place] = (cost, cut)

    for place in range(len(letters)):
        if (known := best[place]) is None:
            continue
        cost, cut = known
        offer(place + 1, cost + _DROPPED, cut)
        for length in range(1, min(6, len(letters) - place) + 1):
            piece = letters[place : place + length]
            if piece in _syllables():
                offer(place + length, cost + 1, (*cut, piece))
            elif piece in _INITIALS:
                offer(place + length, cost + _BARE, (*cut, piece[0].upper()))
            elif length > 1 and (meant := _slips().get(piece)):
                offer(place + length, cost + _SLIP, (*cut, meant))
    found = best[-1]
    return found[1] if found and found[0] <= 2 * len(found[1]) + 2 else ()


def _letters(text: str) -> str:
    letters = text.replace(" ", "").replace("'", "")
    is_spelled = is_latin(letters) and letters.isascii() and letters.isalpha()
    return letters.lower() if is_spelled else ""


def _pairs(syllables: Iterable[str]) -> list[str]:
    """Terms for syllables two by two; for their initials where one is an initial only."""
    return [
        f"{one[0]}{two[0]}".upper()
        if one.isupper() or two.isupper()
        else _written(one) + _written(two)
        for one, two in pairwise(syllables)
    ]


def _all(terms: Iterable[str]) -> str:
    return " & ".join(f"'{term}'" for term in dict.fromkeys(terms))


def _any(ways: Iterable[str]) -> str:
    return " | ".join(f"({way})" for way in dict.fromkeys(ways) if way)


@lru_cache(maxsize=1024)
def _written(syllable: str) -> str:
    """A syllable as a term holds it: sounds that are mixed up made one, first letter large."""
    for sound, plain in (("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l")):
        if syllable.startswith(sound):
            syllable = plain + syllable.removeprefix(sound)
            break
    if syllable.endswith(("ang", "eng", "ing")):
        syllable = syllable[:-1]
    return syllable.capitalize()


def _table() -> Iterator[tuple[str, str]]:
    text = resources.files(__package__).joinpath("syllables.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        syllable, _, characters = line.partition(" ")
        yield syllable, characters


@cache
def _syllables() -> frozenset[str]:
    return frozenset(syllable for syllable, _ in _table())


@cache
def _beginnings() -> frozenset[str]:
    return frozenset(each[:end] for each in _syllables() for end in range(1, len(each)))


@cache
def _readings() -> dict[str, tuple[str, ...]]:
    """
    Character → how it may be read, for the characters of GB 2312.

    A table of our own, 30 KB: the dictionaries of pypinyin would cost each process 50 MB.
    """
    found: dict[str, tuple[str, ...]] = {}
    for syllable, characters in _table():
        for each in characters:
            found[each] = (*found.get(each, ()), syllable)[:MAX_READINGS]
    return found


@cache
def _slips() -> dict[str, str]:
    """Letters that are no syllable → the one that they were meant to be."""
    found: dict[str, str] = {}
    for each in sorted(_syllables(), key=lambda syllable: (-len(syllable), syllable)):
        if len(each) < 3:
            continue
        swapped = (each[:i] + each[i + 1] + each[i] + each[i + 2 :] for i in range(len(each) - 1))
        missing = (each[:i] + each[i + 1 :] for i in range(len(each)))
        for slip in (*swapped, *missing):
            if slip not in _syllables():
                found.setdefault(slip, each)
    return found
