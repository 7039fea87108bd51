"""From the form of an edition to fields on a page, and from what a page sends back to answers."""

import json
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from yangguan.foundation.files.uploads import ACCEPTED_SUFFIXES
from yangguan.foundation.web import formatting
from yangguan.foundation.web.components import Source
from yangguan.foundation.web.field_kinds import FieldKind
from yangguan.foundation.web.fields import (
    Choice,
    ChoiceGroup,
    FieldView,
    FileView,
    UploadRules,
)
from yangguan.handling.cases.operations.drafts import MAX_FILES_A_SLOT
from yangguan.handling.cases.prefill import Prefilled
from yangguan.handling.cases.queries.drafts import FileLine
from yangguan.portals.applicant.answer_words import answer_text, fixed
from yangguan.portals.applicant.form_posts import field_kind, table_columns
from yangguan.registers.catalogue.answers import MAX_LONG_TEXT, MAX_TEXT
from yangguan.registers.catalogue.answers.parts import has_parts, part_fields
from yangguan.registers.catalogue.answers.shapes import cell_faults, part_faults
from yangguan.registers.catalogue.content import FormField
from yangguan.registers.catalogue.data_elements import is_citizen_number, is_credit_code, is_mobile
from yangguan.registers.catalogue.rule_variables import rule_variables
from yangguan.registers.organisations.queries import RegionLine

# The check page asks for it at the end, beside the button: a promise belongs to the signature.
PLEDGE = "truth_pledge"
TOWN_LEVEL = 4
VILLAGE_LEVEL = 5
REGION_LEVELS = (TOWN_LEVEL, VILLAGE_LEVEL)
# Drawn or photographed; a PDF has no signature to look at beside the name.
SIGNATURE_SUFFIXES = (".png", ".jpg", ".jpeg")

_AUTOCOMPLETE = {"person_name": "name", "contact_person": "name"}
_AUTOCOMPLETE_BY_TYPE = {
    "mobile": "tel",
    "telephone": "tel",
    "email": "email",
    "postcode": "postal-code",
}
_CODE_TYPES = frozenset({"citizen-number", "credit-code", "bank-account", "plate-number"})


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
        kind=field_kind(of),
        label=of.label,
        hint=_hint(of),
        value=_text(of, value),
        is_required=of.required,
        error=state.faults.get(of.element, ""),
        unit=of.unit,
        choices=_choices(of, value),
        groups=region_groups(state.regions) if of.type == "region" else (),
        columns=table_columns(of),
        rows=_rows(of, value, extra=state.extra_row == of.element),
        row_errors=_row_errors(of, value, state),
        parts=_parts(of, value, state),
        files=file_views(state.files.get(of.element, ()), state),
        upload=_upload(of, state),
        source=source,
        show_if=_rule(of),
        is_shown=of.element in state.shown,
        max_length=_max_length(of),
        autocomplete=_autocomplete(of),
        width="m" if of.type in {"text", *_CODE_TYPES} and _is_short(of) else "",
        is_code=is_code(of),
        compute=_json(of.compute) if of.compute is not None else "",
        decimals=of.decimals,
        least_rows=of.rows_min or 1,
    )


def _parts(of: FormField, value: object, state: FormState) -> tuple[FieldView, ...]:
    """The inputs of a question of several parts, each with its own fault."""
    if not has_parts(of):
        return ()
    said = value if isinstance(value, Mapping) else {}
    is_faulty = of.element in state.faults
    faults = part_faults(of, said, today=localdate(state.now)) if is_faulty else {}
    return tuple(
        FieldView(
            name=part.element,
            kind=FieldKind.TEXT if name == "id_number" else field_kind(part),
            label=_(part.label),
            hint=_(part.help) if part.help else "",
            value=_text(part, said.get(name)),
            is_required=part.required,
            tells_optional=of.required or not is_needed,
            error=faults.get(name, ""),
            unit="°" if of.type == "map-point" else "",
            choices=tuple(
                Choice(each, _(each), is_chosen=each == said.get(name)) for each in part.choices
            ),
            groups=region_groups(state.regions) if part.type == "region" else (),
            max_length=_max_length(part),
            is_code=is_code(part),
            is_folded=True,
        )
        for name, part, is_needed in _needed_parts(of, said)
    )


