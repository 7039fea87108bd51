"""What the gallery shows: each component in each of its states, with invented content."""

from datetime import UTC, date, datetime
from typing import Any

from yangguan.foundation.web import components as c
from yangguan.foundation.web.components import Link, StateTag, Tone
from yangguan.foundation.web.deadlines import AxisDay, CellKind, Deadline, axis
from yangguan.foundation.web.fields import (
    Choice,
    ChoiceGroup,
    Column,
    FieldKind,
    FieldView,
    FileState,
    FileView,
    UploadRules,
)
from yangguan.foundation.web.moons import Moon

NOW = datetime(2026, 11, 23, 2, 42, tzinfo=UTC)
LICENCE = c.Source("营业执照", date(2026, 5, 1))

TAGS = (
    StateTag("没开始"),
    StateTag("办理中", Tone.INFO),
    StateTag("已办结", Tone.OK),
    StateTag("等您补正", Tone.WARN),
    StateTag("超期", Tone.BAD),
    StateTag("说明文字", Tone.PLAIN),
)

DEADLINES = (
    Deadline(2, 5, 10, date(2026, 11, 26), detail="承诺 5 个工作日，法定 10 个工作日。"),
    Deadline(5, 5, 10, date(2026, 11, 23)),
    Deadline(6, 5, 10, date(2026, 11, 20)),
    Deadline(7, 5, 5, date(2026, 11, 19)),
    Deadline(1, 5, 10, is_stopped=True),
)

AXIS = axis(
    [
        *(AxisDay(CellKind.USED, "11-02" if n == 0 else "") for n in range(3)),
        *(AxisDay(CellKind.STOP, "11-09" if n == 2 else "") for n in range(8)),
        *(AxisDay(CellKind.USED, "11-16" if n == 0 else "") for n in range(6)),
        *(AxisDay(CellKind.LEFT, "11-23" if n == 0 else "", is_now=n == 0) for n in range(3)),
        *(AxisDay(CellKind.LAW, "11-30" if n == 2 else "") for n in range(8)),
    ]
)

TIMELINE = (
    c.TimelineEntry("您提交了申请", "11月18日 16:20", "网上"),
    c.TimelineEntry(
        "受理",
        "11月19日 9:05",
        "综合受理窗口 1",
        "材料齐全，从第二天起算 5 个工作日。",
        links=(Link("受理通知书（PDF）", "#"),),
    ),
    c.TimelineEntry(
        "停表：专家评审",
        "11月20日起",
        "最多 15 个工作日",
        "行政许可法第四十五条",
        state=c.TimelineState.STOP,
    ),
    c.TimelineEntry("现场核查", "11月24日前", "沙州市场监管所", state=c.TimelineState.NOW),
    c.TimelineEntry("决定", "1 个工作日", "市市场监管局", state=c.TimelineState.NEXT),
)

TASKS = (
    c.TaskRow("经营者信息", "#", "7 项已从营业执照带入，请核对", StateTag("已完成", Tone.OK)),
    c.TaskRow("经营内容", "#", "业态、方式、项目", StateTag("填了一半", Tone.INFO)),
    c.TaskRow("材料", "#", "2 样要上传，1 样可以后补", StateTag("有 1 处要改", Tone.BAD)),
    c.TaskRow("核对并提交", detail="前面填完才能提交", tag=StateTag("还不能开始")),
)

SUMMARY = (
    c.SummaryRow("经营者名称", ("敦煌虚构鸣沙餐饮有限公司（样例）",), LICENCE),
    c.SummaryRow("统一社会信用代码", ("91620982XNQY000105",), LICENCE, is_code=True),
    c.SummaryRow("经营项目", ("热食类食品制售", "冷食类食品制售"), change_url="#"),
    c.SummaryRow("经营布局图", (), change_url="#", link=Link("一层平面布局.pdf", "#", "1.8 MB")),
    c.SummaryRow("备注", (), change_url="#"),
    c.SummaryRow("有效期", ("2022-04-01 至 2027-03-31",), tag=StateTag("有效", Tone.OK)),
)

FACTS = (
    c.Fact("谁能办", "卖食品、做餐饮的", "食品销售、餐饮服务、单位食堂"),
    c.Fact("您要带", "3 样材料", "另有 3 样由我们核验"),
    c.Fact("多久", "5 个工作日", "法定 10 个工作日"),
    c.Fact("多少钱", "不收费", "任何环节都不收"),
)

STEPS = (
    c.Step("核对经营者", c.StepState.DONE),
    c.Step("经营内容", c.StepState.DONE),
    c.Step("经营场所", c.StepState.CURRENT),
    c.Step("材料"),
    c.Step("提交"),
)

