"""The papers of a guide: the guide itself, the blank form, the filled-in sample; Chinese only."""

from datetime import date

from django.http import QueryDict
from django.utils import translation

from yangguan.foundation.documents import form_paper
from yangguan.foundation.documents.guide_paper import (
    GuideCondition,
    GuideFee,
    GuideMaterial,
    GuidePaper,
    GuideStep,
)
from yangguan.foundation.documents.paper import LabelledValue, Remedies
from yangguan.foundation.language.chinese import CHINESE
from yangguan.portals.applicant.addresses import page_url, public_url
from yangguan.portals.applicant.guide_lists import bring_list
from yangguan.portals.applicant.paper_questions import paper_question
from yangguan.registers.catalogue.answers import visible_fields
from yangguan.registers.catalogue.codes import (
    AUDIENCES,
    HANDLING_FORMS,
    ITEM_TYPES,
    MATERIAL_NEEDS,
)
from yangguan.registers.catalogue.content import (
    EditionContent,
    Limit,
    LimitUnit,
    Material,
    Supply,
)
from yangguan.registers.catalogue.editions import EditionView
from yangguan.registers.catalogue.sample_answers import sample_answers

# 行政复议法 第二十四条: against a department, to the people's government of the same level.
REVIEW_ORGAN = "敦煌市人民政府"
COURT = "敦煌市人民法院"
SAMPLE_NAME = "测鸣沙"
NOTES = "请用黑色或者蓝黑色墨水填写，字迹清楚，不要涂改。网上填写的，由平台生成，不用再交本表。"


def current_url(task_code: str, number: int) -> str:
    """The page that tells whether a printed edition is still in force: what its QR code opens."""
    return public_url(page_url("guide-current", task_code, number))


def guide_paper(edition: EditionView, *, asked: QueryDict, on: date) -> GuidePaper:
    """The guide of an edition, for the situation told in `asked`, as a paper printed on a day."""
    content = edition.content
    with translation.override(CHINESE):
        found = bring_list(content, asked)
    wanted = {each.material.key for each in (*found.bring, *found.maybe, *found.free)}
    service = content.service
    return GuidePaper(
        number=content.task_code,
        organ=edition.department_name,
        issued_date=on,
        qr_url=current_url(content.task_code, edition.number),
        item_name=content.name,
        item_type_name=ITEM_TYPES.get(content.item_type, ""),
        edition=edition.number,
        effective_date=content.effective,
        audience="、".join(AUDIENCES.get(code, code) for code in content.audiences),
        statutory_limit=_limit(content.statutory_limit),
        promised_limit=_limit(content.promised_limit),
        channels="、".join(HANDLING_FORMS.get(code, code) for code in service.forms),
        visits=f"{service.visits} 次"
        + (f"（{service.visit_reason}）" * bool(service.visit_reason)),
        results=tuple(result.name for result in content.results),
        conditions=tuple(GuideCondition(words=words, basis="") for words in content.conditions),
        situation=tuple(LabelledValue(label=label, value=words) for label, words in found.told),
        materials=tuple(
            _material(material) for material in content.materials if material.key in wanted
        ),
        steps=tuple(
            GuideStep(
                name=each.step.name,
                office=each.step.unit or edition.department_name,
                limit=each.step.limit_text,
                result="；".join(words for words in (each.step.result, each.condition) if words),
            )
            for each in found.steps
        ),
        special_procedure=content.special_procedures_note,
        fees=tuple(
            GuideFee(name=fee.name, standard=fee.standard, basis=fee.basis, reduction=fee.reduction)
            for fee in content.fees
        ),
        attention=_attention(content),
        contacts=_contacts(content),
        remedies=Remedies(review_organ=REVIEW_ORGAN, court=COURT),
        questions=tuple(
            LabelledValue(label=each.question, value=each.answer) for each in content.questions
        ),
        laws=tuple(
            LabelledValue(label=f"《{law.law}》{law.article}", value=law.text)
            for law in content.laws
        ),
    )


def blank_form(edition: EditionView, *, on: date) -> form_paper.FormPaper:
    """The form with every question, to fill in by hand (空白表格)."""
    return _form(edition, filled=False, on=on)


def sample_form(edition: EditionView, *, on: date) -> form_paper.FormPaper:
    """The form with answers of a fictional person (示范文本)."""
    return _form(edition, filled=True, on=on)


def _form(edition: EditionView, *, filled: bool, on: date) -> form_paper.FormPaper:
    content = edition.content
    answers = sample_answers(content, today=on) if filled else {}
    asked = {field.element for field in visible_fields(content, answers)} if filled else None
    groups = []
    for group in content.pages:
        fields = [each for each in group.fields if asked is None or each.element in asked]
        if fields:
            groups.append(
                form_paper.FormGroup(
                    title=group.title,
                    fields=tuple(
                        paper_question(each, answers.get(each.element)) for each in fields
                    ),
                )
            )
    return form_paper.FormPaper(
        number=content.task_code,
        organ=edition.department_name,
        issued_date=content.effective,
        qr_url=current_url(content.task_code, edition.number),
        name=f"{content.name}申请表",
        item_name=content.name,
        edition=edition.number,
        filled=filled,
        notes=NOTES,
        sample_signature=SAMPLE_NAME if filled else "",
        groups=tuple(groups),
    )


def _material(material: Material) -> GuideMaterial:
    free = material.supply is not Supply.APPLICANT or bool(material.licences)
    necessity = MATERIAL_NEEDS.get(str(material.need), "")
    return GuideMaterial(
        name=material.name,
        form=_paper(material),
        signing="",
        basis=material.basis,
        necessity="免提交" if free else necessity,
        note="；".join(note for note in (material.how_to_fill, material.note) if note),
    )


def _paper(material: Material) -> str:
    words = []
    if material.originals:
        words.append(f"原件{material.originals}份")
    if material.copies:
        words.append(f"复印件{material.copies}份")
    if material.paper_size:
        words.append(material.paper_size)
    words.append({"1": "纸质", "2": "电子版", "3": "可传电子版"}.get(material.medium, ""))
    return "、".join(word for word in words if word)


def _limit(limit: Limit) -> str:
    if limit.days == 0:
        return "当场办结"
    unit = "个工作日" if limit.unit is LimitUnit.WORKING_DAYS else "个自然日"
    return f"{limit.days}{unit}" + (f"（{limit.explanation}）" if limit.explanation else "")


def _attention(content: EditionContent) -> tuple[str, ...]:
    notes = [content.quantity_limit, content.intermediary_services]
    return tuple(note for note in notes if note)


def _contacts(content: EditionContent) -> tuple[LabelledValue, ...]:
    service = content.service
    contacts = (
        ("办理地点", service.address),
        ("办理时间", service.hours),
        ("咨询方式", service.enquiries),
        ("监督投诉方式", service.complaints),
    )
    return tuple(LabelledValue(label=label, value=value) for label, value in contacts if value)
