"""Loading what people call things: entered once, brought up to date, or rejected."""

import pytest
from django.db import IntegrityError, transaction

from yangguan.foundation.loading.tests.content_folder import write
from yangguan.registers.catalogue.models import EverydayWord
from yangguan.registers.catalogue.operations.load_everyday_words import load_everyday_words

pytestmark = pytest.mark.django_db


def load(folder, *pairs):
    rows = [{"WORD": word, "OFFICIAL": official} for word, official in pairs]
    return load_everyday_words(write(folder, "everyday-words.json", EVERYDAY_WORDS=rows))


def test_a_word_is_entered_once_and_brought_up_to_date(tmp_path):
    load(tmp_path, ("骑骆驼", "骆驼登记"))

    again = load(tmp_path, ("骑骆驼", "骆驼经营"))

    assert (again.count, again.new, again.rejected) == (1, 0, ())
    assert EverydayWord.objects.get(word="骑骆驼").official == "骆驼经营"


def test_a_word_is_kept_as_searches_are_compared(tmp_path):
    load(tmp_path, ("ＥＴＣ卡", "通行卡"))

    assert EverydayWord.objects.filter(word="etc卡").exists()


@pytest.mark.parametrize(
    ("pair", "path"),
    [(("骆驼", "骆驼"), "OFFICIAL"), (("", "骆驼"), "WORD"), (("驼", ""), "OFFICIAL")],
)
def test_a_row_is_rejected_for_its(tmp_path, pair, path):
    loaded = load(tmp_path, pair)

    assert loaded.count == 0
    assert loaded.rejected[0].path == f"EVERYDAY_WORDS[0].{path}"


def test_the_database_refuses_a_word_that_stands_for_itself():
    with pytest.raises(IntegrityError), transaction.atomic():
        EverydayWord.objects.create(word="骆驼", official="骆驼")
