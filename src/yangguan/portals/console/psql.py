"""`yangguan psql`: the database's own terminal, for administrators."""

import os
import shutil
import subprocess
from pathlib import Path

import typer
from django.db import connection
from django.utils.translation import gettext as _

from yangguan.foundation.postgres.binaries import packaged_folder
from yangguan.portals.console.database import database
from yangguan.portals.console.errors import CommandFailed


def psql(context: typer.Context) -> None:
    """
    打开数据库终端；其后的参数原样交给 psql。

    Open the database terminal; further arguments go to psql.
    """
    with database(migrated=False):
        program = _program()
        status = subprocess.run(  # noqa: S603  # psql itself, arguments are the administrator's
            [program, *context.args], env={**os.environ, **_address()}, check=False
        ).returncode
    raise typer.Exit(status)


def _program() -> str:
    packaged = packaged_folder()
    program = packaged / "psql" if packaged else Path("psql")
    found = shutil.which(program) or shutil.which("psql")
    if found is None:
        raise CommandFailed(_("本机没有 psql，请安装 PostgreSQL 客户端。"))
    return found


def _address() -> dict[str, str]:
    """The connection as libpq's environment variables: a password on a command line is public."""
    settings = connection.settings_dict
    named = {
        "PGDATABASE": settings["NAME"],
        "PGUSER": settings["USER"],
        "PGPASSWORD": settings["PASSWORD"],
        "PGHOST": settings["HOST"],
        "PGPORT": settings["PORT"],
        "PGSSLMODE": settings["OPTIONS"].get("sslmode", ""),
    }
    return {name: str(value) for name, value in named.items() if value}
