"""From the form of an edition to fields on a page, and from what a page sends back to answers."""

import json
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext as _

from yangguan.foundation.files.uploads import ACCEPTED_SUFFIXES
from yangguan.foundation.web import formatting
from yangguan.foundation.web.components import Source
from yangguan.foundation.web.fields import (
    Choice,
    ChoiceGroup,
    Column,
    FieldKind,
    FieldView,
    FileView,
    UploadRules,
    posted_rows,
)
from yangguan.handling.cases.operations.drafts import MAX_FILES_A_SLOT
from yangguan.handling.cases.prefill import Prefilled
from yangguan.handling.cases.queries.drafts import FileLine
from yangguan.registers.catalogue.answers import MAX_LONG_TEXT, MAX_TEXT
from yangguan.registers.catalogue.content import FormField
from yangguan.registers.catalogue.data_elements import (
    is_citizen_number,
    is_credit_code,
    is_mobile,
    masked,
)
from yangguan.registers.organisations.queries import RegionLine

# The check page asks for it at the end, beside the button: a promise belongs to the signature.
PLEDGE = "truth_pledge"
TOWN_LEVEL = 4
VILLAGE_LEVEL = 5
REGION_LEVELS = (TOWN_LEVEL, VILLAGE_LEVEL)
TABLE_ROWS = 200

_KINDS = {
    "text": FieldKind.TEXT,
    "longtext": FieldKind.LONGTEXT,
    "number": FieldKind.NUMBER,
    "money": FieldKind.MONEY,
    "date": FieldKind.DATE,
    "choice": FieldKind.CHOICE,
    "multichoice": FieldKind.MULTICHOICE,
    "boolean": FieldKind.BOOLEAN,
    "region": FieldKind.REGION,
    "table": FieldKind.TABLE,
    "file": FieldKind.FILE,
}
_AUTOCOMPLETE = {"person_name": "name", "contact_person": "name"}


@dataclass(frozen=True, slots=True)
class FormState:
    """What the fields of one page are drawn from."""

    answers: Mapping[str, Any]
    files: Mapping[str, tuple[FileLine, ...]]
    upload_url: str
    now: datetime
    file_url: Callable[[uuid.UUID], str]
    prefilled: Mapping[str, Prefilled] = field(default_factory=dict)
    regions: Sequence[RegionLine] = ()
    faults: Mapping[str, str] = field(default_factory=dict)
    shown: frozenset[str] = frozenset()  # elements that the saved answers bring up
    in_conditions: frozenset[str] = frozenset()  # elements that a condition of the form reads
    extra_row: str = ""  # a table that gets one more empty row
    may_remove: bool = True  # whether an uploaded file can be taken away again


def field_view(of: FormField, state: FormState) -> FieldView:
    """One field of the form with what it holds, where that came from and what is wrong with it."""
    offer = state.prefilled.get(of.element)
    value = state.answers.get(of.element)
    if offer is not None and offer.is_locked:
        return _locked(of, offer, state)
    source = Source(_(offer.source), is_local=True) if offer and offer.value == value else None
    return FieldView(
        name=of.element,
        kind=_kind(of),
        label=of.label,
        hint=_hint(of),
        value=_text(of, value),
        is_required=of.required,
        error=state.faults.get(of.element, ""),
        choices=_choices(of, value),
        groups=region_groups(state.regions) if of.type == "region" else (),
        columns=table_columns(of),
        rows=_rows(of, value, extra=state.extra_row == of.element),
        files=file_views(state.files.get(of.element, ()), state),
        upload=upload_rules(state.upload_url) if of.type == "file" else None,
        source=source,
        show_if=_rule(of),
        is_shown=of.element in state.shown,
        max_length=_max_length(of),
        autocomplete="tel" if is_mobile(of.element) else _AUTOCOMPLETE.get(of.element, ""),
        width="m" if of.type == "text" and _is_short(of) else "",
        is_code=is_citizen_number(of.element) or is_credit_code(of.element),
    )


def _locked(of: FormField, offer: Prefilled, state: FormState) -> FieldView:
    names = {region.code: region.full_name for region in state.regions}
    return FieldView(
        name=of.element,
        kind=FieldKind.LOCKED,
        label=of.label,
        value=answer_text(of, offer.value, regions=names),
        source=Source(_(offer.source)),
        show_if=_rule(of),
        is_shown=of.element in state.shown,
        # Only what a rule reads: a number of a person has no business in the page.
        answer_json=_json(offer.value) if of.element in state.in_conditions else "",
        is_code=is_citizen_number(of.element) or is_credit_code(of.element),
    )


def read_post(fields: Sequence[FormField], data: QueryDict) -> dict[str, object]:
    """
    The answers that a page sent, by element; `save_draft` brings them into shape.

    A field that was not sent at all is left out, so that it stays as it was: it was hidden. A list
    of boxes without a tick sends nothing either; it counts as empty.
    """
    answers: dict[str, object] = {}
    for each in fields:
        match each.type:
            case "file":
                continue
            case "multichoice":
                answers[each.element] = data.getlist(each.element)
            case "table":
                columns = table_columns(each)
                if any(f"{each.element}-0-{column.name}" in data for column in columns):
                    rows = posted_rows(
                        {name: str(value) for name, value in data.items()},
                        name=each.element,
                        columns=columns,
                        most=TABLE_ROWS,
                    )
                    answers[each.element] = [list(row.values()) for row in rows]
            case _:
                if each.element in data:
                    answers[each.element] = data[each.element]
    return answers


