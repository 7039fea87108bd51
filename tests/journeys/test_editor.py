"""An item from nothing to an application: written, reviewed, published, changed, compared."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from yangguan.registers.accounts.operations.open_accounts import DEMONSTRATION_PASSWORD

WRITER, REVIEWER = "G26004", "G99001"
PERSON = "620982198803128995"
NAME = "夜市摊位备案"
CATALOG_CODE = "620120099000"

SignIn = Callable[[str], Page]
Axe = Callable[[Page], None]


@pytest.fixture
def sign_in(site: str, new_context: Callable[..., BrowserContext]) -> SignIn:
    """A page in which somebody with this number has signed in."""

    def enter(number: str) -> Page:
        page = new_context(base_url=site, viewport={"width": 1440, "height": 900}).new_page()
        page.goto("/accounts/login/")
        page.fill("[name=login]", number)
        page.fill("[name=password]", DEMONSTRATION_PASSWORD)
        page.press("[name=password]", "Enter")
        page.wait_for_url(re.compile(r"/(staff/|my/|$)"))
        return page

    return enter


class Writing:
    """What an editor does to a draft, as a person does it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.base = page.url.rsplit("/", 2)[0]

    def section(self, key: str) -> None:
        self.page.goto(f"{self.base}/{key}/")

    def fill(self, **values: str) -> None:
        form = self.opened()
        for name, value in values.items():
            field = form.locator(f"[name='{name.replace('__', '.')}']").first
            if field.evaluate("each => each.tagName") == "SELECT":
                field.select_option(value)
            elif field.get_attribute("type") in {"radio", "checkbox"}:
                form.locator(f"[name='{name}'][value='{value}']").check()
            else:
                field.fill(value)

    def opened(self):
        opened = self.page.locator("#opened form.draft-block").last
        return opened if opened.count() else self.page.locator("form.draft-block").first

    def save(self) -> None:
        self.opened().get_by_role("button", name="保存", exact=True).click()
        self.page.wait_for_load_state()

    def add(self, word: str) -> None:
        self.page.get_by_role("button", name=word).last.click()
        self.page.wait_for_load_state()


def describe(writing: Writing) -> None:
    """Everything that a small filing with one situation and a fee needs."""
    writing.section("basic")
    writing.fill(name=NAME, item_type="10", level="4", catalog_code=CATALOG_CODE, audiences="1")
    writing.save()
    writing.section("limits")
    writing.fill(statutory_limit__days="10", promised_limit__days="3")
    writing.save()
    writing.section("basis")
    writing.fill(
        basis="《中华人民共和国食品安全法》第三十六条", conditions="有固定的摊位。\n有健康证明。"
    )
    writing.save()
    writing.add("加一条依据")
    writing.fill(law="中华人民共和国食品安全法", article="第三十六条")
    writing.save()
    writing.section("situations")
    writing.add("加一问")
    writing.fill(label="卖不卖吃的", element="sells_food", type="boolean")
    writing.save()
    writing.section("materials")
    writing.add("加一样材料")
    writing.fill(
        name="从业人员健康证明",
        kind="1",
        need="2",
        supply="applicant",
        basis="《中华人民共和国食品安全法》第四十五条",
        applies_if__0__element="sells_food",
        applies_if__0__operator="==",
        applies_if__0__value="是",
    )
    writing.save()
    writing.section("form")
    writing.add("加一页")
    writing.fill(title="摊位")
    writing.save()
    writing.page.get_by_role("button", name="加一问").last.click()
    writing.fill(label="摊位名称", element="stall_name", type="text")
    writing.save()
    charge(writing)
    writing.section("results")
    writing.add("加一种结果")
    writing.fill(name="夜市摊位备案回执", kind="其他")
    writing.save()
    writing.section("service")
    writing.fill(
        forms="1",
        area="4",
        online="true",
        at_hall="true",
        address="敦煌市政务服务中心一楼综合受理窗口",
        hours="工作日 8:30—12:00",
        enquiries="0937-5550218",
        complaints="0937-12345",
    )
    writing.page.locator("[name=depth][value='1']").check()
    writing.page.locator("[name=depth][value='2']").check()
    writing.save()


def charge(writing: Writing) -> None:
    """A tariff with two rows, and the example that proves it."""
    writing.section("fees")
    writing.fill(has_fee="true", fee_basis="《中华人民共和国食品安全法》第三十六条")
    writing.save()
    writing.add("加一个收费项目")
    writing.fill(
        name="摊位管理费", standard="每月 100 元，不卖吃的 50 元",
        basis="《中华人民共和国食品安全法》第三十六条",
    )  # fmt: skip
    writing.save()
    for words, amount, food in (("卖吃的", "100", "是"), ("其他", "50", "")):
        writing.page.get_by_role("button", name="加一行").click()
        writing.fill(words=words, amount_fen=amount)
        if food:
            writing.fill(applies_if__0__element="sells_food", applies_if__0__value=food)
        writing.save()
    writing.page.get_by_role("button", name="加一个算例").click()
    writing.fill(answers="sells_food=是", due_fen="100")
    writing.save()


