"""
What no edition may be published with: pure rules over its content, all faults at once.

Sources: 优化营商环境条例 第三十五条, 第三十六条; 行政许可法 第二十九条, 第三十条; the city's
plan of 2017 (法律法规未明确的要求不得列入办事指南; R4.5); quality rules of item libraries.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from yangguan.registers.catalogue.codes import ADMINISTRATIVE_POWERS
from yangguan.registers.catalogue.content import EditionContent, Limit, LimitUnit
from yangguan.registers.catalogue.faults import Fault
from yangguan.registers.catalogue.process import soundness_faults

BASIC = "UP_TASK_GENERAL_BASIC"


def publish_faults(content: EditionContent) -> list[Fault]:
    """Every rule that the content breaks; empty for a content that may be published."""
    return [
        *_limit_faults(content),
        *_basis_faults(content),
        *_fee_faults(content),
        *_service_faults(content),
        *_process_faults(content),
        *_result_faults(content),
    ]


def natural_days(limit: Limit) -> float:
    """Two limits are compared in natural days: 5 working days count as 7 natural ones."""
    return limit.days * 7 / 5 if limit.unit is LimitUnit.WORKING_DAYS else limit.days


def _limit_faults(content: EditionContent) -> Iterator[Fault]:
    promised, statutory = content.promised_limit, content.statutory_limit
    if natural_days(promised) > natural_days(statutory):
        yield Fault(
            f"{BASIC}.PROMISE_DAY",
            "promise-longer-than-law",
            _("承诺时限（%(promised)d）不能长于法定时限（%(statutory)d）")
            % {"promised": promised.days, "statutory": statutory.days},
        )
    if promised.days == 0 and not content.is_instant:
        yield Fault(
            f"{BASIC}.PROJECT_TYPE", "instant-disagrees", _("时限为 0 天的事项应当是即办件")
        )


def _basis_faults(content: EditionContent) -> Iterator[Fault]:
    if content.item_type not in ADMINISTRATIVE_POWERS:
        return
    for index, material in enumerate(content.materials):
        if not material.basis:
            yield Fault(
                f"UP_TASK_GENERAL_MATERIAL[{index}].BY_LAW",
                "material-without-basis",
                _("材料“%(name)s”没有法律依据，写明到条，否则不得要求") % {"name": material.name},
            )
    if content.conditions and not content.laws:
        yield Fault(
            "LAW", "condition-without-basis", _("办理条件没有法律依据：至少列出一条法律条文")
        )
    for index, law in enumerate(content.laws):
        if not law.article:
            yield Fault(
                f"LAW[{index}].TERMSNUMBER", "basis-without-article", _("法律依据要写明到条")
            )


def _fee_faults(content: EditionContent) -> Iterator[Fault]:
    if content.has_fee and not content.fees:
        yield Fault(
            "UP_TASK_GENERAL_FEE_PROJECT", "fee-without-standard", _("收费的事项要列出收费项目")
        )
    if content.has_fee and not content.fee_basis:
        yield Fault(f"{BASIC}.FEE_BASIS", "fee-without-basis", _("收费要写明依据"))
    if content.fees and not content.has_fee:
        yield Fault(f"{BASIC}.IS_FEE", "fee-disagrees", _("列了收费项目，“是否收费”却为否"))


def _service_faults(content: EditionContent) -> Iterator[Fault]:
    service = content.service
    if service.visits and not service.visit_reason:
        yield Fault(
            "UP_TASK_GENERAL_EXTEND.LIMIT_SCENE_EXPLAIN",
            "visit-without-reason",
            _("要求到现场的，写明必须到现场的原因"),
        )
    if service.enquiries and service.enquiries == service.complaints:
        yield Fault(f"{BASIC}.SUPERVISE_WAY", "same-telephone", _("监督投诉方式不能和咨询方式相同"))


def _process_faults(content: EditionContent) -> Iterator[Fault]:
    for fault in soundness_faults(content.process):
        yield Fault(f"FLOWSHEET（{fault.node}）", fault.code, fault.message)
    if content.promised_limit.unit is not LimitUnit.WORKING_DAYS:
        return
    total = sum(step.limit_days or 0 for _, step in content.process.steps() if step.counts)
    if total > content.promised_limit.days:
        yield Fault(
            "FLOWSHEET",
            "steps-longer-than-promise",
            _("各环节时限相加 %(total)d 天，超过承诺的 %(promised)d 天")
            % {"total": total, "promised": content.promised_limit.days},
        )


def _result_faults(content: EditionContent) -> Iterator[Fault]:
    """A licence for each row needs a table of the form that has these columns."""
    tables = {field.element: field.columns for field in content.fields() if field.columns}
    for index, result in enumerate(content.results):
        if result.each is None:
            continue
        if result.each.table not in tables:
            yield Fault(
                f"RESULT[{index}].EACH_ROW_OF",
                "no-such-table",
                _("表单里没有表格“%(element)s”") % {"element": result.each.table},
            )
        elif not result.each.columns or result.each.columns.keys() - set(tables[result.each.table]):
            yield Fault(
                f"RESULT[{index}].EACH_COLUMNS",
                "no-such-column",
                _("写明表格的哪些栏目印在证照上，名称要和表格一致"),
            )
