"""`yangguan worker`: carry out the jobs of the queue."""

import asyncio
import contextlib
import signal
from typing import Annotated

import psycopg
import typer
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app as jobs
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.exceptions import ConnectorException
from psycopg_pool import PoolTimeout

from yangguan.foundation.events.tasks import SILENT_SECONDS
from yangguan.portals.console.database import close_connections, database

# Each job that touches the database needs a connection of the pool while it runs.
CONCURRENCY = 4
RETRY_SECONDS = 1.0


def worker(
    concurrency: Annotated[
        int, typer.Option(min=1, max=64, help="同时进行的作业数。 Jobs at the same time.")
    ] = CONCURRENCY,
) -> None:
    """
    处理后台作业，直到被停止（Ctrl-C）。

    Carry out background jobs until stopped (Ctrl-C).
    """
    with database():
        # The worker opens connections of its own; none may be open when its threads begin.
        close_connections()
        asyncio.run(_work_until_asked_to_stop(concurrency))


async def _work_until_asked_to_stop(concurrency: int) -> None:
    """
    Work until SIGINT, SIGTERM or SIGHUP; then finish the jobs at hand.

    The library's worker ends, with or without an error, when the database goes away for a
    moment; only a signal ends ours.
    """
    asked = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        # `nohup` has the hang-up ignored; that stays so.
        if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:
            loop.add_signal_handler(number, asked.set)
    while not asked.is_set():
        work = asyncio.create_task(_work(concurrency))
        stop = asyncio.create_task(asked.wait())
        await asyncio.wait({work, stop}, return_when=asyncio.FIRST_COMPLETED)
        stop.cancel()
        work.cancel()
        with contextlib.suppress(
            asyncio.CancelledError, ConnectorException, psycopg.OperationalError, PoolTimeout
        ):
            await work
        if not asked.is_set():
            typer.echo(_("与数据库的连接中断，正在重新连接。"), err=True)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(asked.wait(), RETRY_SECONDS)


async def _work(concurrency: int) -> None:
    connector = jobs.connector
    if not isinstance(connector, DjangoConnector):
        raise TypeError(f"unexpected job connector {type(connector).__name__}")
    # A new one each time: a connector that was closed cannot be opened again.
    with jobs.replace_connector(connector.get_worker_connector()):
        async with jobs.open_async():
            requeued = await _requeue_stalled()
            if requeued:
                typer.echo(_("重新排入 %(count)d 个中断的作业。") % {"count": requeued})
            typer.echo(
                _("后台作业进程已就绪，同时处理 %(count)d 个作业。") % {"count": concurrency}
            )
            await jobs.run_worker_async(concurrency=concurrency, install_signal_handlers=False)


async def _requeue_stalled() -> int:
    """Take up the jobs of workers that were killed; returns how many."""
    stalled = await jobs.job_manager.get_stalled_jobs(seconds_since_heartbeat=SILENT_SECONDS)
    count = 0
    for job in stalled:
        await jobs.job_manager.retry_job(job)
        count += 1
    return count
