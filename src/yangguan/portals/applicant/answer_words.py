"""An answer as people read it: on the check page, on the case's page, on paper."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from yangguan.foundation.identifiers.masking import (
    mask_bank_account,
    mask_document_number,
    mask_phone,
)
from yangguan.registers.catalogue.answers.parts import IDENTITY_CARD, part_fields
from yangguan.registers.catalogue.answers.tables import column_fields
from yangguan.registers.catalogue.content import FormField
from yangguan.registers.catalogue.data_elements import masked


def answer_lines(
    of: FormField, value: object, *, regions: Mapping[str, str], is_whole: bool = False
) -> tuple[str, ...]:
    """
    An answer as lines to read; none where nothing was answered.

    `regions`: code → full name. Numbers of persons are masked unless `is_whole`: for the officer
    at work on the case.
    """
    if value is None or value == "" or value == [] or value == {}:
        return ()
    words = _Words(regions, is_whole)
    match of.type, value:
        case "multichoice", list():
            return tuple(str(each) for each in value)
        case "table", list():
            return tuple(words.row(of, row) for row in value)
        case "longtext", str():
            return tuple(line for line in value.splitlines() if line.strip())
        case "person" | "organisation", Mapping():
            return words.parts(of, value)
        case _:
            return (words.line(of, value),)


def answer_text(of: FormField, value: object, *, regions: Mapping[str, str]) -> str:
    """An answer in one line; personal numbers masked."""
    return "，".join(answer_lines(of, value, regions=regions))


class _Words:
    def __init__(self, regions: Mapping[str, str], is_whole: bool) -> None:
        self.regions = regions
        self.is_whole = is_whole

    def line(self, of: FormField, value: object) -> str:
        match of.type, value:
            case _, bool():
                return _("是") if value else _("否")
            case "region", str():
                return self.regions.get(value, value)
            case "address", Mapping():
                region = str(value.get("region", ""))
                return f"{self.regions.get(region, region)}{value.get('detail', '')}"
            case "daterange", Mapping():
                ends = {"start": value.get("from", "—"), "end": value.get("to", "—")}
                return _("%(start)s 至 %(end)s") % ends
            case "map-point", Mapping():
                place = {"east": value.get("longitude"), "north": value.get("latitude")}
                return _("东经 %(east)s°，北纬 %(north)s°") % place
            case "datetime", str():
                return value.replace("T", " ")
            case "money", _:
                return self._money(of, value)
            case "percent", _:
                return f"{value}%"
            case "computed", int() | float():
                return with_unit(of, fixed(value, of.decimals))
            case _, str():
                return with_unit(of, value if self.is_whole else _masked(of, value))
            case _:
                return with_unit(of, str(value))

    def _money(self, of: FormField, value: object) -> str:
        if of.unit or "元" in of.label:
            return with_unit(of, str(value))  # the question names the unit: 资金数额（万元）
        return _("%(amount)s 元") % {"amount": value}

    def row(self, of: FormField, row: Any) -> str:
        """The filled-in cells of a row."""
        if not isinstance(row, list):
            return str(row)
        cells = zip(column_fields(of), row, strict=False)
        return "，".join(
            self.line(column, cell) if column.type != "text" else str(cell)
            for column, cell in cells
            if cell
        )

    def parts(self, of: FormField, value: Mapping[str, Any]) -> tuple[str, ...]:
        """Each part that was filled in, with its name."""
        return tuple(
            _("%(name)s：%(value)s")
            % {"name": _(part.label), "value": self._part(part, value, value[name])}
            for name, part in part_fields(of, value)
            if name in value
        )

    def _part(self, part: FormField, answer: Mapping[str, Any], value: object) -> str:
        is_number = part.element.endswith(".id_number")
        if is_number and not self.is_whole and answer.get("id_type") != IDENTITY_CARD:
            return mask_document_number(str(value))
        return _(str(value)) if part.choices else self.line(part, value)


def with_unit(of: FormField, words: str) -> str:
    return f"{words} {of.unit}" if of.unit else words


def fixed(value: float, decimals: int | None) -> str:
    """A computed number with as many decimals as its field says, otherwise as it is."""
    return str(value) if decimals is None else f"{value:.{decimals}f}"


def _masked(of: FormField, value: str) -> str:
    match of.type:
        case "citizen-number":
            return mask_document_number(value)
        case "mobile" | "telephone":
            return mask_phone(value)
        case "bank-account":
            return mask_bank_account(value)
        case "text":
            return masked(of.element, value)
        case _:
            return value
