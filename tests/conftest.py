"""A real browser for the journeys: Chromium, Chinese fonts, accessibility checks."""

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]
DESKTOP = {"viewport": {"width": 1280, "height": 900}}
PHONE = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
}
PATIENCE_MS = 10_000
AXE_OPTIONS = {
    "resultTypes": ["violations"],  # the rest is not read and takes half of the time
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
}
# A refusal is answered with 4xx, which the browser reports as if the page had a fault.
EXPECTED_MESSAGE = re.compile(r"Failed to load resource: the server responded with a status of 4")

FONT_CONFIGURATION = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>{fonts}</dir>
  <cachedir>{cache}</cachedir>
</fontconfig>
"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What uses the browser is a journey; `pytest -m "not journey"` leaves it out."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("journey")


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """One Chromium for the whole test process: the system's, otherwise Playwright's own."""
    # Playwright keeps an event loop in this thread, which Django takes for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=system_browser(),
            args=[*FLAGS, *sandbox],
            env={**os.environ, "FONTCONFIG_FILE": str(_fonts(tmp_path_factory.mktemp("fonts")))},
        )
        yield chromium
        chromium.close()


def system_browser() -> str | None:
    """The first that runs; Ubuntu's `chromium-browser` may only point to a snap that is absent."""
    for program in filter(None, map(shutil.which, CHROMIUM)):
        if subprocess.run([program, "--version"], capture_output=True, check=False).returncode == 0:
            return program
    return None


def _fonts(folder: Path) -> Path:
    """Chinese text must not depend on the fonts of the machine: these come with set-up."""
    path = folder / "fonts.conf"
    fonts = Path(settings.BASE_DIR) / "build" / "fonts"
    path.write_text(FONT_CONFIGURATION.format(fonts=fonts, cache=folder / "cache"))
    return path


@pytest.fixture
def new_context(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Make browser contexts, one for each person of a journey; keyword arguments as Playwright."""
    opened: list[BrowserContext] = []
    faults: list[str] = []

    def listen(page: Page) -> None:
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", hear)

    def hear(message: ConsoleMessage) -> None:
        if message.type == "error" and not EXPECTED_MESSAGE.match(message.text):
            faults.append(message.text)

    def make(**options: object) -> BrowserContext:
        context = browser.new_context(
            **{"locale": "zh-CN", "timezone_id": "Asia/Shanghai", **DESKTOP, **options}
        )
        context.set_default_timeout(PATIENCE_MS)
        context.on("page", listen)
        opened.append(context)
        return context

    yield make
    for context in opened:
        context.close()
    assert not faults, f"the browser reported faults: {faults}"


@pytest.fixture
def page(new_context: Callable[..., BrowserContext]) -> Page:
    """A fresh desktop page; script errors and refused resources fail the test at its end."""
    return new_context().new_page()


@pytest.fixture
def phone_page(new_context: Callable[..., BrowserContext]) -> Page:
    """The same on a phone."""
    return new_context(**PHONE).new_page()


@pytest.fixture(scope="session")
def assert_no_axe_faults() -> Callable[[Page], None]:
    """A check of the page that is open now: WCAG 2.2 A and AA, and axe's best practices."""
    axe = Axe()

    def check(page: Page) -> None:
        found = axe.run(page, options=AXE_OPTIONS)
        assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"

    return check
