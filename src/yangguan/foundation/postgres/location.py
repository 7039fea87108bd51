"""
Where the database is: on the server that `DATABASE_URL` names, or on the private one.

Reading this module starts nothing and writes nothing. The private server is described by one
owner-only file in the data folder, `postgres/server.json`; it is made when the server is first
started, and read again by every process after that.
"""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict

from yangguan.foundation.postgres.errors import BadLocation

DATABASE_NAME = "yangguan"
ROLE = "yangguan"
SUPERUSER = "postgres"
LOOPBACK = "127.0.0.1"

# A web worker has four threads and a job worker as many as its concurrency, so this many
# connections serve both; a hundred (the server's default) then carry a dozen processes.
POOL = {"min_size": 1, "max_size": 8, "timeout": 10}


@dataclass(frozen=True, slots=True)
class Description:
    """The private server as its file tells it."""

    home: str  # folder of the cluster, its log and its locks
    port: int  # TCP on 127.0.0.1; 0 until the server has been started once
    password: str  # of the application's role
    superuser_password: str


def description_path(data_dir: Path) -> Path:
    return data_dir / "postgres" / "server.json"


def uses_private_server() -> bool:
    """Whether no `DATABASE_URL` names another server."""
    return not os.environ.get("DATABASE_URL")


def read_description(data_dir: Path) -> Description | None:
    """
    Return what the file says, or None if the private server was never started here.

    Raises `BadLocation` if the file belongs to another person or is damaged.
    """
    path = description_path(data_dir)
    try:
        return Description(**json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None
    except PermissionError as error:
        raise BadLocation(
            f"{path} 属于另一个用户：请以建立该数据目录的用户运行，"
            "或用 YANGGUAN_DATA 另选一个数据目录"
        ) from error
    except (ValueError, TypeError) as error:
        raise BadLocation(f"{path} 已损坏，请从备份恢复") from error


def write_description(data_dir: Path, description: Description) -> None:
    """Write the file whole or not at all, readable by its owner alone."""
    path = description_path(data_dir)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_text(json.dumps(asdict(description), indent=2) + "\n", encoding="utf-8")
    draft.replace(path)


def private_settings(data_dir: Path) -> dict[str, Any]:
    """The part of Django's settings that only the private server's file can tell."""
    found = read_description(data_dir)
    return {
        "NAME": DATABASE_NAME,
        "USER": ROLE,
        "PASSWORD": found.password if found else "",
        "HOST": LOOPBACK,
        "PORT": str(found.port) if found else "",
    }


def url_settings(url: str) -> dict[str, Any]:
    """
    Turn a connection address into Django's settings; libpq itself does the parsing.

    Accepts all that libpq accepts: `postgres://user:secret@host:5432/name?sslmode=require`,
    sockets (`postgresql:///name?host=/run/postgresql`), several hosts, percent signs.
    Source: PostgreSQL documentation, 32.1.1 Connection Strings. Raises `BadLocation`.
    """
    try:
        parts = dict(conninfo_to_dict(url))
        # libpq itself looks at the port only when it connects.
        [int(port) for port in str(parts.get("port", "")).split(",") if port]
    except (psycopg.ProgrammingError, ValueError):
        # Not the address itself: it holds a password, and this text reaches the terminal.
        raise BadLocation(
            "DATABASE_URL 不是 PostgreSQL 地址，应如 postgres://user:secret@host:5432/name"
        ) from None
    name = parts.pop("dbname", None)
    if not name:
        raise BadLocation(
            "DATABASE_URL 没有写明数据库名，应如 postgres://user:secret@host:5432/name"
        )
    return {
        "NAME": name,
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": str(parts.pop("port", "")),
        "OPTIONS": parts,
    }


def database_settings(data_dir: Path) -> dict[str, Any]:
    """
    Django's `DATABASES["default"]` for this installation. Starts nothing.

    For a private server that never ran, port and password are still empty; whoever starts it
    fills them in with `private_settings`.
    """
    url = os.environ.get("DATABASE_URL")
    where = url_settings(url) if url else private_settings(data_dir)
    return {
        "ENGINE": "django.db.backends.postgresql",
        **where,
        # The pool keeps connections; Django must then not keep its own (CONN_MAX_AGE 0).
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {**where.get("OPTIONS", {}), "prepare_threshold": 2, "pool": dict(POOL)},
    }
