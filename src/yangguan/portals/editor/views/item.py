"""One item: its editions, and the one that is being read, field by field."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yangguan.foundation.actors.actor import Role
from yangguan.foundation.web.access import role_required
from yangguan.foundation.web.components import StateTag, SummaryRow, Tone
from yangguan.foundation.web.formatting import listed
from yangguan.foundation.web.parameters import whole_number
from yangguan.portals.applicant.case_words import audience_words, limit_words
from yangguan.portals.desk.shell import OfficerRequest, staff_page
from yangguan.registers.catalogue.codes import (
    AREAS,
    HANDLING_FORMS,
    ITEM_TYPES,
    LEVELS,
    MATERIAL_NEEDS,
    ORGAN_KINDS,
)
from yangguan.registers.catalogue.content import EditionContent, Material, Supply
from yangguan.registers.catalogue.queries import editions_of, guide
from yangguan.registers.catalogue.states import EditionState
from yangguan.registers.drafting.queries import open_draft_of

STATE_TONES = {
    EditionState.PUBLISHED: Tone.OK,
    EditionState.REPLACED: Tone.NEUTRAL,
    EditionState.WITHDRAWN: Tone.BAD,
}


@require_safe
@role_required(Role.EDITOR)
def show(request: OfficerRequest, task_code: str) -> HttpResponse:
    """The edition in force, or that of `?edition=`. Four queries, six the first time."""
    asked = request.GET.get("edition", "")
    number = whole_number(asked, digits=5)
    found = guide(task_code, number=number)
    if found is None:
        raise Http404
    content = found.edition.content
    context = staff_page(request, here="editor:items", is_slim=True) | {
        "guide": found,
        "content": content,
        "editions": [
            (line, StateTag(str(line.state.label), STATE_TONES[line.state]))
            for line in editions_of(task_code)
        ],
        "basic": basic_rows(content),
        "terms": term_rows(content),
        "service": service_rows(content),
        "materials": [(material, material_words(material)) for material in content.materials],
        "steps": content.process.steps(),
        "open_draft": open_draft_of(task_code),
        "back_url": reverse("editor:items"),
    }
    return render(request, "editor/item/page.html", context)


def basic_rows(content: EditionContent) -> list[SummaryRow]:
    """基本信息, as GB/T 39046 table 4 names it."""
    rows = [
        (_("事项名称"), content.name),
        (_("实施编码"), content.task_code),
        (_("基本编码"), content.catalog_code),
        (_("事项类型"), _(ITEM_TYPES.get(content.item_type, content.item_type))),
        (_("行使层级"), _(LEVELS.get(content.level, content.level))),
        (_("实施主体"), content.department_name),
        (_("实施主体性质"), _(ORGAN_KINDS.get(content.department_kind, ""))),
        (_("委托部门"), content.entrusted_by),
        (_("服务对象"), audience_words(content)),
        (_("办件类型"), _("即办件") if content.is_instant else _("承诺件")),
        (_("施行日期"), content.effective.isoformat()),
    ]
    codes = {content.task_code, content.catalog_code}
    return [SummaryRow(label, (value,), is_code=value in codes) for label, value in rows if value]


def term_rows(content: EditionContent) -> list[SummaryRow]:
    """时限, 数量, 特别程序."""
    rows = [
        (_("法定时限"), limit_words(content.statutory_limit)),
        (_("法定时限说明"), content.statutory_limit.explanation),
        (_("承诺时限"), limit_words(content.promised_limit)),
        (_("承诺时限说明"), content.promised_limit.explanation),
        (_("数量限制"), content.quantity_limit),
        (_("中介服务"), content.intermediary_services),
        (_("联办机构"), content.other_departments),
    ]
    found = [SummaryRow(label, (value,)) for label, value in rows if value]
    procedures = tuple(
        f"{each.name} · {each.limit_days} · {each.basis}" for each in content.special_procedures
    )
    return [*found, SummaryRow(_("特别程序"), procedures)] if procedures else found


def service_rows(content: EditionContent) -> list[SummaryRow]:
    """在哪办, 怎么问."""
    service = content.service
    forms = listed([_(HANDLING_FORMS[code]) for code in service.forms if code in HANDLING_FORMS])
    rows = [
        (_("办理形式"), forms),
        (_("通办范围"), _(AREAS.get(service.area, ""))),
        (_("跑动次数"), str(service.visits)),
        (_("跑动原因"), service.visit_reason),
        (_("办理地点"), service.address),
        (_("办理时间"), service.hours),
        (_("咨询方式"), service.enquiries),
        (_("监督投诉"), service.complaints),
    ]
    return [SummaryRow(label, (value,)) for label, value in rows if value]


def material_words(material: Material) -> str:
    """How a material comes and how many of it, in a line."""
    ways = {
        Supply.APPLICANT: material.source or _("申请人自备"),
        Supply.FORM: _("由平台表单生成"),
        Supply.VERIFICATION: _("部门间核验，不向申请人要"),
    }
    words = [_(MATERIAL_NEEDS.get(material.need.value, "")), ways[material.supply]]
    if material.licences:
        words.append(_("有电子证照免交：%(names)s") % {"names": listed(list(material.licences))})
    if material.originals or material.copies:
        words.append(
            _("原件 %(originals)d 份，复印件 %(copies)d 份")
            % {"originals": material.originals, "copies": material.copies}
        )
    return " · ".join(word for word in words if word)
