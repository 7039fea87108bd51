"""Loading what people call things (平常说法) from a content folder."""

from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from yangguan.foundation.loading.rows import ContentRow, Loaded, Seen, read_content
from yangguan.foundation.search.words import normalise
from yangguan.registers.catalogue.models import EverydayWord

FILE = "everyday-words.json"


@transaction.atomic
def load_everyday_words(folder: Path) -> Loaded:
    """
    Enter or update everyday words with the official ones that a search tries in their place.

    A row whose two words are the same is rejected. Two queries.
    """
    content = read_content(folder, FILE)
    before = set(EverydayWord.objects.values_list("word", flat=True))
    seen = Seen()

    def read(row: ContentRow) -> EverydayWord:
        # As searches are written before they are compared.
        word = normalise(row.text("WORD", limit=20))
        seen.once(row, "WORD", word)
        official = row.text("OFFICIAL", limit=60)
        if word and word == official:
            row.fault("OFFICIAL", _("和平常的说法一样，不用写"))
        return EverydayWord(word=word, official=official)

    accepted = content.accept("EVERYDAY_WORDS", read)
    EverydayWord.objects.bulk_create(
        accepted, update_conflicts=True, unique_fields=["word"], update_fields=["official"]
    )
    new = sum(each.word not in before for each in accepted)
    return Loaded("everyday-words", len(accepted), new, tuple(content.rejected))
