"""One small city with officers who can sign in."""

from collections.abc import Iterator

import pytest

from yangguan.portals.desk.tests import staff


@pytest.fixture
def desk(db: None) -> Iterator[staff.Desk]:
    """An item with review and decision, and an officer at each desk."""
    city = staff.desk()
    with staff.acts_roll_back_alone():
        yield city