LICENCES = (
    c.LicenceCard(
        "居民身份证",
        "6209**********8995",
        "测鸣沙",
        "有效到 2036-03-12",
        StateTag("有效", Tone.OK),
        "#",
    ),
    c.LicenceCard(
        "食品经营许可证",
        "JY26209820012348",
        "敦煌市虚构月泉牛肉面馆（样例）",
        "有效到 2027-03-31",
        StateTag("快到期", Tone.WARN),
        "#",
    ),
    c.LicenceCard(
        "居住证",
        "6209**********8995",
        "测鸣沙",
        "2019-05-20 已换领户口簿",
        StateTag("已注销"),
        "#",
        is_void=True,
    ),
)

_FORMATS = (
    Choice("1", "食品销售经营者", "商店、超市"),
    Choice("2", "餐饮服务经营者", "饭馆、小吃", True),
)
_YES_NO = (
    Choice("1", "堂食"),
    Choice("2", "外卖", is_chosen=True),
    Choice("3", "打包", is_disabled=True),
)
_MANY = tuple(Choice(str(n), f"第 {n} 类") for n in range(1, 13))
_REGIONS = (
    ChoiceGroup("沙州镇", (Choice("620982101001", "文庙社区"), Choice("620982101002", "古城社区"))),
    ChoiceGroup("莫高镇", (Choice("620982103201", "新店台村"), Choice("620982103202", "五墩村"))),
)
_COLUMNS = (
    Column("name", "姓名"),
    Column("phone", "电话", FieldKind.PHONE),
    Column("job", "岗位", FieldKind.CHOICE, (Choice("cook", "厨师"), Choice("waiter", "服务员"))),
)
_UPLOAD = UploadRules("/gallery/", 20 * 1024 * 1024, (".jpg", ".png", ".pdf"))
_FILES = (
    FileView("a", "一层平面布局.pdf", "已收到 · 1.8 MB · 今天 10:31", url="#", remove_value="a"),
    FileView(
        "b",
        "施工图全套.dwg",
        "没传上：不认这种格式。请存成 PDF 再传",
        FileState.FAILED,
        remove_value="b",
    ),
)

FIELDS = (
    FieldView(
        "operator",
        FieldKind.LOCKED,
        "经营者名称",
        value="敦煌虚构鸣沙餐饮有限公司（样例）",
        source=LICENCE,
    ),
    FieldView(
        "contact",
        FieldKind.TEXT,
        "联系人",
        value="测鸣沙",
        width="m",
        source=c.Source("您的账号", is_local=True),
        autocomplete="name",
    ),
    FieldView(
        "phone",
        FieldKind.PHONE,
        "联系人手机",
        "办理进度发到这个号码",
        "199 0000 0001",
        autocomplete="tel",
    ),
    FieldView("area", FieldKind.NUMBER, "经营面积", value="126", unit="平方米"),
    FieldView("capital", FieldKind.MONEY, "注册资本", value="500000", is_required=False),
    FieldView("since", FieldKind.DATE, "开业日期", value="2026-12-01"),
    FieldView("format", FieldKind.CHOICE, "主体业态", choices=_FORMATS),
    FieldView("ways", FieldKind.MULTICHOICE, "经营方式", "可以多选", choices=_YES_NO),
    FieldView("online", FieldKind.BOOLEAN, "是否从事网络经营", value="true"),
    FieldView(
        "site",
        FieldKind.TEXT,
        "网站名称",
        "选“是”才要填",
        show_if='{"==": [{"var": "online"}, true]}',
    ),
    FieldView("kind", FieldKind.CHOICE, "食品类别", choices=_MANY),
    FieldView("place", FieldKind.REGION, "经营场所所在地", groups=_REGIONS, value="620982101002"),
    FieldView(
        "staff",
        FieldKind.TABLE,
        "从业人员",
        "接触直接入口食品的人都要填",
        columns=_COLUMNS,
        rows=({"name": "测月泉", "phone": "199 0000 0002", "job": "cook"},),
    ),
    FieldView(
        "plan",
        FieldKind.FILE,
        "经营布局图",
        "JPG、PNG 或 PDF，单个不超过 20 MB",
        files=_FILES,
        upload=_UPLOAD,
    ),
    FieldView("note", FieldKind.LONGTEXT, "想说明的", is_required=False, max_length=500),
)

