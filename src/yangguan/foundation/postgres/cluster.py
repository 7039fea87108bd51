"""
One PostgreSQL cluster in one folder: make it, start it, ask it, stop it.

Nothing here knows who uses the cluster or when to stop it; that is `server.py`.
"""

import contextlib
import os
import random
import re
import secrets
import shutil
import socket
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import pq, sql

from yangguan.foundation.postgres.account import Account
from yangguan.foundation.postgres.binaries import Binaries
from yangguan.foundation.postgres.errors import ServerDidNotStart, ServerDidNotStop
from yangguan.foundation.postgres.location import DATABASE_NAME, LOOPBACK, ROLE, SUPERUSER

# From 32768 on the kernel lends ports to outgoing connections, and one that is lent cannot be
# listened on; below 15000 other services are at home.
PORTS = range(15_000, 32_768)
START_SECONDS = 60
STOP_SECONDS = 60
LOG_BYTES = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Cluster:
    """The folder `home` holds `cluster/` (the data) and `server.log`."""

    home: Path
    binaries: Binaries
    account: Account

    @property
    def data(self) -> Path:
        return self.home / "cluster"

    @property
    def log(self) -> Path:
        return self.home / "server.log"

    def run(self, name: str, *arguments: str, timeout: float) -> subprocess.CompletedProcess[str]:
        return subprocess.run(  # noqa: S603  # a program of our own folder
            [self.binaries.program(name), *arguments],
            # A server keeps the descriptors it inherits: a pipe to us would never end.
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            timeout=timeout,
            **self.account.popen_arguments(),
        )


def initialise(cluster: Cluster, *, superuser_password: str) -> None:
    """
    Make the cluster: C.UTF-8, UTF8, data checksums, scram-sha-256 for everybody.

    It is made beside its place and moved there when finished, so an interrupted run leaves
    nothing that looks like a cluster. Raises `ServerDidNotStart`.
    """
    draft = cluster.home / "cluster.new"
    shutil.rmtree(draft, ignore_errors=True)
    password_file = cluster.home / f".password.{secrets.token_hex(4)}"
    password_file.touch(mode=0o600)
    try:
        password_file.write_text(superuser_password, encoding="utf-8")
        cluster.account.own(password_file)
        done = cluster.run(
            "initdb",
            f"--pgdata={draft}",
            f"--username={SUPERUSER}",
            f"--pwfile={password_file}",
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--data-checksums",
            timeout=120,
        )
    finally:
        password_file.unlink()
    if done.returncode != 0:
        raise ServerDidNotStart(f"数据库初始化失败：{_last_line(done.stderr)}")
    draft.rename(cluster.data)


def cluster_major(home: Path) -> int | None:
    """The version that the data in `home` is of; None if there is no finished cluster."""
    try:
        return int((home / "cluster" / "PG_VERSION").read_text().split(".")[0])
    except (FileNotFoundError, ValueError):
        return None


def start(cluster: Cluster, *, port: int) -> None:
    """
    Start the server on 127.0.0.1:`port` and wait until it accepts connections.

    After `kill -9` of the server its children need a moment to end, and until then a new one is
    refused ("lock file exists", "shared memory block is still in use"): that is tried again.
    Raises `ServerDidNotStart` with the end of the log.
    """
    _rotate_log(cluster)
    _take_over_lock_file(cluster.home)
    deadline = time.monotonic() + START_SECONDS
    while True:
        seen = _log_size(cluster)
        if _start_once(cluster, port=port):
            return
        said = _log_since(cluster, seen)
        passing = "lock file" in said or "shared memory block" in said
        if not passing or time.monotonic() > deadline:
            raise ServerDidNotStart(
                f"PostgreSQL 没有启动：{_last_line(said)}（日志：{cluster.log}）"
            )
        time.sleep(0.2)


def _take_over_lock_file(home: Path) -> None:
    """
    Let the server start although its old number has gone to another program of the same user.

    PostgreSQL takes any living process of its user for its former self, after a power failure for
    instance. The lock file stays, since it also names the shared memory that former children may
    hold; only the number becomes ours: that of the program that starts it is never in the way.
    """
    lock_file = home / "cluster" / "postmaster.pid"
    if server_pid(home) is not None or not lock_file.exists():
        return
    _old, *rest = lock_file.read_text().splitlines(keepends=True) or [""]
    lock_file.write_text("".join([f"{os.getpid()}\n", *rest]))


def _start_once(cluster: Cluster, *, port: int) -> bool:
    options = {
        "listen_addresses": LOOPBACK,
        "port": str(port),
        # A socket path has a length limit that a deep checkout would break.
        "unix_socket_directories": "",
        "max_connections": "100",
        "shared_buffers": shared_buffers(),
        "password_encryption": "scram-sha-256",
        "timezone": "UTC",
        "log_timezone": "UTC",
        "log_line_prefix": "%m [%p] ",
    }
    told = " ".join(f"-c {name}='{value}'" for name, value in options.items())
    done = subprocess.run(  # noqa: S603  # a program of our own folder
        [
            cluster.binaries.program("pg_ctl"), "start", "-w", "-s", "-t", str(START_SECONDS),
            "-D", str(cluster.data), "-l", str(cluster.log), "-o", told,
        ],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
        timeout=START_SECONDS + 30,
        **cluster.account.popen_arguments(),
    )  # fmt: skip
    return done.returncode == 0


