"""`yangguan jobs`: the background jobs that have failed for good, and how to run them again."""

import json
from dataclasses import asdict
from typing import Annotated

import typer
from django.utils import timezone
from django.utils.translation import gettext as _

from yangguan.foundation.events.failed import FailedJob, failed_jobs, run_again
from yangguan.portals.console.database import database
from yangguan.portals.console.errors import CommandFailed


def jobs(
    ids: Annotated[
        list[int] | None,
        typer.Argument(
            metavar="ID",
            help="作业编号，不写则全部。 Numbers of jobs; all without them.",
        ),
    ] = None,
    retry: Annotated[bool, typer.Option("--retry", help="重新执行。 Run them again.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON。 Print JSON.")] = False,
) -> None:
    """
    列出多次重试后失败的后台作业；排除原因后可以重新执行。

    List the background jobs that have failed for good; run them again once the cause is gone.
    """
    with database():
        found = [job for job in failed_jobs() if not ids or job.id in ids]
        unknown = sorted(set(ids or ()) - {job.id for job in found})
        if unknown:
            numbers = "、".join(map(str, unknown))
            raise CommandFailed(_("没有这样的失败作业：%(numbers)s。") % {"numbers": numbers})
        queued = run_again([job.id for job in found], at=timezone.now()) if retry else []
    if as_json:
        typer.echo(_as_json(found, queued))
        return
    for job in found:
        typer.echo(_line(job))
    typer.echo(_summary(found, queued, is_retry=retry))


def _as_json(found: list[FailedJob], queued: list[int]) -> str:
    report = {"failed": [asdict(job) for job in found], "queued": queued}
    return json.dumps(report, ensure_ascii=False, indent=2, default=str)


def _line(job: FailedJob) -> str:
    at = f"{timezone.localtime(job.failed_at):%Y-%m-%d %H:%M}" if job.failed_at else "—"
    return f"{job.id}  {at}  {job.handler or job.task}  ×{job.attempts}"


def _summary(found: list[FailedJob], queued: list[int], *, is_retry: bool) -> str:
    if not found:
        return _("没有失败的后台作业。")
    if is_retry:
        return _("已重新排入 %(count)d 个作业。") % {"count": len(queued)}
    return _("共 %(count)d 个。排除原因后，用 --retry 重新执行。") % {"count": len(found)}
