"""What people call things (平常说法): adding a word, changing what it stands for, removing it."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from yangguan.foundation.actors.actor import Actor
from yangguan.foundation.search.words import normalise, query_terms
from yangguan.foundation.trace import trail
from yangguan.foundation.trace.trail import Act
from yangguan.registers.catalogue import policies
from yangguan.registers.catalogue.errors import (
    EverydayWordChanged,
    EverydayWordGone,
    EverydayWordTaken,
    EverydayWordUnclear,
)
from yangguan.registers.catalogue.models import EverydayWord
from yangguan.registers.catalogue.operations.missed_searches import forget_answered

LONGEST_WORD = 20
LONGEST_OFFICIAL = 60


@transaction.atomic
def add_everyday_word(*, word: str, official: str, by: Actor, at: datetime) -> EverydayWord:
    """
    Let searches for a word look for the official one instead; texts missed with it are forgotten.

    Raises `NotTheCatalogueOffice`, `EverydayWordUnclear`, `EverydayWordTaken`; then nothing has
    changed. At: aware datetime.
    """
    policies.ensure_may_keep_words(by)
    word, official = _checked_word(word), _checked_official(official, word)
    try:
        with transaction.atomic():
            made = EverydayWord.objects.create(word=word, official=official)
    except IntegrityError:
        known = EverydayWord.objects.get(word=word)
        raise EverydayWordTaken(word=word, official=known.official) from None
    forget_answered(word)
    _record("everyday-word.add", word, {"official": official}, by=by, at=at)
    return made


@transaction.atomic
def change_everyday_word(
    *, word: str, official: str, known: str, by: Actor, at: datetime
) -> EverydayWord:
    """
    Let a word stand for something else. `known`: what it stood for when the editor read it.

    What it stands for already is no act and leaves no trace. Raises `NotTheCatalogueOffice`,
    `EverydayWordUnclear`, `EverydayWordChanged`, `EverydayWordGone`; then nothing has changed.
    """
    row = _locked(word)
    policies.ensure_may_keep_words(by)
    official = _checked_official(official, row.word)
    if row.official == official:
        return row
    _ensure_known(row, known)
    row.official = official
    row.save(update_fields=["official"])
    _record("everyday-word.change", row.word, {"official": official, "before": known}, by=by, at=at)
    return row


@transaction.atomic
def remove_everyday_word(*, word: str, known: str, by: Actor, at: datetime) -> None:
    """
    Remove a word. `known`: what it stood for when the editor read it.

    A word that is gone already is no act. Raises `NotTheCatalogueOffice`, `EverydayWordChanged`;
    then nothing has changed.
    """
    row = EverydayWord.objects.select_for_update().filter(word=word).first()
    policies.ensure_may_keep_words(by)
    if row is None:
        return
    _ensure_known(row, known)
    row.delete()
    _record("everyday-word.remove", word, {"official": known}, by=by, at=at)


def _locked(word: str) -> EverydayWord:
    row = EverydayWord.objects.select_for_update().filter(word=word).first()
    if row is None:
        raise EverydayWordGone(word=word[:LONGEST_WORD])
    return row


def _ensure_known(row: EverydayWord, known: str) -> None:
    if row.official != known:
        raise EverydayWordChanged(word=row.word, official=row.official)


def _checked_word(text: str) -> str:
    """As searches are written before they are compared."""
    word = normalise(text.replace("\0", ""))
    if not query_terms(word):
        raise _unclear("word", _("请写大家平常怎么说，例如：饭馆。"))
    if len(word) > LONGEST_WORD:
        raise _unclear("word", _("平常的说法最多 %(most)d 个字。") % {"most": LONGEST_WORD})
    return word


def _checked_official(text: str, word: str) -> str:
    official = text.replace("\0", "").strip()
    if not query_terms(official):
        raise _unclear("official", _("请写事项名称里的说法，例如：食品经营。"))
    if len(official) > LONGEST_OFFICIAL:
        raise _unclear(
            "official", _("事项里的说法最多 %(most)d 个字。") % {"most": LONGEST_OFFICIAL}
        )
    if normalise(official) == word:
        raise _unclear("official", _("两个说法一样，不用写进表里。"))
    return official


def _unclear(field: str, reason: str) -> EverydayWordUnclear:
    return EverydayWordUnclear(field=field, reason=reason)


def _record(action: str, word: str, data: "dict[str, str]", *, by: Actor, at: datetime) -> None:
    stream = trail.stream_of(f"everyday-word:{word}")
    trail.record(stream, Act(action, {"word": word, **data}), by=by, at=at)
