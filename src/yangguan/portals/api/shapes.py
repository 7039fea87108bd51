"""What the API's requests and answers look like; the published document is made from these."""

import uuid
from datetime import date, datetime
from typing import Any, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, computed_field

from yangguan.foundation.language.chinese import in_chinese
from yangguan.handling.cases.queries.clock import Tone
from yangguan.handling.cases.states import (
    CaseState,
    Channel,
    MaterialWay,
    Outcome,
    WorkItemState,
)
from yangguan.handling.licences.states import LicenceState
from yangguan.registers.catalogue.comparison import Change
from yangguan.registers.catalogue.outline import Part
from yangguan.registers.catalogue.process import StepKind
from yangguan.registers.catalogue.states import ItemState

Line = TypeVar("Line")


class Shape(BaseModel):
    """An answer, or a part of one; read from a value of the queries by its attributes."""

    model_config = ConfigDict(from_attributes=True)


class Body(BaseModel):
    """A request's body: a member that nobody knows is a fault, not ignored."""

    model_config = ConfigDict(extra="forbid")


class Page(Shape, Generic[Line]):
    """A page of a list; a cursor is null where the list ends."""

    items: list[Line]
    previous: str | None = Field(description="上一页的游标")
    next: str | None = Field(description="下一页的游标")


# The catalogue, open to all.


class ItemOut(Shape):
    """A service item in a list (事项)."""

    task_code: str = Field(description="实施编码", examples=["11620982XNDH00265P4620131004000"])
    name: str
    department_name: str
    type_name: str = Field(description="事项类型")
    summary: str
    is_online: bool = Field(description="能否网上申请")


class ItemPage(Page[ItemOut]):
    """Items, and what a search did when no item has all of its words."""

    is_loose: bool = Field(description="没有事项含有全部搜索词，列出的含有其中一部分")
    instead: str = Field(
        description="没有事项含有搜索词时，改用的正式说法；没有改用时为空", examples=["食品经营"]
    )


class GuideOut(Shape):
    """The guide of an item: one edition, as it was published."""

    task_code: str
    state: ItemState = Field(description="1 在用，2 暂停，3 取消")
    state_name: str
    edition: int = Field(description="版次")
    current_edition: int = Field(description="现行版次")
    published_at: datetime | None
    department_name: str
    content: dict[str, Any]  # in the published description: the schema of `EditionContent`


class DifferenceOut(Shape):
    """A line that differs between two editions; `before` or `after` is empty where none stood."""

    change: Change
    part: Part
    part_name: str
    about: str = Field(description="哪一样材料、哪一个环节等；空的是事项本身")
    label: str
    before: str
    after: str


class ComparisonOut(Shape):
    """Two editions of an item, line by line."""

    task_code: str
    old: int = Field(description="旧的版次")
    new: int = Field(description="新的版次")
    differences: list[DifferenceOut]


class DepartmentOut(Shape):
    """A department that offers items (部门)."""

    id: int
    name: str
    short_name: str
    kind: str
    item_count: int


class RegionOut(Shape):
    """A division of the city (行政区划), GB/T 2260 and GB/T 10114."""

    code: str
    name: str
    full_name: str
    level: int = Field(description="1 省，2 市，3 县，4 乡镇街道，5 村社区")
    parent_code: str


class ThemeOut(Shape):
    """A theme of the national classification (服务主题)."""

    audience: Literal["person", "organisation"]
    code: str
    name: str
    item_count: int


class ClockOut(Shape):
    """The time left, in working days; `left` is negative when late."""

    due_date: date
    statutory_date: date | None
    left: int
    used: int
    promised: int
    statutory: int
    tone: Tone
    is_provisional: bool = Field(description="跨入还没有公布放假安排的年份，日期可能再变")


