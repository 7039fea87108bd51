"""At the kiosk of a hall: by touch, without a keyboard, in both positions of the screen."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

NewContext = Callable[..., BrowserContext]
Axe = Callable[[Page], None]

PORTRAIT = {"viewport": {"width": 1080, "height": 1920}, "has_touch": True}
LANDSCAPE = {"viewport": {"width": 1920, "height": 1080}, "has_touch": True}
ITEM = re.compile("食品经营许可")
LEAST_TARGET, LEAST_TEXT = 64, 22
# Whatever can be touched: smaller than a fingertip in a glove, or text too small to read standing.
TOO_SMALL = """([target, text]) => {
  const seen = element => element.checkVisibility({ checkVisibilityCSS: true })
    && !element.closest(".visually-hidden");
  const touched = "a, button, summary, label, input:not([type=hidden], [type=checkbox])";
  const targets = [...document.querySelectorAll(touched)].filter(element => seen(element)
    && element.getBoundingClientRect().height < target);
  const texts = [...document.querySelectorAll("body *")].filter(element => seen(element)
    && [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim())
    && parseFloat(getComputedStyle(element).fontSize) < text);
  return [...targets, ...texts].map(element => element.outerHTML.slice(0, 120));
}"""


def looks_right(page: Page, check: Axe) -> None:
    """Accessible, large enough, nothing sideways, and the way back to the beginning in sight."""
    check(page)
    assert page.evaluate(TOO_SMALL, [LEAST_TARGET, LEAST_TEXT]) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    expect(page.get_by_role("link", name="重新开始")).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("screen", [PORTRAIT, LANDSCAPE], ids=["portrait", "landscape"])
def test_a_visitor_finds_an_item_by_initials_answers_and_takes_it_along(
    site: str, new_context: NewContext, assert_no_axe_faults: Axe, screen: dict[str, object]
) -> None:
    page = new_context(base_url=site, **screen).new_page()
    page.goto("/kiosk/")
    looks_right(page, assert_no_axe_faults)
    page.get_by_role("link", name="搜一搜").tap()
    for letter in "spjyxk":
        page.locator(f"#key-{letter}").tap()
    expect(page.get_by_label("想办什么事？")).to_have_value("spjyxk")
    expect(page.locator("#found").get_by_role("link", name=ITEM).first).to_be_visible()
    looks_right(page, assert_no_axe_faults)
    page.locator("#found").get_by_role("link", name=ITEM).first.tap()

    answer_all(page, assert_no_axe_faults)
    expect(page.get_by_role("heading", name="您要准备的")).to_be_visible()
    expect(page.get_by_role("img", name="二维码")).to_be_visible()
    expect(page.get_by_text("您的情况：")).to_be_visible()
    looks_right(page, assert_no_axe_faults)

    page.get_by_role("link", name="打印一页纸").tap()
    expect(page.get_by_role("button", name="打印")).to_be_visible()
    looks_right(page, assert_no_axe_faults)
    page.get_by_role("link", name="重新开始").tap()
    expect(page.get_by_role("heading", name="您好，想办什么事？")).to_be_visible()


def answer_all(page: Page, check: Axe) -> None:
    """The first answer to each question; where several may be chosen, the first of them."""
    expect(page.get_by_role("link", name="说不准，跳过")).to_be_visible()
    is_first = True
    while page.get_by_role("link", name="说不准，跳过").count():
        if is_first:
            looks_right(page, check)
        is_first = False
        before = page.url
        if page.get_by_role("checkbox").count():
            page.get_by_role("checkbox").first.check()
            page.get_by_role("button", name="选好了").tap()
        else:
            page.locator("main .touches a").first.tap()
        page.wait_for_url(lambda url, before=before: url != before)


def test_without_script_the_keys_and_the_questions_still_lead_to_the_guide(
    site: str, new_context: NewContext
) -> None:
    page = new_context(base_url=site, java_script_enabled=False, **PORTRAIT).new_page()
    page.goto("/kiosk/find/")
    for letter in "spjyxk":
        page.locator(f"#key-{letter}").tap()
    page.locator("#found").get_by_role("link", name=ITEM).first.tap()
    page.get_by_role("link", name="不答了，看全部").tap()

    expect(page.get_by_role("heading", name="您要准备的")).to_be_visible()
    page.get_by_role("link", name="返回").tap()
    expect(page.get_by_role("link", name="说不准，跳过")).to_be_visible()


def test_a_screen_that_nobody_touches_asks_and_then_goes_home(
    site: str, new_context: NewContext, assert_no_axe_faults: Axe
) -> None:
    page = left_alone(site, new_context)
    assert_no_axe_faults(page)

    page.clock.run_for(21_000)
    expect(page.get_by_role("heading", name="您好，想办什么事？")).to_be_visible()


def test_whoever_is_still_there_keeps_the_screen(site: str, new_context: NewContext) -> None:
    page = left_alone(site, new_context)

    page.get_by_role("button", name="我还在用").tap()
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.clock.run_for(21_000)
    expect(page.get_by_label("想办什么事？")).to_have_value("yl")


def left_alone(site: str, new_context: NewContext) -> Page:
    """A screen that asks whether anybody is still there."""
    page = new_context(base_url=site, **PORTRAIT).new_page()
    page.clock.install()
    page.goto("/kiosk/find/?q=yl")
    page.clock.fast_forward(61_000)
    expect(page.get_by_role("dialog", name="您还在用吗？")).to_be_visible()
    return page
