"""What the fields of an edition are called, in the order in which people read them."""

from collections.abc import Mapping
from typing import Any

import msgspec
from django.utils.translation import gettext_lazy

from yangguan.registers.catalogue.codes import (
    AREAS,
    AUDIENCES,
    DEPTH_STAGES,
    HANDLING_FORMS,
    ITEM_TYPES,
    LEVELS,
    MATERIAL_KINDS,
    MATERIAL_MEDIA,
    MATERIAL_NEEDS,
    MATERIAL_SOURCES,
    ORGAN_KINDS,
)
from yangguan.registers.catalogue.content import (
    EditionContent,
    Fee,
    FormField,
    LawArticle,
    Material,
    Question,
    Result,
    Service,
    SpecialProcedure,
)
from yangguan.registers.catalogue.process import Step, StepKind
from yangguan.registers.standards.states import ElementType

# Field by field, in the order of reading. A test holds that none is forgotten.
BASIC = {
    "name": gettext_lazy("事项名称"),
    "task_code": gettext_lazy("实施编码"),
    "catalog_code": gettext_lazy("基本编码"),
    "item_type": gettext_lazy("事项类型"),
    "level": gettext_lazy("行使层级"),
    "department_name": gettext_lazy("实施主体"),
    "department_code": gettext_lazy("实施主体编码"),
    "department_kind": gettext_lazy("实施主体性质"),
    "entrusted_by": gettext_lazy("委托部门"),
    "other_departments": gettext_lazy("联办机构"),
    "audiences": gettext_lazy("服务对象"),
    "person_topics": gettext_lazy("自然人主题"),
    "organisation_topics": gettext_lazy("法人主题"),
    "is_instant": gettext_lazy("即办件"),
    "town": gettext_lazy("镇"),
    "town_code": gettext_lazy("镇代码"),
    "village": gettext_lazy("村（社区）"),
    "village_code": gettext_lazy("村（社区）代码"),
    "effective": gettext_lazy("施行日期"),
}
LIMITS = {
    "statutory_limit": gettext_lazy("法定时限"),
    "promised_limit": gettext_lazy("承诺时限"),
    "quantity_limit": gettext_lazy("数量限制"),
    "intermediary_services": gettext_lazy("中介服务"),
    "special_procedures_note": gettext_lazy("特别程序说明"),
}
# Parts of their own, laid out by what they hold.
LAID_OUT_APART = frozenset(
    {
        "basis", "laws", "conditions", "special_procedures", "process", "process_text",
        "materials", "situations", "form", "has_fee", "fee_basis", "fees", "results",
        "questions", "service",
    }
)  # fmt: skip
LABELS: Mapping[type[msgspec.Struct], Mapping[str, Any]] = {
    LawArticle: {
        "document_number": gettext_lazy("文号"),
        "text": gettext_lazy("条文"),
        "issuer": gettext_lazy("颁布机关"),
        "effective": gettext_lazy("施行日期"),
    },
    SpecialProcedure: {
        "limit_days": gettext_lazy("最多天数"),
        "unit": gettext_lazy("单位"),
        "basis": gettext_lazy("依据"),
    },
    Material: {
        "kind": gettext_lazy("材料类型"),
        "need": gettext_lazy("必要性"),
        "supply": gettext_lazy("怎么来"),
        "licences": gettext_lazy("可用的电子证照"),
        "applies_if": gettext_lazy("什么情况要交"),
        "medium": gettext_lazy("介质"),
        "originals": gettext_lazy("原件份数"),
        "copies": gettext_lazy("复印件份数"),
        "paper_size": gettext_lazy("纸张"),
        "source_kind": gettext_lazy("来源类型"),
        "source": gettext_lazy("来源"),
        "basis": gettext_lazy("依据"),
        "how_to_fill": gettext_lazy("填报须知"),
        "acceptance_standard": gettext_lazy("受理标准"),
        "note": gettext_lazy("备注"),
        "follows_by": gettext_lazy("容缺后补期限"),
        "definition": gettext_lazy("材料目录编码"),
    },
    FormField: {
        "label": gettext_lazy("问题"),
        "type": gettext_lazy("填法"),
        "required": gettext_lazy("必填"),
        "choices": gettext_lazy("选项"),
        "columns": gettext_lazy("表格的列"),
        "help": gettext_lazy("说明"),
        "source": gettext_lazy("从哪里带入"),
        "shown_if": gettext_lazy("什么情况显示"),
        "unit": gettext_lazy("单位"),
        "example": gettext_lazy("举例"),
        "minimum": gettext_lazy("最小"),
        "maximum": gettext_lazy("最大"),
        "longest": gettext_lazy("最多字数"),
        "decimals": gettext_lazy("小数位数"),
        "column_types": gettext_lazy("各列的填法"),
        "column_choices": gettext_lazy("各列的选项"),
        "rows_min": gettext_lazy("最少行数"),
        "rows_max": gettext_lazy("最多行数"),
        "code_table": gettext_lazy("选项来自代码表"),
        "compute": gettext_lazy("怎样计算"),
    },
    Step: {
        "kind": gettext_lazy("环节类型"),
        "unit": gettext_lazy("承办机构"),
        "officer": gettext_lazy("办理人员"),
        "department_code": gettext_lazy("承办部门编码"),
        "limit_days": gettext_lazy("天数"),
        "limit_text": gettext_lazy("时限"),
        "counts": gettext_lazy("计入承诺时限"),
        "standard": gettext_lazy("审查标准"),
        "result": gettext_lazy("环节结果"),
    },
    Fee: {
        "standard": gettext_lazy("收费标准"),
        "basis": gettext_lazy("依据"),
        "may_be_reduced": gettext_lazy("可以减免"),
        "reduction": gettext_lazy("减免情形"),
        "note": gettext_lazy("备注"),
        "tariff": gettext_lazy("收费算法"),
        "exemptions": gettext_lazy("减免"),
        "examples": gettext_lazy("算例"),
    },
    Result: {
        "kind": gettext_lazy("结果类型"),
        "licence_type": gettext_lazy("证照类型"),
        "validity": gettext_lazy("有效期"),
        "face": gettext_lazy("照面的固定内容"),
        "each": gettext_lazy("按表格逐行发证"),
    },
    Question: {"answer": gettext_lazy("答")},
    Service: {
        "forms": gettext_lazy("办理形式"),
        "depth": gettext_lazy("网上办理深度"),
        "area": gettext_lazy("通办范围"),
        "visits": gettext_lazy("跑动次数"),
        "visit_reason": gettext_lazy("跑动原因"),
        "online": gettext_lazy("网上办理"),
        "at_hall": gettext_lazy("进驻大厅"),
        "by_appointment": gettext_lazy("可以预约"),
        "by_courier": gettext_lazy("可以邮寄"),
        "at_kiosk": gettext_lazy("自助终端办理"),
        "pays_online": gettext_lazy("网上支付"),
        "address": gettext_lazy("办理地点"),
        "hours": gettext_lazy("办理时间"),
        "enquiries": gettext_lazy("咨询方式"),
        "complaints": gettext_lazy("监督投诉"),
    },
}
# Every kind of answer that a form can ask for, as the dictionary of data elements names them.
FIELD_TYPE_WORDS: Mapping[str, Any] = {each.value: each.label for each in ElementType}
# The registers that an answer can come from, so that nobody types it again.
PREFILL_SOURCES: Mapping[str, Any] = {
    "account": gettext_lazy("账号"),
    "population": gettext_lazy("人口库"),
    "legal-entity": gettext_lazy("法人库"),
}
STEP_KIND_WORDS: Mapping[str, Any] = {
    StepKind.ACCEPTANCE: gettext_lazy("受理"),
    StepKind.REVIEW: gettext_lazy("审查"),
    StepKind.DECISION: gettext_lazy("决定"),
    StepKind.CERTIFICATE: gettext_lazy("颁证"),
    StepKind.DELIVERY: gettext_lazy("送达"),
}
# What a step came to, as conditions of the process name it.
OUTCOME_WORDS: Mapping[str, Any] = {
    "agree": gettext_lazy("通过"),
    "disagree": gettext_lazy("不通过"),
    "granted": gettext_lazy("准予"),
    "refused": gettext_lazy("不予"),
    "done": gettext_lazy("已办"),
}
# What names the subject, and is therefore no line of its own.
NAMED_BY: Mapping[type[msgspec.Struct], frozenset[str]] = {
    LawArticle: frozenset({"law", "article"}),
    SpecialProcedure: frozenset({"name"}),
    # The key follows from the place in the list: it tells a reader nothing.
    Material: frozenset({"name", "key"}),
    FormField: frozenset({"element"}),
    Step: frozenset({"name"}),
    Fee: frozenset({"name"}),
    Result: frozenset({"name"}),
    Question: frozenset({"question"}),
    Service: frozenset(),
}
# Codes whose words a reader should see: (struct, field) → code → name.
CodeNames = Mapping[tuple[type[msgspec.Struct], str], Mapping[str, str]]
CODES: CodeNames = {
    (EditionContent, "item_type"): ITEM_TYPES,
    (EditionContent, "level"): LEVELS,
    (EditionContent, "department_kind"): ORGAN_KINDS,
    (EditionContent, "audiences"): AUDIENCES,
    (Material, "kind"): MATERIAL_KINDS,
    (Material, "need"): MATERIAL_NEEDS,
    (Material, "medium"): MATERIAL_MEDIA,
    (Material, "source_kind"): MATERIAL_SOURCES,
    (FormField, "type"): FIELD_TYPE_WORDS,
    (FormField, "column_types"): FIELD_TYPE_WORDS,
    (Step, "kind"): STEP_KIND_WORDS,
    (Service, "forms"): HANDLING_FORMS,
    (Service, "depth"): DEPTH_STAGES,
    (Service, "area"): AREAS,
}
