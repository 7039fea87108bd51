"""
The private server of one data folder, shared by every process that uses that folder.

Whoever needs it for a while says `with PrivateServer(folder).running():`. The first to come
starts it, the last to leave stops it; a short command beside a running demo does neither. Who is
there is known by shared locks on one file, which the kernel releases also when a process is
killed, so nobody has to be counted.
"""

import contextlib
import fcntl
import os
import secrets
import shutil
import signal
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from yangguan.foundation.postgres import cluster as clusters
from yangguan.foundation.postgres.account import (
    ROOT_STATE,
    Account,
    account_of_owner,
    server_account,
)
from yangguan.foundation.postgres.binaries import find_binaries
from yangguan.foundation.postgres.cluster import Cluster
from yangguan.foundation.postgres.errors import BadLocation, ServerDidNotStart
from yangguan.foundation.postgres.location import (
    Description,
    description_path,
    read_description,
    write_description,
)

# How long the usual port may stay taken by what a killed server left behind.
PORT_PATIENCE_SECONDS = 3.0
_START_ATTEMPTS = 5
_ENDING_SIGNALS = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}
# Names the data folder of a cluster, which as root lies elsewhere.
_OWNER_FILE = "data-folder"


class PrivateServer:
    """The private PostgreSQL server that belongs to `data_dir` (see the module)."""

    def __init__(self, data_dir: Path) -> None:
        self.data_dir = data_dir.resolve()
        self._folder = description_path(self.data_dir).parent

    def is_running(self) -> bool:
        """Whether the server accepts connections now. Raises `BadLocation`."""
        found = read_description(self.data_dir)
        return found is not None and _is_up(found)

    def ensure_running(self) -> Description:
        """
        Start the server unless it runs, and leave it running until `stop()`.

        Raises `PostgresError` with one line that says what to do.
        """
        with self._one_at_a_time():
            found, _ = self._start_if_needed()
            _transient_mark(found).unlink(missing_ok=True)
            return found

    def stop(self) -> None:
        """Stop the server, whoever uses it; no process of it is left. Raises `ServerDidNotStop`."""
        with self._one_at_a_time():
            found = read_description(self.data_dir)
            if found is not None:
                _stop(found)

    def destroy(self) -> None:
        """Stop the server and delete its data. There is no way back."""
        with self._one_at_a_time():
            found = read_description(self.data_dir)
            if found is not None:
                _stop(found)
                shutil.rmtree(found.home, ignore_errors=True)
            shutil.rmtree(self._folder, ignore_errors=True)

    @contextlib.contextmanager
    def running(self) -> Iterator[Description]:
        """
        Have the server running inside the block.

        Stopped at the end only if a `running()` block started it and no other one is open, in
        this or any other process. Raises `PostgresError` with one line that says what to do.
        """
        with contextlib.ExitStack() as leaving:
            with self._one_at_a_time(), _signals_held():
                found, started = self._start_if_needed()
                if started:
                    _transient_mark(found).touch(mode=0o600)
                usage = _open_lock(Path(found.home) / "users.lock")
                fcntl.flock(usage, fcntl.LOCK_SH)
                leaving.callback(self._leave, found, usage)
            yield found

    def _leave(self, found: Description, usage: int) -> None:
        """Give up the lock `usage`, and stop the server if nobody else needs it."""
        with _signals_held(), self._one_at_a_time():
            try:
                fcntl.flock(usage, fcntl.LOCK_UN)
                if _is_last(usage) and _transient_mark(found).exists():
                    _stop(found)
            finally:
                os.close(usage)

    @contextlib.contextmanager
    def _one_at_a_time(self) -> Iterator[None]:
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        lock = _open_lock(self._folder / "start.lock")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
        finally:
            os.close(lock)

    def _start_if_needed(self) -> tuple[Description, bool]:
        """The description of the server, now running, and whether this call started it."""
        found = read_description(self.data_dir) or self._described_anew()
        _wait_while_it_starts_or_ends(found)
        if _is_up(found):
            return found, False
        cluster = _prepared_cluster(found, self.data_dir)
        if clusters.server_pid(cluster.home) is not None:
            # Started by a process that was killed before it could note the port.
            clusters.stop(cluster)
        port = _start_on_a_free_port(cluster, preferred=found.port)
        clusters.ensure_database(
            port=port, password=found.password, superuser_password=found.superuser_password
        )
        if port != found.port:
            found = replace(found, port=port)
            write_description(self.data_dir, found)
            _hand_to_owner_of_folder(description_path(self.data_dir))
        return found, True

    def _described_anew(self) -> Description:
        # Root cannot keep the cluster in the data folder: the server's user may not get there.
        as_root = os.geteuid() == 0
        home = ROOT_STATE / "clusters" / secrets.token_hex(8) if as_root else self._folder
        found = Description(
            home=str(home),
            port=0,
            password=secrets.token_urlsafe(24),
            superuser_password=secrets.token_urlsafe(24),
        )
        # Before the cluster is made: its passwords must not be lost.
        write_description(self.data_dir, found)
        _hand_to_owner_of_folder(description_path(self.data_dir))
        return found


