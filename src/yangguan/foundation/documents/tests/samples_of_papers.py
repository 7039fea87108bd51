"""Ordinary examples of form and guide."""

from datetime import date
from typing import Any

from yangguan.foundation.documents import form_paper, guide_paper, paper
from yangguan.foundation.documents.tests import samples

ITEM_CODE = "11620982XNDH00265P4620131004000"


def form(**changes: Any) -> form_paper.FormPaper:
    ask = form_paper.FormField
    values: dict[str, Any] = {
        "number": ITEM_CODE,
        "organ": samples.BUREAU,
        "issued_date": date(2025, 7, 1),
        "qr_url": f"{samples.CHECK}/guide",
        "name": "食品经营许可申请书",
        "item_name": "食品经营许可",
        "edition": 1,
        "filled": False,
        "notes": "请用黑色或者蓝黑色墨水填写，字迹清楚，不要涂改。",
        "sample_signature": "测鸣沙",
        "groups": (
            form_paper.FormGroup(
                title="经营者信息",
                fields=(
                    ask(
                        label="经营者名称",
                        type="text",
                        required=True,
                        help="与营业执照一致",
                        sample="敦煌市虚构月泉牛肉面馆（样例）",
                    ),
                    ask(
                        label="主体业态",
                        type="choice",
                        required=True,
                        choices=("食品销售经营者", "餐饮服务经营者", "集中用餐单位食堂"),
                        sample="餐饮服务经营者",
                    ),
                    ask(
                        label="经营项目",
                        type="multichoice",
                        required=True,
                        choices=(
                            "散装食品销售",
                            "热食类食品制售",
                            "冷食类食品制售",
                            "生食类食品制售",
                            "自制饮品制售",
                        ),
                        sample="热食类食品制售\n自制饮品制售",
                    ),
                    ask(label="开业日期", type="date", required=False, sample="2026年12月1日"),
                    ask(label="投资金额", type="money", required=False, sample="80000元"),
                    ask(label="是否网络经营", type="boolean", required=True, sample="否"),
                ),
            ),
            form_paper.FormGroup(
                title="人员和场所",
                fields=(
                    ask(
                        label="从业人员",
                        type="table",
                        required=True,
                        help="接触直接入口食品的人员都要填写",
                        columns=("姓名", "公民身份号码", "健康证明编号", "岗位"),
                        rows=(("测鸣沙", "620982199001010017", "DH-2026-0001", "厨师"),),
                    ),
                    ask(
                        label="场所布局说明",
                        type="longtext",
                        required=False,
                        sample="门面房一层八十平方米。\n进门为就餐区，北侧为粗加工、烹饪、清洗消毒区。",
                    ),
                    ask(label="布局图", type="file", required=True, sample="布局图.pdf"),
                ),
            ),
        ),
    }
    return form_paper.FormPaper(**values | changes)


def form_sample(**changes: Any) -> form_paper.FormPaper:
    return form(filled=True, **changes)


