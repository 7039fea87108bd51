"""One spelling for the name of an item: two names that read alike are alike (R2.3). Pure."""

import re

_EMPTY = re.compile(r"（\s*）|\(\s*\)|《\s*》|【\s*】|\[\s*\]")
_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_BLANKS = re.compile(rf"(?<=[{_HAN}）》”、，]) (?=[{_HAN}（《“])")


def item_name(text: str) -> str:
    """The name on one line, without blanks between Chinese characters, without empty brackets."""
    before = None
    while before != text:
        before, text = text, _EMPTY.sub("", text)
    return _BLANKS.sub("", " ".join(text.split()))
