"""Importing a large file at the command line: the same import as on the page, with progress."""

import sys
from collections.abc import Iterator
from pathlib import Path

import typer
from django.utils import timezone
from django.utils.translation import gettext as _

from yangguan.foundation.actors.actor import Actor
from yangguan.foundation.web.refusals import Refusal
from yangguan.portals.console.errors import CommandFailed
from yangguan.registers.catalogue.interchange.file import MAX_BYTES
from yangguan.registers.imports.operations.carry_out import carry_out
from yangguan.registers.imports.operations.start_import import start_import
from yangguan.registers.imports.queries import RunLine, all_refused, run_line
from yangguan.registers.imports.states import UNDER_WAY, ImportAct, RunState

_SUFFIXES = frozenset({".jsonl", ".ndjson", ".xlsx", ".xls", ".zip"})
_PIECE = 1024 * 1024


def is_large(path: Path) -> bool:
    """Whether a file holds more than one item as JSON."""
    return path.is_file() and (path.suffix.lower() in _SUFFIXES or path.stat().st_size > MAX_BYTES)


def import_large(path: Path, *, act: ImportAct, by: Actor, reason: str | None = None) -> bool:
    """
    Import one file and say what became of it; False if something was refused.

    With a `reason` its items are handed in for review instead of published.

    Broken off (Ctrl-C), it goes on by itself as soon as a worker runs.
    """
    try:
        run = start_import(
            _pieces(path),
            name=path.name,
            act=act,
            by=by,
            at=timezone.now(),
            for_review=reason is not None,
            reason=reason or "",
        )
    except Refusal as refusal:
        raise CommandFailed(f"{refusal.text}{refusal.advice}") from refusal
    state = RunState(run.state)
    while state in UNDER_WAY:
        state = carry_out(run_id=run.pk, at=timezone.now(), goes_on=lambda: False)
        _tell_progress(run_line(run.pk, by=by))
    done = run_line(run.pk, by=by)
    _tell(done)
    return done.state is RunState.DONE and not done.refused


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as opened:
        while piece := opened.read(_PIECE):
            yield piece


def _tell_progress(run: RunLine) -> None:
    """A line that replaces itself, where somebody looks on."""
    if sys.stderr.isatty():
        words = f"\r{run.state.label} {run.line}/{run.total} {run.percent}%"
        typer.echo(f"{words:<40}", nl=not run.is_under_way, err=True)


def _tell(run: RunLine) -> None:
    if run.fault:
        typer.echo(_("退回  %(file)s：") % {"file": run.file_name} + run.fault)
    for line in all_refused(run.id):
        typer.echo(_("退回  %(file)s：") % {"file": f"{line.place} {line.name}".strip()})
        for fault in line.faults:
            place = f"{fault.field}：" if fault.field else ""
            typer.echo(f"      {place}{fault.message}（{fault.code}）")
    facts = {
        "all": run.total,
        "published": run.published,
        "submitted": run.submitted,
        "unchanged": run.unchanged,
        "refused": run.refused,
    }
    words = (
        _("共 %(all)d 个事项：送审 %(submitted)d，没有变动 %(unchanged)d，退回 %(refused)d。")
        if run.is_for_review
        else _("共 %(all)d 个事项：发布 %(published)d，没有变动 %(unchanged)d，退回 %(refused)d。")
    )
    typer.echo(words % facts)
