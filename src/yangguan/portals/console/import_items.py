"""`yangguan import-items`: items in the national interchange JSON, whole or not at all."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from yangguan.foundation.actors.actor import Actor, system_actor
from yangguan.portals.console.database import database
from yangguan.portals.console.import_run import import_large, is_large
from yangguan.registers.catalogue.faults import Fault
from yangguan.registers.catalogue.interchange.file import read_item_file
from yangguan.registers.catalogue.operations.import_item import ImportOutcome, import_item_file
from yangguan.registers.imports.states import ImportAct

_MISUSED = 2
# The name in the trace and on the edition.
_IMPORTER = "命令行导入"
_CODE_FIELD = "UP_TASK_GENERAL_BASIC.TASK_CODE"


@dataclass(frozen=True, slots=True)
class AcceptedFile:
    file: str
    code: str
    name: str
    edition: int


@dataclass(frozen=True, slots=True)
class RefusedFile:
    file: str
    faults: tuple[Fault, ...]


@dataclass(slots=True)
class ImportReport:
    """What became of the files of one run, in the order in which they were read."""

    accepted: list[AcceptedFile] = field(default_factory=list)
    refused: list[RefusedFile] = field(default_factory=list)

    def taken_by(self, code: str) -> AcceptedFile | None:
        """The earlier file of this run with the same implementation code."""
        return next((file for file in self.accepted if file.code == code), None)


def import_items(
    path: Annotated[
        Path,
        typer.Argument(
            metavar="FILE|FOLDER",
            help="事项文件（JSON、JSON 行、xlsx、zip），或者装有 *.json 的文件夹。"
            " A file (JSON, JSON lines, xlsx, zip), or a folder with *.json files.",
        ),
    ],
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON。 Print JSON.")] = False,
    check: Annotated[
        bool,
        typer.Option("--check", help="只检查，什么也不写入。 Check only; nothing is written."),
    ] = False,
    good: Annotated[
        bool,
        typer.Option(
            "--good",
            help="多个事项的文件：有问题的退回，其余的照常发布。"
            " In a file of many: publish the sound ones, refuse the others.",
        ),
    ] = False,
    review: Annotated[
        str | None,
        typer.Option(
            metavar="REASON",
            help="不发布，作为草稿送审；写明为什么改，会公开。"
            " Hand in for review instead of publishing, for this public reason.",
        ),
    ] = None,
) -> None:
    """
    导入国家交换格式的事项：每个文件整个收下或者整个退回；全部收下时以 0 结束。

    Import items in the national interchange format; exit 0 only if every file was accepted.
    """
    act = ImportAct.CHECK if check else ImportAct.GOOD_ONES if good else ImportAct.ALL_OR_NOTHING
    importer = system_actor(_IMPORTER)
    if is_large(path):
        with database():
            is_sound = import_large(path, act=act, by=importer, reason=review)
        raise typer.Exit(0 if is_sound else 1)
    files = list(_files(path))
    if not files:
        empty = _("文件夹 %(path)s 里没有 .json 文件。") % {"path": path}
        missing = _("没有文件或文件夹 %(path)s。") % {"path": path}
        typer.echo(_("错误：%(why)s") % {"why": empty if path.is_dir() else missing}, err=True)
        raise typer.Exit(_MISUSED)
    if review is not None:
        with database():
            sound = [import_large(file, act=act, by=importer, reason=review) for file in files]
        raise typer.Exit(0 if all(sound) else 1)
    with database():
        report = import_all(files, by=importer, at=timezone.now(), check_only=check)
    typer.echo(_as_json(report) if as_json else _as_text(report, check_only=check))
    if report.refused:
        raise typer.Exit(1)


def import_all(
    files: list[Path], *, by: Actor, at: datetime, check_only: bool = False
) -> ImportReport:
    """
    Import files one after the other; a refused one leaves nothing behind.

    With `check_only` everything is done and taken back at the end, so that clashes between the
    files themselves are found too.
    """
    report = ImportReport()
    if not check_only:
        for file in files:
            _import(file, report, by=by, at=at)
        return report
    with transaction.atomic():
        for file in files:
            _import(file, report, by=by, at=at)
        transaction.set_rollback(True)
    return report


def _files(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from sorted(file for file in path.glob("*.json") if not file.is_dir())
    elif path.exists():
        yield path


def _import(file: Path, report: ImportReport, *, by: Actor, at: datetime) -> None:
    raw = read_item_file(file)
    if isinstance(raw, Fault):
        report.refused.append(RefusedFile(str(file), (raw,)))
        return
    with transaction.atomic():
        outcome = import_item_file(raw, by=by, at=at)
        faults = outcome.faults or tuple(_clash_in_run(outcome, report))
        if faults:
            transaction.set_rollback(True)
    if faults or outcome.edition is None:
        report.refused.append(RefusedFile(str(file), faults))
    else:
        report.accepted.append(AcceptedFile(str(file), outcome.code, outcome.name, outcome.edition))


def _clash_in_run(outcome: ImportOutcome, report: ImportReport) -> Iterator[Fault]:
    """
    One run brings one file for one item; a second would silently replace the first.

    Equal names are found by the register, where the earlier file stands already.
    """
    earlier = report.taken_by(outcome.code)
    if earlier:
        message = _("同一批里的 %(file)s（“%(name)s”）已用这个实施编码") % {
            "file": Path(earlier.file).name,
            "name": earlier.name,
        }
        yield Fault(_CODE_FIELD, "code-taken", message)


def _as_json(report: ImportReport) -> str:
    return json.dumps(asdict(report), ensure_ascii=False, indent=2)


def _as_text(report: ImportReport, *, check_only: bool) -> str:
    taken = _("合格") if check_only else _("收下")
    lines = [
        _("%(taken)s  %(file)s：%(name)s（%(code)s，第 %(edition)d 版）")
        % {"taken": taken, **asdict(file)}
        for file in report.accepted
    ]
    for refused in report.refused:
        lines.append(_("退回  %(file)s：") % {"file": refused.file})
        for fault in refused.faults:
            place = f"{fault.field}：" if fault.field else ""
            lines.append(f"      {place}{fault.message}（{fault.code}）")
    lines.append(
        _("共 %(all)d 个文件，%(taken)s %(accepted)d 个，退回 %(refused)d 个。")
        % {
            "all": len(report.accepted) + len(report.refused),
            "taken": taken,
            "accepted": len(report.accepted),
            "refused": len(report.refused),
        }
    )
    return "\n".join(lines)
