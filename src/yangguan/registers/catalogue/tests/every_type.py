"""A form that asks for every type of answer, for tests of whatever shows or stores answers."""

from typing import Any

from hypothesis import strategies as st

from yangguan.registers.catalogue.content import Condition, FormField, FormGroup

TOTAL = {"sum": [{"map": [{"var": "stalls"}, {"*": [{"var": "2"}, {"var": "3"}]}]}]}


def _ask(element: str, label: str, type_: str, **more: Any) -> FormField:
    return FormField(element=element, label=label, type=type_, **more)  # type: ignore[arg-type]  # a FieldType


def every_group() -> tuple[FormGroup, ...]:
    """All types in three pages; the conditions and computed values reach over pages."""
    return (
        FormGroup(key="who", title="谁来办", fields=_who()),
        FormGroup(key="what", title="办什么", fields=_what()),
        FormGroup(key="how_much", title="多少", fields=_how_much()),
    )


def every_field() -> dict[str, FormField]:
    return {field.element: field for group in every_group() for field in group.fields}


def _who() -> tuple[FormField, ...]:
    return (
        _ask("about", "填写前请看", "explanation", help="带“选填”的可以不填。\n其他都要填。"),
        _ask("stall_name", "摊位名称", "text", longest=20, example="鸣沙果行"),
        _ask("operator", "经营者", "person"),
        _ask("company", "所属单位", "organisation", required=False),
        _ask("home", "住址", "address"),
        _ask("own_number", "身份证号码", "citizen-number"),
        _ask("company_code", "单位代码", "credit-code", required=False),
        _ask("hand_phone", "手机", "mobile"),
        _ask("desk_phone", "座机", "telephone", required=False),
        _ask("mail", "电子邮箱", "email", required=False),
        _ask("post", "邮政编码", "postcode", required=False),
    )


def _what() -> tuple[FormField, ...]:
    goods = ("水果", "干果", "糕点")
    return (
        _ask("way", "经营方式", "choice", choices=("摊位", "车辆")),
        _ask("plate", "车牌号", "plate-number",
             shown_if=Condition(logic={"==": [{"var": "way"}, "车辆"]})),
        _ask("goods", "卖什么", "multichoice", choices=goods),
        _ask("is_new", "是不是第一次申请", "boolean"),
        _ask("area_code", "所在地区", "region"),
        _ask("spot", "摊位位置", "map-point"),
        _ask("story", "情况说明", "longtext", required=False, longest=200),
        _ask("layout", "平面图", "file", required=False),
        _ask("stalls", "摊位清单", "table", rows_min=1, rows_max=5,
             columns=("名称", "种类", "面积（平方米）", "数量", "启用日期"),
             column_types=("text", "choice", "number", "integer", "date"),
             column_choices=((), goods)),
    )  # fmt: skip


def _how_much() -> tuple[FormField, ...]:
    return (
        _ask("headcount", "从业人数", "integer", minimum=1, maximum=50, unit="人"),
        _ask("size", "面积", "number", minimum=0, decimals=1, unit="平方米"),
        _ask("capital", "投入资金", "money", maximum=1_000_000),
        _ask("share", "自有资金占比", "percent"),
        _ask("account", "银行账号", "bank-account"),
        _ask("season", "经营期间", "daterange", minimum="2026-01-01", maximum="2028-12-31"),
        _ask("start", "开业日期", "date"),
        _ask("opens", "每天几点开门", "time"),
        _ask("visit", "希望什么时候上门查看", "datetime"),
        _ask("since", "从哪年开始做这一行", "year", required=False),
        _ask("paid_to", "保险交到哪个月", "month", required=False),
        _ask("total_area", "摊位总面积", "computed", unit="平方米", decimals=1, compute=TOTAL),
        _ask("own_capital", "自有资金", "computed", unit="元", decimals=2,
             compute={"/": [{"*": [{"var": "capital"}, {"var": "share"}]}, 100]}),
        _ask("is_large", "属于大型", "computed",
             compute={">": [{"var": "total_area"}, 100]}),
        _ask("large_reason", "为什么需要这么大", "text",
             shown_if=Condition(logic={"var": "is_large"})),
        _ask("rules_read", "遵守夜市管理规定", "pledge", help="不占道，不扰民，不乱倒垃圾。"),
        _ask("own_hand", "经营者签名", "signature"),
        _ask("truth_pledge", "承诺", "boolean"),
    )  # fmt: skip


# What a program could send for any of them.
hostile = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=30)
    | st.sampled_from(["1e999999999", "9" * 400, "\ud800", "\x00", "２０２６-07-01", "NaN", "-0"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["from", "to", "region", "detail", "name", "id_type", "id_number",
                             "longitude", "latitude", "数量", "x"]), inner, max_size=4)
    ),
    max_leaves=8,
)  # fmt: skip
