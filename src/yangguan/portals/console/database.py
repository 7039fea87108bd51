"""The database of a command: there inside the block, on whatever server it lives."""

import contextlib
from collections.abc import Iterator

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.backends.postgresql.base import DatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from django.utils.translation import gettext as _

from yangguan.foundation.postgres.location import private_settings, uses_private_server
from yangguan.foundation.postgres.server import PrivateServer
from yangguan.portals.console.errors import CommandFailed
from yangguan.registers.standards import current

CACHE_TABLE = "shared_cache"
# Any fixed number: whoever migrates holds this advisory lock, so two never do it at once.
MIGRATION_LOCK = 8_620_001
CONNECT_SECONDS = 5


@contextlib.contextmanager
def database(*, migrated: bool = True) -> Iterator[None]:
    """
    Have the database reachable, and its tables up to date, inside the block.

    Without `DATABASE_URL` the private server is started if need be and stopped afterwards if
    nobody else uses it, and missing migrations are applied. A server that `DATABASE_URL` names
    is left as it is. The code tables in force are read. With `migrated=False` the tables are not
    looked at. Raises `PostgresError`, or `CommandFailed` if the server cannot be reached or lacks
    migrations.
    """
    if not uses_private_server():
        _require_reachable()
        with _closing_connections():
            if migrated:
                _require_migrations()
                current.read(on=timezone.localdate())
            yield
        return
    with PrivateServer(settings.DATA_DIR).running(), _closing_connections():
        use_private_server()
        if migrated and pending_migrations():
            migrate_all(quiet=True)
        if migrated:
            current.read(on=timezone.localdate())
        yield


def use_private_server() -> None:
    """Point Django at the private server: only the running server knows its port."""
    settings.DATABASES["default"].update(private_settings(settings.DATA_DIR))


def pending_migrations() -> list[str]:
    """Names of the migrations that the database lacks, in the order in which they would run."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, backwards in plan]


def migrate_all(*, quiet: bool = False) -> None:
    """Apply all migrations and make the cache table. Can be run again and side by side."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [MIGRATION_LOCK])
        try:
            call_command("migrate", interactive=False, verbosity=0 if quiet else 1)
            call_command("createcachetable", CACHE_TABLE, verbosity=0 if quiet else 1)
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [MIGRATION_LOCK])


def close_connections() -> None:
    """Give back this thread's connection and end the pool with its threads."""
    wrapper = connections[DEFAULT_DB_ALIAS]
    wrapper.close()
    if isinstance(wrapper, DatabaseWrapper):
        wrapper.close_pool()


@contextlib.contextmanager
def _closing_connections() -> Iterator[None]:
    try:
        yield
    finally:
        close_connections()


def _require_reachable() -> None:
    # Asked directly: the pool would keep trying and then only say that it has waited in vain.
    parameters = connection.get_connection_params()
    parameters["connect_timeout"] = CONNECT_SECONDS
    parameters.pop("cursor_factory", None)
    parameters.pop("context", None)
    try:
        psycopg.connect(**parameters).close()
    except psycopg.OperationalError as error:
        raise CommandFailed(
            _("连不上 DATABASE_URL 所指的数据库：%(reason)s。请检查地址、口令和网络。")
            % {"reason": first_line(error)}
        ) from error


def _require_migrations() -> None:
    missing = pending_migrations()
    if missing:
        raise CommandFailed(
            _("数据库还缺 %(count)d 个迁移（第一个是 %(name)s），请先运行 yangguan migrate。")
            % {"count": len(missing), "name": missing[0]}
        )


def first_line(error: BaseException) -> str:
    """The first line of what an exception says; the driver's own texts run over several."""
    return (str(error).strip().splitlines() or [type(error).__name__])[0].rstrip(".")
