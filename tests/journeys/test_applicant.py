"""What a citizen does until the receipt: with the mouse, by keyboard, without script, twice."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect
from tests.support.citizen import (
    ITEM,
    LEASE,
    LETTER,
    NOT_A_PDF,
    SHOP_FRONT,
    UPLOAD_NAME,
    enter,
    fill_matter,
    filled_draft,
    go_on,
)

from yangguan.handling.cases.models import Case
from yangguan.registers.accounts.operations.open_accounts import DEMONSTRATION_PASSWORD

NewContext = Callable[..., BrowserContext]
Axe = Callable[[Page], None]

CITIZEN_NUMBER = "620982199008088298"  # of 测杜家
MOST_STOPS = 40
# An element or the row it stands in shows that it has the focus.
FOCUS = """element => document.activeElement === element && element.matches(":focus-visible")
  && [element, element.closest(".choice, .search__row")]
    .some(each => each && getComputedStyle(each).boxShadow !== "none")"""


def test_a_citizen_finds_an_item_applies_and_looks_the_case_up(
    site: str, new_context: NewContext, assert_no_axe_faults: Axe
) -> None:
    page = new_context(base_url=site).new_page()
    find(page, assert_no_axe_faults)
    sign_in(page, CITIZEN_NUMBER, assert_no_axe_faults)
    fill_in(page, assert_no_axe_faults)
    expect(page.get_by_role("main")).not_to_contain_text(CITIZEN_NUMBER)

    page.get_by_label("所填信息和所交材料真实").check()
    page.get_by_role("button", name="提交申请").click()
    expect(page.get_by_role("heading", name="申请已收到")).to_be_visible()
    expect(page.get_by_text("受理后当场办结。")).to_be_visible()
    assert_no_axe_faults(page)
    number = page.locator(".receipt .mono").inner_text()
    code = page.locator("dd .mono").inner_text()
    assert Case.objects.get(number=number).applicant_name == "测杜家"

    page.goto("/my/")
    assert_no_axe_faults(page)
    page.get_by_role("link", name=ITEM).click()
    expect(page.get_by_role("heading", name="申请收到了，窗口正在看材料")).to_be_visible()
    expect(page.get_by_text(number).first).to_be_visible()
    assert_no_axe_faults(page)
    page.goto("/my/licences/")
    assert_no_axe_faults(page)

    stranger = new_context(base_url=site).new_page()
    look_up(stranger, number, code, assert_no_axe_faults)


def find(page: Page, check: Axe) -> None:
    """From the home page to the sign-in of somebody who wants to apply."""
    page.goto("/")
    check(page)
    page.get_by_label("想办什么事？").press_sequentially("个体工商户登记")
    expect(page.locator("#suggestions").get_by_role("option", name=ITEM)).to_be_visible()
    page.get_by_role("button", name="搜索").click()
    expect(page.get_by_role("heading", name="搜索")).to_be_visible()
    check(page)
    page.get_by_role("heading", name=ITEM).get_by_role("link").click()
    expect(page.get_by_role("heading", name=ITEM, level=1)).to_be_visible()
    check(page)
    page.get_by_role("link", name="在线申报").click()


def sign_in(page: Page, number: str, check: Axe) -> None:
    expect(page.get_by_text("登录以后就回到刚才那一页。")).to_be_visible()
    check(page)
    page.get_by_label("身份证号或手机号").fill(number)
    page.get_by_label("密码").fill(DEMONSTRATION_PASSWORD)
    page.get_by_role("main").get_by_role("button", name="登录").click()


def fill_in(page: Page, check: Axe) -> None:
    """Every page of the draft, in order, until 核对并提交."""
    expect(page.get_by_role("group", name="为谁办？")).to_be_visible()
    check(page)
    page.get_by_role("button", name="开始填").click()
    expect(page.get_by_text("4 步里办完了 1 步")).to_be_visible()
    check(page)
    page.get_by_role("link", name="申请人信息").click()
    expect(page.get_by_text("带锁的不用您填")).to_be_visible()
    check(page)
    go_on(page)
    expect(page.get_by_role("heading", name="办理内容")).to_be_visible()
    fill_matter(page)
    check(page)
    go_on(page)
    page.get_by_label("电子证照（文件）").check()
    check(page)
    go_on(page)
    page.get_by_label(UPLOAD_NAME).set_input_files(LEASE)
    expect(page.get_by_text("已收到 · 1 KB")).to_be_visible()
    check(page)
    go_on(page)
    expect(page.get_by_role("heading", name="核对并提交")).to_be_visible()
    check(page)


def look_up(page: Page, number: str, code: str, check: Axe) -> None:
    page.goto("/progress/")
    check(page)
    page.get_by_label("办件编号").fill(number)
    page.get_by_label("查询码").fill(code.lower())
    page.get_by_role("button", name="查进度").click()
    expect(page.get_by_role("heading", name=ITEM)).to_be_visible()
    expect(page.get_by_text("测杜家")).not_to_be_visible()
    check(page)


def test_the_keyboard_alone_leads_from_the_home_page_to_the_receipt(
    site: str, new_context: NewContext
) -> None:
    page = new_context(base_url=site).new_page()
    keys = page.keyboard
    # Asked for beforehand: a window that opens before the browser is told to report it is lost.
    page.on("filechooser", lambda chooser: chooser.set_files([LEASE]))
    page.goto("/")
    tab_to(page.get_by_label("想办什么事？"))
    keys.type("个体工商户登记")
    keys.press("Enter")
    go("搜索", page.get_by_role("heading", name=ITEM).get_by_role("link"))
    go(ITEM, page.get_by_role("link", name="在线申报"))
    skip_to("登录", page.get_by_label("身份证号或手机号"))
    keys.type("620982197108098646")
    keys.press("Tab")
    keys.type(DEMONSTRATION_PASSWORD)
    keys.press("Enter")
    go(ITEM, page.get_by_role("button", name="开始填"))
    go(f"{ITEM}申请", page.get_by_role("link", name="接着填：办理内容"))

    errors_take_the_focus_and_lead_into_the_fields(page)
    answer_with_the_keyboard(page)
    skip_to("领取与承诺", page.get_by_label("窗口领取"))
    keys.press("Space")
    press(page, "保存并继续")
    skip_to("材料", page.get_by_label(UPLOAD_NAME))
    keys.press("Enter")
    expect(page.get_by_text("已收到 · 1 KB")).to_be_visible()
    press(page, "保存并继续")
    skip_to("核对并提交", page.get_by_label("所填信息和所交材料真实"))
    keys.press("Space")
    press(page, "提交申请")

    expect(page.get_by_role("heading", name="申请已收到")).to_be_visible()


def errors_take_the_focus_and_lead_into_the_fields(page: Page) -> None:
    skip_to("办理内容", page.get_by_label("字号名称"))
    page.keyboard.press("Enter")
    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text("请选择组成形式。")
    follow(summary.get_by_role("link", name="请填写经营场所。"))
    expect(page.get_by_label("经营场所", exact=True)).to_be_focused()
    page.keyboard.type("沙州镇夜市 1 号")


def answer_with_the_keyboard(page: Page) -> None:
    """What is still open of 办理内容."""
    keys = page.keyboard
    tab_to(page.get_by_label("经营场所所在区域"))
    keys.press("ArrowDown")
    tab_to(page.get_by_label("实体场所"))
    keys.press("Space")
    tab_to(page.get_by_label("水果零售"))
    keys.press("Space")
    tab_to(page.get_by_label("从业人数"))
    keys.type("2")
    keys.press("Enter")
    expect(page.get_by_role("alert")).to_be_focused()
    follow(page.get_by_role("alert").get_by_role("link", name="请选择组成形式。"))
    expect(page.get_by_label("个人经营")).to_be_focused()
    keys.press("Space")
    press(page, "保存并继续")


def tab_to(target: Locator) -> None:
    """Press Tab until the target has the focus and shows it."""
    for _stop in range(MOST_STOPS):
        target.page.keyboard.press("Tab")
        if target.evaluate(FOCUS):
            return
    pytest.fail(f"the Tab key does not reach {target}, or nobody sees that it has")


def follow(target: Locator) -> None:
    tab_to(target)
    target.page.keyboard.press("Enter")


def go(heading: str, target: Locator) -> None:
    skip_to(heading, target)
    target.page.keyboard.press("Enter")


def skip_to(heading: str, target: Locator) -> None:
    """On the page with this heading: past what stands above it, then on to the target."""
    title = target.page.get_by_role("heading", name=heading, level=1, exact=True)
    expect(title).to_be_visible()
    follow(target.page.get_by_role("link", name="跳到主要内容"))
    tab_to(target)


def press(page: Page, name: str) -> None:
    follow(page.locator("main :not([aria-hidden]) > button").filter(has_text=name).last)


def test_the_whole_way_works_without_javascript(site: str, new_context: NewContext) -> None:
    page = new_context(base_url=site, java_script_enabled=False).new_page()
    page.goto("/")
    page.get_by_label("想办什么事？").fill("个体工商户登记")
    page.get_by_role("button", name="搜索").click()
    page.get_by_role("heading", name=ITEM).get_by_role("link").click()
    page.get_by_role("link", name="在线申报").click()
    sign_in(page, "620982199402178267", lambda _page: None)
    page.get_by_role("button", name="开始填").click()
    page.get_by_role("link", name="接着填：办理内容").click()
    fill_matter(page)
    page.get_by_label("网络经营场所").check()
    go_on(page)

    expect(page.get_by_text("多了几个问题，请接着填。")).to_be_visible()
    page.get_by_label("网店网址").fill("https://example.cn/果行")
    go_on(page)
    page.get_by_label("电子证照（文件）").check()
    go_on(page)
    upload_without_script(page)
    page.get_by_label("所填信息和所交材料真实").check()
    page.get_by_role("button", name="提交申请").click()

    expect(page.get_by_role("heading", name="申请已收到")).to_be_visible()
    assert Case.objects.filter(number=page.locator(".receipt .mono").inner_text()).exists()


def upload_without_script(page: Page) -> None:
    """A file of the wrong kind is refused with what would do; the right one is listed."""
    page.get_by_label(UPLOAD_NAME).set_input_files([LEASE, NOT_A_PDF])
    page.get_by_role("button", name="上传").click()
    expect(page.get_by_text("这个文件不是 PDF、JPG 或 PNG。")).to_be_visible()
    page.get_by_role("link", name="回到刚才那一页").click()
    expect(page.get_by_role("link", name=LEASE["name"])).to_be_visible()
    go_on(page)


def test_a_refused_file_says_what_will_do_and_leaves_the_others_alone(
    site: str, new_context: NewContext, assert_no_axe_faults: Axe
) -> None:
    page = enter(new_context(base_url=site), site, "测三危")
    draft_id = filled_draft("测三危")
    page.goto(f"/drafts/{draft_id}/materials/")

    page.get_by_label(UPLOAD_NAME).set_input_files([LETTER, NOT_A_PDF, SHOP_FRONT])

    def line(name: str) -> Locator:
        return page.get_by_role("listitem").filter(has_text=name)

    expect(line(LETTER["name"])).to_contain_text("请存成 PDF / JPG / JPEG / PNG 再传")
    expect(line(NOT_A_PDF["name"])).to_contain_text("不是 PDF、JPG 或 PNG。请转成其中一种再传。")
    expect(line(SHOP_FRONT["name"])).to_contain_text("已收到")
    assert_no_axe_faults(page)
    page.reload()
    expect(page.get_by_label("已选的文件").get_by_role("link")).to_have_text(
        [LEASE["name"], SHOP_FRONT["name"]]
    )


def test_a_double_click_two_tabs_and_the_back_button_make_one_case(
    site: str, new_context: NewContext
) -> None:
    context = new_context(base_url=site)
    page = enter(context, site, "测转渠")
    draft_id = filled_draft("测转渠")
    other = context.new_page()
    for each in (page, other):
        each.goto(f"/drafts/{draft_id}/check/")
        each.get_by_label("所填信息和所交材料真实").check()

    page.get_by_role("button", name="提交申请").dblclick()
    expect(page.get_by_role("heading", name="申请已收到")).to_be_visible()
    other.get_by_role("button", name="提交申请").click()
    expect(other.get_by_role("heading", name="申请已收到")).to_be_visible()
    assert other.url == page.url
    page.go_back()
    again = page.get_by_role("button", name="提交申请")
    gone = page.get_by_text("已经提交")
    expect(again.or_(gone)).to_be_visible()
    if again.is_visible():
        again.click()
        expect(page.get_by_role("heading", name="申请已收到")).to_be_visible()

    assert Case.objects.filter(applicant_name="测转渠").count() == 1
    assert re.search(r"/cases/[0-9a-f-]{36}/submitted/$", other.url)
