"""`yangguan export-items`: what is in force, as a file that can be imported again."""

from pathlib import Path
from typing import Annotated

import typer
from django.utils import timezone
from django.utils.translation import gettext as _

from yangguan.foundation.web.refusals import Refusal
from yangguan.portals.console.database import database
from yangguan.portals.console.errors import CommandFailed
from yangguan.registers.catalogue.queries import departments_with_items
from yangguan.registers.imports.exports import ExportFormat, Selection, write_export

_MISUSED = 2
_BY_SUFFIX = {
    ".jsonl": ExportFormat.LINES,
    ".xlsx": ExportFormat.WORKBOOK,
    ".zip": ExportFormat.NATIONAL_CSV,
}


def export_items(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="写到哪个文件。 The file to write.")],
    form: Annotated[
        ExportFormat | None,
        typer.Option("--format", help="格式；不写看文件名。 The format; by the name otherwise."),
    ] = None,
    department: Annotated[
        str, typer.Option(help="只要这个部门的（部门简称）。 Only of this department (its key).")
    ] = "",
) -> None:
    """
    导出现行事项：不改动再导入，什么也不会变。

    Export the items in force; the file can be imported again and changes nothing.
    """
    chosen = form or _BY_SUFFIX.get(path.suffix.lower())
    if chosen is None:
        typer.echo(_("错误：%(why)s") % {"why": _("请用 --format 写明格式。")}, err=True)
        raise typer.Exit(_MISUSED)
    with database():
        selection = Selection(department_id=_department(department))
        try:
            count = write_export(selection, chosen, path, at=timezone.now())
        except Refusal as refusal:
            raise CommandFailed(f"{refusal.text}{refusal.advice}") from refusal
        except OSError as error:
            why = {"file": path, "why": error.strerror or error}
            raise CommandFailed(_("写不了 %(file)s：%(why)s") % why) from error
    typer.echo(_("导出 %(count)d 个事项：%(file)s") % {"count": count, "file": path})


def _department(key: str) -> int | None:
    if not key:
        return None
    for each in departments_with_items():
        if key in {each.key, each.name, each.short_name}:
            return each.id
    raise CommandFailed(_("没有部门“%(key)s”，或者它没有事项。") % {"key": key})
