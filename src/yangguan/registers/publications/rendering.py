"""
The text of a publication: Markdown in, clean HTML out.

Whatever an editor, an import or an older file holds, nothing but the elements of a plain text
reaches a page: raw HTML is shown as the characters it is made of, and the result is cleaned again.
"""

import re
from functools import cache

import nh3
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter

FIRST_LEVEL = 2
TAGS = {
    "h2", "h3", "h4", "h5", "h6", "p", "br", "hr", "strong", "em", "ul", "ol", "li", "blockquote",
    "a", "code", "pre", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
SCHEMES = {"http", "https", "mailto", "tel"}
_TABLE = re.compile(r"<table>(.*?)</table>", re.DOTALL)
# Around each table: a wide one scrolls by itself, also by keyboard.
_FRAME = (
    '<div class="scroll" tabindex="0" role="region" aria-label="{label}">'
    '<table class="table">{rows}</table></div>'
)
# Han characters and the punctuation that goes with them.
_CJK = re.compile("[\u2014\u2018-\u201d\u2026\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")


def body_html(body: str) -> SafeString:
    """The text as HTML that is safe on any page; its headings begin below the page's own."""
    cleaned = nh3.clean(
        _parser().render(body), tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES
    )
    framed = _TABLE.sub(
        lambda found: _FRAME.format(label=escape(_("表格")), rows=found.group(1)), cleaned
    )
    return mark_safe(framed)  # noqa: S308  # cleaned above


def plain_text(body: str) -> str:
    """The words of the text without its marks, for search."""
    words: list[str] = []
    for token in _parser().parse(body):
        words.append(token.content if not token.children else "")
        words.extend(
            " " if part.type in {"softbreak", "hardbreak"} else part.content
            for part in token.children or ()
        )
        words.append(" ")
    return "".join(words)


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable("table")
    # Images come as attachments: one from elsewhere would tell its server who reads here.
    parser.disable(["image", "html_block", "html_inline"])
    parser.inline.ruler.at("emphasis", _emphasis)
    parser.core.ruler.push("lower_headings", _lower_headings)
    return parser


def _lower_headings(state: StateCore) -> None:
    """The highest heading of the text stands right below the page's title, and none skips one."""
    headings = [token for token in state.tokens if token.type.startswith("heading_")]
    highest = min((int(token.tag[1]) for token in headings), default=1)
    above = FIRST_LEVEL - 1
    for opening, closing in zip(headings[::2], headings[1::2], strict=True):
        above = min(int(opening.tag[1]) - highest + FIRST_LEVEL, above + 1, 6)
        opening.tag = closing.tag = f"h{above}"


def _emphasis(state: StateInline, silent: bool) -> bool:
    """
    The library's rule for `*` and `_`, with one more: CommonMark tells the ends of **bold** by the
    spaces between words, and Chinese has none (**注意：**请带原件). Beside a Chinese character a
    row of asterisks may open and close whatever it touches.
    """
    marker = state.src[state.pos]
    if silent or marker not in "_*":
        return False
    scanned = state.scanDelims(state.pos, marker == "*")
    before = state.src[state.pos - 1] if state.pos else " "
    beyond = state.pos + scanned.length
    after = state.src[beyond] if beyond < len(state.src) else " "
    is_chinese = marker == "*" and bool(_CJK.match(before) or _CJK.match(after))
    for _each in range(scanned.length):
        token = state.push("text", "", 0)
        token.content = marker
        state.delimiters.append(
            Delimiter(
                marker=ord(marker),
                length=scanned.length,
                token=len(state.tokens) - 1,
                end=-1,
                open=scanned.can_open or (is_chinese and not after.isspace()),
                close=scanned.can_close or (is_chinese and not before.isspace()),
            )
        )
    state.pos += scanned.length
    return True
