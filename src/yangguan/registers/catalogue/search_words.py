"""What editors read of the search: everyday words, and texts that found nothing good."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import connection
from django.db.models import Q

from yangguan.foundation.search.words import normalise
from yangguan.registers.catalogue.models import EverydayWord

LISTED_DAYS = 30
# A text that fewer readers searched is shown to nobody: it may be about one of them.
LEAST_ASKERS = 3
MOST_LISTED = 100

_MISSED = """
SELECT text, sum(count), bit_count(bit_or(askers)::bit(64)), bool_and(has_some), max(last_at)
FROM catalogue_missedsearch missed
WHERE day > %(since)s AND day <= %(on)s
  AND NOT EXISTS (SELECT FROM catalogue_dismissedsearch gone WHERE gone.text = missed.text)
GROUP BY text
HAVING bit_count(bit_or(askers)::bit(64)) >= %(askers)s
ORDER BY 3 DESC, 2 DESC, text
LIMIT %(limit)s
"""


@dataclass(frozen=True, slots=True)
class WordLine:
    word: str
    official: str


@dataclass(frozen=True, slots=True)
class MissedLine:
    """`askers`: at least so many readers. `has_some`: items with a part of it were shown."""

    text: str
    count: int
    askers: int
    has_some: bool
    last_at: datetime


def everyday_words(
    *, holding: str = "", after: str = "", limit: int
) -> tuple[list[WordLine], str | None]:
    """
    Everyday words in their order, those with a text in either of the two words.

    With the word after which the next page begins. One query.
    """
    rows = EverydayWord.objects.order_by("word")
    if holding := normalise(holding.replace("\0", "")):
        rows = rows.filter(Q(word__contains=holding) | Q(official__icontains=holding))
    if after:
        rows = rows.filter(word__gt=after.replace("\0", ""))
    read = [WordLine(row.word, row.official) for row in rows[: limit + 1]]
    return read[:limit], read[limit - 1].word if len(read) > limit else None


def everyday_word(word: str) -> WordLine | None:
    """One query."""
    row = EverydayWord.objects.filter(word=word.replace("\0", "")).first()
    return WordLine(row.word, row.official) if row else None


def missed_searches(*, on: date) -> list[MissedLine]:
    """
    What most readers searched in vain in the last 30 days, at most 100 texts.

    Texts of fewer than three readers are left out, and those that were set aside. One query over
    at most 60,000 rows.
    """
    asked: dict[str, date | int] = {
        "since": on - timedelta(days=LISTED_DAYS),
        "on": on,
        "askers": LEAST_ASKERS,
        "limit": MOST_LISTED,
    }
    with connection.cursor() as cursor:
        cursor.execute(_MISSED, asked)
        return [MissedLine(text, int(count), *rest) for text, count, *rest in cursor.fetchall()]
