"""What comes back of a file: the refused items alone, each with its reasons."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from yangguan.foundation.actors.actor import Actor
from yangguan.foundation.files import store
from yangguan.registers.catalogue.faults import Fault
from yangguan.registers.catalogue.interchange.workbook import (
    ItemWorkbook,
    TooLargeForSheet,
    WrittenItem,
)
from yangguan.registers.imports import policies
from yangguan.registers.imports.documents import SentItem, returned_line, sent_item
from yangguan.registers.imports.errors import ImportNotFound
from yangguan.registers.imports.models import ImportRun
from yangguan.registers.imports.queries import RefusedLine, all_refused
from yangguan.registers.imports.staging import Staged

_decoder = msgspec.json.Decoder(Staged)


@dataclass(frozen=True, slots=True)
class ReturnedFile:
    """How the file is called, and its kind."""

    name: str
    media_type: str


def write_returned(run_id: uuid.UUID, path: Path, *, by: Actor) -> ReturnedFile:
    """
    Write the refused items to `path`, in the form in which they came: a workbook with the reasons
    in the first column, or lines of JSON with `FAULTS`. Raises `ImportNotFound`.
    """
    run = ImportRun.objects.select_related("file", "staged").filter(pk=run_id).first()
    if run is None or run.staged is None:
        raise ImportNotFound
    policies.ensure_may_see(by, run.started_by)
    items = _refused_items(run)
    stem = Path(run.file.name).stem
    if run.is_workbook and not _is_national(run):
        book = ItemWorkbook(with_reasons=True)
        for item, faults in items:
            try:
                book.add(WrittenItem(item.values, tuple(faults)))
            except TooLargeForSheet:
                book.add(WrittenItem({"UP_TASK_GENERAL_BASIC": {"TASK_CODE": item.place}},
                                     tuple(faults)))  # fmt: skip
        book.save(path)
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        return ReturnedFile(f"{stem}-退回.xlsx", kind)
    with path.open("w", encoding="utf-8") as out:
        for item, faults in items:
            out.write(returned_line(item, faults) + "\n")
    return ReturnedFile(f"{stem}-退回.jsonl", "application/jsonl")


def _refused_items(run: ImportRun) -> Iterator[tuple[SentItem, list[Fault]]]:
    refused = all_refused(run.pk)
    wanted: RefusedLine | None = next(refused, None)
    for number, staged in enumerate(_staged(run), start=1):
        if wanted is None:
            return
        if number == wanted.line:
            faults = [Fault(each.field, each.code, each.message) for each in wanted.faults]
            yield sent_item(staged), faults
            wanted = next(refused, None)


def _is_national(run: ImportRun) -> bool:
    return next((staged.is_national for staged in _staged(run)), False)


def _staged(run: ImportRun) -> Iterator[Staged]:
    if run.staged is None:
        return
    with store.path_of(run.staged.digest).open("rb") as lines:
        for line in lines:
            yield _decoder.decode(line)
