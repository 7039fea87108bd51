"""一件事: what a situation in life brings, for programs."""

from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field

from yangguan.foundation.language.chinese import in_chinese
from yangguan.portals.api.shapes import Shape
from yangguan.registers.catalogue.content import EditionContent, Limit
from yangguan.registers.packages import queries
from yangguan.registers.packages.errors import PackageNotFound
from yangguan.registers.packages.limits import merged_limits
from yangguan.registers.packages.merging import merge_form, merge_materials
from yangguan.registers.packages.queries import PackageView

router = Router(tags=["公开信息"])
Audience = Literal["person", "organisation"]


class PackageOut(Shape):
    """A package in the list (一件事)."""

    code: str
    name: str
    audience: Audience
    description: str
    item_count: int
    lead_name: str = Field(description="牵头部门")


class LimitOut(Shape):
    days: int
    unit: str = Field(description="1 工作日，2 自然日")


class QuestionOut(Shape):
    """A question about the situation; its answer decides which items are wanted."""

    element: str
    label: str
    type: Literal["choice", "multichoice", "boolean"]
    choices: list[str]
    hint: str
    shown_if: dict[str, Any] | None = Field(description="JSONLogic，null 为总是问")


class PackageItemOut(Shape):
    """An item of a package; `applies_if` is JSONLogic over the answers."""

    task_code: str
    name: str
    department_name: str
    promised_limit: LimitOut
    applies_if: dict[str, Any] | None = Field(description="JSONLogic，null 为总是要办")
    after: list[str] = Field(description="要先办好的事项的实施编码")


class PackageMaterialOut(Shape):
    """A material once, however many items want it."""

    name: str
    need: str = Field(description="1 必要，2 非必要，3 容缺后补；各事项中最严的")
    items: list[str] = Field(description="要这样材料的事项的实施编码")
    issued_by: str = Field(description="由前面的哪个事项办出；空为不由本事项办出")
    is_free: bool = Field(description="申请人不用准备")


class PackageFieldOut(Shape):
    """A question of the merged form, asked once."""

    element: str
    label: str
    type: str
    is_required: bool
    used_by: list[str] = Field(description="用到它的事项名称")


class PackageDetailOut(Shape):
    """
    A package with all of its items side by side.

    Materials, form and limit are those of every item that may be wanted. Joint handling is not
    open yet: each item is applied for by itself.
    """

    code: str
    name: str
    audience: Audience
    description: str
    version: int
    state_name: str
    lead_name: str
    is_handled_jointly: bool = Field(description="能否联合办理；现在各事项分别申请")
    questions: list[QuestionOut]
    items: list[PackageItemOut]
    materials: list[PackageMaterialOut]
    fields: list[PackageFieldOut]
    promised_limit: LimitOut = Field(description="全部事项分别办、能同时办的同时办")
    joint_promise: LimitOut | None = Field(description="联办开通后的承诺")
    elsewhere: list[str] = Field(description="不在本平台办的")


@router.get(
    "/packages", response=list[PackageOut], summary="列出一件事", operation_id="listPackages"
)
def list_packages(
    request: HttpRequest,
    audience: Annotated[Audience | None, Query(description="服务对象")] = None,
) -> list[PackageOut]:
    """已发布的“一件事”，按编码排列。"""
    return [PackageOut.model_validate(line) for line in queries.packages(audience=audience)]


@router.get(
    "/packages/{code}",
    response=PackageDetailOut,
    summary="一件事的全部内容",
    operation_id="getPackage",
)
def get_package(
    request: HttpRequest, code: Annotated[str, Field(max_length=20)]
) -> PackageDetailOut:
    """先问的问题、事项和条件、合并后的材料和表单、总时限。"""
    view = queries.package(code)
    if view is None:
        raise PackageNotFound
    content = view.content
    waits = {item.task_code: item.after for item in content.items}
    promise = content.promised_limit
    form = merge_form(view.contents)
    return PackageDetailOut(
        code=content.code,
        name=content.name,
        audience=content.audience,
        description=content.description,
        version=view.number,
        state_name=in_chinese(view.state.label),
        lead_name=view.lead_name,
        is_handled_jointly=False,
        questions=_questions(view),
        items=_items(view),
        materials=_materials(view.contents),
        fields=[
            PackageFieldOut(
                element=field.element,
                label=field.label,
                type=field.type,
                is_required=field.required,
                used_by=list(form.asked_by[field.element]),
            )
            for page in form.pages
            for field in page.fields
        ],
        promised_limit=_limit(merged_limits(view.contents, after=waits).promised),
        joint_promise=_limit(promise) if promise else None,
        elsewhere=list(content.elsewhere),
    )


def _questions(view: PackageView) -> list[QuestionOut]:
    return [
        QuestionOut.model_validate(
            {
                "element": each.element,
                "label": each.label,
                "type": each.type,
                "choices": list(each.choices),
                "hint": each.help,
                "shown_if": each.shown_if.logic if each.shown_if else None,
            }
        )
        for each in view.content.questions
    ]


def _items(view: PackageView) -> list[PackageItemOut]:
    return [
        PackageItemOut(
            task_code=item.task_code,
            name=view.editions[item.task_code].name,
            department_name=view.editions[item.task_code].department_name,
            promised_limit=_limit(view.editions[item.task_code].promised_limit),
            applies_if=item.applies_if.logic if item.applies_if else None,
            after=list(item.after),
        )
        for item in view.content.items
        if item.task_code in view.editions
    ]


def _materials(contents: tuple[EditionContent, ...]) -> list[PackageMaterialOut]:
    return [
        PackageMaterialOut(
            name=each.name,
            need=each.need.value,
            items=list(dict.fromkeys(use.task_code for use in each.uses)),
            issued_by=each.issued_by,
            is_free=each.is_free,
        )
        for each in merge_materials(contents)
    ]


def _limit(limit: Limit) -> LimitOut:
    return LimitOut(days=limit.days, unit=limit.unit.value)
