"""`yangguan doctor`: look at everything the platform stands on, and say what is wrong."""

import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from django.conf import settings
from django.db import DatabaseError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yangguan.foundation.postgres.errors import PostgresError
from yangguan.portals.console import database_checks, machine_checks
from yangguan.portals.console.database import database, first_line
from yangguan.portals.console.errors import CommandFailed
from yangguan.portals.console.findings import Finding, State, fail

MARKS = {
    State.OK: gettext_lazy("正常"),
    State.WARN: gettext_lazy("注意"),
    State.FAIL: gettext_lazy("故障"),
}


def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON。 Print JSON.")] = False,
) -> None:
    """
    检查数据库、作业、磁盘、字体、密钥和时钟，并说明如何处理；有故障时以 1 结束。

    Check database, jobs, disk, fonts, keys and clock, and say what to do; exit 1 if any fails.
    """
    findings = [*examine_database(), *examine_machine()]
    healthy = all(finding.state != State.FAIL for finding in findings)
    if as_json:
        report = {"ok": healthy, "checks": [asdict(finding) for finding in findings]}
        typer.echo(json.dumps(report, ensure_ascii=False, indent=2))
    else:
        for finding in findings:
            typer.echo(_line(finding))
    if not healthy:
        raise typer.Exit(1)


def examine_database() -> list[Finding]:
    """All findings about the database; one failure if it cannot be reached at all."""
    try:
        with database(migrated=False):
            return _ask_database()
    except (CommandFailed, PostgresError, DatabaseError) as error:
        return [
            fail(
                "database",
                _("数据库不可用：%(reason)s。") % {"reason": first_line(error)},
                _("请检查 DATABASE_URL；使用自带数据库时请查看数据目录中的日志。"),
            )
        ]


def _ask_database() -> list[Finding]:
    findings = [
        database_checks.check_version(),
        database_checks.check_encoding(),
        database_checks.check_clock(),
    ]
    migrations = database_checks.check_migrations()
    findings.append(migrations)
    if migrations.state == State.OK:
        # Before that there are no tables to ask.
        findings += [
            database_checks.check_trigrams(),
            *database_checks.check_jobs(),
            database_checks.check_files(),
        ]
    return findings


def examine_machine() -> list[Finding]:
    """All findings about this machine's files."""
    data: Path = settings.DATA_DIR
    checks: list[Callable[[], Finding]] = [
        lambda: machine_checks.check_disk(data),
        machine_checks.check_fonts,
        machine_checks.check_assets,
        machine_checks.check_abandoned_clusters,
        lambda: machine_checks.check_keys(data / "keys"),
        lambda: machine_checks.check_file_store(data / "files"),
    ]
    return [check() for check in checks]


def _line(finding: Finding) -> str:
    line = f"[{MARKS[finding.state]}] {finding.message}"
    return f"{line}\n       {finding.remedy}" if finding.remedy else line