def _needed_parts(of: FormField, said: Mapping[str, Any]) -> Iterator[tuple[str, FormField, bool]]:
    """Each part, and whether it is needed once anything of the question is answered."""
    begun = dict(part_fields(of, {"": True}))
    for name, part in part_fields(of, said):
        yield name, part, begun[name].required


def _upload(of: FormField, state: FormState) -> UploadRules | None:
    if not of.takes_files or not state.upload_url:
        return None
    rules = upload_rules(state.upload_url)
    if of.type == "signature":
        return replace(rules, suffixes=SIGNATURE_SUFFIXES, max_files=1)
    return rules


def _row_errors(
    of: FormField, value: object, state: FormState
) -> Mapping[tuple[int, str], str] | None:
    if of.type != "table" or of.element not in state.faults:
        return None
    faults = cell_faults(of, value, today=localdate(state.now))
    return {(fault.row, f"c{fault.column}"): fault.message for fault in faults}


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
        is_code=is_code(of),
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
    """The elements that the rules of a form read: conditions and computed values."""
    found: set[str] = set()
    for each in fields:
        if each.shown_if is not None:
            found |= rule_variables(each.shown_if.logic)
        if each.compute is not None:
            found |= rule_variables(each.compute)
    return frozenset(found)


def answer_json(value: object) -> str:
    """An answer for the rules of the page: what `data-locked-value` carries."""
    return _json(value)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _rule(of: FormField) -> str:
    return _json(of.shown_if.logic) if of.shown_if is not None else ""


def _hint(of: FormField) -> str:
    if of.type == "explanation":
        return of.help
    hints = [of.help] if of.help else []
    if of.example:
        hints.append(_("例如 %(example)s") % {"example": of.example})
    if of.type == "file":
        hints.append(upload_hint())
    elif of.type == "multichoice" and not of.help:
        hints.append(_("可以多选"))
    elif of.type == "map-point":
        hints.append(_("天地图、北斗的坐标（CGCS2000）；高德、腾讯地图的坐标会偏几百米"))
    elif words := _bounds_hint(of):
        hints.append(words)
    return "。".join(hint.rstrip("。") for hint in hints)


def _bounds_hint(of: FormField) -> str:
    """What may be filled in, told before one does."""
    if of.type == "table":
        return _("至少 %(count)d 行") % {"count": of.rows_min} if of.rows_min else ""
    low, high = of.minimum, of.maximum
    unit = of.unit or (_("元") if of.type == "money" else "")
    unit = f" {unit}" if unit else ""
    bounds = {"low": low, "high": f"{high}{unit}"}
    if high is None:
        # Not less than nothing goes without saying.
        return _("不小于 %(low)s") % {"low": f"{low}{unit}"} if low else ""
    if low is None or low == 0:
        return _("不超过 %(high)s") % bounds
    return _("%(low)s 到 %(high)s") % bounds


def _max_length(of: FormField) -> int | None:
    if of.longest:
        return of.longest
    return {"text": MAX_TEXT, "longtext": MAX_LONG_TEXT, "signature": 50, "year": 4}.get(of.type)


def _autocomplete(of: FormField) -> str:
    if is_mobile(of.element):
        return "tel"
    return _AUTOCOMPLETE.get(of.element, "") or _AUTOCOMPLETE_BY_TYPE.get(of.type, "")


def is_code(of: FormField) -> bool:
    """Whether the answer is a number or code to compare letter by letter."""
    return of.type in _CODE_TYPES or is_citizen_number(of.element) or is_credit_code(of.element)


def _is_short(of: FormField) -> bool:
    return is_code(of) or of.element in {"person_name", "contact_person"}


def _text(of: FormField, value: object) -> str:
    match value:
        case None | list() | Mapping():
            return ""
        case bool():
            return "true" if value else "false"
        case int() | float() if of.type == "computed":
            return fixed(value, of.decimals)
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
