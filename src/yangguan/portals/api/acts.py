"""The bodies of the acts on a case."""

import uuid
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field

from yangguan.portals.api.shapes import Body

Text = Annotated[str, Field(max_length=5_000)]
Name = Annotated[str, Field(max_length=200)]
SeenVersion = Annotated[
    int | None,
    Field(description="看过的办件版本；此后办件有变化的，拒绝这一步"),
]


def _example(**values: Any) -> ConfigDict:
    return ConfigDict(json_schema_extra={"examples": [values]})


class WithdrawIn(Body):
    """撤回."""

    reason: Text = ""


class CorrectIn(Body):
    """补正: new answers; new files are uploaded before."""

    model_config = _example(answers={"site_address": "沙州镇阳关中路 2 号"})
    answers: dict[str, Any] = Field(default_factory=dict, description="数据元 → 新的值")


class EvaluateIn(Body):
    """评价: five stars are the best."""

    model_config = _example(stars=5, details=["510"], words="")
    stars: int = Field(description="1 非常不满意 … 5 非常满意")
    details: list[str] = Field(
        default_factory=list, max_length=8, description="该星级的详情代码（好差评接口规范）"
    )
    words: Text = ""


class PartyIn(Body):
    """登记申请人: whose original document the officer has seen."""

    model_config = _example(
        name="测鸣沙", document_type="111", number="620982198803128995", mobile=""
    )
    name: Name
    document_type: str = Field(
        max_length=3, description="GA/T 2000.156：111 居民身份证；001 统一社会信用代码"
    )
    number: str = Field(max_length=40)
    mobile: str = Field("", max_length=20)


class IntakeIn(Body):
    """收件: the applicant by id or by number, one of them."""

    model_config = _example(
        task_code="11620982XNDH00265P4620131004000",
        applicant_number="620982198803128995",
        answers={"site_address": "沙州镇夜市 1 号", "truth_pledge": True},
        on_paper=["material-1"],
    )
    task_code: str = Field(max_length=60, description="实施编码")
    applicant_id: uuid.UUID | None = Field(None, description="申请人，来自 POST /parties")
    applicant_number: str = Field(
        "", max_length=40, description="公民身份号码或统一社会信用代码；没写 applicant_id 时用"
    )
    answers: dict[str, Any] = Field(default_factory=dict, description="数据元 → 值")
    on_paper: list[Annotated[str, Field(max_length=70)]] = Field(
        default_factory=list, max_length=200, description="已当面核对原件的材料的 key"
    )


class AcceptIn(Body):
    """受理."""

    opinion: Text = ""
    seen_version: SeenVersion = None


class AskedIn(Body):
    """One thing to correct."""

    subject: str = Field(max_length=70, description="指南里材料的 key，或者表单的 element")
    fault: Text = Field(description="错在哪里、怎样改")


class RequestCorrectionIn(Body):
    """一次性告知补正."""

    model_config = _example(lines=[{"subject": "material-1", "fault": "看不清，请换一份。"}])
    lines: list[AskedIn] = Field(max_length=200)
    seen_version: SeenVersion = None


class RefuseAcceptanceIn(Body):
    """不予受理."""

    model_config = _example(ground="not-needed", reasons="依法不需要取得行政许可。")
    ground: Literal["not-needed", "not-competent"] = Field(
        description="not-needed 依法不需要申请；not-competent 不属于本机关职权"
    )
    competent_organ: Name = Field("", description="不属于本机关职权的，有权办理的机关")
    reasons: Text
    seen_version: SeenVersion = None


class ReviewIn(Body):
    """审查."""

    model_config = _example(agrees=True, opinion="材料与条件相符。")
    agrees: bool
    opinion: Text = ""
    step: Name | None = Field(None, description="并行审查时指明是哪一步")
    seen_version: SeenVersion = None


class GrantIn(Body):
    """准予."""

    findings: Text = ""
    seen_version: SeenVersion = None


class RefuseIn(Body):
    """不予许可."""

    model_config = _example(reasons="经审查，不符合办理条件第一项。")
    reasons: Text
    seen_version: SeenVersion = None


class CertifyIn(Body):
    """颁证."""

    opinion: Text = ""
    step: Name | None = None
    seen_version: SeenVersion = None


class DeliverIn(Body):
    """送达."""

    model_config = _example(receiver="测鸣沙")
    receiver: Name = Field(description="领取人姓名，已核对身份证件")
    note: Text = ""
    seen_version: SeenVersion = None