def guide(**changes: Any) -> guide_paper.GuidePaper:
    pair, step = paper.LabelledValue, guide_paper.GuideStep
    regulation = "《食品经营许可和备案管理办法》第十三条第一款"
    values: dict[str, Any] = {
        "number": ITEM_CODE,
        "organ": samples.BUREAU,
        "issued_date": date(2026, 11, 23),
        "qr_url": f"{samples.CHECK}/guide",
        "item_name": "食品经营许可",
        "item_type_name": "行政许可",
        "edition": 1,
        "effective_date": date(2025, 7, 1),
        "audience": "自然人、企业法人、其他组织",
        "statutory_limit": "10个工作日",
        "promised_limit": "5个工作日；不需要现场核查的2个工作日",
        "channels": "网上、窗口、自助终端",
        "visits": "0次",
        "results": ("食品经营许可证", "不予行政许可决定书"),
        "conditions": (
            guide_paper.GuideCondition(
                words="有与经营品种、数量相适应的场所，与有毒、有害场所以及其他污染源保持规定距离。",
                basis=f"{samples.ARTICLE_33}第一款第一项",
            ),
            guide_paper.GuideCondition(
                words="有专职或者兼职的食品安全管理人员和规章制度。",
                basis=f"{samples.ARTICLE_33}第一款第三项",
            ),
        ),
        "materials": (
            guide_paper.GuideMaterial(
                name="食品经营许可申请书",
                form="电子表格1份",
                signing="申请人签名或者盖章",
                basis=f"{regulation}第一项",
                necessity="自动生成",
                note="网上填完，由平台生成，您核对后确认。",
            ),
            guide_paper.GuideMaterial(
                name="营业执照",
                form="不用提交",
                signing="",
                basis=f"{regulation}第二项",
                necessity="免提交",
                note="我们向电子证照库核验。",
            ),
            guide_paper.GuideMaterial(
                name="从业人员健康证明",
                form="复印件1份，A4",
                signing="",
                basis="《中华人民共和国食品安全法》第四十五条第二款",
                necessity="可以后补",
            ),
        ),
        "steps": (
            step(name="受理", office="综合窗口", limit="即时", result="受理通知书"),
            step(name="审查", office="食品经营股", limit="1个工作日", result="审查意见"),
            step(name="现场核查", office="辖区市场监管所", limit="2个工作日", result="核查意见"),
            step(name="决定", office=samples.BUREAU, limit="1个工作日", result="决定书"),
            step(name="颁证、送达", office="统一出件窗口", limit="1个工作日", result="许可证"),
        ),
        "special_procedure": "",
        "fees": (),
        "attention": ("现场核查由两名以上核查人员进行，事先电话约定时间。",),
        "contacts": (
            pair(label="办理地点", value="敦煌市政务服务中心一楼综合受理窗口（示例地址）"),
            pair(label="办理时间", value="工作日8:30—12:00，14:30—18:00"),
            pair(label="咨询电话", value="0937-5550218（示例号码）"),
            pair(label="监督投诉", value="0937-12345政务服务便民热线"),
        ),
        "remedies": samples.REMEDIES,
        "questions": (
            pair(
                label="小卖部只卖包装好的零食要办许可吗？",
                value="不要。仅销售预包装食品的办理备案（当场），一次备案长期有效。",
            ),
        ),
        "laws": (
            pair(
                label=samples.ARTICLE_33,
                value="食品生产经营应当符合食品安全标准，并符合下列要求：\n"
                "（一）具有与生产经营的食品品种、数量相适应的食品原料处理和食品加工、包装、贮存等场所……",
            ),
        ),
    }
    return guide_paper.GuidePaper(**values | changes)


def guide_simple(**changes: Any) -> guide_paper.SimpleGuidePaper:
    pair = paper.LabelledValue
    values: dict[str, Any] = {
        "number": ITEM_CODE,
        "organ": samples.BUREAU,
        "issued_date": date(2026, 11, 23),
        "qr_url": f"{samples.CHECK}/guide",
        "item_name": "食品经营许可",
        "edition": 1,
        "situation": "经营方式 自动设备经营",
        "facts": (
            pair(label="谁能办", value="个人、企业和组织"),
            pair(label="多久", value="5 个工作日"),
            pair(label="多少钱", value="不收费"),
        ),
        "bring": (
            pair(label="从业人员健康证明", value="复印件 1 份，A4"),
            pair(label="主要设备设施布局图", value="可传电子版"),
        ),
        "bring_note": "另有 2 样由我们核验或生成，不用您带。",
        "steps": ("把上面的材料准备好。", "网上申请，不用跑。", "等 5 个工作日，领取许可证。"),
        "contacts": (
            pair(label="地点", value="敦煌市政务服务中心一楼综合受理窗口（示例地址）"),
            pair(label="时间", value="工作日8:30—12:00，14:30—18:00"),
            pair(label="电话", value="0937-5550218（示例号码）"),
        ),
    }
    return guide_paper.SimpleGuidePaper(**values | changes)


EVERY = samples.EVERY | {
    "form": form,
    "form_sample": form_sample,
    "guide": guide,
    "guide_simple": guide_simple,
}
