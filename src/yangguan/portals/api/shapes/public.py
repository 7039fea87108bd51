"""What anybody may read: the catalogue, the public look-ups."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, computed_field

from yangguan.foundation.language.chinese import in_chinese
from yangguan.handling.cases.queries.clock import Tone
from yangguan.handling.cases.states import (
    CaseState,
    Outcome,
    WorkItemState,
)
from yangguan.handling.licences.states import LicenceState
from yangguan.portals.api.shapes import Body, Page, Shape
from yangguan.registers.catalogue.comparison import Change
from yangguan.registers.catalogue.item_counts import MOST_COUNTED
from yangguan.registers.catalogue.outline import Part
from yangguan.registers.catalogue.process import StepKind
from yangguan.registers.catalogue.states import ItemState


class ItemOut(Shape):
    """A service item in a list (事项)."""

    task_code: str = Field(description="实施编码", examples=["11620982XNDH00265P4620131004000"])
    name: str
    department_name: str
    type_name: str = Field(description="事项类型")
    summary: str
    is_online: bool = Field(description="能否网上申请")


ItemCount = Annotated[
    int, Field(description=f"在用的事项数；最多数到 {MOST_COUNTED}，再多都是 {MOST_COUNTED + 1}")
]


class ItemPage(Page[ItemOut]):
    """Items, and how a search found them when no name has its words just so."""

    is_loose: bool = Field(description="没有事项含有全部搜索词，列出的含有其中一部分")
    is_close: bool = Field(
        description="没有完全一样的，列出的读音或写法相近，例如搜索词里有错字、拼音打错"
    )
    is_mentioned: bool = Field(
        description="没有事项的名称含有搜索词，列出的在依据、材料或者常见问题里提到它"
    )
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
    item_count: ItemCount


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
    item_count: ItemCount


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

    @computed_field  # type: ignore[prop-decorator]  # mypy knows no decorated property
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

    @computed_field  # type: ignore[prop-decorator]  # mypy knows no decorated property
    @property
    def state_name(self) -> str:
        return in_chinese(self.state.label)
