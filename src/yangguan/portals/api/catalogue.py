"""What anybody may read: items and guides, departments, divisions, themes, progress, licences."""

from typing import Annotated, Literal

import msgspec
from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from ninja import Query, Router
from ninja.throttling import BaseThrottle
from pydantic import Field

from yangguan.foundation.language.chinese import CHINESE, in_chinese
from yangguan.foundation.web.pages import Cursor
from yangguan.handling.cases.errors import CaseNotFound
from yangguan.handling.cases.queries import progress as progress_queries
from yangguan.handling.licences import queries as licence_queries
from yangguan.handling.licences.errors import LicenceNotFound
from yangguan.portals.api.cursors import BY_NAME, BY_RANK, read_cursor
from yangguan.portals.api.shapes.public import (
    ComparisonOut,
    DepartmentOut,
    DifferenceOut,
    GuideOut,
    ItemOut,
    ItemPage,
    LicenceCheckOut,
    ProgressIn,
    ProgressOut,
    RegionOut,
    ThemeOut,
)
from yangguan.registers.catalogue import queries as catalogue
from yangguan.registers.catalogue.content import encode
from yangguan.registers.catalogue.errors import ItemNotFound
from yangguan.registers.catalogue.queries import ItemList
from yangguan.registers.catalogue.search import Found, search_items
from yangguan.registers.catalogue.search_hits import Narrowing
from yangguan.registers.organisations import queries as organisations

router = Router(tags=["公开信息"])

Limit = Annotated[int, Query(ge=1, le=100, description="一页多少条")]
Audience = Literal["person", "organisation"]
CITY_LEVELS = (3, 4, 5)
_encoder = msgspec.json.Encoder()


class LookUpThrottle(BaseThrottle):
    """Limits guesses: look-ups of one address in one minute, counted over all worker processes."""

    def __init__(self, *, name: str, most: int) -> None:
        self.name = name
        self.most = most

    def allow_request(self, request: HttpRequest) -> bool:
        minute = int(timezone.now().timestamp()) // 60
        address = get_adapter().get_client_ip(request)
        counter = f"api:{self.name}:{address}:{minute}"
        cache.add(counter, 0, timeout=120)
        try:
            return bool(cache.incr(counter) <= self.most)
        except ValueError:
            # The counter was culled between the two calls; the next look-up starts a new one.
            return True


@router.get("/items", response=ItemPage, summary="列出或搜索事项", operation_id="listItems")
def list_items(
    request: HttpRequest,
    q: Annotated[str, Query(max_length=200, description="搜索词：中文、拼音、首字母或编码")] = "",
    department: Annotated[
        int | None, Query(ge=1, le=2**31 - 1, description="部门 id，见 GET /departments")
    ] = None,
    audience: Annotated[Audience | None, Query(description="服务对象")] = None,
    theme: Annotated[
        str,
        Query(
            pattern=r"^[0-9A-Za-z]{0,10}$", description="服务主题代码，属于 audience，默认 person"
        ),
    ] = "",
    town: Annotated[
        str, Query(pattern=r"^([0-9]{12})?$", description="镇代码，见 GET /regions 的第 4 级")
    ] = "",
    item_list: Annotated[
        ItemList | None,
        Query(
            alias="list",
            description="三张清单之一：powers 行政权力，public-services 公共服务，"
            "nearby-services 便民服务",
        ),
    ] = None,
    is_online: Annotated[bool, Query(alias="online", description="只要网上可办的")] = False,
    cursor: Annotated[str | None, Query(max_length=600)] = None,
    limit: Limit = 20,
) -> ItemPage:
    """在用的事项，按名称排列；有 `q` 时按相关程度排列。筛选条件可以同时用，都要符合。"""
    narrowing = Narrowing(
        audience=audience or "",
        department_id=department,
        theme=theme,
        town_code=town,
        item_list=item_list,
        is_online=is_online,
    )
    if q.strip():
        return _found(q, narrowing, cursor=cursor, limit=limit)
    asked = read_cursor(cursor, BY_NAME)
    lines, after = catalogue.items(
        department_id=narrowing.department_id,
        audience=narrowing.audience or None,
        theme=narrowing.theme or None,
        town_code=narrowing.town_code or None,
        item_list=narrowing.item_list,
        is_online=narrowing.is_online,
        after="\n".join(str(part) for part in asked.key) if asked else "",
        limit=limit,
    )
    beyond = Cursor(tuple(after.split("\n"))) if after else None
    return _page(Found(tuple(lines), has_more=beyond is not None), on=beyond)


def _found(text: str, narrowing: Narrowing, *, cursor: str | None, limit: int) -> ItemPage:
    asked = read_cursor(cursor, BY_RANK)
    offset = asked.key[0] if asked and isinstance(asked.key[0], int) else 0
    found = search_items(text, limit=limit, offset=offset, narrowing=narrowing)
    on = Cursor((offset + limit,)) if found.has_more else None
    return _page(found, on=on, back=Cursor((max(0, offset - limit),)) if offset else None)


