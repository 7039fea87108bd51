"""The web server as it is in use, and a client that costs it little: keep-alive, one process."""

import asyncio
import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from yangguan.foundation.postgres.cluster import free_port
from yangguan.foundation.postgres.location import LOOPBACK

WORKERS = 2
READY_SECONDS = 60
ENDING_SECONDS = 20


class Unanswered(Exception):
    """The server said something else than was wanted."""


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class WebServer:
    port: int
    pid: int

    def worker_memory(self) -> list[tuple[float, float]]:
        """Resident and proportional memory of each worker process, in MB."""
        return [_memory(pid) for pid in _children(self.pid) if _is_python(pid)]


@contextlib.contextmanager
def web_server() -> Iterator[WebServer]:
    """`yangguan serve` with two workers on a free port of the loopback, on the bench's data."""
    port = free_port()
    process = subprocess.Popen(
        [
            sys.executable, "-m", "yangguan.portals.console.main", "serve",
            "--host", LOOPBACK, "--port", str(port), "--workers", str(WORKERS),
        ],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )  # fmt: skip
    try:
        _wait_until_ready(process, port)
        yield WebServer(port, process.pid)
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(ENDING_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_until_ready(process: subprocess.Popen[bytes], port: int) -> None:
    async def ask() -> int:
        async with connected(port) as connection:
            return (await connection.get("/alive/")).status

    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(OSError, asyncio.IncompleteReadError):
            if asyncio.run(ask()) == 200:
                return
        time.sleep(0.2)
    raise Unanswered("the web server did not start")


@dataclass(slots=True)
class Connection:
    """One kept connection; requests one after the other."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    host: str = field(default=LOOPBACK)

    async def get(self, path: str) -> Answer:
        return await self.request("GET", path)

    async def request(
        self, method: str, path: str, *, headers: Mapping[str, str] = {}, body: bytes = b""
    ) -> Answer:
        """Send a request and read the whole answer. Raises `OSError`, `IncompleteReadError`."""
        lines = [f"{method} {path} HTTP/1.1", f"Host: {self.host}"]
        lines.extend(f"{name}: {value}" for name, value in headers.items())
        if body:
            lines.append(f"Content-Length: {len(body)}")
        self.writer.write("\r\n".join((*lines, "", "")).encode() + body)
        return await self._answer()

    async def _answer(self) -> Answer:
        head = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        headers = {
            name.lower(): value.strip()
            for name, _, value in (line.partition(":") for line in head[1:] if line)
        }
        if headers.get("transfer-encoding") == "chunked":
            body = await self._chunks()
        else:
            body = await self.reader.readexactly(int(headers.get("content-length", "0")))
        return Answer(int(head[0].split()[1]), headers, body)

    async def _chunks(self) -> bytes:
        parts = []
        while size := int(await self.reader.readuntil(b"\r\n"), 16):
            parts.append(await self.reader.readexactly(size))
            await self.reader.readexactly(2)
        await self.reader.readexactly(2)
        return b"".join(parts)


@contextlib.asynccontextmanager
async def connected(port: int) -> AsyncIterator[Connection]:
    reader, writer = await asyncio.open_connection(LOOPBACK, port)
    try:
        yield Connection(reader, writer)
    finally:
        writer.close()
        with contextlib.suppress(OSError):
            await writer.wait_closed()


Play = Callable[[Connection], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Driven:
    """What came of a closed loop: how many plays a second, and how long each took."""

    per_second: float
    milliseconds: tuple[float, ...]


def drive(port: int, play: Play, *, seconds: float, clients: int) -> Driven:
    """Let `clients` play over and over for about `seconds`; a play that fails ends the bench."""
    return asyncio.run(_drive(port, play, seconds=seconds, clients=clients))


async def _drive(port: int, play: Play, *, seconds: float, clients: int) -> Driven:
    taken: list[float] = []
    begun = time.perf_counter()

    async def client() -> None:
        async with connected(port) as connection:
            while time.perf_counter() - begun < seconds:
                started = time.perf_counter()
                await play(connection)
                taken.append((time.perf_counter() - started) * 1000)

    await asyncio.gather(*(client() for _ in range(clients)))
    passed = time.perf_counter() - begun
    return Driven(len(taken) / passed, tuple(taken))


def processor_seconds(parent: int) -> float:
    """What the children of a process have computed so far, in the kernel too."""
    ticks = 0
    for pid in _children(parent):
        with contextlib.suppress(OSError):
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def _children(pid: int) -> list[int]:
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                parent = (entry / "stat").read_text().rpartition(")")[2].split()[1]
                if int(parent) == pid:
                    found.append(int(entry.name))
    return found


def _is_python(pid: int) -> bool:
    """Not a tracker process that Python keeps beside the workers."""
    command = Path(f"/proc/{pid}/cmdline").read_bytes()
    return b"resource_tracker" not in command and b"python" in command


def _memory(pid: int) -> tuple[float, float]:
    rolled = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    sizes = {line.split(":")[0]: line.split()[1] for line in rolled[1:]}
    return int(sizes["Rss"]) / 1024, int(sizes["Pss"]) / 1024
