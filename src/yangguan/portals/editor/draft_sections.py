"""
The sections of the item editor: which fields of the content stand where, in the order of the work.

A section has single blocks (fields of one struct) and lists (materials, steps, questions). The
places are those of `drafting.edits`.
"""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yangguan.portals.editor.draft_choices import (
    codes_of,
    licence_types,
    organisation_themes,
    person_themes,
    step_departments,
    table,
)
from yangguan.portals.editor.draft_fee_lists import EXAMPLES, EXEMPTIONS, TARIFF
from yangguan.portals.editor.draft_field_inputs import FIELD_INPUTS, SITUATION_INPUTS, field_inputs
from yangguan.portals.editor.draft_inputs import Input, Widget
from yangguan.portals.editor.draft_material_inputs import MATERIAL_INPUTS
from yangguan.portals.editor.draft_parts import Listing, Section, Single, labelled
from yangguan.registers.catalogue import codes
from yangguan.registers.catalogue.content import (
    Fee,
    LawArticle,
    Question,
    Result,
    Service,
    SpecialProcedure,
)
from yangguan.registers.catalogue.outline_labels import (
    BASIC,
    FIELD_TYPE_WORDS,
    LABELS,
    LIMITS,
    STEP_KIND_WORDS,
)
from yangguan.registers.catalogue.process import Step

