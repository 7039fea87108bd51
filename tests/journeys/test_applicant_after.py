"""What a citizen does after the receipt: correct, withdraw, collect, rate; on a small phone."""

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect
from tests.support.citizen import (
    ITEM,
    LEASE,
    TASK_CODE,
    UPLOAD,
    UPLOAD_NAME,
    enter,
    filled_draft,
    submitted_case,
)
from tests.support.departments import granted, officer

from yangguan.foundation.actors.actor import Role
from yangguan.handling.cases.models import Case
from yangguan.handling.cases.operations.correction import Asked, request_correction

NewContext = Callable[..., BrowserContext]
Axe = Callable[[Page], None]

NARROW = {"viewport": {"width": 320, "height": 640}}
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def in_correction(name: str) -> Case:
    """A case of which the counter wants one answer and one file anew."""
    case = submitted_case(name)
    asked = [Asked("business_address", "没有写门牌号。"), Asked(UPLOAD, "看不清印章。")]
    by = officer(case, Role.INTAKE)
    return request_correction(case_id=case.pk, asked=asked, by=by, at=timezone.now())


def test_a_correction_is_answered_in_place_and_nothing_else_is_asked(
    site: str, new_context: NewContext, assert_no_axe_faults: Axe
) -> None:
    case = in_correction("测红当")
    page = enter(new_context(base_url=site), site, "测红当")
    page.goto("/my/")
    expect(page.get_by_text("有办件等您补正")).to_be_visible()
    assert_no_axe_faults(page)
    page.get_by_role("link", name=ITEM).first.click()
    expect(page.get_by_role("heading", name="请补正 2 处")).to_be_visible()
    expect(page.get_by_text("没有写门牌号。")).to_be_visible()
    expect(page.get_by_role("definition").get_by_role("link", name=LEASE["name"])).to_be_visible()
    assert_no_axe_faults(page)

    page.get_by_role("textbox", name="经营场所").fill("")
    hand_in_correction(page)
    expect(page.get_by_role("alert")).to_be_focused()
    assert_no_axe_faults(page)
    page.get_by_role("textbox", name="经营场所").fill("沙州镇夜市 12 号")
    page.get_by_label(f"补正的{UPLOAD_NAME}").set_input_files(LEASE)
    expect(page.get_by_text("已收到 · 1 KB")).to_be_visible()
    hand_in_correction(page)

    expect(page.get_by_text("补正收到了，窗口会接着看。")).to_be_visible()
    assert_no_axe_faults(page)
    page.get_by_text("办理内容", exact=True).click()
    expect(page.get_by_text("沙州镇夜市 12 号")).to_be_visible()
    case.refresh_from_db()
    assert case.state == "submitted"


def hand_in_correction(page: Page) -> None:
    page.locator(".actions").get_by_role("button", name="交回补正").click()


def test_an_application_is_withdrawn_after_one_question(
    site: str, new_context: NewContext, assert_no_axe_faults: Axe
) -> None:
    case = submitted_case("测祁连")
    page = enter(new_context(base_url=site), site, "测祁连")
    page.goto(f"/cases/{case.pk}/")
    page.get_by_role("link", name="撤回申请").click()
    expect(page.get_by_role("heading", name="撤回这份申请？")).to_be_visible()
    assert_no_axe_faults(page)

    page.get_by_label("为什么撤回").fill("暂时不开店了")
    page.get_by_role("button", name="撤回申请").click()

    expect(page.get_by_role("heading", name="您撤回了申请", level=2)).to_be_visible()
    expect(page.get_by_role("link", name="重新申请")).to_be_visible()
    assert_no_axe_faults(page)
    case.refresh_from_db()
    assert case.state == "withdrawn"


def test_a_result_is_collected_rated_and_its_licence_checked_by_a_stranger(
    site: str, new_context: NewContext, assert_no_axe_faults: Axe
) -> None:
    case = granted(submitted_case("测定西"))
    page = enter(new_context(base_url=site), site, "测定西")
    page.goto(f"/cases/{case.pk}/")
    assert_no_axe_faults(page)
    page.get_by_role("button", name="确认在网上领取").click()
    expect(page.get_by_role("heading", name="办完了，结果已经送达")).to_be_visible()
    page.get_by_role("link", name="评一评").click()
    rate(page, assert_no_axe_faults)

    page.get_by_role("link", name="营业执照").click()
    expect(page.get_by_text("签名有效")).to_be_visible()
    assert_no_axe_faults(page)
    address = page.get_by_role("link", name="看看别人扫了看到什么").get_attribute("href") or ""
    check_as_a_stranger(new_context(base_url=site).new_page(), address, assert_no_axe_faults)


def rate(page: Page, check: Axe) -> None:
    """评议: the grade is asked for before anything is kept."""
    expect(page.get_by_role("heading", name="这次办得怎么样？")).to_be_visible()
    check(page)
    page.get_by_role("button", name="交评价").click()
    expect(page.get_by_role("alert")).to_be_focused()
    check(page)
    page.get_by_role("radio", name="非常满意").first.check()
    page.get_by_label("服务热情效率高").check()
    page.get_by_label("还想说什么").fill("没跑腿。")
    page.get_by_role("button", name="交评价").click()
    expect(page.get_by_text("评价收到了，谢谢您。")).to_be_visible()
    expect(page.get_by_text("没跑腿。")).to_be_visible()
    check(page)


def check_as_a_stranger(page: Page, address: str, check: Axe) -> None:
    """The page that the QR code opens: valid, and nobody's name or number in it."""
    page.goto("/check/")
    check(page)
    page.goto(urlsplit(address).path)
    expect(page.get_by_role("heading", name="这张证照有效")).to_be_visible()
    expect(page.get_by_text("测定西")).not_to_be_visible()
    check(page)


@pytest.fixture
def pages() -> list[str]:
    """The address of every page of one citizen's way, with a draft and cases of the person."""
    name = "测七里"
    asked, done = in_correction(name), granted(submitted_case(name))
    draft = f"/drafts/{filled_draft(name)}"
    return [
        "/", "/search/?q=个体工商户登记", f"/items/{TASK_CODE}/", "/accounts/login/",
        f"/items/{TASK_CODE}/apply/", f"{draft}/", f"{draft}/form/applicant/",
        f"{draft}/form/matter/", f"{draft}/form/delivery/", f"{draft}/materials/",
        f"{draft}/check/", f"/cases/{done.pk}/submitted/", "/my/", f"/cases/{done.pk}/",
        f"/cases/{asked.pk}/correct/", f"/cases/{asked.pk}/withdraw/", "/progress/",
        "/my/licences/", "/check/",
    ]  # fmt: skip


def test_no_page_scrolls_sideways_on_a_small_phone_and_the_elder_layout_holds(
    site: str, new_context: NewContext, pages: list[str]
) -> None:
    page = enter(new_context(base_url=site, **NARROW), site, "测七里")
    wide = [each for each in pages if page.goto(each) and page.evaluate(SIDEWAYS) > 0]
    assert wide == []

    page.goto("/")
    page.get_by_role("link", name="长者版").click()
    expect(page.get_by_role("link", name="常规版")).to_be_visible()
    for each in pages:
        page.goto(each)
        assert page.locator("html").get_attribute("data-layout") == "elder", each
        assert page.evaluate(SIDEWAYS) == 0, each
    page.get_by_role("link", name="常规版").click()
    expect(page.get_by_role("link", name="长者版")).to_be_visible()
