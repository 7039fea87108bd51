"""Code tables as open data: every table in force, and every code that it has or had."""

from datetime import date
from typing import Annotated

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field

from yangguan.portals.api.shapes import Shape
from yangguan.registers.standards.errors import CodeTableNotFound
from yangguan.registers.standards.impact import all_entries
from yangguan.registers.standards.queries.code_tables import code_table, code_tables
from yangguan.registers.standards.states import VersionState

router = Router(tags=["公开信息"])


class CodeTableOut(Shape):
    """A code table (代码表) in the list."""

    key: str
    title: str
    standard: str
    number: int | None = Field(description="现行版的版次；还没有现行版时为 null")
    in_force_date: date | None
    count: int = Field(description="现行版有多少个代码")


class CodeOut(Shape):
    """One code; without `valid_from` and `valid_to` it may be used without a limit of time."""

    code: str
    name: str
    parent: str = Field(description="上级代码，没有时为空")
    valid_from: date | None
    valid_to: date | None


class CodeTableVersionOut(Shape):
    """A version of a code table with its codes."""

    key: str
    title: str
    standard: str
    number: int
    state: VersionState
    source: str
    in_force_date: date
    successors: dict[str, str] = Field(description="上一版去掉的代码 → 由本版哪个代码接替")
    reason: str = Field(description="去掉仍在使用的代码的理由，没有时为空")
    codes: list[CodeOut]


@router.get(
    "/code-tables",
    response=list[CodeTableOut],
    summary="代码表清单",
    operation_id="listCodeTables",
)
def list_code_tables(request: HttpRequest) -> list[CodeTableOut]:
    """全平台使用的代码表，各有依据的标准和现行版。"""
    return [CodeTableOut.model_validate(line) for line in code_tables()]


@router.get(
    "/code-tables/{key}",
    response=CodeTableVersionOut,
    summary="一个代码表的代码",
    operation_id="getCodeTable",
)
def get_code_table(
    request: HttpRequest,
    key: Annotated[str, Field(max_length=40)],
    version: Annotated[int | None, Query(ge=1, le=32_767, description="版次，默认现行版")] = None,
) -> CodeTableVersionOut:
    """现行版，或者 `version` 指定的以前的版；草稿不公开。"""
    table = code_table(key)
    found = None
    if table is not None:
        found = table.in_force if version is None else table.version(version)
    if table is None or found is None or found.state is VersionState.DRAFT:
        raise CodeTableNotFound
    return CodeTableVersionOut(
        key=table.key,
        title=table.title,
        standard=table.standard,
        number=found.number,
        state=found.state,
        source=found.source,
        in_force_date=found.in_force_date,
        successors=found.successors,
        reason=found.reason,
        codes=[CodeOut.model_validate(entry) for entry in all_entries(key, found.number)],
    )
