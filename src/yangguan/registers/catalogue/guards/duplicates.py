"""
The same thing twice in the catalogue: one basis, one office, one audience, two items.

Names and codes that clash are found where the registers are asked (`register_checks`). Source:
R2.3 (同一事项、同一名称、同一标准、同一编码).
"""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from yangguan.registers.catalogue.content import EditionContent
from yangguan.registers.catalogue.faults import Fault, Severity
from yangguan.registers.catalogue.materials import plain_name
from yangguan.registers.catalogue.neighbours import without_noise
from yangguan.registers.catalogue.register_view import RegisterView

BASIC = "UP_TASK_GENERAL_BASIC"
SOURCE = "国办函〔2016〕108号：同一事项、同一名称、同一标准、同一编码"
# What tells one item of a licence from the next: they may rest on one and the same article.
_ACTS = re.compile(
    r"新办|设立|首次|变更|延续|补办|补领|换发|换领|换证|注销|撤销|恢复|年检|备案|登记|审批|许可|核准|确认|认定"
)


def duplicate_faults(content: EditionContent, view: RegisterView) -> Iterator[Fault]:
    """
    Items of the same office with the same basis and audience, each named. One query.

    Refused when their names say the same, too; otherwise to be looked at: 新办 and 变更 of one
    licence may well rest on one article.
    """
    for other in view.neighbours.on_one_basis(content):
        name, code = other.name, other.task_code
        is_same = _matter(name) == _matter(content.name) and _acts(name) == _acts(content.name)
        yield Fault(
            f"{BASIC}.TASK_NAME" if is_same else f"{BASIC}.BY_LAW",
            "duplicate-item" if is_same else "duplicate-basis",
            (
                _(
                    "和本部门的“%(name)s”（%(code)s）名称、依据、对象都一样：同一事项只能有一个，请修改那一个"
                )
                if is_same
                else _("和本部门的“%(name)s”（%(code)s）依据、对象完全一样：请核对是不是同一事项")
            )
            % {"name": name, "code": code},
            SOURCE,
            Severity.REFUSAL if is_same else Severity.WARNING,
        )


def _matter(name: str) -> str:
    """What an item is about, without the act on it: 食品经营许可变更 → 食品经营."""
    return _ACTS.sub("", without_noise(plain_name(name)))


def _acts(name: str) -> frozenset[str]:
    return frozenset(_ACTS.findall(name))
