"""A citizen's draft: kept while one types, on every device, whatever is wrong in it."""

from collections.abc import Callable

from django.conf import settings
from playwright.sync_api import BrowserContext, Page, Route, expect
from tests.support.citizen import (
    ITEM,
    LEASE,
    SHOP_FRONT,
    UPLOAD_NAME,
    begin,
    citizen,
    enter,
    fill_matter,
    filled_draft,
    go_on,
)

from yangguan.registers.accounts.operations.open_accounts import DEMONSTRATION_PASSWORD

NewContext = Callable[..., BrowserContext]
Axe = Callable[[Page], None]

PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
AUTOSAVE = "**/form/matter/save/"


def test_a_draft_begun_on_one_device_goes_on_where_it_was_on_another(
    site: str, new_context: NewContext
) -> None:
    computer = enter(new_context(base_url=site), site, "测秦安")
    begin(computer)
    computer.get_by_role("link", name="接着填：办理内容").click()
    computer.get_by_label("网络经营场所").check()
    computer.get_by_label("网店网址").fill("https://example.cn/果行")
    computer.get_by_label("经营场所", exact=True).fill("夜市 7 号")
    computer.get_by_label("经营场所所在区域").select_option(label="文庙社区")
    computer.get_by_label("水果零售").check()
    with computer.expect_response(AUTOSAVE) as saved:
        computer.get_by_label("住宿服务").check()
    assert saved.value.ok

    phone = enter(new_context(base_url=site, **PHONE), site, "测秦安")
    phone.goto("/my/")
    phone.get_by_role("link", name=ITEM).click()
    row = phone.get_by_role("listitem").filter(has_text="办理内容")
    expect(row).to_contain_text("填了一半")
    row.get_by_role("link").click()

    expect(phone.get_by_label("网络经营场所")).to_be_checked()
    expect(phone.get_by_label("网店网址")).to_have_value("https://example.cn/果行")
    expect(phone.get_by_label("经营场所", exact=True)).to_have_value("夜市 7 号")
    expect(phone.get_by_label("经营场所所在区域")).to_have_value("620982101007")
    expect(phone.get_by_label("水果零售")).to_be_checked()
    expect(phone.get_by_label("住宿服务")).to_be_checked()


def test_who_goes_back_into_a_page_that_was_saved_goes_on_from_there(
    site: str, new_context: NewContext
) -> None:
    page = enter(new_context(base_url=site), site, "测月牙")
    page.goto(f"/drafts/{filled_draft('测月牙')}/form/matter/")
    page.get_by_label("字号名称").fill("月牙果行")
    go_on(page)
    expect(page.get_by_role("heading", name="领取与承诺")).to_be_visible()

    page.go_back()

    expect(page.get_by_label("字号名称")).to_have_value("月牙果行")
    with page.expect_response(AUTOSAVE) as saved:
        page.get_by_label("字号名称").fill("月牙瓜果行")
    assert saved.value.ok


def test_what_is_typed_after_the_session_has_ended_is_there_again_after_signing_in(
    site: str, new_context: NewContext
) -> None:
    context = new_context(base_url=site)
    page = enter(context, site, "测肃州")
    page.goto(f"/drafts/{filled_draft('测肃州')}/form/matter/")
    address = page.url
    context.clear_cookies(name=settings.SESSION_COOKIE_NAME)

    page.get_by_label("字号名称").fill("肃州果行")
    page.get_by_role("link", name="重新登录").click()
    party, _by = citizen("测肃州")
    page.get_by_label("身份证号或手机号").fill(party.number)
    page.get_by_label("密码").fill(DEMONSTRATION_PASSWORD)
    page.get_by_role("main").get_by_role("button", name="登录").click()

    expect(page).to_have_url(address)
    expect(page.get_by_label("字号名称")).to_have_value("肃州果行")
    expect(page.get_by_text("已保存")).to_be_visible()


def test_a_page_sent_while_it_saves_itself_is_not_taken_for_an_older_one(
    site: str, new_context: NewContext
) -> None:
    page = enter(new_context(base_url=site), site, "测郭堡")
    page.goto(f"/drafts/{filled_draft('测郭堡')}/form/matter/")

    def answer_after_the_click(save: Route) -> None:
        answer = save.fetch()
        go_on(page)
        save.fulfill(response=answer)

    page.route(AUTOSAVE, answer_after_the_click)
    page.get_by_label("字号名称").fill("郭堡果行")

    expect(page.get_by_role("heading", name="领取与承诺")).to_be_visible()


def test_a_file_that_did_not_arrive_is_sent_again_alone(site: str, new_context: NewContext) -> None:
    page = enter(new_context(base_url=site), site, "测文庙")
    page.goto(f"/drafts/{filled_draft('测文庙')}/materials/")
    # What a network that wants a log-in of its own puts in the place of our answer.
    page.route("**/upload/", lambda sent: sent.fulfill(body="<html></html>"), times=1)

    page.get_by_label(UPLOAD_NAME).set_input_files(SHOP_FRONT)
    row = page.get_by_role("listitem").filter(has_text=SHOP_FRONT["name"])
    expect(row).to_contain_text("没传上：网络断了")
    row.get_by_role("button", name="再传一次").click()

    expect(row).to_contain_text("已收到")
    page.reload()
    expect(page.get_by_label("已选的文件").get_by_role("link")).to_have_text(
        [LEASE["name"], SHOP_FRONT["name"]]
    )


def test_a_wrong_value_is_named_with_what_to_do_and_nothing_else_is_lost(
    site: str, new_context: NewContext, assert_no_axe_faults: Axe
) -> None:
    page = enter(new_context(base_url=site), site, "测中渠")
    begin(page)
    page.get_by_role("link", name="接着填：办理内容").click()
    fill_matter(page)
    page.get_by_label("从业人数").fill("两个人")

    go_on(page)

    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_role("alert")).to_contain_text("从业人数：请填数字，例如 120。")
    assert_no_axe_faults(page)
    expect(page.get_by_text("这台设备上有")).not_to_be_visible()  # it was saved, faulty as it is
    expect(page.get_by_label("从业人数")).to_have_value("两个人")
    expect(page.get_by_label("字号名称")).to_have_value("敦煌市测试果行")
    expect(page.get_by_label("个人经营")).to_be_checked()
    expect(page.get_by_label("经营场所", exact=True)).to_have_value("沙州镇夜市 1 号")
    expect(page.get_by_label("经营场所所在区域")).to_have_value("620982101007")
    expect(page.get_by_label("水果零售")).to_be_checked()

    page.get_by_label("从业人数").fill("2")
    go_on(page)
    expect(page.get_by_role("heading", name="领取与承诺")).to_be_visible()
