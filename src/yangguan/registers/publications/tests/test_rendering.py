"""Markdown in, clean HTML out."""

import re

import nh3
import pytest
from hypothesis import given
from hypothesis import strategies as st

from yangguan.registers.publications.rendering import ATTRIBUTES, TAGS, body_html, plain_text

HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[点我](javascript:alert(1))",
    "[点我](data:text/html;base64,PHNjcmlwdD4=)",
    "<a href='javascript:alert(1)'>点我</a>",
    "![图](https://example.com/count.png)",
    "<iframe src='https://example.com'></iframe>",
    '[x](https://example.com "\\" onmouseover=alert(1)")',
    "<svg/onload=alert(1)>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<style>body{display:none}</style>",
    "| <b onclick=x> |\n| --- |\n| <script>1</script> |",
)


def is_clean(html):
    bare = re.sub(r'<div class="scroll" tabindex="0" role="region" aria-label="表格">', "", html)
    bare = bare.replace('<table class="table">', "<table>").replace("</table></div>", "</table>")
    return nh3.clean(bare, tags=TAGS, attributes=ATTRIBUTES) == bare


@pytest.mark.parametrize("body", HOSTILE)
def test_nothing_hostile_reaches_the_page(body):
    html = body_html(body)

    assert is_clean(html)
    assert not re.search(r"<(script|img|iframe|svg|style|b)\b|href=\"(javascript|data):", html)


@given(
    st.text() | st.lists(st.sampled_from([*HOSTILE, "**", "[", "](", "`", ">", "\n"])).map("".join)
)
def test_whatever_is_written_the_html_is_clean(body):
    assert is_clean(body_html(body))


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("**注意：**请带原件", "<strong>注意：</strong>请带原件"),
        ("他说**“你好”**吗", "他说<strong>“你好”</strong>吗"),
        ("请看*附件*。", "<em>附件</em>"),
        ("3*4 * 5", "3*4 * 5"),
        ("# 条件", "<h2>条件</h2>"),
        ("## 条件\n### 年龄", "<h3>年龄</h3>"),
        ("## 条件\n##### 年龄", "<h3>年龄</h3>"),
        ("### 条件", "<h2>条件</h2>"),
        ("第一行\n第二行", "第一行<br>\n第二行"),
        ("1. 一\n2. 二", "<li>二</li>"),
        ("[指南](/items/1/)", '<a href="/items/1/"'),
        ("[电话](tel:0937-12345)", '<a href="tel:0937-12345"'),
    ],
)
def test_a_mark_becomes_what_it_means(body, html):
    assert html in body_html(body)


def test_a_wide_table_scrolls_by_itself():
    html = body_html("| 序号 | 要点 |\n| --- | --- |\n| 1 | 选址 |")

    assert '<div class="scroll" tabindex="0"' in html
    assert "<td>选址</td>" in html


@pytest.mark.parametrize(
    "body", ["[" * 20_000, "**中" * 20_000, "> " * 5_000, "![a](" * 10_000, "`" * 20_000 + "x"]
)
def test_what_is_nested_without_end_is_still_only_text(body):
    assert is_clean(body_html(body))


def test_search_reads_the_words_without_their_marks():
    assert "关于骆驼登记" in plain_text("关于**骆驼**登记")
    assert "指南" in plain_text("[指南](https://example.com/secret)")
    assert "secret" not in plain_text("[指南](https://example.com/secret)")