def answer_lines(of: FormField, value: object, *, regions: Mapping[str, str]) -> tuple[str, ...]:
    """An answer as lines to read; none where nothing was answered."""
    if value is None or value == "" or value == []:
        return ()
    match of.type, value:
        case "multichoice", list():
            return tuple(str(each) for each in value)
        case "table", list():
            return tuple("，".join(str(cell) for cell in row if cell) for row in value)
        case "longtext", str():
            return tuple(line for line in value.splitlines() if line.strip())
        case _:
            return (answer_text(of, value, regions=regions),)


def answer_text(of: FormField, value: object, *, regions: Mapping[str, str]) -> str:
    """An answer in one line; personal numbers masked."""
    match of.type, value:
        case _, bool():
            return _("是") if value else _("否")
        case "region", str():
            return regions.get(value, value)
        case "money", _ if "元" in of.label:
            return str(value)  # the question names the unit: 资金数额（万元）
        case "money", _:
            return _("%(amount)s 元") % {"amount": value}
        case "text", str():
            return masked(of.element, value)
        case _:
            return str(value)


def table_columns(of: FormField) -> tuple[Column, ...]:
    """The columns of a table with names that a post can carry."""
    return tuple(
        Column(f"c{index}", label, FieldKind.PHONE if "手机" in label else FieldKind.TEXT)
        for index, label in enumerate(of.columns)
    )


def region_groups(regions: Sequence[RegionLine]) -> tuple[ChoiceGroup, ...]:
    """Villages and communities under their town; a town without any stands for itself."""
    towns = [region for region in regions if region.level == TOWN_LEVEL]
    villages: dict[str, list[Choice]] = {}
    for region in regions:
        if region.level == VILLAGE_LEVEL:
            villages.setdefault(region.parent_code, []).append(Choice(region.code, region.name))
    return tuple(
        ChoiceGroup(town.name, tuple(villages.get(town.code, [Choice(town.code, town.name)])))
        for town in towns
    )


def upload_rules(url: str) -> UploadRules:
    """What an upload takes, as it is told before one chooses."""
    return UploadRules(
        url=url,
        max_bytes=settings.UPLOAD_MAX_BYTES,
        suffixes=tuple(f".{suffix}" for suffix in ACCEPTED_SUFFIXES),
        max_files=MAX_FILES_A_SLOT,
    )


def upload_hint() -> str:
    """JPG、PNG 或 PDF，单个不超过 20 MB."""
    size = formatting.file_size(settings.UPLOAD_MAX_BYTES)
    return _("PDF、JPG 或 PNG，单个不超过 %(size)s，最多 %(count)d 个。") % {
        "size": size,
        "count": MAX_FILES_A_SLOT,
    }


def file_views(files: Sequence[FileLine], state: FormState) -> tuple[FileView, ...]:
    """Uploaded files with their state, each removable."""
    return tuple(
        FileView(
            key=str(file.id),
            name=file.name,
            words=_("已收到 · %(size)s · %(time)s")
            % {
                "size": formatting.file_size(file.size),
                "time": formatting.moment(file.uploaded_at, now=state.now),
            },
            url=state.file_url(file.id),
            remove_value=str(file.id) if state.may_remove else "",
        )
        for file in files
    )


def condition_elements(fields: Sequence[FormField]) -> frozenset[str]:
    """The elements that the conditions of a form read."""
    found: set[str] = set()
    for each in fields:
        if each.shown_if is not None:
            found |= rule_variables(each.shown_if.logic)
    return frozenset(found)


def rule_variables(logic: object) -> set[str]:
    """The names that a JSONLogic rule reads."""
    match logic:
        case {"var": str(name)} | {"var": [str(name), *_]}:
            return {name}
        case Mapping():
            return set().union(*(rule_variables(each) for each in logic.values()))
        case list():
            return set().union(*(rule_variables(each) for each in logic))
        case _:
            return set()


def answer_json(value: object) -> str:
    """An answer for the rules of the page: what `data-locked-value` carries."""
    return _json(value)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _rule(of: FormField) -> str:
    return _json(of.shown_if.logic) if of.shown_if is not None else ""


def _kind(of: FormField) -> FieldKind:
    if of.type == "text" and is_mobile(of.element):
        return FieldKind.PHONE
    return _KINDS[of.type]


def _hint(of: FormField) -> str:
    hints = [of.help] if of.help else []
    if of.type == "file":
        hints.append(upload_hint())
    elif of.type == "multichoice" and not of.help:
        hints.append(_("可以多选"))
    return "。".join(hint.rstrip("。") for hint in hints)


def _max_length(of: FormField) -> int | None:
    return {"text": MAX_TEXT, "longtext": MAX_LONG_TEXT}.get(of.type)


def _is_short(of: FormField) -> bool:
    return is_citizen_number(of.element) or of.element in {"person_name", "contact_person"}


def _text(of: FormField, value: object) -> str:
    match value:
        case None | list():
            return ""
        case bool():
            return "true" if value else "false"
        case _:
            return str(value)


def _choices(of: FormField, value: object) -> tuple[Choice, ...]:
    chosen = {str(each) for each in value} if isinstance(value, list) else {str(value)}
    return tuple(Choice(each, each, is_chosen=each in chosen) for each in of.choices)


def _rows(of: FormField, value: object, *, extra: bool) -> tuple[Mapping[str, str], ...]:
    if of.type != "table":
        return ()
    columns = table_columns(of)
    rows: list[Mapping[str, str]] = []
    for row in value if isinstance(value, list) else []:
        cells = row if isinstance(row, list) else []
        rows.append({column.name: str(cell) for column, cell in zip(columns, cells, strict=False)})
    if extra:
        rows.extend([{}] if rows else [{}, {}])
    return tuple(rows)
