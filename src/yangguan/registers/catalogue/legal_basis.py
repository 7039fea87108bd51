"""Where an edition says on what law it rests: every text that cites, with its place in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from yangguan.registers.catalogue.content import EditionContent
from yangguan.registers.legislation.citations import Citation, read_citations

BASIC = "UP_TASK_GENERAL_BASIC"
MATERIAL = "UP_TASK_GENERAL_MATERIAL"
FEE = "UP_TASK_GENERAL_FEE_PROJECT"


class Rests(StrEnum):
    """What of an edition rests on the text."""

    ITEM = "item"  # 设定依据: one row of its laws
    SUMMARY = "summary"  # the laws told in one line
    LIMIT = "limit"
    MATERIAL = "material"
    FEE = "fee"
    EXEMPTION = "exemption"
    PROCEDURE = "procedure"


@dataclass(frozen=True, slots=True)
class CitingText:
    """A text that cites: `field` as the interchange calls it, `words` as the catalogue does."""

    rests: Rests
    field: str
    words: str
    text: str
    name: str = ""  # of the material, charge or procedure

    @property
    def citations(self) -> tuple[Citation, ...]:
        return _citations(self.text)


# The items of a file rest on the same laws, and each text is read for the check, for the
# publication and for the table of citations.
_citations = lru_cache(maxsize=2048)(read_citations)


def citing_texts(content: EditionContent) -> Iterator[CitingText]:
    """
    Every text of the content that is there to cite, empty ones too, in the order of the guide.

    The words are Chinese, as the catalogue keeps them: they are stored beside the citation.
    """
    for index, law in enumerate(content.laws):
        text = f"《{law.law}》{law.article}" if law.law else law.article
        yield CitingText(Rests.ITEM, f"LAW[{index}].TERMSNUMBER", "设定依据", text, law.law)
    yield CitingText(Rests.SUMMARY, f"{BASIC}.BY_LAW", "设定依据", content.basis)
    explanation = content.statutory_limit.explanation
    yield CitingText(Rests.LIMIT, f"{BASIC}.ANTICIPATE_EXPLAIN", "法定时限", explanation)
    for index, each in enumerate(content.materials):
        field, words = f"{MATERIAL}[{index}].BY_LAW", f"材料“{each.name}”"
        yield CitingText(Rests.MATERIAL, field, words, each.basis, each.name)
    if content.has_fee:
        yield CitingText(Rests.FEE, f"{BASIC}.FEE_BASIS", "收费依据", content.fee_basis)
    for index, fee in enumerate(content.fees):
        field, words = f"{FEE}[{index}].BY_LAW", f"收费“{fee.name}”"
        yield CitingText(Rests.FEE, field, words, fee.basis, fee.name)
        for number, exemption in enumerate(fee.exemptions):
            field, words = f"{FEE}[{index}].EXEMPTION[{number}]", f"减免“{exemption.name}”"
            yield CitingText(Rests.EXEMPTION, field, words, exemption.basis, exemption.name)
    for index, procedure in enumerate(content.special_procedures):
        field, words = f"SPECIAL_TIME[{index}].BY_LAW", f"特别程序“{procedure.name}”"
        yield CitingText(Rests.PROCEDURE, field, words, procedure.basis, procedure.name)