T = Widget
_LAW_LABELS = {
    **LABELS[LawArticle],
    "law": gettext_lazy("法律名称"),
    "article": gettext_lazy("第几条"),
}
SECTIONS: tuple[Section, ...] = (
    Section(
        "basic",
        gettext_lazy("基本信息"),
        (
            Single(
                "",
                labelled(
                    BASIC,
                    ("name", T.TEXT, {"is_required": True, "is_wide": True}),
                    ("item_type", T.CODE, {
                        "choices": codes_of(codes.ITEM_TYPES), "is_required": True}),
                    ("level", T.CODE, {"choices": codes_of(codes.LEVELS), "is_required": True}),
                    ("catalog_code", T.TEXT, {
                        "is_required": True,
                        "hint": gettext_lazy("12 位。实施编码由主体编码、层级和它合成"),
                    }),
                    ("effective", T.DATE, {"hint": gettext_lazy("到这一天自动施行")}),
                    ("audiences", T.CODES, {
                        "choices": codes_of(codes.AUDIENCES), "is_required": True}),
                    ("person_topics", T.CODES, {"choices": person_themes}),
                    ("organisation_topics", T.CODES, {"choices": organisation_themes}),
                    ("is_instant", T.FLAG),
                    ("entrusted_by", T.TEXT),
                    ("other_departments", T.TEXT),
                    ("town", T.TEXT),
                    ("town_code", T.TEXT),
                    ("village", T.TEXT),
                    ("village_code", T.TEXT),
                ),
            ),
        ),
    ),
    Section(
        "limits",
        gettext_lazy("时限"),
        (
            Single(
                "",
                labelled(
                    LIMITS,
                    ("statutory_limit", T.LIMIT),
                    ("promised_limit", T.LIMIT),
                    ("quantity_limit", T.TEXT),
                    ("intermediary_services", T.TEXT),
                    ("special_procedures_note", T.LONG, {"is_required": True}),
                ),
            ),
            Listing(
                "special_procedures",
                gettext_lazy("特别程序（停钟）"),
                labelled(
                    {**LABELS[SpecialProcedure], "name": gettext_lazy("名称")},
                    ("name", T.TEXT, {"is_required": True}),
                    ("limit_days", T.NUMBER),
                    ("unit", T.CODE, {"choices": codes_of(codes.LIMIT_UNITS)}),
                    ("basis", T.TEXT, {"is_required": True, "is_wide": True}),
                ),
                gettext_lazy("加一种特别程序"),
                lambda: {"name": "", "limit_days": 0, "unit": "1", "basis": ""},
                lambda entry: entry["name"] or _("没有写名称"),
                lambda entry: entry["basis"],
            ),
        ),
    ),
    Section(
        "basis",
        gettext_lazy("依据和条件"),
        (
            Single(
                "",
                (
                    Input("basis", gettext_lazy("设定依据"), T.LONG, is_required=True),
                    Input("conditions", gettext_lazy("受理条件"), T.LINES, is_required=True,
                          hint=gettext_lazy("一行一条")),
                ),
            ),
            Listing(
                "laws",
                gettext_lazy("法律条文"),
                labelled(
                    _LAW_LABELS,
                    ("law", T.TEXT, {"is_required": True}),
                    ("article", T.TEXT, {"is_required": True}),
                    ("document_number", T.TEXT),
                    ("issuer", T.TEXT),
                    ("effective", T.TEXT),
                    ("text", T.LONG),
                ),
                gettext_lazy("加一条依据"),
                lambda: {"law": "", "article": ""},
                lambda entry: f"《{entry['law'].strip('《》')}》{entry['article']}",
                lambda entry: entry.get("text", "")[:60],
            ),
        ),
    ),
    Section(
        "situations",
        gettext_lazy("情形"),
        (
            Listing(
                "situations",
                gettext_lazy("先问的问题"),
                SITUATION_INPUTS,
                gettext_lazy("加一问"),
                lambda: {"element": "", "label": "", "type": "boolean"},
                lambda entry: entry["label"] or _("没有写问题"),
                lambda entry: "、".join(entry.get("choices") or (_("是"), _("否"))),
            ),
        ),
        gettext_lazy("办事指南和申请表先问这些，再只给出用得上的材料、问题、收费和环节。"),
    ),
    Section(
        "materials",
        gettext_lazy("材料"),
        (
            Listing(
                "materials",
                gettext_lazy("申请材料"),
                MATERIAL_INPUTS,
                gettext_lazy("加一样材料"),
                lambda: {"key": "", "name": "", "kind": "3", "need": "1"},
                lambda entry: entry["name"] or _("没有写名称"),
                lambda entry: entry.get("basis") or _("没有写依据"),
                picker="materials",
            ),
        ),
    ),
    Section(
        "form",
        gettext_lazy("表单"),
        (
            Listing(
                "form",
                gettext_lazy("申请表的各页"),
                (
                    Input("title", gettext_lazy("页名"), T.TEXT, is_required=True),
                ),
                gettext_lazy("加一页"),
                lambda: {"key": "", "title": "", "fields": []},
                lambda entry: entry["title"] or _("没有写页名"),
                lambda entry: _("%(count)d 问") % {"count": len(entry["fields"])},
                lists=(
                    Listing(
                        "fields",
                        gettext_lazy("问题"),
                        FIELD_INPUTS,
                        gettext_lazy("加一问"),
                        lambda: {"element": "", "label": "", "type": "text"},
                        lambda entry: entry["label"] or _("没有写问题"),
                        lambda entry: " · ".join(
                            (str(FIELD_TYPE_WORDS.get(entry["type"], "")), entry["element"])
                        ),
                        inputs_of=field_inputs,
                        picker="elements",
                    ),
                ),
            ),
        ),
    ),
    Section(
        "process",
        gettext_lazy("流程"),
        (
            Single(
                "",
                (Input("process_text", gettext_lazy("流程说明"), T.LONG, is_required=True),),
            ),
            Listing(
                "steps",
                gettext_lazy("环节"),
                labelled(
                    {**LABELS[Step], "name": gettext_lazy("环节名称")},
                    ("name", T.TEXT, {"is_required": True}),
                    ("kind", T.CODE, {
                        "choices": table(*STEP_KIND_WORDS.items()),
                        "is_required": True,
                    }),
                    ("unit", T.TEXT),
                    ("department_code", T.CODE, {
                        "choices": step_departments, "hint": gettext_lazy("空着就是本部门")}),
                    ("officer", T.TEXT),
                    ("limit_days", T.MAYBE_NUMBER),
                    ("limit_text", T.TEXT, {
                        "hint": gettext_lazy("写“并行”的，和上一个审查环节同时办")}),
                    ("counts", T.FLAG),
                    ("standard", T.LONG),
                    ("result", T.TEXT),
                ),
                gettext_lazy("加一个环节"),
                lambda: {"kind": "review", "name": ""},
                lambda entry: entry["name"] or _("没有写名称"),
                lambda entry: " · ".join(filter(None, (entry["unit"], entry["limit_text"]))),
            ),
        ),
        gettext_lazy("按次序写；审查不同意的直接到决定，不予许可的直接到送达，流程图自动画出。"),
    ),
    Section(
        "fees",
        gettext_lazy("收费"),
        (
            Single(
                "",
                (
                    Input("has_fee", gettext_lazy("是否收费"), T.FLAG),
                    Input("fee_basis", gettext_lazy("收费依据"), T.TEXT, is_wide=True),
                ),
            ),
            Listing(
                "fees",
                gettext_lazy("收费项目"),
                labelled(
                    {**LABELS[Fee], "name": gettext_lazy("项目名称")},
                    ("name", T.TEXT, {"is_required": True}),
                    ("standard", T.TEXT, {"is_required": True}),
                    ("basis", T.TEXT, {"is_required": True, "is_wide": True}),
                    ("may_be_reduced", T.FLAG),
                    ("reduction", T.TEXT),
                    ("note", T.TEXT, {"is_wide": True}),
                ),
                gettext_lazy("加一个收费项目"),
                lambda: {"name": "", "standard": "", "basis": ""},
                lambda entry: entry["name"] or _("没有写名称"),
                lambda entry: entry["standard"],
                lists=(TARIFF, EXEMPTIONS, EXAMPLES),
            ),
        ),
    ),
    Section(
        "results",
        gettext_lazy("结果"),
        (
            Listing(
                "results",
                gettext_lazy("办理结果"),
                labelled(
                    {**LABELS[Result], "name": gettext_lazy("结果名称")},
                    ("name", T.TEXT, {"is_required": True}),
                    ("kind", T.CODE, {
                        "choices": table(*((name, name) for name in ("证照", "批文", "其他"))),
                        "is_required": True,
                    }),
                    ("licence_type", T.MAYBE_CODE, {"choices": licence_types}),
                    ("validity", T.TEXT),
                    ("face", T.PAIRS, {"hint": gettext_lazy("每行一个：照面项目=内容")}),
                ),
                gettext_lazy("加一种结果"),
                lambda: {"name": "", "kind": "其他"},
                lambda entry: entry["name"] or _("没有写名称"),
                lambda entry: entry.get("licence_type") or entry["kind"],
            ),
        ),
    ),
    Section(
        "service",
        gettext_lazy("在哪办"),
        (
            Single(
                "service",
                labelled(
                    LABELS[Service],
                    ("forms", T.CODES, {
                        "choices": codes_of(codes.HANDLING_FORMS), "is_required": True}),
                    ("depth", T.CODES, {"choices": codes_of(codes.DEPTH_STAGES)}),
                    ("area", T.CODE, {"choices": codes_of(codes.AREAS)}),
                    ("visits", T.NUMBER),
                    ("visit_reason", T.TEXT),
                    ("online", T.FLAG),
                    ("at_hall", T.FLAG),
                    ("by_appointment", T.FLAG),
                    ("by_courier", T.FLAG),
                    ("at_kiosk", T.FLAG),
                    ("pays_online", T.FLAG),
                    ("address", T.TEXT, {"is_wide": True, "is_required": True}),
                    ("hours", T.TEXT, {"is_wide": True, "is_required": True}),
                    ("enquiries", T.TEXT, {"is_wide": True, "is_required": True}),
                    ("complaints", T.TEXT, {"is_wide": True, "is_required": True}),
                ),
            ),
        ),
    ),
    Section(
        "questions",
        gettext_lazy("常见问题"),
        (
            Listing(
                "questions",
                gettext_lazy("常见问题"),
                labelled(
                    {**LABELS[Question], "question": gettext_lazy("问")},
                    ("question", T.TEXT, {"is_required": True, "is_wide": True}),
                    ("answer", T.LONG, {"is_required": True}),
                ),
                gettext_lazy("加一个问题"),
                lambda: {"question": "", "answer": ""},
                lambda entry: entry["question"] or _("没有写问题"),
                lambda entry: entry["answer"][:60],
            ),
        ),
    ),
)  # fmt: skip
BY_KEY = {section.key: section for section in SECTIONS}


def part_at(place: str) -> tuple[Section, Single | Listing] | None:
    """The section and the part that a place belongs to; positions in it do not matter."""
    names = [part for part in place.split(".") if not part.isdigit()] if place else []
    for section in SECTIONS:
        for part in section.parts:
            if isinstance(part, Single) and names == _names(part.place) and names:
                return section, part
            if isinstance(part, Listing) and names and names[0] == part.place:
                found = _inside(part, names[1:])
                if found is not None:
                    return section, found
    return None


def _inside(listing: Listing, names: list[str]) -> Listing | None:
    if not names:
        return listing
    for inner in listing.lists:
        if inner.place == names[0]:
            return _inside(inner, names[1:])
    return None


def _names(place: str) -> list[str]:
    return place.split(".") if place else []
