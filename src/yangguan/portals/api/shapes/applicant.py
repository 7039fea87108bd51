"""What an applicant alone sends and reads: drafts, the own cases and licences."""

import uuid
from datetime import datetime
from typing import Any

from pydantic import ConfigDict, Field, computed_field

from yangguan.foundation.language.chinese import in_chinese
from yangguan.handling.cases.states import (
    CaseState,
    MaterialWay,
)
from yangguan.portals.api.shapes import Body, Shape
from yangguan.portals.api.shapes.cases import FileOut
from yangguan.portals.api.shapes.public import ClockOut


class DraftIn(Body):
    """Which item, and for whom."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"task_code": "11620982XNDH00265P4620131004000"}]}
    )
    task_code: str = Field(max_length=60, description="实施编码")
    applicant_id: uuid.UUID | None = Field(
        None, description="申请人，来自 GET /me；不写则为令牌的本人"
    )


class AnswersIn(Body):
    """Answers by data element; elements that are not sent stay as they are."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"answers": {"site_address": "沙州镇夜市 1 号"}, "seen_revision": 0}]
        }
    )
    answers: dict[str, Any] = Field(description="数据元 → 值，形状见“表单和答案”；null 表示清空")
    seen_revision: int | None = Field(
        None, description="上次读到的修订号；草稿已被别处改过时拒绝，不覆盖"
    )


class DraftLineOut(Shape):
    """A draft in a list."""

    id: uuid.UUID
    task_code: str
    item_name: str
    applicant_name: str
    saved_at: datetime
    is_edition_current: bool


class DraftSavedOut(Shape):
    """A draft after a save."""

    id: uuid.UUID
    revision: int
    saved_at: datetime


class FaultOut(Shape):
    """What is wrong with one answer."""

    element: str
    label: str
    message: str


class MaterialPlanOut(Shape):
    """A material of the list, and how it is satisfied so far."""

    key: str
    name: str
    way: MaterialWay | None = Field(description="空：还缺")
    licence_number: str = Field(description="免提交所用的电子证照")


class DraftOut(DraftSavedOut):
    """A draft with everything that is known of it."""

    task_code: str
    item_name: str
    edition: int
    applicant_id: uuid.UUID
    applicant_name: str
    created_at: datetime
    answers: dict[str, Any]
    faults: list[FaultOut] = Field(description="还没填好的答案")
    materials: list[MaterialPlanOut]
    files: list[FileOut]
    is_complete: bool = Field(description="现在能否提交")


class CaseLineOut(Shape):
    """A case in its applicant's list."""

    number: str
    item_name: str
    applicant_name: str
    state: CaseState
    submitted_at: datetime
    clock: ClockOut | None
    waits_for_applicant: bool = Field(description="等申请人做一件事：补正，或者领取结果")

    @computed_field  # type: ignore[prop-decorator]  # mypy knows no decorated property
    @property
    def state_name(self) -> str:
        return in_chinese(self.state.label)


class LicenceDataOut(Shape):
    """An e-licence as signed data: whoever has the public key can check it without asking us."""

    statement: dict[str, Any] = Field(
        description="签名的内容，照面在 KZ；键名排序、没有空白的 UTF-8 JSON 就是签名的原文"
    )
    signature: str = Field(description="SM2 签名，DER，十六进制")
    algorithm: str = Field(examples=["SM2-SM3"])
    public_key: str = Field(description="签名公钥的 x 和 y，64 字节，十六进制")


class EvaluationOut(Shape):
    """An evaluation as it was stored (好差评)."""

    stars: int
    details: list[str]
    words: str
    evaluated_at: datetime
