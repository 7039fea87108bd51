"""A data element as it is written down: a value, and what is wrong with it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from yangguan.foundation.search.words import normalise, pinyin
from yangguan.registers.standards.states import CODED_TYPES, ElementType, PersonalData

# `new` is the address of the page that adds one.
CODE = re.compile(r"(?!new$)[a-z][a-z0-9_]{0,59}")
SOURCE = re.compile(r"none|account|population|legal-entity|licence:.+")
LONGEST_LENGTH = 1_000_000
LONGEST_SEARCHED = 800


@dataclass(frozen=True, slots=True, kw_only=True)
class ElementContent:
    """Everything about a data element but its code; `code_table` is a key, empty for none."""

    name: str
    type: str
    length: int | None = None
    unit: str = ""
    code_table: str = ""
    personal_data: str = PersonalData.NONE
    source: str = "none"
    definition: str = ""
    standard: str = ""


def element_faults(code: str, content: ElementContent) -> Iterator[tuple[str, str]]:
    """Field and what is wrong with it, in the reader's language."""
    if not CODE.fullmatch(code):
        yield "code", _("标识用小写字母开头的小写字母、数字和下划线，最多 60 个字符")
    if not content.name:
        yield "name", _("请写名称")
    if content.type not in set(ElementType):
        yield "type", _("请选择类型")
    if content.personal_data not in set(PersonalData):
        yield "personal_data", _("请选择个人信息分类")
    if content.code_table and content.type not in CODED_TYPES:
        yield "code_table", _("只有单选和多选才有代码表")
    if content.length is not None and not 1 <= content.length <= LONGEST_LENGTH:
        yield "length", _("长度是 1 到 %(most)d 的整数") % {"most": LONGEST_LENGTH}
    if not SOURCE.fullmatch(content.source):
        yield "source", _("来源是 none、account、population、legal-entity 或 licence:证照名称")
    limits = {"name": 100, "unit": 20, "source": 100, "definition": 500, "standard": 200}
    for field, most in limits.items():
        if len(getattr(content, field)) > most:
            yield field, _("最多 %(most)d 个字") % {"most": most}


def searched(code: str, content: ElementContent) -> str:
    """Code, name, pinyin, initials and definition: what a search looks through."""
    name, definition = normalise(content.name), normalise(content.definition)
    return f"{code} {name} {pinyin(content.name)} {definition}"[:LONGEST_SEARCHED]
