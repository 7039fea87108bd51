"""
The statutory documents of a case (法律文书), each as a value with every word that varies.

Numbers of persons come masked from the caller. Which act made the document, and its number in the
trace, is the caller's business; here is what is printed.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from yangguan.foundation.documents.paper import (
    Addressee,
    LabelledValue,
    Paper,
    Remedies,
    Seal,
)

LICENSING = "01"
# 事项类型代码 (GB/T 39046-2020 A.1) → the word in the title of a decision. Other types get no
# decision in the sense of the law, but a notice of the result (办理结果告知书).
DECISION_WORDS = {
    LICENSING: "行政许可",
    "05": "行政给付",
    "07": "行政确认",
    "08": "行政奖励",
    "09": "行政裁决",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class StatutoryDocument(Paper):
    """What all documents of a case say."""

    seal: Seal
    """The seal over the date; the organ's, or its special seal."""
    applicant: Addressee
    """申请人, whom the document addresses."""
    case_number: str
    """办件编号."""
    item_name: str
    """事项名称 of the edition that the case is pinned to."""
    item_type: str
    """事项类型代码, two digits; 01 (行政许可) brings the articles of the licensing law."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedMaterial:
    """One line of a receipt."""

    name: str
    """材料名称."""
    form: str
    """原件, 复印件, 电子文件, 电子证照."""
    copies: int
    """份数; 0 for what was verified on the network and not handed in."""
    note: str = ""
    """E.g. 网上核验，免提交; 容缺后补."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt(StatutoryDocument):
    """收件凭证. Source: 国务院令第716号 第八条 (receipt of electronic materials)."""

    template: ClassVar[str] = "receipt"
    chinese_name: ClassVar[str] = "收件凭证"

    look_up_code: str
    """查询码: short, cannot be guessed, can be read out on the telephone."""
    implementing_organ: str
    """实施机关; may differ from `organ`, which received the materials."""
    received_at: datetime
    """收件时间, aware."""
    received_by: str
    """Officer and window, or 网上办事系统."""
    channel: str
    """收件方式: 网上, 窗口, 镇（社区）, 自助终端, 快递."""
    materials: tuple[ReceivedMaterial, ...]
    """Everything handed in or verified."""
    answer_due_date: date
    """Last day for the answer on acceptance: five working days from receipt for a licence."""
    phone: str
    """咨询电话."""
    is_correction: bool = False
    """What came is a correction: there is no second notice, and the last day counts from now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionLine:
    """One thing to be corrected."""

    subject: str
    """Material or form field of the edition, by its name there."""
    fault: str
    """What is wrong and what is needed; may have several lines."""
    basis: str
    """Law and article from the edition."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionNotice(StatutoryDocument):
    """一次性补正告知书. Source: 行政许可法 第三十二条第一款第（四）项."""

    template: ClassVar[str] = "correction_notice"
    chinese_name: ClassVar[str] = "一次性补正告知书"

    submitted_date: date
    """Day on which the materials were received."""
    lines: tuple[CorrectionLine, ...]
    """Everything that must be corrected: there is no second notice."""
    correct_by_date: date
    """Last day for the correction."""
    office: str
    """Where to bring it on paper."""
    phone: str
    """Whom to ask."""
    legal_basis: str = ""
    """Basis of the notice; empty: the licensing law for a licence, nothing for other items."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptanceNotice(StatutoryDocument):
    """受理通知书. Source: 行政许可法 第三十二条第一款第（五）项、第二款; 第四十二条, 第四十五条."""

    template: ClassVar[str] = "acceptance_notice"
    chinese_name: ClassVar[str] = "受理通知书"

    look_up_code: str
    """查询码."""
    submitted_date: date
    """Day on which the materials were received."""
    accepted_date: date
    """Day from which the limit counts; the day of receipt when accepted by silence."""
    accepted_by_silence: bool
    """No notice came within five working days, so the law accepted the application (逾期不告知)."""
    statutory_limit: str
    """法定办结时限 in words, e.g. 10个工作日."""
    promised_limit: str
    """承诺办结时限 in words."""
    due_date: date
    """应办结日期 by the promise."""
    fee: str
    """不收费, or amount and standard."""
    office: str
    """办理机构: the office that handles the case."""
    phone: str
    """咨询电话."""
    supervision_phone: str
    """监督投诉电话."""
    legal_basis: str = ""
    """As in `CorrectionNotice`."""


class RefusalGround(StrEnum):
    """Why an application is not accepted: 行政许可法 第三十二条第一款第（一）项、第（二）项."""

    NOT_NEEDED = "not-needed"
    NOT_COMPETENT = "not-competent"


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptanceRefusal(StatutoryDocument):
    """不予受理通知书. Source: 行政许可法 第三十二条第一款第（一）项、第（二）项、第二款."""

    template: ClassVar[str] = "acceptance_refusal"
    chinese_name: ClassVar[str] = "不予受理通知书"
    act_name: ClassVar[str] = "通知书"
    derived: ClassVar[tuple[str, ...]] = ("act_name",)

    submitted_date: date
    """Day on which the application was received."""
    ground: RefusalGround
    """Not needed at all, or another organ's business."""
    competent_organ: str
    """The organ to turn to; empty only when `ground` is `NOT_NEEDED`."""
    reason: str
    """Explanation in words; may be empty and may have several paragraphs."""
    remedies: Remedies
    """复议机关 and court."""
    phone: str
    """Whom to ask."""
    legal_basis: str = ""
    """As in `CorrectionNotice`."""

    def __post_init__(self) -> None:
        if self.ground is RefusalGround.NOT_COMPETENT and not self.competent_organ:
            raise ValueError("the law wants the competent organ named (第三十二条第一款第（二）项)")


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionGranting(StatutoryDocument):
    """准予行政许可决定书 and its like. Source: 行政许可法 第三十八条第一款、第四十四条."""

    template: ClassVar[str] = "decision_granting"
    chinese_name: ClassVar[str] = "准予决定书"
    derived: ClassVar[tuple[str, ...]] = ("outcome", "act_name")

    submitted_date: date
    """Day of the application."""
    accepted_date: date
    """Day of acceptance."""
    findings: str
    """What the review found (决定意见): paragraphs."""
    decision_basis: str
    """Law and article of the decision, with 《》."""
    contents: tuple[LabelledValue, ...]
    """What is granted (许可内容), its scope and validity."""
    collection: str
    """How the result is had: e-licence, window, courier. May be empty."""
    remedies: Remedies | None = None
    """Given where the decision also burdens the applicant or somebody else."""

    @property
    def title(self) -> str:
        word = DECISION_WORDS.get(self.item_type)
        if self.item_type == LICENSING:
            return "准予行政许可决定书"
        return f"{word}决定书" if word else "办理结果告知书"

    @property
    def outcome(self) -> str:
        """The operative words."""
        word = DECISION_WORDS.get(self.item_type)
        return f"准予{word}。" if word else f"办结“{self.item_name}”，办理结果为准予。"

    @property
    def act_name(self) -> str:
        return "决定书" if self.item_type in DECISION_WORDS else "告知书"


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRefusing(StatutoryDocument):
    """不予行政许可决定书 and its like. Source: 行政许可法 第三十八条第二款."""

    template: ClassVar[str] = "decision_refusing"
    chinese_name: ClassVar[str] = "不予决定书"
    derived: ClassVar[tuple[str, ...]] = ("outcome", "act_name")

    submitted_date: date
    """Day of the application."""
    accepted_date: date
    """Day of acceptance."""
    reasons: str
    """Reasons in fact, paragraphs; the law demands them."""
    decision_basis: str
    """Law and article of the refusal, with 《》."""
    remedies: Remedies
    """The law demands them."""

    @property
    def title(self) -> str:
        word = DECISION_WORDS.get(self.item_type)
        return f"不予{word}决定书" if word else "不予办理告知书"

    @property
    def outcome(self) -> str:
        """The operative words."""
        word = DECISION_WORDS.get(self.item_type)
        return f"不予{word}。" if word else f"对“{self.item_name}”的申请不予办理。"

    @property
    def act_name(self) -> str:
        return "决定书" if self.item_type in DECISION_WORDS else "告知书"

    def __post_init__(self) -> None:
        if not self.reasons.strip():
            raise ValueError("a refusal states its reasons (行政许可法 第三十八条第二款)")


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryReceipt(StatutoryDocument):
    """送达回证. Source: 行政许可法 第四十四条; 民事诉讼法 第八十七条 as its model."""

    template: ClassVar[str] = "delivery_receipt"
    chinese_name: ClassVar[str] = "送达回证"

    papers: tuple[LabelledValue, ...]
    """Delivered papers: name, number."""
    way: str
    """送达方式: 直接送达, 电子送达, 邮寄送达."""
    place: str
    """送达地点: window, address, or the applicant's account."""
    delivered_at: datetime
    """送达时间, aware."""
    delivered_by: str
    """送达人: officer, or 系统."""
    confirmation: str = ""
    """How the recipient confirmed electronically; empty leaves room for a signature."""
    received_for: str = ""
    """Who received it in the recipient's place, and why."""
    note: str = ""
    """备注."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawalConfirmation(StatutoryDocument):
    """撤回申请确认书: the applicant took the application back before the decision."""

    template: ClassVar[str] = "withdrawal_confirmation"
    chinese_name: ClassVar[str] = "撤回申请确认书"

    submitted_date: date
    """Day of the application."""
    withdrawn_at: datetime
    """When the applicant withdrew, aware."""
    reason: str
    """The applicant's words; may be empty."""
    office: str
    """Where paper materials are given back."""
    phone: str
    """Whom to ask."""
