"""
The language of the law: what is printed, hashed or kept is Chinese, whoever reads the pages.

Source: 国家通用语言文字法 第九条 (the State's organs use Mandarin and the standard characters).
"""

from django.utils import translation
from django.utils.functional import Promise

CHINESE = "zh-hans"


def in_chinese(words: str | Promise) -> str:
    """The words as they stand in the source, whatever language the request is answered in."""
    with translation.override(CHINESE):
        return str(words)
