"""A private server of its own for each test, and what the operating system knows about it."""

import os
import pwd
import stat
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import psycopg
import pytest

from yangguan.foundation.postgres import binaries
from yangguan.foundation.postgres.account import server_account
from yangguan.foundation.postgres.location import Description, read_description
from yangguan.foundation.postgres.server import PrivateServer

DEADLINE_SECONDS = 30.0
HOLDER = """
import sys
from pathlib import Path
from yangguan.foundation.postgres.server import PrivateServer

with PrivateServer(Path(sys.argv[1])).running() as found:
    print(found.port, flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[PrivateServer]:
    private = PrivateServer(tmp_path / "data")
    yield private
    private.destroy()


@pytest.fixture
def start_holder(server: PrivateServer) -> Iterator[Callable[[], subprocess.Popen[str]]]:
    """Start other processes that use the server until their standard input ends."""
    with ExitStack() as stack:

        def start() -> subprocess.Popen[str]:
            holder = subprocess.Popen(
                [sys.executable, "-c", HOLDER, str(server.data_dir)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
            stack.enter_context(holder)
            stack.callback(holder.kill)
            return holder

        yield start


def port_told_by(holder: subprocess.Popen[str]) -> int:
    """Wait until the holder uses the server."""
    assert holder.stdout is not None
    return int(holder.stdout.readline())


def query(found: Description, sql: str, *, superuser: bool = False) -> str:
    """The single value that a statement answers, as text."""
    with psycopg.connect(
        host="127.0.0.1",
        port=found.port,
        dbname="yangguan",
        user="postgres" if superuser else "yangguan",
        password=found.superuser_password if superuser else found.password,
        autocommit=True,
    ) as connection:
        cursor = connection.execute(sql.encode())
        row = cursor.fetchone() if cursor.description else None
        return str(row[0]) if row else ""


def processes_of(found: Description) -> list[int]:
    """Living processes of the cluster: its server by the command line, and the children."""
    servers, parents = [], {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = entry.read_text().rpartition(")")[2].split()
            command = (entry.parent / "cmdline").read_text()
        except OSError:
            continue
        pid = int(entry.parent.name)
        if fields[0] != "Z":
            parents[pid] = int(fields[1])
            if found.home in command:
                servers.append(pid)
    return servers + [pid for pid, parent in parents.items() if parent in servers]


def eventually(condition: Callable[[], bool]) -> bool:
    """Whether the condition comes true before the deadline."""
    deadline = time.monotonic() + DEADLINE_SECONDS
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


@pytest.fixture
def as_ordinary_user(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[PrivateServer], str]:
    """
    Run the server once in a child process that has given up root; returns the cluster's home.

    The child gets the copy of the programs that root made: it may not be able to enter the
    folder of this checkout.
    """
    nobody = pwd.getpwnam("nobody")
    packaged = binaries.find_binaries(account=server_account()).folder
    monkeypatch.setattr(binaries, "packaged_folder", lambda: packaged)
    for folder in [tmp_path, *tmp_path.parents]:
        if folder.stat().st_uid == 0 and not folder.stat().st_mode & stat.S_IXOTH:
            folder.chmod(folder.stat().st_mode | stat.S_IXOTH)  # pytest made these

    def run(server: PrivateServer) -> str:
        server.data_dir.mkdir(exist_ok=True)
        os.chown(server.data_dir, nobody.pw_uid, nobody.pw_gid)
        child = os.fork()
        if child == 0:
            status = 1
            try:
                os.setgroups([])
                os.setgid(nobody.pw_gid)
                os.setuid(nobody.pw_uid)
                with server.running() as found:
                    query(found, "SELECT 1")
                status = 0
            except BaseException:  # this process has no pytest that would tell it
                traceback.print_exc()
            finally:
                os._exit(status)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
        described = read_description(server.data_dir)
        assert described is not None
        return described.home

    return run
