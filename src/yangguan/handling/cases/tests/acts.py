"""Letting operations be refused inside the transaction of a test."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db.transaction import Atomic


@contextmanager
def acts_roll_back_alone() -> Iterator[None]:
    """
    Let an act that is refused undo itself and no more, as it does outside of a test.

    Operations open their transaction without a savepoint; inside the transaction of a test a
    refusal would else take the page down that tells of it.
    """
    enter = Atomic.__enter__

    def enter_with_savepoint(block: Atomic) -> None:
        asked, block.savepoint = block.savepoint, True
        try:
            enter(block)
        finally:
            block.savepoint = asked

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Atomic, "__enter__", enter_with_savepoint)
        yield
