"""The guide for one situation: what applies, in the words of the page, for programs."""

from typing import Annotated

from django.http import HttpRequest
from django.utils import translation
from ninja import Query, Router
from pydantic import Field

from yangguan.foundation.language.chinese import CHINESE
from yangguan.portals.api.errors import InvalidRequest
from yangguan.portals.api.shapes import Shape
from yangguan.portals.applicant import guide_lists
from yangguan.portals.applicant.addresses import page_url, public_url
from yangguan.portals.applicant.fee_lines import FeeLine
from yangguan.portals.applicant.guide_lists import BringList, GuideMaterial, Question
from yangguan.registers.catalogue import material_queries
from yangguan.registers.catalogue import queries as catalogue
from yangguan.registers.catalogue.content import EditionContent, Fee
from yangguan.registers.catalogue.editions import EditionView
from yangguan.registers.catalogue.errors import ItemNotFound

router = Router(tags=["公开信息"])


class ChoiceOut(Shape):
    value: str = Field(description="作为参数发的值；是和否发 true、false")
    label: str
    is_chosen: bool


class GuideQuestionOut(Shape):
    """A question that decides what applies; it is answered by a parameter of its element's name."""

    element: str
    label: str
    is_multiple: bool = Field(description="可以选几个：参数重复几次")
    choices: list[ChoiceOut]


class GuideMaterialOut(Shape):
    """A material as the guide says it."""

    key: str
    name: str
    definition: str = Field(description="材料目录里的编码，没有的为空")
    words: str = Field(description="形式和份数")
    condition: str = Field(description="什么情况要交，总是要交的为空")
    tag: str = Field(description="免提交、自动生成、可以后补，没有的为空")
    why: str
    papers: list[str] = Field(description="材料目录里有的：blank 空白表，sample 填写样本")


class GuideStepOut(Shape):
    key: str
    name: str
    office: str
    limit: str
    condition: str = Field(description="什么情况有这一步，总是有的为空")


class TariffRowOut(Shape):
    words: str
    amount: str


class GuideFeeOut(Shape):
    """A charge: its amount, as far as the answers tell it, or the rows that are still possible."""

    name: str
    standard: str
    basis: str
    reduction: str
    due_fen: int | None = Field(description="应缴金额，分；答案还不够定的为 null")
    why: str = Field(description="按哪一档、哪一种减免")
    rows: list[TariffRowOut] = Field(description="还可能适用的各档")


class SituationGuideOut(Shape):
    """What applies in a situation. Chinese, as published."""

    task_code: str
    name: str
    edition: int
    answers: dict[str, str | bool | list[str]] = Field(description="听懂的答案，按数据元")
    questions: list[GuideQuestionOut]
    bring: list[GuideMaterialOut] = Field(description="要准备的材料")
    maybe: list[GuideMaterialOut] = Field(description="看情况要的材料")
    free: list[GuideMaterialOut] = Field(description="不用带的材料")
    steps: list[GuideStepOut]
    fees: list[GuideFeeOut] = Field(description="收费项目；空的是不收费")
    page: str = Field(description="办事指南的网页")
    simple_page: str = Field(description="简版指南的网页")
    print: str = Field(description="可以打印的指南（PDF）")


@router.get(
    "/items/{task_code}/guide",
    response=SituationGuideOut,
    summary="按情形看办事指南",
    operation_id="getSituationGuide",
)
def situation_guide(
    request: HttpRequest,
    task_code: Annotated[str, Field(max_length=60)],
    edition: Annotated[int | None, Query(ge=1, le=32_767, description="版次，默认现行版")] = None,
) -> SituationGuideOut:
    """
    答了 `questions` 里的问题，只留用得上的材料、环节和收费，和网页上的话一样。

    答案作为参数发，名称是问题的 `element`，值是 `choices` 里的 `value`；不答的问题，两种情况都列。
    """
    guide = catalogue.guide(task_code, number=edition)
    if guide is None:
        raise ItemNotFound
    content = guide.edition.content
    if named := guide_lists.answer_faults(content, request.GET):
        raise InvalidRequest([{"field": field, "message": words} for field, words in named])
    papers = material_queries.papers_of(guide.edition.id)
    with translation.override(CHINESE):
        found = guide_lists.bring_list(content, request.GET, papers)
        query = f"?{found.query}" if found.query else ""
        if guide.edition.number != guide.current_number:
            query = f"?edition={guide.edition.number}" + f"&{found.query}" * bool(found.query)
        return _out(guide.edition, found, query)


def _out(edition: EditionView, found: BringList, query: str) -> SituationGuideOut:
    content = edition.content
    code = content.task_code
    return SituationGuideOut(
        task_code=code,
        name=content.name,
        edition=edition.number,
        answers=dict(found.answers),
        questions=[_question(each) for each in found.questions],
        bring=[_material(each) for each in found.bring],
        maybe=[_material(each) for each in found.maybe],
        free=[_material(each) for each in found.free],
        steps=[
            GuideStepOut(
                key=each.key,
                name=each.step.name,
                office=each.step.unit or edition.department_name,
                limit=each.step.limit_text,
                condition=each.condition,
            )
            for each in found.steps
        ],
        fees=_fees(content, found),
        page=public_url(page_url("guide", code)) + query,
        simple_page=public_url(page_url("guide-simple", code)) + query,
        print=public_url(page_url("guide-print", code)) + query,
    )


def _question(each: Question) -> GuideQuestionOut:
    return GuideQuestionOut(
        element=each.name,
        label=each.label,
        is_multiple=each.is_multiple,
        choices=[
            ChoiceOut(value=choice.value, label=choice.label, is_chosen=choice.is_chosen)
            for choice in each.choices
        ],
    )


def _material(each: GuideMaterial) -> GuideMaterialOut:
    return GuideMaterialOut(
        key=each.material.key,
        name=each.material.name,
        definition=each.papers[0][0] if each.papers else each.material.definition,
        words=each.words,
        condition=each.condition,
        tag=each.tag.word if each.tag else "",
        why=each.why,
        papers=[paper for _code, paper in each.papers],
    )


def _fees(content: EditionContent, found: BringList) -> list[GuideFeeOut]:
    # The lines are those of the charges with a tariff, in the same order.
    lines = iter(found.fees)
    return [_fee(fee, next(lines) if fee.tariff else None) for fee in content.fees]


def _fee(fee: Fee, line: FeeLine | None) -> GuideFeeOut:
    rows = line.rows if line else ()
    return GuideFeeOut(
        name=fee.name,
        standard=fee.standard,
        basis=fee.basis,
        reduction=fee.reduction,
        due_fen=line.fen if line else None,
        why=line.why if line else "",
        rows=[TariffRowOut(words=words, amount=amount) for words, amount in rows],
    )
