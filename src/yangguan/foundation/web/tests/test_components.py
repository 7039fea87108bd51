"""Every component: drawn without inline script or style, with pictures that exist."""

import re
from pathlib import Path

import pytest
from django.template import Context, Template
from django.test import Client
from django.utils import translation

from yangguan.foundation.web import components as c
from yangguan.foundation.web import pictures
from yangguan.foundation.web.deadlines import Deadline
from yangguan.foundation.web.moons import SIGNS, Moon

WEB = Path(__file__).parent.parent
TEMPLATES = sorted((WEB / "templates").rglob("*.html"))
SCRIPT = re.compile(r"<script\b([^>]*)>")
INLINE_STYLE = re.compile(r"<[a-z][^>]*\sstyle=|<style\b")
HANDLER = re.compile(r"<[a-z][^>]*\son[a-z]+=")
CHINESE = re.compile(r"[一-鿿]")
GALLERIES = ("/gallery/", "/gallery/staff/")


def draw(source: str, **context: object) -> str:
    return Template(source).render(Context(context))


def assert_fit_for_a_strict_policy(html: str) -> None:
    assert not INLINE_STYLE.search(html)
    assert not HANDLER.search(html)
    for attributes in SCRIPT.findall(html):
        assert "src=" in attributes or 'type="application/json"' in attributes


@pytest.mark.parametrize("address", [*GALLERIES, "/nowhere/", "/refusing/", "/account/login/"])
def test_pages_hold_no_inline_script_or_style(reader, address):
    assert_fit_for_a_strict_policy(reader.get(address).content.decode())


@pytest.mark.parametrize("address", GALLERIES)
def test_the_gallery_shows_itself_without_a_database(reader, address):
    assert reader.get(address).status_code == 200


@pytest.mark.parametrize("address", GALLERIES)
def test_no_id_stands_twice_in_the_gallery(reader, address):
    ids = re.findall(r'\sid="([^"]+)"', reader.get(address).content.decode())

    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_a_template_says_first_what_it_needs(template):
    first = template.read_text(encoding="utf-8").splitlines()[0]

    assert first.startswith("{#")
    assert "needs:" in first


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_a_template_is_short(template):
    assert len(template.read_text(encoding="utf-8").splitlines()) <= 120


def test_every_icon_that_is_named_exists():
    named = set()
    for path in TEMPLATES:
        named |= set(re.findall(r'{% icon "([a-z-]+)"', path.read_text(encoding="utf-8")))
    for path in WEB.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        named |= set(re.findall(r'RailLink\("[^"]+", "[^"]+", "([a-z-]+)"', text))

    assert named
    assert named <= set(pictures.icon_names())


@pytest.mark.parametrize("name", pictures.icon_names())
def test_an_icon_is_hidden_from_screen_readers_and_takes_the_colour_of_its_text(name):
    svg = pictures.icon(name)

    assert 'aria-hidden="true"' in svg
    assert "fill=" not in svg
    assert "style" not in svg


def test_an_icon_that_does_not_exist_is_an_error_and_no_path_leads_out():
    with pytest.raises(pictures.UnknownPicture):
        pictures.icon("no-such-icon")
    with pytest.raises(pictures.UnknownPicture):
        pictures.icon("../logo")


@pytest.mark.parametrize("moon", list(Moon))
def test_every_state_has_a_sign_and_a_word(moon):
    html = draw('{% moon sign "状态" %}', sign=moon)

    assert SIGNS[moon].body in html
    assert "状态" in html


@pytest.mark.parametrize("kind", list(c.MarkKind))
def test_a_mark_never_stands_without_its_word(kind):
    html = draw("{% mark kind 3 %}", kind=kind)

    assert c.mark_word(kind) in html
    assert " 3" in html


def test_the_promised_end_is_the_thick_edge_of_the_deadline():
    html = draw("{% deadline of %}", of=Deadline(2, 5, 10))

    assert html.count('class="used"') == 2
    assert html.count('class="left due"') == 1
    assert html.count('class="law"') == 5


def test_an_error_summary_leads_to_the_fields_and_is_read_out():
    errors = (c.FieldError("请填姓名", "f-name"),)

    html = draw("{% error_summary errors %}", errors=errors)

    assert 'role="alert"' in html
    assert 'href="#f-name"' in html


def test_no_errors_draw_no_summary():
    assert "error-summary" not in draw("{% error_summary errors %}", errors=())


def test_a_pager_without_pages_draws_nothing():
    assert "<nav" not in draw("{% pager links %}", links=c.PagerLinks())


def test_a_notice_escapes_what_it_shows():
    html = draw('{% notice "bad" title=title %}{{ text }}{% endnotice %}', title="<b>", text="<i>")

    assert "&lt;b&gt;" in html
    assert "&lt;i&gt;" in html


def test_a_qr_code_is_inline_and_has_a_name():
    html = draw('{% qr "https://example.cn/x" "扫码" %}')

    assert 'role="img" aria-label="二维码"' in html
    assert "扫码" in html
    assert_fit_for_a_strict_policy(html)


def test_data_of_a_chart_cannot_leave_its_element():
    html = draw('{% chart "c" option "图" %}', option={"x": "</script><script>alert(1)"})

    assert "<script>alert" not in html


def test_repeated_links_of_a_summary_carry_hidden_words():
    rows = (c.SummaryRow("经营项目", ("热食",), change_url="/x/"),)

    html = draw("{% summary rows %}", rows=rows)

    assert 'class="visually-hidden">经营项目</span>' in html


@pytest.mark.parametrize(
    ("value", "kind", "shown"),
    [("测鸣沙", "name", "测*"), ("13800005678", "phone", "138****5678"), (None, "name", "")],
)
def test_personal_data_is_shown_masked(value, kind, shown):
    assert draw("{{ value|masked:kind }}", value=value, kind=kind) == shown


@pytest.mark.parametrize("address", ["/account/login/", "/nowhere/", "/refusing/?"])
def test_the_english_shell_leaves_no_chinese(address):
    client = Client(headers={"accept-language": "en"})
    html = client.get(address).content.decode()
    text = re.sub(r'<a [^>]*lang="zh-Hans"[^>]*>中文</a>', "", html)
    # What the test's own refusal says has no translation.
    text = text.replace("王敏 已经受理了这一件。", "").replace("请刷新这一页。", "")

    assert not CHINESE.findall(text)


def test_what_scripts_say_is_in_the_language_of_the_page(reader):
    with translation.override("en"):
        assert "Saving…" in draw("{% words_for_scripts %}").encode().decode("unicode_escape")
    assert 'id="words"' in reader.get("/gallery/").content.decode()


def test_the_scripts_ask_only_for_words_that_exist():
    from yangguan.foundation.web.words import script_words

    asked = set()
    for path in (WEB / "static" / "web").glob("*.js"):
        asked |= set(re.findall(r'say\((?:isOff\(\) \? )?"(\w+)"', path.read_text("utf-8")))

    assert asked
    assert asked <= set(script_words())


def test_sign_in_wears_the_look_of_the_house(reader):
    # Two apps bring this template: ours must stand before allauth in INSTALLED_APPS.
    html = reader.get("/account/login/").content.decode()

    assert "身份证号或手机号" in html
    assert 'class="site-header"' in html
