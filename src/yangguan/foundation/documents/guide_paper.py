"""The guide of an item for the wall and the pocket (办事指南)."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from yangguan.foundation.documents.paper import LabelledValue, Paper, Remedies


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideCondition:
    """One condition (办理条件)."""

    words: str
    """What must be the case."""
    basis: str
    """Law and article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideMaterial:
    """One material (申请材料)."""

    name: str
    """材料名称."""
    form: str
    """格式和份数 in words, e.g. 原件1份、复印件1份，A4，可传电子版."""
    signing: str
    """签名签章 wanted on it; empty when none is."""
    basis: str
    """Law and article."""
    necessity: str = ""
    """E.g. 必要, 可容缺后补, 免提交; empty prints nothing."""
    note: str = ""
    """填写说明, source, standard of acceptance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideStep:
    """One step of the process (办理环节)."""

    name: str
    """环节."""
    office: str
    """Who handles it."""
    limit: str
    """时限 in words."""
    result: str
    """What comes out of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideFee:
    """One fee (收费项目)."""

    name: str
    """项目名称."""
    standard: str
    """标准 with unit."""
    basis: str
    """Law, article or document."""
    reduction: str
    """减免 and its basis; empty when there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GuidePaper(Paper):
    """
    One edition as a printed guide. `number` is the 实施编码, `organ` the department, `issued_date`
    the day of printing, `qr_url` the page that tells whether this edition is still current.
    """

    template: ClassVar[str] = "guide"
    chinese_name: ClassVar[str] = "办事指南"

    item_name: str
    """事项名称."""
    item_type_name: str
    """事项类型 in words, e.g. 行政许可."""
    edition: int
    """Number of the edition."""
    effective_date: date
    """Day from which the edition holds."""
    audience: str
    """服务对象."""
    statutory_limit: str
    """法定办结时限 in words."""
    promised_limit: str
    """承诺办结时限 in words."""
    channels: str
    """办理形式: 网上, 窗口, 自助终端, 快递."""
    visits: str
    """到现场次数, with the reason when it is not 0."""
    results: tuple[str, ...]
    """办理结果: names."""
    conditions: tuple[GuideCondition, ...]
    """办理条件."""
    materials: tuple[GuideMaterial, ...]
    """申请材料; none prints that none is needed."""
    steps: tuple[GuideStep, ...]
    """办理流程."""
    special_procedure: str
    """特别程序 that stops the clock; empty when there is none."""
    fees: tuple[GuideFee, ...]
    """收费; none: 不收费."""
    attention: tuple[str, ...]
    """注意事项."""
    contacts: tuple[LabelledValue, ...]
    """办理地点, 办理时间, 咨询方式, 监督投诉方式 and the like."""
    remedies: Remedies
    """复议机关 and court."""
    questions: tuple[LabelledValue, ...] = ()
    """常见问题: question, answer."""
    situation: tuple[LabelledValue, ...] = ()
    """What the reader has told (情形): question, answer; none: the guide for every situation."""
    laws: tuple[LabelledValue, ...] = ()
    """Text of the provisions: name and article, words."""

    @property
    def title(self) -> str:
        return f"{self.item_name}办事指南"


@dataclass(frozen=True, slots=True, kw_only=True)
class SimpleGuidePaper(Paper):
    """
    The guide on one page in large type (简版指南), for one situation or for all.

    Whoever makes it keeps lists and texts short; the template sets the largest type that fits.
    """

    template: ClassVar[str] = "guide_simple"
    chinese_name: ClassVar[str] = "简版指南"

    item_name: str
    """事项名称."""
    edition: int
    """Number of the edition."""
    situation: str
    """What the reader has told, in one line; empty: every situation."""
    facts: tuple[LabelledValue, ...]
    """Who, how long, how much."""
    bring: tuple[LabelledValue, ...]
    """What to bring: name, how many; none prints that nothing is needed."""
    bring_note: str
    """What else may be wanted, or what need not be brought; may be empty."""
    steps: tuple[str, ...]
    """Three steps at most."""
    contacts: tuple[LabelledValue, ...]
    """Where, when, whom to ask."""

    @property
    def title(self) -> str:
        return f"{self.item_name}简版指南"
