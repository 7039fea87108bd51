"""The small city with a citizen and a stranger; the loaded one is asked for by name."""

from collections.abc import Iterator

import pytest

from yangguan.handling.cases.tests.acts import acts_roll_back_alone
from yangguan.portals.applicant.tests import citizens


@pytest.fixture
def street(db: None) -> Iterator[citizens.Street]:
    """An item, its applicant and a stranger, both signed in."""
    city = citizens.street()
    with acts_roll_back_alone():
        yield city