def stop(cluster: Cluster) -> None:
    """
    Stop the server; open transactions are rolled back. Returns when no process of it is left.

    Raises `ServerDidNotStop`.
    """
    done = cluster.run(
        "pg_ctl", "stop", "-w", "-s", "-m", "fast", "-t", str(STOP_SECONDS),
        "-D", str(cluster.data), timeout=STOP_SECONDS + 30,
    )  # fmt: skip
    if done.returncode != 0 and server_pid(cluster.home) is not None:
        raise ServerDidNotStop(f"PostgreSQL 没有停止：{_last_line(done.stderr)}")


def server_pid(home: Path) -> int | None:
    """
    Process of the running server by its own lock file; None if that process is gone.

    A number that another program has got since, or a dead process that nobody has collected
    (containers without an init), does not count as running.
    """
    try:
        pid = int(_lock_file_line(home, 1))
        os.kill(pid, 0)
        if Path("/proc/self/stat").exists():
            name, _, rest = Path(f"/proc/{pid}/stat").read_text().rpartition(")")
            return pid if name.endswith("(postgres") and rest.split()[0] != "Z" else None
    except (OSError, ValueError):
        return None
    return pid


def server_port(home: Path) -> int | None:
    """The port that the running server said it listens on, by its own lock file."""
    try:
        return int(_lock_file_line(home, 4))
    except (OSError, ValueError):
        return None


def _lock_file_line(home: Path, number: int) -> str:
    # Source: PostgreSQL documentation, 68.1 Database File Layout (postmaster.pid).
    lines = (home / "cluster" / "postmaster.pid").read_text().splitlines()
    return lines[number - 1] if len(lines) >= number else ""


def answers(*, port: int) -> bool:
    """Whether a PostgreSQL server on 127.0.0.1:`port` accepts connections."""
    address = f"host={LOOPBACK} port={port} dbname={DATABASE_NAME} user={ROLE} connect_timeout=3"
    return pq.PGconn.ping(address.encode()) == pq.Ping.OK


def free_port(*, preferred: int = 0) -> int:
    """`preferred` if it can be listened on, otherwise a port of `PORTS` that can."""
    # Not always the first one: two data folders that start together should not collide.
    choice = random.SystemRandom()
    for port in [preferred, *choice.sample(PORTS, 200)]:
        if port and can_listen(port):
            return port
    raise ServerDidNotStart(f"{PORTS.start} 到 {PORTS.stop} 之间没有空闲的 TCP 端口")


def can_listen(port: int) -> bool:
    """Whether this process could listen on 127.0.0.1:`port` now."""
    with socket.socket() as probe:
        # As PostgreSQL itself does: connections of an ended server do not count as taken.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
    return True


def ensure_database(*, port: int, password: str, superuser_password: str) -> None:
    """
    See to it that the application's role and database are there. Can be run again.

    The role is no superuser: whoever gets hold of it cannot read files or switch triggers off.
    It may create databases, because the test suite does.
    """
    with psycopg.connect(
        host=LOOPBACK,
        port=port,
        user=SUPERUSER,
        password=superuser_password,
        dbname="postgres",
        autocommit=True,
    ) as connection:
        role = sql.Identifier(ROLE)
        if not _known(connection, "SELECT 1 FROM pg_roles WHERE rolname = %s", ROLE):
            connection.execute(sql.SQL("CREATE ROLE {} LOGIN CREATEDB").format(role))
        connection.execute(sql.SQL("ALTER ROLE {} PASSWORD {}").format(role, sql.Literal(password)))
        if not _known(connection, "SELECT 1 FROM pg_database WHERE datname = %s", DATABASE_NAME):
            connection.execute(
                sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(DATABASE_NAME), role)
            )


def _known(connection: psycopg.Connection, query: str, name: str) -> bool:
    return connection.execute(query.encode(), [name]).fetchone() is not None


def shared_buffers() -> str:
    """A quarter of the memory, between 64 MB and 256 MB: the machine has other work too."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // (1024 * 1024)
    return f"{max(64, min(256, memory // 4))}MB"


def _rotate_log(cluster: Cluster) -> None:
    if _log_size(cluster) > LOG_BYTES:
        cluster.log.replace(cluster.log.with_suffix(".log.1"))


def _log_size(cluster: Cluster) -> int:
    with contextlib.suppress(FileNotFoundError):
        return cluster.log.stat().st_size
    return 0


def _log_since(cluster: Cluster, offset: int) -> str:
    try:
        with cluster.log.open("rb") as log:
            log.seek(offset)
            return log.read().decode(errors="replace")
    except FileNotFoundError:
        return ""


def _last_line(text: str) -> str:
    """The line that says most: the last FATAL or error, otherwise the last one."""
    lines = [line for line in text.splitlines() if line.strip()]
    telling = [line for line in lines if re.search(r"FATAL|PANIC|error:", line)]
    return (telling or lines or ["没有更多信息"])[-1].strip()