def submit(page: Page, base: str, reason: str) -> None:
    page.goto(f"{base}/submit/")
    assert page.locator(".fault:not(.fault--warn)").all_inner_texts() == []
    page.fill("[name=reason]", reason)
    page.get_by_role("main").get_by_role("button", name="送审", exact=True).click()
    expect(page.get_by_text("已经送审")).to_be_visible()


def approve(page: Page, base: str) -> None:
    page.goto(f"{base}/review/")
    page.get_by_role("button", name="审核通过").click()
    expect(page.get_by_text("审核通过，已经发布施行")).to_be_visible()


def test_an_item_is_written_reviewed_published_changed_compared_and_applied_for(
    sign_in: SignIn, assert_no_axe_faults: Axe
) -> None:
    writer = sign_in(WRITER)
    writer.goto("/editor/drafts/")
    assert_no_axe_faults(writer)
    writer.get_by_role("button", name="新事项").click()
    writing = Writing(writer)
    describe(writing)
    for section in ("materials", "situations", "fees", "process"):
        writing.section(section)
        assert_no_axe_faults(writer)
    submit(writer, writing.base, "新开的夜市要备案")

    reviewer = sign_in(REVIEWER)
    reviewer.goto(f"{writing.base}/review/")
    assert_no_axe_faults(reviewer)
    approve(reviewer, writing.base)

    citizen = sign_in(PERSON)
    citizen.goto("/search/?q=" + NAME)
    citizen.get_by_role("link", name=NAME).first.click()
    expect(citizen.get_by_text("卖不卖吃的", exact=True)).to_be_visible()
    citizen.locator("[name=sells_food][value=false]").check()
    expect(citizen.locator("#fees")).to_contain_text("50 元")
    expect(citizen.get_by_text("从业人员健康证明")).to_have_count(0)
    assert_no_axe_faults(citizen)
    guide_url = citizen.url.split("?")[0]
    citizen.get_by_role("button", name="在线申报").click()
    expect(citizen.get_by_role("link", name="接着填：摊位")).to_be_visible()

    writer.goto(f"/editor/items/{guide_url.rstrip('/').rsplit('/', 1)[1]}/")
    writer.get_by_role("button", name="编辑下一版").click()
    again = Writing(writer)
    again.section("limits")
    again.fill(promised_limit__days="1")
    again.save()
    submit(writer, again.base, "办得更快")
    approve(reviewer, again.base)

    citizen.reload()
    citizen.get_by_role("link", name="看看哪里变了，要不要换").click()
    expect(citizen.locator("main")).to_contain_text("承诺时限")
    assert_no_axe_faults(citizen)
    citizen.get_by_role("button", name="换用新版").click()
    expect(citizen.get_by_text("已经换用新版")).to_be_visible()
    citizen.goto(f"{guide_url}compare/1/2/")
    expect(citizen.locator("main")).to_contain_text("承诺时限")


def test_a_draft_saves_itself_and_two_people_see_each_other(sign_in: SignIn) -> None:
    writer, colleague = sign_in(WRITER), sign_in(REVIEWER)
    writer.goto("/editor/drafts/")
    writer.get_by_role("button", name="新事项").click()
    writer.wait_for_url("**/basic/", wait_until="load")
    base = writer.url.rsplit("/", 2)[0]

    with writer.expect_response("**/save/") as saved:
        writer.fill("[name=name]", "自动保存的事项")
    assert saved.value.ok
    colleague.goto(f"{base}/basic/")
    expect(colleague.locator("[name=name]")).to_have_value("自动保存的事项")
    expect(colleague.locator("#draft-here")).to_contain_text("在改")

    with writer.expect_response("**/save/") as saved:
        writer.fill("[name=name]", "先写的名称")
    assert saved.value.ok
    colleague.fill("[name=name]", "后写的名称")
    colleague.locator("form.draft-block").get_by_role("button", name="保存").click()
    expect(colleague.get_by_role("heading", name=re.compile("改过同样的内容"))).to_be_visible()
    expect(colleague.locator("main")).to_contain_text("先写的名称")
    colleague.get_by_role("button", name="用我写的").click()
    expect(colleague.locator("[name=name]")).to_have_value("后写的名称")
