"""One ordinary example of every document, with invented people and numbers."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from yangguan.foundation.documents import licence_paper, paper, statutory

BUREAU = "敦煌市市场监督管理局"
CASE = "11620982XNDH00265P4620131004000202611230017"
CHECK = "https://zwfw.example.cn/check/26-9B7HJ"
RESTAURANT = paper.Addressee(
    name="敦煌虚构鸣沙餐饮有限公司（样例）",
    is_organisation=True,
    id_label="统一社会信用代码",
    id_number="91620982XNQY000105",
)
PERSON = paper.Addressee(
    name="测鸣沙",
    is_organisation=False,
    id_label="公民身份号码",
    id_number="620982********0017",
)
REMEDIES = paper.Remedies(review_organ="敦煌市人民政府", court="敦煌市人民法院")
MORNING = datetime(2026, 11, 23, 2, 58, tzinfo=UTC)

LEASE = "《食品经营许可和备案管理办法》第十三条第一款第三项"
ARTICLE_33 = "《中华人民共和国食品安全法》第三十三条"


def _case(document: str, mark: str, **changes: Any) -> dict[str, Any]:
    return {
        "number": f"敦市监许{mark}〔2026〕第12号",
        "organ": BUREAU,
        "seal": paper.Seal(organ=BUREAU, purpose=paper.LICENSING_SEAL),
        "issued_date": date(2026, 11, 23),
        "qr_url": f"{CHECK}/{document}",
        "applicant": RESTAURANT,
        "case_number": CASE,
        "item_name": "食品经营许可",
        "item_type": "01",
    } | changes


def receipt(**changes: Any) -> statutory.Receipt:
    hall = "敦煌市政务服务中心"
    made = statutory.ReceivedMaterial
    values = _case("receipt", "收") | {
        "organ": hall,
        "seal": paper.Seal(organ=hall, purpose=paper.ACCEPTANCE_SEAL),
        "applicant": PERSON,
        "look_up_code": "26-9B7HJ",
        "implementing_organ": BUREAU,
        "received_at": MORNING,
        "received_by": "马丽（综合受理窗口1）",
        "channel": "窗口",
        "materials": (
            made(name="食品经营许可申请书", form="电子文件", copies=1, note="网上填写生成"),
            made(name="营业执照", form="电子证照", copies=0, note="网上核验，免提交"),
            made(name="主要设备设施、经营布局、操作流程文件", form="原件", copies=1, note=""),
            made(name="从业人员健康证明", form="复印件", copies=2, note="容缺，现场核查前补齐"),
        ),
        "answer_due_date": date(2026, 11, 30),
        "phone": "0937-5550001（示例号码）",
    }
    return statutory.Receipt(**values | changes)


def correction_notice(**changes: Any) -> statutory.CorrectionNotice:
    line = statutory.CorrectionLine
    values = _case("correction", "补") | {
        "applicant": PERSON,
        "submitted_date": date(2026, 11, 20),
        "lines": (
            line(
                subject="主要设备设施、经营布局、操作流程文件",
                fault="布局图没有标明专间和餐用具清洗消毒区域。\n请补画后重新上传，比例不限，尺寸要清楚。",
                basis=LEASE,
            ),
            line(
                subject="从业人员健康证明",
                fault="第二页照片看不清编号和有效期，请重新拍照上传。",
                basis="《中华人民共和国食品安全法》第四十五条第二款",
            ),
            line(
                subject="填写项：食品安全员身份证号码",
                fault="校验位不符，请核对后重新填写。",
                basis="《食品经营许可和备案管理办法》第十三条第一款第一项",
            ),
        ),
        "correct_by_date": date(2026, 12, 7),
        "office": "敦煌市政务服务中心一楼综合受理窗口",
        "phone": "0937-5550218（示例号码）",
    }
    return statutory.CorrectionNotice(**values | changes)


def acceptance_notice(**changes: Any) -> statutory.AcceptanceNotice:
    values = _case("acceptance", "受") | {
        "seal": paper.Seal(organ=BUREAU, purpose=paper.ACCEPTANCE_SEAL),
        "look_up_code": "26-9B7HJ",
        "submitted_date": date(2026, 11, 18),
        "accepted_date": date(2026, 11, 18),
        "accepted_by_silence": False,
        "statutory_limit": "10个工作日",
        "promised_limit": "5个工作日",
        "due_date": date(2026, 11, 25),
        "fee": "不收费",
        "office": "食品经营股",
        "phone": "0937-5550218（示例号码）",
        "supervision_phone": "0937-12345",
    }
    return statutory.AcceptanceNotice(**values | changes)


def acceptance_refusal(**changes: Any) -> statutory.AcceptanceRefusal:
    values = _case("refusal", "不受") | {
        "applicant": PERSON,
        "submitted_date": date(2026, 11, 23),
        "ground": statutory.RefusalGround.NOT_COMPETENT,
        "competent_organ": "瓜州县市场监督管理局",
        "reason": "经营场所位于瓜州县渊泉镇，由经营场所所在地的县级市场监督管理部门实施许可。",
        "remedies": REMEDIES,
        "phone": "0937-5550218（示例号码）",
    }
    return statutory.AcceptanceRefusal(**values | changes)


def decision_granting(**changes: Any) -> statutory.DecisionGranting:
    pair = paper.LabelledValue
    values = _case("granted", "准") | {
        "submitted_date": date(2026, 11, 18),
        "accepted_date": date(2026, 11, 18),
        "findings": f"经审查，申请符合{ARTICLE_33}规定的条件。",
        "decision_basis": "《中华人民共和国行政许可法》第三十八条第一款",
        "contents": (
            pair(label="主体业态", value="餐饮服务经营者"),
            pair(label="经营项目", value="热食类食品制售\n自制饮品制售"),
            pair(label="有效期", value="2026年11月23日至2031年11月22日"),
        ),
        "collection": "食品经营许可证的电子证照已经生成，与纸质证照具有同等效力。"
        "需要纸质证照的，请到敦煌市政务服务中心统一出件窗口领取。",
    }
    return statutory.DecisionGranting(**values | changes)


def decision_refusing(**changes: Any) -> statutory.DecisionRefusing:
    values = _case("refused", "不准") | {
        "submitted_date": date(2026, 11, 18),
        "accepted_date": date(2026, 11, 18),
        "reasons": "一、经营场所与垃圾收集点相距不足，现场核查时仍未改正。\n"
        "二、没有设置与经营品种、数量相适应的餐用具清洗消毒设施。",
        "decision_basis": f"{ARTICLE_33}、《中华人民共和国行政许可法》第三十八条第二款",
        "remedies": REMEDIES,
    }
    return statutory.DecisionRefusing(**values | changes)


def delivery_receipt(**changes: Any) -> statutory.DeliveryReceipt:
    pair = paper.LabelledValue
    values = _case("delivery", "送") | {
        "papers": (
            pair(label="准予行政许可决定书", value="敦市监许准〔2026〕第12号"),
            pair(label="食品经营许可证", value="JY26209820012348"),
        ),
        "way": "直接送达",
        "place": "敦煌市政务服务中心统一出件窗口",
        "delivered_at": MORNING,
        "delivered_by": "马丽",
    }
    return statutory.DeliveryReceipt(**values | changes)


def withdrawal_confirmation(**changes: Any) -> statutory.WithdrawalConfirmation:
    values = _case("withdrawal", "撤") | {
        "applicant": PERSON,
        "submitted_date": date(2026, 11, 20),
        "withdrawn_at": MORNING,
        "reason": "店面改租，换好地方再办。",
        "office": "敦煌市政务服务中心一楼综合受理窗口",
        "phone": "0937-5550218（示例号码）",
    }
    return statutory.WithdrawalConfirmation(**values | changes)


STATUTORY = {
    "receipt": receipt,
    "correction_notice": correction_notice,
    "acceptance_notice": acceptance_notice,
    "acceptance_refusal": acceptance_refusal,
    "decision_granting": decision_granting,
    "decision_refusing": decision_refusing,
    "delivery_receipt": delivery_receipt,
    "withdrawal_confirmation": withdrawal_confirmation,
}


def licence(**changes: Any) -> licence_paper.LicencePaper:
    pair = paper.LabelledValue
    values: dict[str, Any] = {
        "number": "JY26209820012348",
        "organ": BUREAU,
        "seal": paper.Seal(organ=BUREAU, purpose=paper.LICENSING_SEAL),
        "issued_date": date(2022, 4, 1),
        "qr_url": f"{CHECK}/licence",
        "name": "食品经营许可证",
        "identifier": "1.2.156.3005.2.11100000000013338W001.11620982MA7X00018N.2021000002.001.8",
        "fields": (
            pair(label="经营者名称", value="敦煌市虚构月泉牛肉面馆（样例）"),
            pair(label="统一社会信用代码", value="92620982XNQY00029Y"),
            pair(label="负责人", value="测鸣沙"),
            pair(label="经营场所", value="甘肃省敦煌市沙州镇文庙社区示例巷11号"),
            pair(label="主体业态", value="餐饮服务经营者（小餐饮）"),
            pair(label="经营项目", value="热食类食品制售"),
            pair(label="日常监督管理机构", value="敦煌市市场监督管理局沙州市场监管所"),
        ),
        "validity": "2022年4月1日至2027年3月31日",
    }
    return licence_paper.LicencePaper(**values | changes)


def licence_copy() -> licence_paper.LicencePaper:
    return licence(
        watermark="仅供办理“食品经营许可延续”使用　敦煌市政务服务中心　有效期至2026年12月23日"
    )


EVERY: dict[str, Callable[..., paper.Paper]] = STATUTORY | {"licence": licence}
