"""
How laws are called: one key for the full name, the short one and the one with its amendment.

《中华人民共和国行政许可法》, 《行政许可法》 and 《行政许可法（2019年修正）》 are one law.
"""

import re

_STATE = "中华人民共和国"
_WIDE = str.maketrans("()[]［］【】﹝﹞", "（）〔〕〔〕〔〕〔〕")
# Which amendment or which paper it is; （试行） belongs to the name.
_ASIDE = re.compile(r"（[^（）]*(?:[0-9]|修正|修订|修改|号)[^（）]*）")
_NUMBER = re.compile(r"[一-鿿]{1,12}〔[0-9]{4}〕(?:第)?[0-9]+号")
# A law that was named before is called by its last word alone.
_SHORT = re.compile(r"(?:本|该)?(法|条例|办法|规定|细则|实施细则|决定|意见|通知|规程|规则|指南)")


def tidy(text: str) -> str:
    """Brackets in one form, no spaces."""
    return "".join(text.translate(_WIDE).split())


def law_key(name: str) -> str:
    """The key under which a law is found, whatever of its names is used."""
    return _ASIDE.sub("", tidy(name).strip("《》")).removeprefix(_STATE)


def document_key(document_number: str) -> str:
    """The number of a paper (农经发〔2019〕6号) inside a text; empty if there is none."""
    found = _NUMBER.search(tidy(document_number))
    return found[0].replace("〕第", "〕") if found else ""


def short_word(name: str) -> str:
    """条例 for 《条例》 or 《本条例》; empty for a name of its own."""
    found = _SHORT.fullmatch(tidy(name))
    return found[1] if found else ""
