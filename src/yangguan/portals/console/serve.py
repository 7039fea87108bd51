"""`yangguan serve`: the web server (granian, WSGI)."""

import os
import signal
import socket
from typing import Annotated

import typer
from django.utils.translation import gettext as _
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from yangguan.portals.console.database import close_connections, database
from yangguan.portals.console.errors import CommandFailed

DEFAULT_PORT = 8620
# Two processes of four threads suit two cores; a page waits for the database half of its time.
DEFAULT_WORKERS = min(os.cpu_count() or 1, 4)
DEFAULT_THREADS = 4

Port = Annotated[
    int,
    typer.Option(min=1, max=65_535, envvar="YANGGUAN_PORT", help="监听的端口。 Port to listen on."),
]
Workers = Annotated[int, typer.Option(min=1, max=64, help="进程数。 Number of processes.")]


def serve(
    host: Annotated[str, typer.Option(help="监听的地址。 Address to listen on.")] = "127.0.0.1",
    port: Port = DEFAULT_PORT,
    workers: Workers = DEFAULT_WORKERS,
    threads: Annotated[
        int, typer.Option(min=1, max=64, help="每个进程的线程数。 Threads of each process.")
    ] = DEFAULT_THREADS,
) -> None:
    """
    启动网站，直到被停止（Ctrl-C）。

    Serve the website until stopped (Ctrl-C).
    """
    ensure_port_is_free(host, port)
    with database():
        # The server's processes are forked from this one: an open connection would be shared.
        close_connections()
        os.register_at_fork(after_in_child=_leave_terminal_to_parent)
        typer.echo(_("网站地址：http://%(host)s:%(port)d/") % {"host": host, "port": port})
        server = Granian(
            "config.wsgi:application",
            address=host,
            port=port,
            interface=Interfaces.WSGI,
            workers=workers,
            blocking_threads=threads,
            # A worker that crashes is replaced; the address stays served.
            respawn_failed_workers=True,
            workers_kill_timeout=10,
            log_level=LogLevels.warning,
            process_name=None,
        )
        hangup = signal.getsignal(signal.SIGHUP)
        server.on_startup(lambda: _end_with_terminal(hangup))
        server.serve()


def _end_with_terminal(hangup: object) -> None:
    # The server would start its processes anew, with the code that is in memory already, and
    # stay without a terminal. `nohup` has the hang-up ignored; that stays so.
    ignored = hangup == signal.SIG_IGN
    signal.signal(signal.SIGHUP, signal.SIG_IGN if ignored else signal.getsignal(signal.SIGTERM))


def _leave_terminal_to_parent() -> None:
    # Ctrl-C and a closed terminal reach the whole process group. A worker that is interrupted and
    # then asked by its parent to end hangs until it is killed; asked by its parent alone, it ends
    # at once.
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGHUP})


def ensure_port_is_free(host: str, port: int) -> None:
    """Raise `CommandFailed` if another program already listens at this address."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CommandFailed(
                _(
                    "不能监听 %(host)s:%(port)d（%(reason)s）。"
                    "请停止占用它的程序，或用 YANGGUAN_PORT 换一个端口。"
                )
                % {"host": host, "port": port, "reason": error.strerror}
            ) from error
