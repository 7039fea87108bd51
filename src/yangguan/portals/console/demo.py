"""
`yangguan demo`: the whole platform on this machine, ready to look at.

One process holds the database and watches the two others, web server and job worker, which share
its process group. When it ends, for whatever reason, they end.
"""

import contextlib
import errno
import fcntl
import hashlib
import os
import signal
import subprocess
import sys
import termios
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from types import FrameType

import typer
from django.conf import settings
from django.core.cache import cache
from django.utils import timezone
from django.utils.translation import gettext as _

from yangguan.foundation.postgres.location import uses_private_server
from yangguan.foundation.postgres.server import PrivateServer
from yangguan.portals.console.accounts import accounts
from yangguan.portals.console.database import (
    close_connections,
    database,
    migrate_all,
    pending_migrations,
)
from yangguan.portals.console.errors import CommandFailed
from yangguan.portals.console.load import default_folder, load_content
from yangguan.portals.console.parent import PARENT_VARIABLE
from yangguan.portals.console.sample_cases import begin_sample_cases
from yangguan.portals.console.serve import DEFAULT_PORT, Port, ensure_port_is_free

HOST = "127.0.0.1"
READY_SECONDS = 180
ENDING_SECONDS = 20
WATCH_SECONDS = 1.0
STANDARD_STREAMS = (0, 1, 2)
LOADED_KEY = "demo-content-loaded"
PROGRAM = [sys.executable, "-m", "yangguan.portals.console.main"]


def demo(port: Port = DEFAULT_PORT) -> None:
    """
    启动演示：数据库、敦煌的内容、网站和后台作业；Ctrl-C 全部结束。

    Start the demonstration: database, content, website and jobs; Ctrl-C ends it all.
    """
    with only_demo(port):
        ensure_port_is_free(HOST, port)
        with database(migrated=False):
            if pending_migrations():
                typer.echo(_("正在准备数据库，第一次需要片刻……"))
                migrate_all(quiet=True)
            load_if_changed()
            close_connections()
            status = _run_until_stopped(port)
    raise typer.Exit(status)


@contextlib.contextmanager
def only_demo(port: int) -> Iterator[None]:
    """Refuse to be the second demo on one data folder; the first one is not touched."""
    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    path = settings.DATA_DIR / "demo.lock"
    with path.open("a+", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            lock.seek(0)
            raise CommandFailed(
                _("数据目录 %(folder)s 已有演示在运行（%(where)s），不必再启动一个。")
                % {"folder": settings.DATA_DIR, "where": lock.read().strip()}
            ) from error
        lock.truncate(0)
        lock.write(f"{address(port)} pid {os.getpid()}\n")
        lock.flush()
        yield


def content_digest(folder: Path) -> str:
    """SHA-256 over names and bytes of all files of a content folder, as hex."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(f"{path.relative_to(folder)}\0{path.stat().st_size}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def address(port: int) -> str:
    return f"http://{HOST}:{port}/"


def load_if_changed() -> None:
    """Load Dunhuang, unless this database holds these very files already."""
    folder = default_folder()
    digest = content_digest(folder)
    # In the database's own cache, so that an emptied or another database is loaded anew.
    if cache.get(LOADED_KEY) == digest:
        return
    typer.echo(_("正在载入敦煌的内容……"))
    report = load_content(folder, at=timezone.now())
    begin_sample_cases(at=timezone.now())
    cache.set(LOADED_KEY, digest, timeout=None)
    if not report.is_complete:
        typer.echo(
            _("内容中有 %(count)d 行没有载入，运行 yangguan load 查看原因。")
            % {"count": len(report.rejected)},
            err=True,
        )


def _run_until_stopped(port: int) -> int:
    """Run web server and worker until a signal comes or one of them ends; returns exit status."""
    stopping = StopSignals()
    children = {
        _("网站"): _start("serve", "--host", HOST, "--port", str(port)),
        _("后台作业"): _start("worker"),
    }
    try:
        if _wait_until_ready(port, children, stopping):
            _greet(port)
        elif not stopping.received and not _ended(children):
            typer.echo(
                _("网站启动了，首页却打不开；原因见上面的日志，或运行 yangguan doctor。"), err=True
            )
            return 1
        while not stopping.received:
            ended = _ended(children)
            if ended:
                typer.echo(_("%(name)s已意外结束，演示随之停止。") % {"name": ended}, err=True)
                return 1
            _keep_database_up()
            stopping.wait(WATCH_SECONDS)
        with contextlib.suppress(OSError):  # the terminal that would show it may be gone
            typer.echo(_("正在结束演示……"))
        return 0
    finally:
        _end_all(list(children.values()))


class StopSignals:
    """Ctrl-C, termination, a closed terminal: remembered instead of raised, for an orderly end."""

    def __init__(self) -> None:
        self._told = False
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            # `nohup` has the hang-up ignored, for a demonstration that outlives its terminal.
            if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:
                signal.signal(number, self._remember)

    @property
    def received(self) -> bool:
        return self._told or _terminal_is_gone()

    def _remember(self, number: int, frame: FrameType | None) -> None:
        del number, frame
        self._told = True

    def wait(self, seconds: float) -> None:
        deadline = time.monotonic() + seconds
        while not self.received and time.monotonic() < deadline:
            time.sleep(0.05)


def _terminal_is_gone() -> bool:
    """
    Whether this process was started in a terminal that has been closed since.

    The kernel tells that only to the leader of the session, which may be `make` (as in
    `ssh -t machine make demo`), and `make` does not tell its children.
    """
    for descriptor in STANDARD_STREAMS:
        try:
            termios.tcgetattr(descriptor)
        except termios.error as error:
            if error.args[0] == errno.EIO:
                return True
    return False


def _start(*arguments: str) -> subprocess.Popen[bytes]:
    environment = {**os.environ, PARENT_VARIABLE: str(os.getpid())}
    return subprocess.Popen(  # noqa: S603  # our own program
        [*PROGRAM, *arguments], stdin=subprocess.DEVNULL, env=environment
    )


def _wait_until_ready(
    port: int, children: dict[str, subprocess.Popen[bytes]], stopping: StopSignals
) -> bool:
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline and not stopping.received and not _ended(children):
        if _answers(port):
            return True
        _keep_database_up()
        stopping.wait(0.2)
    return False


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(address(port), timeout=5):  # noqa: S310  # always http
            return True
    except urllib.error.HTTPError as error:
        return error.code < HTTPStatus.INTERNAL_SERVER_ERROR
    except OSError:
        return False


def _ended(children: dict[str, subprocess.Popen[bytes]]) -> str | None:
    return next((name for name, child in children.items() if child.poll() is not None), None)


def _greet(port: int) -> None:
    typer.echo("")
    typer.echo(_("阳关已启动：%(address)s") % {"address": address(port)})
    accounts(as_json=False, everybody=False)
    typer.echo(_("按 Ctrl-C 结束演示。"))


def _keep_database_up() -> None:
    """Restart the private server if somebody killed it; it comes back with every row."""
    if uses_private_server():
        server = PrivateServer(settings.DATA_DIR)
        if not server.is_running():
            with server.running():
                typer.echo(_("数据库曾中断，已重新启动。"), err=True)


def _end_all(children: list[subprocess.Popen[bytes]]) -> None:
    for child in children:
        with contextlib.suppress(ProcessLookupError):
            child.terminate()
    deadline = time.monotonic() + ENDING_SECONDS
    for child in children:
        try:
            child.wait(timeout=max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
