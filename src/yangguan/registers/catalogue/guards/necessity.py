"""
Questions that nothing needs: no rule asks for the answer, nothing that is issued shows it, no law,
condition or material speaks of it.

A form is itself a material that the platform makes from its fields, so "it stands in the form"
needs no question; it has to be needed beyond that. Source: 行政许可法 第三十一条第二款 (nothing
may be asked that has nothing to do with what is applied for).
"""

import re
from collections.abc import Collection, Iterator, Mapping

from django.utils.translation import gettext as _

from yangguan.foundation.search.words import normalise
from yangguan.registers.catalogue.content import Condition, EditionContent, FormField
from yangguan.registers.catalogue.faults import Fault, Severity
from yangguan.registers.catalogue.register_view import RegisterView
from yangguan.registers.catalogue.rule_variables import rule_variables

SOURCE = "行政许可法 第三十一条第二款"
# Who applies, how to reach them, where to send or pay: every procedure needs it.
_OF_THE_APPLICANT = re.compile(
    r"(^|_)(name|id_number|document_number|id_type|gender|sex|ethnicity|birth_date|nationality|mobile"
    r"|phone|telephone|contact|email|address|postcode|bank|account|agent|legal_representative"
    r"|credit_code|delivery|receive|pledge|commitment|promise|declaration|signature|relation\w*)"
    r"(_|$)"
)
_LAW = re.compile(r"《[^》]+》|第[一二三四五六七八九十百零\d]+条")
# Words that stand in any label and tell nothing of what is asked.
_GENERAL = re.compile(
    r"是否|有无|名称|姓名|情况|信息|内容|说明|类型|类别|种类|方式|日期|时间|数量|号码|编号|金额|地址|"
    r"地点|原因|事由|其他|备注|申请人|申请|本人|拟|有关|相关|具体|基本|主要|的|（[^）]*）|\([^)]*\)"
)
# Something that the applicant may have along with it: a wish, not a condition.
_OFFER = re.compile(
    r"^(?:是否)?(?:一并|同时|需要|要求|愿意|同意|公开)|是否(?:一并|同时|需要|要求|愿意|同意|公开)"
)
_WORD = 2


def necessity_faults(content: EditionContent, view: RegisterView) -> Iterator[Fault]:
    """A warning beside each question that nothing needs. One query."""
    names = {each.licence_type for each in content.results if each.licence_type}
    names.update(name for each in content.materials for name in each.licences)
    shown = {element for name in names for element in view.licence_types.get(name, ())}
    yield from unnecessary_fields(content, shown)


def unnecessary_fields(content: EditionContent, shown: Collection[str]) -> Iterator[Fault]:
    """
    The questions of the form that nothing needs; `shown`: the elements of the licences' faces.

    Pure. Only questions that the applicant has to think about: what the platform fills in by
    itself, and what may be left empty, costs nobody anything.
    """
    used = used_elements(content) | set(shown)
    words = _speaking_texts(content)
    for place, group in enumerate(content.form):
        for index, field in enumerate(group.fields):
            if _is_open(field) and field.element not in used and not _is_spoken_of(field, words):
                yield Fault(
                    f"FORM[{place}].FIELDS[{index}].NAME",
                    "unnecessary-field",
                    _(
                        "“%(label)s”没有用处：没有条件、材料、收费、证照用到它，依据和办理条件里也没有提到。"
                        "请删去，或者在提示里写明哪条法律要求填"
                    )
                    % {"label": field.label},
                    SOURCE,
                    Severity.WARNING,
                )


def used_elements(content: EditionContent) -> set[str]:
    """Every data element that a rule reads or a result shows."""
    fields = content.fields()
    conditions: list[Condition | None] = [field.shown_if for field in fields]
    conditions.extend(material.applies_if for material in content.materials)
    for fee in content.fees:
        conditions.extend(row.applies_if for row in fee.tariff)
        conditions.extend(exemption.applies_if for exemption in fee.exemptions)
    rules: list[object] = [each.logic for each in conditions if each is not None]
    rules.extend(field.compute for field in fields)
    rules.extend(row.formula for fee in content.fees for row in fee.tariff)
    used: set[str] = set().union(*map(rule_variables, rules))
    used.update(*(_form_paths(flow.condition) for flow in content.process.flows))
    for result in content.results:
        used.update(result.face)
        if result.each is not None:
            used.update((result.each.table, *result.each.columns.values()))
    return used


def _form_paths(rule: object) -> Iterator[str]:
    """The elements that a rule of the process reads: there they stand under `form`."""
    match rule:
        case {"var": str(path)} | {"var": [str(path), *_]}:
            place, _dot, rest = path.partition(".")
            if place == "form":
                yield rest.partition(".")[0]
        case Mapping():
            for each in rule.values():
                yield from _form_paths(each)
        case list() | tuple():
            for each in rule:
                yield from _form_paths(each)


def _is_open(field: FormField) -> bool:
    """Whether the question weighs on the applicant and says nothing for itself."""
    return (
        field.is_asked
        and field.required
        and field.source == "none"
        and field.type not in {"pledge", "signature"}
        and not _OF_THE_APPLICANT.search(field.element)
        and not _OFFER.search(field.label)
        and not _LAW.search(field.help)
    )


def _speaking_texts(content: EditionContent) -> str:
    """All that law, conditions, materials, process and results say, to look labels up in."""
    texts = [
        content.name,
        content.basis,
        content.process_text,
        content.quantity_limit,
        *content.conditions,
        *(law.text for law in content.laws),
        *(step.standard for _key, step in content.process.steps()),
        *(result.name for result in content.results),
        *(text for fee in content.fees for text in (fee.name, fee.standard, fee.reduction)),
    ]
    for each in content.materials:
        texts += [each.name, each.basis, each.acceptance_standard, each.how_to_fill, each.note]
    return normalise("\n".join(texts))


def _is_spoken_of(field: FormField, words: str) -> bool:
    """Whether two characters in a row of what the label is about stand in the texts."""
    about = [part for part in _GENERAL.split(normalise(field.label)) if part]
    if not any(len(part) >= _WORD for part in about):
        return normalise(field.label) in words or not about
    return any(part[n : n + _WORD] in words for part in about for n in range(len(part) - _WORD + 1))
