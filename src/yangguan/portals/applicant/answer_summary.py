"""Answers and materials as rows to read: before submission, and afterwards on the case's page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from yangguan.foundation.identifiers.masking import mask_citizen_numbers
from yangguan.foundation.web import formatting
from yangguan.foundation.web.components import Link, Source, SummaryRow
from yangguan.handling.cases.prefill import Prefilled
from yangguan.handling.cases.queries.case_page import CaseView, MaterialLine
from yangguan.handling.cases.queries.drafts import DraftView, FileLine
from yangguan.handling.cases.rules import MaterialPlan
from yangguan.handling.cases.states import MaterialWay
from yangguan.portals.applicant.addresses import file_url, page_url
from yangguan.portals.applicant.answer_words import answer_lines
from yangguan.portals.applicant.draft_steps import free_words, group_fields, needed_materials
from yangguan.portals.applicant.form_fields import PLEDGE, is_code
from yangguan.registers.catalogue.answers import visible_fields
from yangguan.registers.catalogue.content import FormField


@dataclass(frozen=True, slots=True)
class SummarySection:
    """One group with its rows; `key` makes the anchor that errors lead to."""

    key: str
    title: str
    rows: tuple[SummaryRow, ...]


def draft_sections(view: DraftView, *, regions: Mapping[str, str]) -> list[SummarySection]:
    """Every group and the materials of a draft, each row with a way to change it."""
    shown = {field.element for field in visible_fields(view.edition.content, view.answers)}
    sections = []
    for progress in view.groups:
        key = progress.group.key
        rows = [
            _row(
                field,
                view.answers.get(field.element),
                files=view.files.get(field.element, ()),
                offer=view.prefilled.get(field.element),
                change_url=f"{page_url('draft-group', view.id, key)}#f-{field.element}",
                regions=regions,
            )
            for field in group_fields(progress)
            if field.element in shown and field.type != "explanation"
        ]
        if rows:
            sections.append(SummarySection(key, _(progress.group.title), tuple(rows)))
    materials = tuple(_material_row(view, plan) for plan in needed_materials(view))
    if materials:
        sections.append(SummarySection("materials", _("材料"), materials))
    return sections


def case_sections(view: CaseView, *, regions: Mapping[str, str]) -> list[SummarySection]:
    """What was handed in with a case: answers, then materials; nothing can be changed."""
    answers = {line.field.element: line for line in view.answers}
    sections = []
    for group in view.edition.content.pages:
        rows = [
            _row(
                field,
                answers[field.element].value,
                files=answers[field.element].files,
                offer=None,
                change_url="",
                regions=regions,
            )
            for field in group.fields
            if field.element in answers and field.element != PLEDGE and field.type != "explanation"
        ]
        if rows:
            sections.append(SummarySection(group.key, _(group.title), tuple(rows)))
    materials = tuple(
        case_material_row(line)
        for line in view.materials
        if line.way is not MaterialWay.NOT_APPLICABLE
    )
    if materials:
        sections.append(SummarySection("materials", _("材料"), materials))
    return sections


def case_material_row(line: MaterialLine) -> SummaryRow:
    """How a material of a case was satisfied."""
    words = {
        MaterialWay.FORM: _("自动生成"),
        MaterialWay.VERIFICATION: _("免提交，部门间核验"),
        MaterialWay.LICENCE: _("免提交"),
        MaterialWay.PAPER: _("窗口核对了原件"),
        MaterialWay.TO_FOLLOW: _("以后补"),
    }
    number = mask_citizen_numbers(line.licence_number)
    source = Source(_("电子证照 %(number)s") % {"number": number})
    return SummaryRow(
        label=line.material.name,
        values=(words[line.way],) if line.way in words else (),
        source=source if line.way is MaterialWay.LICENCE else None,
        link=_file_link(line.files),
    )


def _row(
    field: FormField,
    value: Any,
    *,
    files: Sequence[FileLine],
    offer: Prefilled | None,
    change_url: str,
    regions: Mapping[str, str],
) -> SummaryRow:
    is_locked = offer is not None and offer.is_locked
    return SummaryRow(
        label=field.label,
        values=answer_lines(field, value, regions=regions),
        source=Source(_(offer.source)) if offer is not None and is_locked else None,
        change_url="" if is_locked or not field.is_asked else change_url,
        link=_file_link(files),
        is_code=is_code(field),
    )


def _material_row(view: DraftView, plan: MaterialPlan) -> SummaryRow:
    url = f"{page_url('draft-materials', view.id)}#f-{plan.material.key}"
    if plan.way is MaterialWay.UPLOADED:
        files = view.files.get(plan.material.key, ())
        return SummaryRow(plan.material.name, (), change_url=url, link=_file_link(files))
    if plan.way is MaterialWay.TO_FOLLOW:
        follows = plan.material.follows_by
        words = _("以后补：%(when)s") % {"when": follows} if follows else _("以后补")
        return SummaryRow(plan.material.name, (words,), change_url=url)
    if plan.way is MaterialWay.NOT_APPLICABLE:
        return SummaryRow(plan.material.name, (_("没有交，不影响办理"),), change_url=url)
    if plan.is_missing:
        return SummaryRow(plan.material.name, (), change_url=url, change_word=_("去上传"))
    value, source = free_words(plan)
    return SummaryRow(plan.material.name, (value,), source=Source(source))


def _file_link(files: Sequence[FileLine]) -> Link | None:
    """The first file; how many more there are is said beside it."""
    if not files:
        return None
    first, rest = files[0], len(files) - 1
    detail = formatting.file_size(first.size)
    if rest:
        detail = _("%(size)s，另有 %(count)d 个文件") % {"size": detail, "count": rest}
    return Link(first.name, file_url(first.id), detail)
