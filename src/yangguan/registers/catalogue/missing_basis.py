"""
What rests on no law at all, whatever the register of laws holds. Pure.

Source: R4.5 (法律法规未明确的要求不得列入办事指南).
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from yangguan.registers.catalogue.codes import ADMINISTRATIVE_POWERS
from yangguan.registers.catalogue.content import EditionContent
from yangguan.registers.catalogue.faults import Fault
from yangguan.registers.catalogue.legal_basis import CitingText, Rests, citing_texts

PLAN = "敦煌市2017年“互联网+政务服务”工作方案"
SOURCES = {
    Rests.ITEM: f"《行政许可法》第四条、第十六条；{PLAN}",
    Rests.SUMMARY: f"《行政许可法》第四条、第十六条；{PLAN}",
    Rests.LIMIT: "《行政许可法》第四十二条",
    Rests.MATERIAL: f"《优化营商环境条例》第三十六条；{PLAN}",
    Rests.FEE: "《行政许可法》第五十八条、第五十九条",
    Rests.EXEMPTION: "《行政许可法》第五十九条",
    Rests.PROCEDURE: "《行政许可法》第四十五条",
}
CONDITIONS = f"《行政许可法》第十六条第四款；{PLAN}"


def missing_basis_faults(content: EditionContent) -> Iterator[Fault]:
    """
    Conditions, laws, materials and special procedures of a power without their basis, and fees
    without one whatever the item is.
    """
    is_power = content.item_type in ADMINISTRATIVE_POWERS
    for text in citing_texts(content):
        if (is_power or text.rests is Rests.FEE) and not text.text.strip():
            fault = _without_basis(text)
            if fault is not None:
                yield fault
    if not is_power:
        return
    if content.conditions and not content.laws:
        message = _("办理条件没有法律依据：至少列出一条法律条文")
        yield Fault("LAW", "condition-without-basis", message, CONDITIONS)
    for index, law in enumerate(content.laws):
        if not law.article:
            field, message = f"LAW[{index}].TERMSNUMBER", _("法律依据要写明到条")
            yield Fault(field, "basis-without-article", message, SOURCES[Rests.ITEM])


def _without_basis(text: CitingText) -> Fault | None:
    match text.rests:
        case Rests.MATERIAL:
            code = "material-without-basis"
            message = _("材料“%(name)s”没有法律依据，写明到条，否则不得要求")
        case Rests.FEE:
            code, message = "fee-without-basis", _("收费要写明依据")
        case Rests.PROCEDURE:
            code = "procedure-without-basis"
            message = _("特别程序“%(name)s”没有法律依据，写明到条，否则时限不能停")
        case _:
            return None
    return Fault(text.field, code, message % {"name": text.name}, SOURCES[text.rests])
