"""The ground that is measured on: a private server of its own, Dunhuang's content, databases."""

import contextlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import psycopg
from django.conf import settings
from django.db import connection
from django.utils import timezone
from psycopg import sql

from yangguan.foundation.postgres.account import account_of_owner
from yangguan.foundation.postgres.binaries import find_binaries
from yangguan.foundation.postgres.cluster import cluster_major
from yangguan.foundation.postgres.location import DATABASE_NAME, LOOPBACK, ROLE, SUPERUSER
from yangguan.foundation.postgres.location import Description as Server
from yangguan.foundation.postgres.server import PrivateServer
from yangguan.portals.console.database import close_connections, database, use_private_server
from yangguan.portals.console.load import default_folder, load_content

_PRELOADED = "pg_stat_statements"


# Content as it is loaded, without a case: what each run begins with.
PRISTINE = "bench_pristine"


@contextlib.contextmanager
def ground() -> Iterator[Server]:
    """
    The server of the bench's data folder, running, with tables and content of Dunhuang.

    Each run begins with no case at all, so that runs compare. The databases full of cases and of
    items are kept from run to run.
    """
    server = PrivateServer(settings.DATA_DIR)
    with server.running() as found:
        needs_restart = _counts_statements_after_restart(found)
    if needs_restart:
        server.stop()
    with server.running() as found:
        use_private_server()
        if has_database(found, PRISTINE):
            drop_database(found, DATABASE_NAME)
            copy_database(found, DATABASE_NAME, source=PRISTINE)
        with database():
            prepare_statement_counts(found)
            load_content(default_folder(), at=timezone.now())
            if not has_database(found, PRISTINE):
                copy_database(found, PRISTINE)
            yield found


def program(server: Server, name: str) -> str:
    """Path of a PostgreSQL program of the same version as the server, such as `pgbench`."""
    home = Path(server.home)
    account = account_of_owner(home / "cluster")
    return find_binaries(account=account, major=cluster_major(home)).program(name)


@contextlib.contextmanager
def administrator(server: Server, name: str = DATABASE_NAME) -> Iterator[psycopg.Connection]:
    """A superuser's connection to one of the bench's databases, each statement by itself."""
    with psycopg.connect(
        host=LOOPBACK,
        port=server.port,
        user=SUPERUSER,
        password=server.superuser_password,
        dbname=name,
        autocommit=True,
    ) as admin:
        yield admin


def client_environment(server: Server, name: str = DATABASE_NAME) -> dict[str, str]:
    """What libpq's programs need to reach a database as the application's role."""
    return {
        "PGHOST": LOOPBACK,
        "PGPORT": str(server.port),
        "PGUSER": ROLE,
        "PGPASSWORD": server.password,
        "PGDATABASE": name,
    }


def use_database(name: str) -> None:
    """Let Django's queries go to another database of the same server from now on."""
    close_connections()
    connection.settings_dict["NAME"] = name
    settings.DATABASES["default"]["NAME"] = name


def has_database(server: Server, name: str) -> bool:
    with administrator(server) as admin:
        found = admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
    return found is not None


def copy_database(server: Server, name: str, *, source: str = DATABASE_NAME) -> None:
    """A new database with all that `source` holds. Django's own connections are closed first."""
    close_connections()
    with administrator(server, "postgres") as admin:
        admin.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER {}").format(
                sql.Identifier(name), sql.Identifier(source), sql.Identifier(ROLE)
            )
        )


def drop_database(server: Server, name: str) -> None:
    close_connections()
    with administrator(server, "postgres") as admin:
        admin.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))


def rename_database(server: Server, name: str, new: str) -> None:
    close_connections()
    with administrator(server, "postgres") as admin:
        admin.execute(
            sql.SQL("ALTER DATABASE {} RENAME TO {}").format(
                sql.Identifier(name), sql.Identifier(new)
            )
        )


@contextlib.contextmanager
def without_indexes(admin: psycopg.Connection, tables: Sequence[str]) -> Iterator[None]:
    """Indexes that no constraint needs, made anew in one go after the block: twice as fast."""
    found = admin.execute(
        """
        SELECT index.indexrelid::regclass::text, pg_get_indexdef(index.indexrelid)
        FROM pg_index index
        LEFT JOIN pg_constraint owner ON owner.conindid = index.indexrelid
        WHERE index.indrelid = ANY(%s::regclass[]) AND owner.oid IS NULL
        """,
        [list(tables)],
    ).fetchall()
    for name, _definition in found:
        admin.execute(f"DROP INDEX {name}".encode())
    yield
    for _name, definition in found:
        admin.execute(definition.encode())


def prepare_statement_counts(server: Server) -> None:
    """Let the application's role read how often each statement ran."""
    with administrator(server) as admin:
        admin.execute("CREATE EXTENSION IF NOT EXISTS pg_stat_statements")
        admin.execute(sql.SQL("GRANT pg_read_all_stats TO {}").format(sql.Identifier(ROLE)))
        admin.execute(
            sql.SQL("GRANT EXECUTE ON FUNCTION pg_stat_statements_reset TO {}").format(
                sql.Identifier(ROLE)
            )
        )


def _counts_statements_after_restart(server: Server) -> bool:
    """Ask for the statement counter; whether the server must be started anew to have it."""
    with administrator(server) as admin:
        loaded = admin.execute("SHOW shared_preload_libraries").fetchone()
        if loaded is not None and _PRELOADED in loaded[0]:
            return False
        admin.execute(
            sql.SQL("ALTER SYSTEM SET shared_preload_libraries = {}").format(
                sql.Literal(_PRELOADED)
            )
        )
    return True
