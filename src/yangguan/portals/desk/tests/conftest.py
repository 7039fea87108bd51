"""One small city with officers who can sign in."""

from collections.abc import Iterator

import pytest

from yangguan.handling.cases.tests.acts import acts_roll_back_alone
from yangguan.portals.desk.tests import staff


@pytest.fixture
def desk(db: None) -> Iterator[staff.Desk]:
    """An item with review and decision, and an officer at each desk."""
    city = staff.desk()
    with acts_roll_back_alone():
        yield city
