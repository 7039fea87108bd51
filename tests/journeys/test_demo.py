"""The whole demonstration as a newcomer starts it: served, alone on its data, gone with Ctrl-C."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

PROGRAM = [sys.executable, "-m", "yangguan.portals.console.main"]
START_SECONDS = 300.0
END_SECONDS = 60.0


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of all demonstrations here: the first one fills it, those after it begin soon."""
    folder = tmp_path_factory.mktemp("demo") / "data"
    yield folder
    _remove_private_server(folder)


@pytest.fixture
def environment(data: Path) -> dict[str, str]:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "LC_ALL": "C.UTF-8",  # it speaks English where the terminal asks for it
        "YANGGUAN_DATA": str(data),
        "YANGGUAN_PORT": str(port),
    }


@pytest.fixture
def demo(environment: dict[str, str], tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    # The tests may have been started with `nohup`, or behind a shell that goes on, which ignores
    # Ctrl-C for them: the demonstration would inherit both.
    signals = (signal.SIGHUP, signal.SIGINT)
    before = [signal.signal(each, signal.SIG_DFL) for each in signals]
    with (tmp_path / "demo.log").open("wb") as log:
        process = subprocess.Popen(
            [*PROGRAM, "demo"], env=environment, stdout=log, stderr=log, start_new_session=True
        )
    for each, handler in zip(signals, before, strict=True):
        signal.signal(each, handler)
    yield process
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _remove_private_server(data: Path) -> None:
    code = (
        "import sys; from pathlib import Path;"
        "from yangguan.foundation.postgres.server import PrivateServer;"
        "PrivateServer(Path(sys.argv[1])).destroy()"
    )
    subprocess.run([sys.executable, "-c", code, str(data)], check=True)


def _home_page(environment: dict[str, str]) -> int:
    address = f"http://127.0.0.1:{environment['YANGGUAN_PORT']}/"
    try:
        with urllib.request.urlopen(address, timeout=10) as answer:
            return answer.status
    except OSError:
        return 0


def _eventually(condition: Callable[[], bool], *, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.1)
    return True


def _living(group: int, cluster: str) -> list[str]:
    """Command lines of the living processes of the demo's group and of its database."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = entry.read_text().rpartition(")")[2].split()
            command = (entry.parent / "cmdline").read_text().replace("\0", " ")
        except OSError:
            continue
        if fields[0] != "Z" and (int(fields[2]) == group or (cluster and cluster in command)):
            found.append(command)
    return found


def _web_workers(group: int) -> list[int]:
    """The processes of the demo's group that the web server forked: command line as its own."""
    commands = {}
    parents = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = entry.read_text().rpartition(")")[2].split()
            command = (entry.parent / "cmdline").read_text().split("\0")
        except OSError:  # a process that ended meanwhile
            continue
        if int(fields[2]) == group:
            pid = int(entry.parent.name)
            parents[pid], commands[pid] = int(fields[1]), command
    return [
        pid
        for pid, command in commands.items()
        if "serve" in command and commands.get(parents[pid]) == command
    ]


def _blocks(pid: int, *numbers: signal.Signals) -> bool:
    status = Path(f"/proc/{pid}/status").read_text()
    mask = int(status.partition("SigBlk:")[2].split()[0], 16)
    return all(mask >> (number - 1) & 1 for number in numbers)


@pytest.mark.journey
@pytest.mark.parametrize(
    ("number", "to_group"),
    [
        (signal.SIGINT, True),
        (signal.SIGHUP, True),
        (signal.SIGTERM, False),
        (signal.SIGKILL, False),
    ],
    ids=["Ctrl-C", "terminal closed", "terminated", "killed"],
)
def test_the_demonstration_is_served_alone_and_leaves_no_process(
    demo, environment, data, tmp_path, number, to_group
):
    def log() -> str:
        return (tmp_path / "demo.log").read_text()

    assert _eventually(lambda: _home_page(environment) == 200, seconds=START_SECONDS), log()

    second = subprocess.run(
        [*PROGRAM, "demo"], env=environment, capture_output=True, text=True, check=False
    )
    assert second.returncode == 1
    assert "已有演示在运行" in second.stderr
    assert _home_page(environment) == 200
    # Else Ctrl-C would reach them twice, and they would hang until they are killed.
    assert _web_workers(demo.pid)
    assert all(_blocks(pid, signal.SIGINT, signal.SIGHUP) for pid in _web_workers(demo.pid))

    described = data / "postgres" / "server.json"
    cluster = json.loads(described.read_text())["home"] if described.exists() else ""
    (os.killpg if to_group else os.kill)(demo.pid, number)

    demo.wait(timeout=END_SECONDS)
    assert _eventually(lambda: not _living(demo.pid, cluster), seconds=END_SECONDS), _living(
        demo.pid, cluster
    )
    assert demo.returncode in {0, -number}
    assert "Traceback" not in log()
