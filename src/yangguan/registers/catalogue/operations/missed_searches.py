"""R9.6: what was searched without a good hit (没搜到的): counted, set aside, forgotten."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F, TextField, Value
from django.db.models.functions import StrIndex
from django.utils import timezone

from yangguan.foundation.actors.actor import Actor
from yangguan.foundation.trace import trail
from yangguan.foundation.trace.trail import Act
from yangguan.registers.catalogue import policies
from yangguan.registers.catalogue.search_models import DismissedSearch, MissedSearch
from yangguan.registers.catalogue.search_privacy import asker_bit, kept_text

# New texts of one day that are kept. Beyond, a text that a single reader asked gives way.
MOST_A_DAY = 2_000
KEPT_DAYS = 31
DISMISSED_DAYS = 180
_LARGEST_COUNT = 1_000_000_000

# Nothing is lost if the last of these are: they need not wait for the disk.
_COUNT = """
INSERT INTO catalogue_missedsearch AS missed (day, text, count, askers, has_some, last_at)
SELECT %(day)s, %(text)s, 1, %(bit)s, %(has_some)s, %(at)s
WHERE EXISTS (SELECT FROM catalogue_missedsearch WHERE day = %(day)s AND text = %(text)s)
   OR (SELECT count(*) FROM catalogue_missedsearch WHERE day = %(day)s) < %(most)s
ON CONFLICT (day, text) DO UPDATE
SET count = least(missed.count + 1, %(largest)s), askers = missed.askers | EXCLUDED.askers,
    has_some = EXCLUDED.has_some, last_at = EXCLUDED.last_at
"""
_MAKE_ROOM = """
DELETE FROM catalogue_missedsearch WHERE id = (
    SELECT id FROM catalogue_missedsearch
    WHERE day = %(day)s AND bit_count(askers::bit(64)) = 1
    ORDER BY count, last_at LIMIT 1 FOR UPDATE SKIP LOCKED
)
"""


def count_missed_search(*, text: str, has_some: bool, address: str, at: datetime) -> bool:
    """
    Count a search without a good hit; whether it was kept.

    `has_some`: items with a part of the words were shown. `address`: the reader's network address,
    of which one of 63 bits is kept. At most `MOST_A_DAY` texts a day, whoever floods the search:
    texts that several readers asked stay. One statement, four on a full day.
    """
    kept = kept_text(text)
    if not kept:
        return False
    day = timezone.localdate(at)
    asked: dict[str, date | str | int] = {
        "day": day,
        "text": kept,
        "bit": asker_bit(address, secret=settings.SECRET_KEY.encode()),
        "has_some": has_some,
        "at": at,
        "most": MOST_A_DAY,
        "largest": _LARGEST_COUNT,
    }
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, asked)
        if cursor.rowcount:
            return True
        with transaction.atomic():
            cursor.execute(_MAKE_ROOM, asked)
            cursor.execute(_COUNT, asked)
        return bool(cursor.rowcount)


@transaction.atomic
def dismiss_missed_search(*, text: str, by: Actor, at: datetime) -> None:
    """
    Set a missed text aside: no everyday word is needed for it. Can be repeated.

    It is not listed for `DISMISSED_DAYS` days. Raises `NotTheCatalogueOffice`; then nothing has
    changed. At: aware datetime.
    """
    policies.ensure_may_keep_words(by)
    kept = kept_text(text)
    if not kept:
        return
    _row, is_new = DismissedSearch.objects.get_or_create(text=kept, defaults={"dismissed_at": at})
    if is_new:
        stream = trail.stream_of(f"missed-search:{kept}")
        trail.record(stream, Act("missed-search.dismiss", {"text": kept}), by=by, at=at)


def forget_answered(word: str) -> None:
    """Forget the missed texts that hold a word which now stands for something. One query."""
    held = StrIndex(F("text"), Value(word, output_field=TextField()))
    MissedSearch.objects.annotate(place=held).filter(place__gt=0).delete()


def purge_missed_searches(*, on: date) -> None:
    """Forget what is older than a month, and what was set aside half a year ago. Two queries."""
    MissedSearch.objects.filter(day__lt=on - timedelta(days=KEPT_DAYS)).delete()
    ended = on - timedelta(days=DISMISSED_DAYS)
    DismissedSearch.objects.filter(dismissed_at__date__lt=ended).delete()
