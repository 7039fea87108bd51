"""
The whole content of Dunhuang, loaded once for each test process.

The load stands outside the transactions of the tests, so every test that asks for `loaded_city` and
the database sees it, and none can change it for the next.
"""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from pytest_django.plugin import DjangoDbBlocker

from yangguan.portals.console.load import LoadReport, default_folder, load_content

# A Monday, after everything that the sample people live through.
LOADED_AT = datetime(2026, 10, 12, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


def load_city(django_db_blocker: DjangoDbBlocker) -> LoadReport:
    """Load `content/dunhuang` into the test database; again changes nothing. Takes 2 seconds."""
    with django_db_blocker.unblock():
        return load_content(default_folder(), at=LOADED_AT)


@pytest.fixture(scope="session")
def loaded_city(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> LoadReport:
    """What the load reported; the city stays for the whole session."""
    return load_city(django_db_blocker)
