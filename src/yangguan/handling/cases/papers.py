"""What the documents of a case say: from case and edition to the values that are printed."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils.timezone import localtime

from yangguan.foundation.documents.paper import (
    ACCEPTANCE_SEAL,
    LICENSING_SEAL,
    Addressee,
    LabelledValue,
    Remedies,
    Seal,
)
from yangguan.foundation.documents.statutory import (
    AcceptanceNotice,
    AcceptanceRefusal,
    CorrectionLine,
    CorrectionNotice,
    DecisionGranting,
    DecisionRefusing,
    DeliveryReceipt,
    Receipt,
    ReceivedMaterial,
    RefusalGround,
    WithdrawalConfirmation,
)
from yangguan.foundation.identifiers.lookup_code import show_lookup_code
from yangguan.foundation.identifiers.masking import mask_document_number
from yangguan.foundation.language.chinese import in_chinese
from yangguan.handling.cases.models import Case
from yangguan.handling.cases.rules import DueDates, MaterialPlan
from yangguan.handling.cases.states import Channel, MaterialWay
from yangguan.registers.catalogue.content import Limit
from yangguan.registers.catalogue.editions import EditionView

REVIEW_ORGAN = "敦煌市人民政府"
COURT = "敦煌市人民法院"
# Who receives what comes in on the network.
ONLINE = "网上办事系统"
HOTLINE = "0937-12345"
REMEDIES = Remedies(review_organ=REVIEW_ORGAN, court=COURT)


def receipt(
    case: Case,
    edition: EditionView,
    plans: list[MaterialPlan],
    *,
    number_of_applicant: str,
    is_organisation: bool,
    received_by: str,
    at: datetime,
    today: date,
) -> Receipt:
    """收件凭证."""
    return Receipt(
        **_common(case, edition, _addressee(case, number_of_applicant, is_organisation), today),
        seal=Seal(organ=edition.department_name, purpose=ACCEPTANCE_SEAL),
        look_up_code=show_lookup_code(case.lookup_code),
        implementing_organ=edition.department_name,
        received_at=at,
        received_by=received_by,
        channel=in_chinese(Channel(case.channel).label),
        materials=tuple(
            _received(plan) for plan in plans if plan.way is not MaterialWay.NOT_APPLICABLE
        ),
        answer_due_date=case.acceptance_due_date,
        phone=enquiry_phone(edition),
    )


def correction_receipt(
    case: Case,
    edition: EditionView,
    plans: Sequence[MaterialPlan],
    fields: Sequence[str],
    *,
    channel: Channel,
    received_by: str,
    at: datetime,
) -> Receipt:
    """收件凭证 for a correction: what was asked for and came; `fields` are labels of the form."""
    filled = (ReceivedMaterial(name=label, form="更正填写", copies=0) for label in fields)
    return Receipt(
        **_common(case, edition, addressee_of(case), _day(at)),
        seal=Seal(organ=edition.department_name, purpose=ACCEPTANCE_SEAL),
        look_up_code=show_lookup_code(case.lookup_code),
        implementing_organ=edition.department_name,
        received_at=at,
        received_by=received_by,
        channel=in_chinese(channel.label),
        materials=(*(_received(plan) for plan in plans), *filled),
        answer_due_date=case.acceptance_due_date,
        phone=enquiry_phone(edition),
        is_correction=True,
    )


def correction_notice(
    case: Case,
    edition: EditionView,
    addressee: Addressee,
    lines: tuple[CorrectionLine, ...],
    *,
    correct_by: date,
    today: date,
) -> CorrectionNotice:
    """一次性补正告知书."""
    return CorrectionNotice(
        **_common(case, edition, addressee, today),
        seal=Seal(organ=edition.department_name, purpose=ACCEPTANCE_SEAL),
        submitted_date=_day(case.submitted_at),
        lines=lines,
        correct_by_date=correct_by,
        office=edition.content.service.address,
        phone=enquiry_phone(edition),
    )


def acceptance_notice(
    case: Case, edition: EditionView, addressee: Addressee, due: DueDates, *, today: date
) -> AcceptanceNotice:
    """受理通知书."""
    content = edition.content
    return AcceptanceNotice(
        **_common(case, edition, addressee, today),
        seal=Seal(organ=edition.department_name, purpose=ACCEPTANCE_SEAL),
        look_up_code=show_lookup_code(case.lookup_code),
        submitted_date=_day(case.submitted_at),
        accepted_date=_day(case.accepted_at or case.submitted_at),
        accepted_by_silence=case.silence_recorded_at is not None,
        statutory_limit=limit_words(content.statutory_limit),
        promised_limit=limit_words(content.promised_limit),
        due_date=due.promised,
        fee="；".join(f"{fee.name}：{fee.standard}" for fee in content.fees) or "不收费",
        office=edition.department_name,
        phone=enquiry_phone(edition),
        supervision_phone=HOTLINE,
    )


def acceptance_refusal(
    case: Case,
    edition: EditionView,
    addressee: Addressee,
    *,
    ground: RefusalGround,
    competent_organ: str,
    reasons: str,
    today: date,
) -> AcceptanceRefusal:
    """不予受理通知书."""
    return AcceptanceRefusal(
        **_common(case, edition, addressee, today),
        seal=Seal(organ=edition.department_name, purpose=ACCEPTANCE_SEAL),
        submitted_date=_day(case.submitted_at),
        ground=ground,
        competent_organ=competent_organ,
        reason=reasons,
        remedies=REMEDIES,
        phone=enquiry_phone(edition),
    )


def decision_granting(
    case: Case, edition: EditionView, addressee: Addressee, *, findings: str, today: date
) -> DecisionGranting:
    """准予行政许可决定书, or what the item's type calls it."""
    content = edition.content
    granted = [
        LabelledValue(label="办理结果", value=result.name + _validity(result.validity))
        for result in content.results
        if not result.name.startswith("不予")
    ]
    return DecisionGranting(
        **_common(case, edition, addressee, today),
        seal=Seal(
            organ=edition.department_name, purpose=LICENSING_SEAL if content.is_licensing else ""
        ),
        submitted_date=_day(case.submitted_at),
        accepted_date=_day(case.accepted_at or case.submitted_at),
        findings=findings or "经审查，申请符合法定条件、标准。",
        decision_basis=content.basis,
        contents=tuple(granted),
        collection="电子结果已存入您的账户；需要纸质结果的，请到出件窗口领取。",
        remedies=REMEDIES if content.is_licensing else None,
    )


