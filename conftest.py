"""
Test infrastructure for the whole tree: a real PostgreSQL, one database for each test process.

With `DATABASE_URL` the tests run on that server (its role must be allowed to create databases);
otherwise on the private server of the test data folder, started when the first test needs it.
"""

from collections.abc import Iterator

import hypothesis
import pytest
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connection
from django.test import TransactionTestCase
from django.utils import translation
from psycopg import sql

from yangguan.foundation.postgres.location import private_settings, uses_private_server
from yangguan.foundation.postgres.server import PrivateServer

# `loaded_city`: Dunhuang, committed once a process. `site`: the running site on it.
pytest_plugins = ["tests.support.city", "tests.support.site"]

# A busy machine is slow, not wrong: no example fails for the time that it took.
hypothesis.settings.register_profile(
    "yangguan",
    parent=hypothesis.settings.get_profile(hypothesis.settings.get_current_profile_name()),
    deadline=None,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("yangguan")

TRUNCATE = 1 << 5  # bit of pg_trigger.tgtype: src/include/catalog/pg_trigger.h of PostgreSQL


@pytest.fixture(scope="session")
def database_server() -> Iterator[None]:
    """A running server that Django's settings point to. The processes of xdist share it."""
    if not uses_private_server():
        yield
        return
    with PrivateServer(settings.DATA_DIR).running():
        settings.DATABASES["default"].update(private_settings(settings.DATA_DIR))
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    database_server: None,
    django_db_modify_db_settings_parallel_suffix: None,
    append_only_tables_can_be_emptied: None,
) -> None:
    """Called by pytest-django before it makes its database: the server must run by then."""


@pytest.fixture(scope="session", autouse=True)
def test_database_for_committed_rows_too() -> Iterator[None]:
    """
    Make the test database also when only tests without the `django_db` mark were chosen.

    Tests on the committed city open the database by themselves; pytest-django, which looks for
    its mark, would leave them on the server's ordinary database.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            "pytest_django.fixtures._get_databases_for_setup",
            lambda items: ({DEFAULT_DB_ALIAS}, set()),
        )
        yield


@pytest.fixture(autouse=True)
def speaks_chinese() -> None:
    """Each test begins in the platform's own language, whatever a page before it has spoken."""
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture(scope="session")
def append_only_tables_can_be_emptied() -> Iterator[None]:
    """
    Let the database be emptied after a test that committed, a journey for example.

    Append-only tables refuse TRUNCATE also to the test suite. Their triggers are switched off
    for the time of the emptying alone, so a test still meets them.
    """
    emptied = TransactionTestCase._fixture_teardown

    def empty(case: TransactionTestCase) -> None:
        _switch_truncate_triggers("DISABLE")
        try:
            emptied(case)
        finally:
            _switch_truncate_triggers("ENABLE")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", empty)
        yield


def _switch_truncate_triggers(word: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, tgname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid"
            " WHERE NOT tgisinternal AND tgtype & %s <> 0",
            [TRUNCATE],
        )
        for table, trigger in cursor.fetchall():
            cursor.execute(
                sql.SQL("ALTER TABLE {} {} TRIGGER {}").format(
                    sql.Identifier(table), sql.SQL(word), sql.Identifier(trigger)
                )
            )
