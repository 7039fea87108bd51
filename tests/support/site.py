"""
The running site for journeys: one server for the test process, on the loaded city.

Nothing is emptied between journeys: each one plays people of its own, as visitors do. That keeps
the city loaded once, and a journey costs what its clicks cost.
"""

from collections.abc import Iterator

import pytest
from django.db import connections
from pytest_django.live_server_helper import LiveServer
from pytest_django.plugin import DjangoDbBlocker

from yangguan.portals.console.load import LoadReport


@pytest.fixture(scope="session")
def _site_server(
    loaded_city: LoadReport, django_db_blocker: DjangoDbBlocker
) -> Iterator[LiveServer]:
    with django_db_blocker.unblock():
        server = LiveServer("127.0.0.1")
    yield server
    server.stop()


@pytest.fixture
def site(_site_server: LiveServer, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """The site's address, `http://127.0.0.1:port`; the database is open to test and server."""
    with django_db_blocker.unblock():
        yield _site_server.url
        # Beside Playwright's running event loop a test gets connections of its own (asgiref keeps
        # them apart); left open, they would keep the test database from being removed.
        connections.close_all()