def decision_refusing(
    case: Case, edition: EditionView, addressee: Addressee, *, reasons: str, today: date
) -> DecisionRefusing:
    """不予行政许可决定书, or what the item's type calls it."""
    return DecisionRefusing(
        **_common(case, edition, addressee, today),
        seal=Seal(
            organ=edition.department_name,
            purpose=LICENSING_SEAL if edition.content.is_licensing else "",
        ),
        submitted_date=_day(case.submitted_at),
        accepted_date=_day(case.accepted_at or case.submitted_at),
        reasons=reasons,
        decision_basis=edition.content.basis,
        remedies=REMEDIES,
    )


def delivery_receipt(
    case: Case,
    edition: EditionView,
    addressee: Addressee,
    *,
    papers: tuple[tuple[str, str], ...],
    way: str,
    place: str,
    delivered_by: str,
    confirmation: str,
    received_for: str,
    at: datetime,
    today: date,
) -> DeliveryReceipt:
    """送达回证."""
    return DeliveryReceipt(
        **_common(case, edition, addressee, today),
        seal=Seal(organ=edition.department_name),
        papers=tuple(LabelledValue(label=name, value=number) for name, number in papers),
        way=way,
        place=place,
        delivered_at=at,
        delivered_by=delivered_by,
        confirmation=confirmation,
        received_for=received_for,
    )


def withdrawal_confirmation(
    case: Case,
    edition: EditionView,
    addressee: Addressee,
    *,
    reason: str,
    at: datetime,
    today: date,
) -> WithdrawalConfirmation:
    """撤回申请确认书."""
    return WithdrawalConfirmation(
        **_common(case, edition, addressee, today),
        seal=Seal(organ=edition.department_name, purpose=ACCEPTANCE_SEAL),
        submitted_date=_day(case.submitted_at),
        withdrawn_at=at,
        reason=reason,
        office=edition.content.service.address,
        phone=enquiry_phone(edition),
    )


def addressee_of(case: Case) -> Addressee:
    """The applicant with a masked number; `case.applicant` must be loaded."""
    party = case.applicant
    return _addressee(case, party.number, party.kind == "organisation")


def progress_url(case: Case) -> str:
    """Where the QR code of a document leads: the progress page, filled in but for the code."""
    return f"{settings.PUBLIC_ADDRESS}/progress/?number={case.number}"


def limit_words(limit: Limit) -> str:
    """`5个工作日`, `30个自然日`, `当场办结`."""
    if limit.days == 0:
        return "当场办结"
    return f"{limit.days}个{'工作日' if limit.unit == '1' else '自然日'}"


def enquiry_phone(edition: EditionView) -> str:
    return edition.content.service.enquiries.split("；")[0].removeprefix("电话：")


def _common(case: Case, edition: EditionView, addressee: Addressee, today: date) -> dict[str, Any]:
    return {
        "number": "",
        "organ": edition.department_name,
        "issued_date": today,
        "qr_url": progress_url(case),
        "applicant": addressee,
        "case_number": case.number,
        "item_name": edition.content.name,
        "item_type": edition.content.item_type,
    }


def _addressee(case: Case, number: str, is_organisation: bool) -> Addressee:
    return Addressee(
        name=case.applicant_name,
        is_organisation=is_organisation,
        id_label="统一社会信用代码" if is_organisation else "公民身份号码",
        id_number=number if is_organisation else mask_document_number(number),
    )


def _received(plan: MaterialPlan) -> ReceivedMaterial:
    material = plan.material
    way = plan.way or MaterialWay.TO_FOLLOW
    forms = {
        MaterialWay.UPLOADED: "电子文件",
        MaterialWay.LICENCE: "电子证照",
        MaterialWay.FORM: "电子表单",
        MaterialWay.VERIFICATION: "网络核验",
        MaterialWay.PAPER: "原件" if material.originals else "复印件",
        MaterialWay.TO_FOLLOW: "待补",
    }
    notes = {
        MaterialWay.LICENCE: f"免提交，核验 {plan.licence.number}" if plan.licence else "免提交",
        MaterialWay.VERIFICATION: "部门间核验，免提交",
        MaterialWay.TO_FOLLOW: f"容缺后补：{material.follows_by}".rstrip("："),
        MaterialWay.PAPER: "此件经与原件核对无误",
    }
    handed_in = way in {MaterialWay.UPLOADED, MaterialWay.PAPER}
    return ReceivedMaterial(
        name=material.name,
        form=forms.get(way, "电子文件"),
        copies=max(1, material.originals or material.copies) if handed_in else 0,
        note=notes.get(way, ""),
    )


def _validity(words: str) -> str:
    return f"（有效期：{words}）" if words and words != "长期" else ""


def _day(moment: datetime) -> date:
    return localtime(moment).date()
