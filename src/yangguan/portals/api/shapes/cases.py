"""A caller and a case, for its applicant and for its officers."""

import uuid
from datetime import date, datetime
from typing import Any, Literal

from pydantic import Field, computed_field

from yangguan.foundation.language.chinese import in_chinese
from yangguan.handling.cases.states import (
    CaseState,
    Channel,
    MaterialWay,
    Outcome,
    WorkItemState,
)
from yangguan.handling.licences.states import LicenceState
from yangguan.portals.api.shapes import Shape
from yangguan.portals.api.shapes.public import ClockOut
from yangguan.registers.catalogue.process import StepKind


class PrincipalOut(Shape):
    """A party for which an application can be made."""

    id: uuid.UUID
    name: str
    is_self: bool


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


class FileOut(Shape):
    """An uploaded file."""

    id: uuid.UUID
    slot: str = Field(description="材料的 key，或者文件类问题的 element")
    name: str
    size: int = Field(description="字节数")
    media_type: str
    uploaded_at: datetime


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

    @computed_field  # type: ignore[prop-decorator]  # mypy knows no decorated property
    @property
    def state_name(self) -> str:
        return in_chinese(self.state.label)


class SubmittedOut(CaseOut):
    """A new case, with the code for the public progress look-up."""

    lookup_code: str = Field(description="查询码，请妥善交给申请人")


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

    @computed_field  # type: ignore[prop-decorator]  # mypy knows no decorated property
    @property
    def state_name(self) -> str:
        return in_chinese(self.state.label)
