"""Rows and bytes: what is lost is named, and stays in sight until somebody has looked."""

from datetime import UTC, datetime

import pytest

from yangguan.foundation.files import store, tasks
from yangguan.foundation.files.models import StoredFile
from yangguan.foundation.files.reconcile import Comparison, FilesLost, compare

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 6, 8, 4, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def before(settings, tmp_path) -> Comparison:
    """An empty store; the rows that others have committed are told apart from the test's own."""
    settings.DATA_DIR = tmp_path
    return compare()


def stored(data: bytes) -> StoredFile:
    content = store.keep([data])
    return store.register(content, name="a.pdf", media_type="application/pdf", at=NOON, by=None)


def test_a_row_whose_bytes_are_gone_is_named(before):
    file = stored(b"a file that is lost")
    stored(b"a file that is kept")
    store.path_of(file.digest).unlink()

    assert set(compare().lost) - set(before.lost) == {file.digest}


def test_a_row_whose_bytes_were_cut_off_is_named(before):
    file = stored(b"a file that is cut off")
    store.path_of(file.digest).write_bytes(b"a file")

    assert set(compare().lost) - set(before.lost) == {file.digest}


def test_bytes_without_a_row_are_counted_and_kept(before):
    kept = store.keep([b"nobody's"])

    assert (compare().rows, compare().unnamed) == (before.rows, 1)
    assert store.read(kept.digest) == b"nobody's"


def test_however_many_rows_there_are_they_cost_one_statement(before, django_assert_num_queries):
    for number in range(30):
        stored(f"file {number}".encode())

    with django_assert_num_queries(1):
        found = compare()

    assert (found.rows, found.lost) == (before.rows + 30, before.lost)


def test_the_nightly_comparison_fails_when_bytes_are_lost(monkeypatch):
    monkeypatch.setattr(tasks, "compare", lambda: Comparison(rows=2, lost=("ab" * 32,), unnamed=0))

    with pytest.raises(FilesLost, match="abab"):
        tasks.compare_files(0)


def test_the_nightly_comparison_succeeds_when_nothing_is_lost(monkeypatch):
    monkeypatch.setattr(tasks, "compare", lambda: Comparison(rows=2, lost=(), unnamed=3))

    tasks.compare_files(0)
