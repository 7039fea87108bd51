"""Every type of answer on a citizen's way, with script and without; rules in a real browser."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from tests.support.citizen import enter, go_on
from tests.support.every_type import NAME, every_type_item

from yangguan.registers.catalogue import logic
from yangguan.registers.catalogue.sample_answers import (
    sample_citizen_number,
    sample_credit_code,
)

NewContext = Callable[..., BrowserContext]
Axe = Callable[[Page], None]

VECTORS = json.loads((Path(logic.__file__).parent / "logic_vectors.json").read_text("utf-8"))
RUN = """
(file) => file.vectors
  .map((vector) => {
    const facts = vector.facts === "usual" ? file.usual : vector.facts;
    return { vector, found: window.jsonLogic.apply(vector.logic, facts) ?? null };
  })
  .filter(({ vector, found }) => JSON.stringify(found) !== JSON.stringify(vector.gives))
"""


# Answers as the page before the last button shows them.
READ = (
    "测鸣沙", "620982**********", "鸣沙果行", "甘F12345", "东经 94.6617°，北纬 40.1421°",
    "甲摊，水果，40.5，3，2026-07-01", "33.3%", "3996.00 元", "121.5 平方米",
    "2027-05-01 至 2027-10-31", "2027-04-20 10:00", "签名.png",
)  # fmt: skip


@pytest.fixture
def item(site: str) -> Iterator[str]:
    with every_type_item() as task_code:
        yield task_code


def begin(context: BrowserContext, site: str, item: str, name: str) -> Page:
    page = enter(context, site, name)
    page.goto(f"/items/{item}/")
    page.get_by_role("button", name="在线申报").click()
    return page


def fill_who(page: Page) -> None:
    page.get_by_label("摊位名称").fill("鸣沙果行")
    operator = page.get_by_role("group", name="经营者", exact=True)
    operator.get_by_label("姓名").fill("测鸣沙")
    operator.get_by_label("证件类型").select_option(label="居民身份证")
    operator.get_by_label("证件号码").fill(sample_citizen_number(7))
    home = page.get_by_role("group", name="住址")
    home.get_by_label("镇和村（社区）").select_option(label="文庙社区")
    home.get_by_label("详细地址").fill("阳关中路 8 号")
    page.get_by_label("身份证号码", exact=True).fill(sample_citizen_number(7))
    page.get_by_label("单位代码").fill(sample_credit_code(3).lower())
    page.get_by_label("手机", exact=True).fill("199 0000 0007")
    page.get_by_label("座机").fill("0937-8822001")
    page.get_by_label("电子邮箱").fill("shili@example.cn")
    page.get_by_label("邮政编码").fill("736200")


def fill_what(page: Page) -> None:
    page.get_by_label("车辆").check()
    page.get_by_label("水果").first.check()
    page.get_by_role("group", name="是不是第一次申请").get_by_label("是", exact=True).check()
    page.get_by_label("所在地区").select_option(label="文庙社区")
    spot = page.get_by_role("group", name="摊位位置")
    spot.get_by_label("经度").fill("94.6617")
    spot.get_by_label("纬度").fill("40.1421")
    row = page.get_by_role("group", name="摊位清单第 1 行")
    row.get_by_label("名称").fill("甲摊")
    row.get_by_label("种类").select_option(label="水果")
    row.get_by_label("面积").fill("40.5")
    row.get_by_label("数量").fill("3")
    row.get_by_label("启用日期").fill("2026-07-01")


def fill_how_much(page: Page) -> None:
    page.get_by_label("从业人数").fill("3")
    page.get_by_label("面积", exact=True).fill("12.5")
    page.get_by_label("投入资金").fill("12,000")
    page.get_by_label("自有资金占比").fill("33.3")
    page.get_by_label("银行账号").fill("6200 0000 0000 0000 000")
    season = page.get_by_role("group", name="经营期间")
    season.get_by_label("开始日期").fill("2027-05-01")
    season.get_by_label("结束日期").fill("2027-10-31")
    page.get_by_label("开业日期").fill("2027-05-01")
    page.get_by_label("每天几点开门").fill("18:30")
    page.get_by_label("希望什么时候上门查看").fill("2027-04-20T10:00")
    page.get_by_label("从哪年开始做这一行").fill("2019")
    page.get_by_label("我已经看清，并且确认").check()


def test_rules_give_in_the_browser_what_they_give_on_the_server(
    site: str, item: str, new_context: NewContext
) -> None:
    page = begin(new_context(base_url=site), site, item, "测秦安")
    page.get_by_role("link", name="接着填：谁来办").click()

    wrong: list[Any] = page.evaluate(RUN, VECTORS)

    assert not wrong


def test_every_type_of_answer_is_filled_in_computed_signed_and_submitted(
    site: str, item: str, new_context: NewContext, assert_no_axe_faults: Axe
) -> None:
    page = begin(new_context(base_url=site), site, item, "测秦安")
    page.get_by_role("link", name="接着填：谁来办").click()
    assert_no_axe_faults(page)
    fill_who(page)
    go_on(page)

    expect(page.get_by_label("车牌号")).to_be_hidden()
    fill_what(page)
    page.get_by_label("车牌号").fill("甘f12345")
    assert_no_axe_faults(page)
    go_on(page)

    total = page.get_by_label("摊位总面积")
    expect(total).to_have_text("121.5")  # 40.5 × 3, answered on the page before
    expect(page.get_by_label("为什么需要这么大")).to_be_visible()
    expect(page.get_by_label("自有资金", exact=True)).to_have_text("填好上面的各项就能算出")
    fill_how_much(page)
    expect(page.get_by_label("自有资金", exact=True)).to_have_text("3996.00")
    page.get_by_label("为什么需要这么大").fill("两个门面")
    sign(page)
    assert_no_axe_faults(page)
    go_on(page)

    for words in READ:
        expect(page.get_by_role("main")).to_contain_text(words)
    assert_no_axe_faults(page)
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="提交申请").click()
    expect(page.get_by_role("heading", name="申请已收到")).to_be_visible()


def sign(page: Page) -> None:
    """Draw a line and send it."""
    canvas = page.get_by_role("img", name="手写签名框")
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    assert box is not None
    use = page.get_by_role("button", name="用这个签名")
    expect(use).to_be_disabled()
    page.mouse.move(box["x"] + 20, box["y"] + 60)
    page.mouse.down()
    page.mouse.move(box["x"] + 160, box["y"] + 30, steps=5)
    page.mouse.up()
    use.click()
    expect(page.get_by_role("link", name="签名.png")).to_be_visible()
    expect(canvas).to_be_hidden()


def test_every_type_of_answer_is_filled_in_without_javascript(
    site: str, item: str, new_context: NewContext
) -> None:
    page = begin(new_context(base_url=site, java_script_enabled=False), site, item, "测月牙")
    page.get_by_role("link", name="接着填：谁来办").click()
    fill_who(page)
    go_on(page)
    fill_what(page)
    go_on(page)
    expect(page.get_by_text("根据您的回答，多了几个问题，请接着填。")).to_be_visible()
    page.get_by_label("车牌号").fill("甘F12345")
    go_on(page)
    expect(page.get_by_role("img", name="手写签名框")).to_be_hidden()
    fill_how_much(page)
    page.get_by_label("输入您的姓名").fill("测月牙")
    page.get_by_label("为什么需要这么大").fill("两个门面")
    go_on(page)

    expect(page.get_by_role("heading", name="核对并提交")).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("3996.00 元")
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="提交申请").click()
    expect(page.get_by_role("heading", name="申请已收到")).to_be_visible()


def test_what_is_wrong_with_a_part_is_said_at_that_part(
    site: str, item: str, new_context: NewContext, assert_no_axe_faults: Axe
) -> None:
    page = begin(new_context(base_url=site), site, item, "测肃州")
    page.get_by_role("link", name="接着填：谁来办").click()
    fill_who(page)
    operator = page.get_by_role("group", name="经营者", exact=True)
    operator.get_by_label("证件号码").fill("620982199001010000")
    page.get_by_role("group", name="住址").get_by_label("详细地址").fill("")
    go_on(page)

    expect(operator).to_contain_text("校验位不符")
    expect(page.get_by_role("group", name="住址")).to_contain_text("请填写详细地址。")
    expect(page.get_by_label("摊位名称")).to_have_value("鸣沙果行")
    assert_no_axe_faults(page)


def test_no_page_of_fields_scrolls_sideways_on_the_smallest_phone(
    site: str, item: str, new_context: NewContext
) -> None:
    phone = {"viewport": {"width": 320, "height": 640}, "is_mobile": True, "has_touch": True}
    page = begin(new_context(base_url=site, **phone), site, item, "测秦安")
    address = page.url.rstrip("/")
    for key in ("who", "what", "how_much"):
        page.goto(f"{address}/form/{key}/")
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= 320, key
    assert NAME in page.title()
