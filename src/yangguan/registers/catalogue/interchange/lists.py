"""The lists of an item: materials with the conventions of their notes, fees with their tariffs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from yangguan.registers.catalogue import codes
from yangguan.registers.catalogue.content import (
    Condition,
    Exemption,
    Fee,
    FeeExample,
    FormField,
    Material,
    Need,
    Supply,
    TariffRow,
)
from yangguan.registers.catalogue.interchange.conditions import read_condition
from yangguan.registers.catalogue.interchange.form import condition_from_note
from yangguan.registers.catalogue.interchange.reader import Document, Row

MATERIAL = "UP_TASK_GENERAL_MATERIAL"
FEE = "UP_TASK_GENERAL_FEE_PROJECT"


def read_materials(document: Document, fields: Mapping[str, FormField]) -> tuple[Material, ...]:
    """The materials; two may not share a key, since answers and files are kept by it."""
    materials: dict[str, Material] = {}
    for index, row in enumerate(document.rows(MATERIAL), start=1):
        material = _material(row, index, fields)
        if material.key in materials:
            row.faults.add(
                f"{row.path}.MATERIAL_KEY",
                "duplicate",
                _("材料编号“%(key)s”出现两次") % {"key": material.key},
            )
        materials[material.key] = material
    return tuple(materials.values())


@dataclass(slots=True)
class _Notes:
    """What the note of a material says by convention, and what else it says."""

    supply: Supply = Supply.APPLICANT
    licences: list[str] = field(default_factory=list)
    applies_if: Condition | None = None
    follows_by: str = ""
    other: list[str] = field(default_factory=list)


def _material(row: Row, index: int, fields: Mapping[str, FormField]) -> Material:
    # A row that tells how the material comes tells all else in columns of its own, too.
    notes = _told_notes(row) if row.text("SUPPLY") else _noted(row, fields)
    return Material(
        key=row.text("MATERIAL_KEY", limit=60) or f"material-{index}",
        name=row.text("MATERIAL_NAME", required=True, limit=200),
        kind=row.code("MATERIAL_TYPE", codes.MATERIAL_KINDS, required=False, default="3"),
        need=Need(row.code("IS_NEED", codes.MATERIAL_NEEDS, default="1")),
        supply=notes.supply,
        licences=tuple(notes.licences),
        applies_if=notes.applies_if,
        medium=row.code("MATERIAL_FORMAT", codes.MATERIAL_MEDIA, required=False, default="3"),
        originals=row.whole("PAGE_NUM", highest=99),
        copies=row.whole("PAGE_COPYNUM", highest=99),
        paper_size=row.text("PAGE_FORMAT"),
        source_kind=row.code("SOURCE_TYPE", codes.MATERIAL_SOURCES, required=False),
        source=row.text("SOURCE_EXPLAIN"),
        basis=row.told("BY_LAW"),
        how_to_fill=row.text("FILL_EXPLAIN"),
        acceptance_standard=row.text("ACCEPT_STAND"),
        note="；".join(notes.other),
        follows_by=notes.follows_by,
        definition=row.text("DEFINITION", limit=60),
    )


def _told_notes(row: Row) -> _Notes:
    note = row.text("REMARK")
    return _Notes(
        supply=Supply(row.code("SUPPLY", [each.value for each in Supply], default="applicant")),
        licences=list(row.texts("LICENCES")),
        applies_if=read_condition(row, "APPLIES_IF"),
        follows_by=row.text("FOLLOWS_BY"),
        other=[note] if note else [],
    )


def _noted(row: Row, fields: Mapping[str, FormField]) -> _Notes:
    notes = _Notes()
    for note in (each.strip() for each in row.text("REMARK").split("；")):
        head, _colon, rest = note.partition("：")
        match head:
            case "电子证照":
                notes.licences.append(rest)
            case "条件材料":
                notes.applies_if = condition_from_note(
                    rest, fields=fields, path=f"{row.path}.REMARK", faults=row.faults
                )
            case "容缺后补":
                notes.follows_by = rest
            case "由平台表单生成":
                notes.supply = Supply.FORM
            case "部门间核验":
                notes.supply = Supply.VERIFICATION
            # A licence name list may itself be split by the separator of notes.
            case _ if note and notes.licences and not notes.other and _is_name(note):
                notes.licences.append(note)
            case _ if note:
                notes.other.append(note)
    return notes


def _is_name(note: str) -> bool:
    return len(note) <= 20 and "，" not in note


def read_fees(document: Document) -> tuple[Fee, ...]:
    """
    The charges; rows of `TARIFF`, `EXEMPTION` and `FEE_EXAMPLE` say with `FEE` to which of them
    they belong: its place in the table, from 1.
    """
    rows = list(document.rows(FEE))
    tariffs = _by_fee(document, "TARIFF", len(rows))
    exemptions = _by_fee(document, "EXEMPTION", len(rows))
    examples = _by_fee(document, "FEE_EXAMPLE", len(rows))
    return tuple(
        Fee(
            name=row.text("FEE_NAME", required=True, limit=200),
            standard=row.text("FEE_STAND", required=True),
            basis=row.told("BY_LAW", required=True),
            may_be_reduced=row.flag("IS_DESC"),
            reduction=row.text("DESC_EXPLAIN"),
            note=row.text("REMARK"),
            tariff=tuple(_tariff(each) for each in tariffs.get(place, ())),
            exemptions=tuple(_exemption(each) for each in exemptions.get(place, ())),
            examples=tuple(_example(each) for each in examples.get(place, ())),
        )
        for place, row in enumerate(rows, start=1)
    )


def _by_fee(document: Document, table: str, fees: int) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = {}
    for row, place in _placed(document, table):
        if 1 <= place <= fees:
            found.setdefault(place, []).append(row)
        else:
            row.faults.add(f"{row.path}.FEE", "no-such-fee", _("没有第 %(place)d 个收费项目")
                           % {"place": place})  # fmt: skip
    return found


def _placed(document: Document, table: str) -> Iterator[tuple[Row, int]]:
    for row in document.rows(table):
        yield row, row.whole("FEE", required=True, highest=1_000)


def _tariff(row: Row) -> TariffRow:
    return TariffRow(
        words=row.text("WORDS", required=True),
        applies_if=read_condition(row, "APPLIES_IF"),
        amount_fen=row.amount("AMOUNT_FEN"),
        formula=row.object("FORMULA"),
    )


def _exemption(row: Row) -> Exemption:
    percent = row.amount("PERCENT")
    if percent is not None and percent > 100:
        row.faults.add(f"{row.path}.PERCENT", "not-a-number", _("应当是 0 到 100 的整数"))
    return Exemption(
        name=row.text("NAME", required=True),
        basis=row.told("BY_LAW", required=True),
        percent=100 if percent is None else percent,
        applies_if=read_condition(row, "APPLIES_IF"),
    )


def _example(row: Row) -> FeeExample:
    answers: dict[str, Any] = row.object("ANSWERS") or {}
    due = row.amount("DUE_FEN")
    if due is None and "DUE_FEN" not in row.values:
        row.faults.add(f"{row.path}.DUE_FEN", "missing", _("必填，请补上"))
    return FeeExample(answers=answers, due_fen=due or 0, note=row.text("NOTE"))
