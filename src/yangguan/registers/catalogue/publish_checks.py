"""
What no edition may be published with: pure rules over its content, all faults at once.

Sources: 优化营商环境条例 第三十五条, 第三十六条; 行政许可法 第二十九条, 第三十条; the city's
plan of 2017 (法律法规未明确的要求不得列入办事指南; R4.5); quality rules of item libraries.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from yangguan.registers.catalogue.content import EditionContent, Limit, LimitUnit
from yangguan.registers.catalogue.faults import Fault
from yangguan.registers.catalogue.missing_basis import missing_basis_faults
from yangguan.registers.catalogue.process import soundness_faults

BASIC = "UP_TASK_GENERAL_BASIC"
# They end like a licence and are none: a receipt, an attestation by a notary, an argument.
_NO_LICENCES = ("凭证", "公证", "论证", "见证", "保证", "查证")


def publish_faults(content: EditionContent) -> list[Fault]:
    """Every rule that the content breaks; empty for a content that may be published."""
    return [
        *_limit_faults(content),
        *missing_basis_faults(content),
        *_fee_faults(content),
        *_service_faults(content),
        *_process_faults(content),
        *_result_faults(content),
    ]


def natural_days(limit: Limit) -> float:
    """Two limits are compared in natural days: 5 working days count as 7 natural ones."""
    return limit.days * 7 / 5 if limit.unit is LimitUnit.WORKING_DAYS else limit.days


def kind_by_name(name: str) -> str:
    """证照 for …证 and …证书, 批文 for …批复 and …批文; empty where the name does not tell."""
    if name.endswith(("批复", "批文")):
        return "批文"
    is_licence = name.endswith(("证", "证书")) and not name.endswith(_NO_LICENCES)
    return "证照" if is_licence else ""


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
    if promised.days and content.is_instant:
        yield Fault(
            f"{BASIC}.PROJECT_TYPE",
            "instant-disagrees",
            _("即办件当场办结，承诺时限应当是 0 天；要 %(days)d 天的是承诺件")
            % {"days": promised.days},
        )
    if statutory.days == 0 and not content.is_instant and not statutory.explanation:
        yield Fault(
            f"{BASIC}.ANTICIPATE_EXPLAIN",
            "no-statutory-limit",
            _("法律没有规定时限的，写明“法律未规定”，并承诺一个明确、合理的时限"),
            "《优化营商环境条例》第三十六条",
        )


def _fee_faults(content: EditionContent) -> Iterator[Fault]:
    if content.has_fee and not content.fees:
        yield Fault(
            "UP_TASK_GENERAL_FEE_PROJECT", "fee-without-standard", _("收费的事项要列出收费项目")
        )
    if content.service.pays_online and not content.has_fee:
        yield Fault(
            "UP_TASK_GENERAL_EXTEND.IS_PAY_ONLINE",
            "payment-without-fee",
            _("不收费的事项不应当有网上支付"),
        )
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
    if not service.visits and service.visit_reason:
        yield Fault(
            "UP_TASK_GENERAL_EXTEND.LIMIT_SCENE_EXPLAIN",
            "reason-without-visit",
            _("不用到现场的，不写必须到现场的原因"),
        )
    if not service.visits and not (service.online or service.by_courier):
        yield Fault(
            f"{BASIC}.LIMIT_SCENE_NUM",
            "no-way-without-visit",
            _("不用到现场的，要能网上办或者邮寄办"),
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
    """A result says what it is; a licence for each row needs a table with these columns."""
    tables = {field.element: field.columns for field in content.fields() if field.columns}
    for index, result in enumerate(content.results):
        kind = kind_by_name(result.name)
        if kind and result.kind != kind:
            yield Fault(
                f"RESULT[{index}].RESULT_TYPE_TEXT",
                "result-kind-disagrees",
                _("“%(name)s”应当是%(kind)s") % {"name": result.name, "kind": kind},
            )
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