class ProgressIn(Body):
    """What is printed on the receipt (收件凭证)."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"number": "62098220261125000001", "code": "K7MP-3XAH"}]}
    )
    number: str = Field(max_length=80, description="办件编号")
    code: str = Field(max_length=40, description="查询码")


class ProgressStepOut(Shape):
    """A step that was done or is open."""

    name: str
    kind: StepKind
    office: str
    state: WorkItemState
    at: datetime
    outcome: Outcome | None


class ProgressOut(Shape):
    """How far a case is, without the applicant's full name."""

    number: str
    item_name: str
    task_code: str
    department_name: str
    applicant: str = Field(description="脱敏")
    state: CaseState
    submitted_at: datetime
    accepted_at: datetime | None
    is_by_silence: bool = Field(description="逾期未答复，依法自收件之日起视为受理")
    concluded_at: datetime | None
    clock: ClockOut | None
    steps: list[ProgressStepOut]

    @computed_field  # type: ignore[prop-decorator]
    @property
    def state_name(self) -> str:
        return in_chinese(self.state.label)


class LicenceCheckOut(Shape):
    """What the public check of a licence tells; the number and a person's name are masked."""

    type_name: str
    masked_number: str
    holder: str
    issuer_name: str
    issue_date: date
    valid_until: date | None = Field(description="空：没有止期，见 term")
    term: str = Field(description="没有止期时：长期，或者办理结果写明的期限")
    state: LicenceState
    is_signature_right: bool
    is_valid: bool = Field(description="有效，并且签名正确")

    @computed_field  # type: ignore[prop-decorator]
    @property
    def state_name(self) -> str:
        return in_chinese(self.state.label)


# Who calls.


class PrincipalOut(Shape):
    """A party for which an application can be made."""

    id: uuid.UUID
    name: str
    is_self: bool


class PartyOut(Shape):
    """A party of the register."""

    id: uuid.UUID
    name: str


class SeatOut(Shape):
    """A post of the officer."""

    role: str
    title: str
    office: str


class CallerOut(Shape):
    """Whom the token belongs to."""

    kind: Literal["person", "officer"]
    name: str
    applicants: list[PrincipalOut] = Field(description="可以为谁申请：本人和所代表的单位")
    seats: list[SeatOut] = Field(description="工作人员的岗位")


# Files and drafts.


class FileOut(Shape):
    """An uploaded file."""

    id: uuid.UUID
    slot: str = Field(description="材料的 key，或者文件类问题的 element")
    name: str
    size: int = Field(description="字节数")
    media_type: str
    uploaded_at: datetime


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


# Cases.


class CaseOut(Shape):
    """A case after an act: what the act may have changed."""

    number: str = Field(description="办件编号")
    state: CaseState
    version: int = Field(description="办件版本，作为下一步的 seen_version")
    submitted_at: datetime
    acceptance_due_date: date
    accepted_at: datetime | None
    silence_recorded_at: datetime | None = Field(
        description="逾期未答复，依法视为受理：登记的时间；受理时间是收件时间"
    )
    promised_due_date: date | None
    statutory_due_date: date | None
    is_due_provisional: bool
    due_date: date | None = Field(description="现在计的期限；空：没有期限在走")
    decided_at: datetime | None
    concluded_at: datetime | None
    delivered_at: datetime | None

    @computed_field  # type: ignore[prop-decorator]
    @property
    def state_name(self) -> str:
        return in_chinese(self.state.label)


class SubmittedOut(CaseOut):
    """A new case, with the code for the public progress look-up."""

    lookup_code: str = Field(description="查询码，请妥善交给申请人")


class CaseLineOut(Shape):
    """A case in its applicant's list."""

    number: str
    item_name: str
    applicant_name: str
    state: CaseState
    submitted_at: datetime
    clock: ClockOut | None
    waits_for_applicant: bool = Field(description="等申请人做一件事：补正，或者领取结果")

    @computed_field  # type: ignore[prop-decorator]
    @property
    def state_name(self) -> str:
        return in_chinese(self.state.label)