def _page(found: Found, *, on: Cursor | None, back: Cursor | None = None) -> ItemPage:
    return ItemPage(
        items=[ItemOut.model_validate(line) for line in found.items],
        next=on.encode() if on else None,
        previous=back.encode() if back else None,
        is_loose=found.is_loose,
        is_close=found.is_close,
        is_mentioned=found.is_mentioned,
        instead=found.instead,
    )


@router.get("/items/{task_code}", response=GuideOut, summary="办事指南", operation_id="getGuide")
def get_guide(
    request: HttpRequest,
    task_code: Annotated[str, Field(max_length=60)],
    edition: Annotated[int | None, Query(ge=1, le=32_767, description="版次，默认现行版")] = None,
) -> HttpResponse:
    """一个事项的完整指南：依据、条件、材料、表单、流程、时限、收费、结果和常见问题。"""
    guide = catalogue.guide(task_code, number=edition)
    if guide is None:
        raise ItemNotFound
    document = {
        "task_code": guide.edition.content.task_code,
        "state": guide.state.value,
        "state_name": in_chinese(guide.state.label),
        "edition": guide.edition.number,
        "current_edition": guide.current_number,
        "published_at": guide.published_at,
        "department_name": guide.edition.department_name,
        # As published: the types of the content are the document's schema `EditionContent`.
        "content": msgspec.Raw(encode(guide.edition.content)),
    }
    return HttpResponse(_encoder.encode(document), content_type="application/json")


@router.get(
    "/items/{task_code}/comparison",
    response=ComparisonOut,
    summary="两版对比",
    operation_id="compareEditions",
)
def compare_editions(
    request: HttpRequest,
    task_code: Annotated[str, Field(max_length=60)],
    old: Annotated[int, Query(ge=1, le=32_767, description="旧的版次")],
    new: Annotated[int, Query(ge=1, le=32_767, description="新的版次")],
) -> ComparisonOut:
    """一个事项的两版逐行对比：哪些内容新增、删去、改动。"""
    with translation.override(CHINESE):
        found = catalogue.compared_editions(task_code, old=old, new=new)
        if found is None:
            raise ItemNotFound
        return ComparisonOut(
            task_code=task_code,
            old=old,
            new=new,
            differences=[
                DifferenceOut(
                    change=each.change,
                    part=each.part,
                    part_name=str(each.part.label),
                    about=each.about,
                    label=each.label,
                    before=each.before,
                    after=each.after,
                )
                for each in found.differences
            ],
        )


@router.get(
    "/departments",
    response=list[DepartmentOut],
    summary="有事项的部门",
    operation_id="listDepartments",
)
def list_departments(request: HttpRequest) -> list[DepartmentOut]:
    """有事项的部门，事项多的在前。"""
    return [DepartmentOut.model_validate(line) for line in catalogue.departments_with_items()]


@router.get("/regions", response=list[RegionOut], summary="行政区划", operation_id="listRegions")
def list_regions(
    request: HttpRequest,
    level: Annotated[
        int | None, Query(ge=1, le=5, description="层级：3 县市，4 乡镇，5 村社区；默认都给")
    ] = None,
) -> list[RegionOut]:
    """本市和所辖乡镇、村和社区，按代码排列。"""
    levels = CITY_LEVELS if level is None else (level,)
    return [RegionOut.model_validate(line) for line in organisations.regions(levels=levels)]


@router.get("/themes", response=list[ThemeOut], summary="服务主题", operation_id="listThemes")
def list_themes(
    request: HttpRequest, audience: Annotated[Audience, Query(description="服务对象")] = "person"
) -> list[ThemeOut]:
    """有事项的服务主题，按国家统一分类的顺序。"""
    return [ThemeOut.model_validate(line) for line in catalogue.themes(audience)]


@router.post(
    "/progress",
    response=ProgressOut,
    summary="凭编号和查询码查进度",
    operation_id="lookUpProgress",
    throttle=LookUpThrottle(name="progress", most=30),
)
def look_up_progress(request: HttpRequest, body: ProgressIn) -> ProgressOut:
    """用 POST，查询码就不会留在地址和日志里。编号不对和查询码不对，答复相同。"""
    found = progress_queries.progress(number=body.number, code=body.code, on=timezone.localdate())
    if found is None:
        raise CaseNotFound
    return ProgressOut.model_validate(found)


@router.get(
    "/licences/check/{code}",
    response=LicenceCheckOut,
    summary="公开查验电子证照",
    operation_id="checkLicence",
)
def check_licence(
    request: HttpRequest, code: Annotated[str, Field(max_length=80)]
) -> LicenceCheckOut:
    """按二维码里的查验码：是否有效、签名是否正确。持证人和编号脱敏。"""
    found = licence_queries.check(code, on=timezone.localdate())
    if found is None:
        raise LicenceNotFound
    return LicenceCheckOut.model_validate(found)
