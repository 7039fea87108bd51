"""
How Chinese text is cut for search, in one place for index and query.

Bigrams find every part of a name, also those that no dictionary knows (食品经营 → 食品 品经
经营); single characters at the end keep one-character queries working. Latin letters and digits
stay whole words. Pinyin and initials let a person type
食品经营许可 as `shipin` or `spjyxk`.
"""

import importlib
import re
import unicodedata
from functools import cache, lru_cache
from typing import Any

_RUN = re.compile(r"[㐀-䶿一-鿿]+|[a-z0-9]+")
_HAN = re.compile(r"[㐀-䶿一-鿿]")


def normalise(text: str) -> str:
    """Full-width to half-width, lower case, outer spaces off."""
    return unicodedata.normalize("NFKC", text).lower().strip()


def index_terms(text: str) -> list[str]:
    """Every term under which a text is found: bigrams and single characters, and Latin words."""
    terms: list[str] = []
    for run in _RUN.findall(normalise(text)):
        if _HAN.match(run):
            terms.extend(run)
            terms.extend(run[i : i + 2] for i in range(len(run) - 1))
        else:
            terms.append(run)
    return terms


def part_terms(text: str) -> list[str]:
    """The terms of a longer text: without single characters, of which it has too many."""
    return [term for term in index_terms(text) if len(term) > 1 or not _HAN.match(term)]


def query_terms(text: str) -> list[str]:
    """The terms of a query: bigrams where a run has two characters or more."""
    terms: list[str] = []
    for run in _RUN.findall(normalise(text)):
        if _HAN.match(run) and len(run) > 1:
            terms.extend(run[i : i + 2] for i in range(len(run) - 1))
        else:
            terms.append(run)
    return list(dict.fromkeys(terms))


def is_latin(text: str) -> bool:
    """Whether a query can only be meant as pinyin, initials or a code."""
    return bool(text) and not _HAN.search(text)


def han_runs(text: str) -> list[str]:
    """The stretches of Chinese characters in a text."""
    return [run for run in _RUN.findall(normalise(text)) if _HAN.match(run)]


@lru_cache(maxsize=4096)
def han_syllables(text: str) -> tuple[str, ...]:
    """The pinyin of each Chinese character of a text, read in context; rare ones are left out."""
    spelled = _speller().lazy_pinyin("".join(han_runs(text)))
    return tuple(each for each in spelled if each.isascii() and each.isalpha())


def pinyin(text: str) -> str:
    """`食品经营许可` → `shipinjingyingxuke spjyxk`: full pinyin and initials."""
    syllables = han_syllables(text)
    return f"{''.join(syllables)} {''.join(each[0] for each in syllables)}".strip()


@cache
def _speller() -> Any:
    """
    pypinyin, loaded at first use: its dictionaries take 50 MB, and only publishing spells.

    A query is compared with what publishing has stored, so a process that searches needs none.
    """
    return importlib.import_module("pypinyin")
