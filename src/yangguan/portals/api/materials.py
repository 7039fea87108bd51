"""The city's catalogue of materials (材料目录), open to all."""

from typing import Annotated

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field

from yangguan.portals.api.cursors import ends, read_cursor
from yangguan.portals.api.shapes import Page, Shape
from yangguan.registers.catalogue import material_queries as queries
from yangguan.registers.catalogue.codes import MATERIAL_KINDS, MATERIAL_MEDIA, MATERIAL_SOURCES
from yangguan.registers.catalogue.errors import MaterialNotFound

router = Router(tags=["公开信息"])

BY_NAME_AND_ID = (str, int)
Code = Annotated[str, Field(max_length=20)]


class MaterialOut(Shape):
    """A material in a list (材料目录)."""

    code: str = Field(description="材料编码", examples=["M00001"])
    name: str
    other_names: list[str] = Field(description="别名，和名称一样只指这一种材料")
    issuer: str = Field(description="出具单位，没有统一单位的为空")
    licence_type: str = Field(description="它的电子证照类型，没有的为空")
    trust: str = Field(description="可信等级：A 至 D，国办函〔2016〕108号")
    has_blank: bool = Field(description="有没有空白表")
    has_sample: bool = Field(description="有没有填写样本")


class MaterialDetailOut(Shape):
    """One material, as the whole city knows it."""

    code: str
    name: str
    other_names: list[str]
    kind: str = Field(description="材料类型")
    source: str = Field(description="来源渠道")
    issuer: str
    licence_type: str
    medium: str = Field(description="材料形式")
    validity: str = Field(description="有效期")
    trust: str
    note: str
    merged_codes: list[str] = Field(description="并入这一种的材料编码，仍可用来引用")


@router.get(
    "/materials",
    response=Page[MaterialOut],
    summary="列出或查找材料",
    operation_id="listMaterials",
)
def list_materials(
    request: HttpRequest,
    q: Annotated[str, Query(max_length=60, description="名称、别名的一部分，或者编码")] = "",
    cursor: Annotated[str | None, Query(max_length=1_200)] = None,
    limit: Annotated[int, Query(ge=1, le=100, description="一页多少条")] = 20,
) -> Page[MaterialOut]:
    """全市统一的材料目录，按名称排列；部门提出、还没有确认的不在其中。"""
    asked = read_cursor(cursor, BY_NAME_AND_ID)
    page = queries.materials(text=q, is_confirmed=True, cursor=asked, limit=limit)
    return ends(page, MaterialOut)


@router.get(
    "/materials/{code}",
    response=MaterialDetailOut,
    summary="一种材料",
    operation_id="getMaterial",
)
def get_material(request: HttpRequest, code: Code) -> MaterialDetailOut:
    """一种材料的定义。已经并入另一种的编码，给出并入的那一种。"""
    found = queries.material(code)
    if found is not None and found.merged_into:
        found = queries.material(found.merged_into)
    if found is None or not found.is_confirmed:
        raise MaterialNotFound
    terms = found.terms
    return MaterialDetailOut(
        code=found.code,
        name=terms.name,
        other_names=list(terms.other_names),
        kind=MATERIAL_KINDS.get(terms.kind, ""),
        source=MATERIAL_SOURCES.get(terms.issuer_kind, ""),
        issuer=found.department_name or terms.issuer,
        licence_type=terms.licence_type,
        medium=MATERIAL_MEDIA.get(terms.medium, ""),
        validity=terms.validity,
        trust=terms.trust,
        note=terms.note,
        merged_codes=list(found.merged_codes),
    )