WRONG_FIELDS = (
    FieldView(
        "seats",
        FieldKind.NUMBER,
        "餐位数",
        value="四十",
        unit="个",
        is_required=False,
        error="餐位数要填整数，例如 40",
    ),
    FieldView(
        "mode",
        FieldKind.CHOICE,
        "经营业态",
        choices=(Choice("1", "实体"), Choice("2", "网络")),
        error="请选择经营业态",
    ),
    FieldView(
        "crew",
        FieldKind.TABLE,
        "食品安全员",
        columns=_COLUMNS,
        rows=({"name": "", "phone": "12", "job": ""},),
        row_errors={(0, "name"): "请填姓名"},
        error="第 1 行还差姓名",
    ),
)
ERRORS = tuple(c.FieldError(field.error, field.id) for field in WRONG_FIELDS)

MOONS = (
    (Moon.DRAFT, "草稿"), (Moon.RECEIVED, "收件"), (Moon.CORRECTION, "补正"),
    (Moon.ACCEPTED, "受理"), (Moon.REVIEW, "审查"), (Moon.SPECIAL, "公示"),
    (Moon.EXTENDED, "延长"), (Moon.GRANTED, "准予"),
    (Moon.REFUSED, "不予许可"), (Moon.CONCLUDED, "办结"), (Moon.DELIVERED, "送达"),
    (Moon.WITHDRAWN, "撤回"), (Moon.ARCHIVED, "归档"),
)  # fmt: skip

FIGURES = (
    c.Figure("在办", "1,942", "停钟 211", "#"),
    c.Figure("今天到期", "87", "已办 41", "#"),
    *(
        c.Figure(c.mark_word(kind), str(9 - n), url="#", mark=kind)
        for n, kind in enumerate(c.MarkKind)
    ),
)

PRESENCE = (
    c.Presence("周涛", "周涛正在办理，保留到 10:54", is_live=True),
    c.Presence("王敏", "王敏 09:58 看过"),
)

BATCH = (
    c.BatchAct("advance", "通过本环节", "g", is_main=True),
    c.BatchAct("assign", "分办", "a"),
    c.BatchAct("print", "打印文书", "p"),
)

KEYS = (
    c.KeyHelp(("J", "K"), "上一行、下一行"),
    c.KeyHelp(("X",), "选择"),
    c.KeyHelp(("Shift", "X"), "连选"),
    c.KeyHelp(("Enter",), "打开"),
    c.KeyHelp(("/",), "搜索"),
    c.KeyHelp(("G",), "通过"),
    c.KeyHelp(("Esc",), "清除、关闭"),
    c.KeyHelp(("?",), "全部快捷键"),
)

ROWS = (
    (
        "敦煌市虚构文化馆（样例）",
        "现场核查",
        Moon.REVIEW,
        "审查",
        DEADLINES[2],
        c.MarkKind.YELLOW,
        "26-7D9WK",
    ),
    (
        "敦煌虚构月牙泉演艺有限公司（样例）",
        "决定",
        Moon.REVIEW,
        "审查",
        DEADLINES[1],
        c.MarkKind.REMIND,
        "26-8QF3M",
    ),
    ("测杜家", "受理", Moon.RECEIVED, "收件", DEADLINES[0], None, "26-9D3RV"),
    (
        "敦煌虚构古城中西医诊所（样例）",
        "待申请人补正",
        Moon.CORRECTION,
        "补正",
        DEADLINES[4],
        c.MarkKind.STOP,
        "26-9B0YH",
    ),
)

RAIL = c.Rail(
    (
        c.RailGroup(
            "办件",
            (
                c.RailLink("今日", "#", "house"),
                c.RailLink("我的待办", "#", "inbox", 17, is_current=True),
                c.RailLink("科室办件", "#", "team"),
                c.RailLink("督办与牌", "#", "eye", 2),
            ),
        ),
        c.RailGroup(
            "依据",
            (c.RailLink("事项与指南", "#", "document"), c.RailLink("意见模板", "#", "publish")),
        ),
    )
)

BAR = c.Bar("王敏", "市市场监管局 · 食品经营股 · 审查岗", NOW, "工作日", 2, "#", "/gallery/staff/")

CHART: dict[str, Any] = {
    "xAxis": {"type": "value"},
    "yAxis": {"type": "category", "data": ["市民政局", "市公安局", "市市场监管局"]},
    "grid": {"left": 110, "right": 20, "top": 40, "bottom": 30},
    "legend": {"top": 0},
    "tooltip": {"trigger": "axis"},
    "series": [
        {"name": "在承诺内", "type": "bar", "stack": "all", "data": [88, 371, 142]},
        {"name": "提醒", "type": "bar", "stack": "all", "data": [15, 12, 16]},
        {"name": "超承诺", "type": "bar", "stack": "all", "data": [1, 0, 3]},
    ],
}