@contextlib.contextmanager
def _signals_held() -> Iterator[None]:
    """
    Let a request to end wait until the block is done: half started, a server has no owner.

    The programs that the block runs inherit this, so Ctrl-C does not break off `pg_ctl` either;
    the server itself sets its own signals.
    """
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING_SIGNALS)
    came: list[int] = []
    handlers = {}
    # Another thread may be the one that gets the signal; its handler runs in the main thread.
    if threading.current_thread() is threading.main_thread():
        for number in _ENDING_SIGNALS:
            if signal.getsignal(number) not in {signal.SIG_IGN, None}:
                handlers[number] = signal.signal(number, lambda told, frame: came.append(told))
    try:
        yield
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        for told in came[:1]:
            signal.raise_signal(told)


def abandoned_clusters() -> list[Path]:
    """Clusters below `/var/lib/yangguan` whose data folder is gone: nobody can use them again."""
    homes = sorted((ROOT_STATE / "clusters").glob("*"))
    return [home for home in homes if _is_abandoned(home)]


def _is_abandoned(home: Path) -> bool:
    try:
        data_dir = Path((home / _OWNER_FILE).read_text(encoding="utf-8"))
        found = read_description(data_dir)
    except (OSError, BadLocation):
        return False  # not ours to judge
    return found is None or found.home != str(home)


def _is_up(found: Description) -> bool:
    home = Path(found.home)
    return (
        found.port != 0
        and clusters.server_pid(home) is not None
        and clusters.server_port(home) == found.port
        and clusters.answers(port=found.port)
    )


def _wait_while_it_starts_or_ends(found: Description) -> None:
    deadline = time.monotonic() + clusters.START_SECONDS
    while found.port and not _is_up(found) and time.monotonic() < deadline:
        if clusters.server_pid(Path(found.home)) is None:
            return
        time.sleep(0.1)


def _prepared_cluster(found: Description, data_dir: Path) -> Cluster:
    """The cluster with the programs and the user that fit it; made if it is not there yet."""
    home = Path(found.home)
    major = clusters.cluster_major(home)
    account = server_account() if major is None else account_of_owner(home / "cluster")
    cluster = Cluster(
        home=home, binaries=find_binaries(account=account, major=major), account=account
    )
    if major is None:
        _make_home(home, account)
        (home / _OWNER_FILE).write_text(str(data_dir), encoding="utf-8")
        clusters.initialise(cluster, superuser_password=found.superuser_password)
    return cluster


def _make_home(home: Path, account: Account) -> None:
    if account.switch:
        # The folders above belong to root and may be entered, not written, by all.
        home.parent.mkdir(parents=True, exist_ok=True, mode=0o755)
    home.mkdir(exist_ok=True, mode=0o700)
    account.own(home)


def _start_on_a_free_port(cluster: Cluster, *, preferred: int) -> int:
    deadline = time.monotonic() + PORT_PATIENCE_SECONDS
    while preferred and not clusters.can_listen(preferred) and time.monotonic() < deadline:
        time.sleep(0.1)
    failure = ServerDidNotStart("PostgreSQL 没有启动")
    for _ in range(_START_ATTEMPTS):
        port = clusters.free_port(preferred=preferred)
        try:
            clusters.start(cluster, port=port)
        except ServerDidNotStart as error:
            if clusters.can_listen(port):
                raise
            failure, preferred = error, 0  # somebody took the port in the meantime
        else:
            return port
    raise failure


def _stop(found: Description) -> None:
    home = Path(found.home)
    if clusters.server_pid(home) is not None:
        account = account_of_owner(home / "cluster")
        binaries = find_binaries(account=account, major=clusters.cluster_major(home))
        clusters.stop(Cluster(home=home, binaries=binaries, account=account))
    _transient_mark(found).unlink(missing_ok=True)


def _transient_mark(found: Description) -> Path:
    """Present while the running server was started by a `running()` block."""
    return Path(found.home) / "transient"


def _is_last(usage: int) -> bool:
    try:
        fcntl.flock(usage, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _open_lock(path: Path) -> int:
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    _hand_to_owner_of_folder(path)
    return descriptor


def _hand_to_owner_of_folder(path: Path) -> None:
    """What root makes in another person's folder must stay usable for that person."""
    if os.geteuid() == 0:
        owner = path.parent.stat()
        os.chown(path, owner.st_uid, owner.st_gid)