class WorkLineOut(Shape):
    """A step that waits for the officer."""

    number: str
    version: int
    item_name: str
    department_name: str
    applicant_name: str
    step: str
    kind: StepKind
    step_name: str
    state: CaseState
    channel: Channel
    opened_at: datetime
    due_date: date
    clock: ClockOut | None


class StepOut(Shape):
    """A step of the case: done, open, or still to come (`state` null)."""

    key: str
    kind: StepKind
    name: str
    department_name: str
    state: WorkItemState | None
    opened_at: datetime | None
    due_date: date | None
    done_at: datetime | None
    officer_name: str
    office: str
    outcome: Outcome | None
    opinion: str
    may_do: bool = Field(description="令牌的岗位现在能不能办")


class DocumentOut(Shape):
    """A statutory document of the case (文书)."""

    id: uuid.UUID
    kind: str
    name: str
    number: str = Field(description="文号")
    issued_at: datetime


class LicenceOut(Shape):
    """An e-licence as its holder sees it (电子证照)."""

    id: uuid.UUID
    identifier: str = Field(description="电子证照标识")
    type_name: str
    number: str
    holder_name: str
    issuer_name: str
    issue_date: date
    valid_until: date | None = Field(description="空：没有止期，见 term")
    term: str = Field(description="没有止期时：长期，或者办理结果写明的期限")
    state: LicenceState
    check_code: str = Field(description="公开查验码，见 GET /licences/check/{code}")
    fields: list[tuple[str, str]] = Field(description="照面内容：名称和值")
    case_number: str


class LicenceDataOut(Shape):
    """An e-licence as signed data: whoever has the public key can check it without asking us."""

    statement: dict[str, Any] = Field(
        description="签名的内容，照面在 KZ；键名排序、没有空白的 UTF-8 JSON 就是签名的原文"
    )
    signature: str = Field(description="SM2 签名，DER，十六进制")
    algorithm: str = Field(examples=["SM2-SM3"])
    public_key: str = Field(description="签名公钥的 x 和 y，64 字节，十六进制")


class AnswerOut(Shape):
    """One answer of the application."""

    element: str
    label: str
    value: Any
    files: list[FileOut]


class MaterialOut(Shape):
    """A material of the case."""

    key: str
    name: str
    way: MaterialWay
    licence_number: str
    trust: str = Field(description="可信等级 A 至 D")
    files: list[FileOut]


class CorrectionOut(Shape):
    """One thing that the applicant was asked to correct."""

    subject: str = Field(description="材料的 key 或答案的 element")
    name: str
    fault: str
    files: list[FileOut]


class TraceOut(Shape):
    """A line of the case's trace (留痕)."""

    position: int
    at: datetime
    actor_name: str
    office: str
    action: str
    digest: str


class ApplicantOut(Shape):
    """Who applies; numbers are masked except for the officer at work."""

    id: uuid.UUID
    name: str
    is_organisation: bool
    number: str
    mobile: str


class CaseViewOut(Shape):
    """A case with everything that its reader may see."""

    number: str
    lookup_code: str
    task_code: str
    item_name: str
    edition: int
    state: CaseState
    channel: Channel
    applicant: ApplicantOut
    submitted_at: datetime
    accepted_at: datetime | None
    silence_recorded_at: datetime | None
    decided_at: datetime | None
    concluded_at: datetime | None
    delivered_at: datetime | None
    clock: ClockOut | None
    version: int
    answers: list[AnswerOut]
    materials: list[MaterialOut]
    steps: list[StepOut]
    documents: list[DocumentOut]
    licences: list[LicenceOut]
    correction: list[CorrectionOut]
    correct_by: date | None
    trace: list[TraceOut]
    may_withdraw: bool
    may_correct: bool
    may_collect: bool
    may_evaluate: bool

    @computed_field  # type: ignore[prop-decorator]
    @property
    def state_name(self) -> str:
        return in_chinese(self.state.label)


class EvaluationOut(Shape):
    """An evaluation as it was stored (好差评)."""

    stars: int
    details: list[str]
    words: str
    evaluated_at: datetime
