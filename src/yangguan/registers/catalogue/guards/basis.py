"""
Everything that is asked of an applicant rests on law that is in force, down to the article.

Against the register of laws; while it is empty, only what is missing altogether is told. Source:
R4.5 (法律法规未明确的要求不得列入办事指南).
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from django.utils.translation import gettext as _

from yangguan.registers.catalogue.codes import ADMINISTRATIVE_POWERS
from yangguan.registers.catalogue.content import EditionContent
from yangguan.registers.catalogue.faults import Fault, Severity
from yangguan.registers.catalogue.legal_basis import CitingText, Rests, citing_texts
from yangguan.registers.catalogue.missing_basis import SOURCES, missing_basis_faults
from yangguan.registers.catalogue.register_view import RegisterView
from yangguan.registers.legislation.citations import Citation
from yangguan.registers.legislation.queries import Finding, Standing
from yangguan.registers.legislation.states import LawKind

IN_FORCE = "《立法法》第一百零七条；《优化营商环境条例》第三十六条"
# A paper of this kind is not always cut into articles; its title and number tell enough.
WITHOUT_ARTICLES = frozenset({LawKind.NORMATIVE_DOCUMENT})
_NAMES = re.compile(r"《[^》]*》")
# 第三章, 审批章, 生育登记服务条款: a part of the law is named, though not the article.
_DIVISION = re.compile(r"第[零一二三四五六七八九十百]+[编章节]|[一-鿿]{2}(?:章|节|部分|条款)")


def basis_faults(content: EditionContent, view: RegisterView, *, on: date) -> Iterator[Fault]:
    """
    Every demand that rests on no law, on one that the register lacks, or on one out of force.

    `on`: the day whose law counts. At most three queries.
    """
    texts = [(each, each.citations) for each in citing_texts(content)]
    is_power = content.item_type in ADMINISTRATIVE_POWERS
    yield from missing_basis_faults(content)
    known = view.findings(on=on)
    has_hit = any(each.standing is not Standing.LAW_UNKNOWN for each in known.values())
    if not has_hit and not view.has_laws:
        return
    for text, cited in texts:
        if is_power and text.text.strip():
            yield from _vague(text, cited, known)
        if text.rests is Rests.SUMMARY and content.laws:
            continue  # the same laws, each of which has a row of its own
        for citation in cited:
            yield from _not_in_force(text, citation, known[citation])


def _vague(
    text: CitingText, cited: tuple[Citation, ...], known: Mapping[Citation, Finding]
) -> Iterator[Fault]:
    """A basis in which no law, or no article of one, can be found."""
    if text.rests in {Rests.SUMMARY, Rests.LIMIT}:
        return  # told in a sentence, and often that the law says nothing
    if not cited:
        message = _("“%(text)s”里读不出法律：请写成《法律名称》第几条") % {"text": text.text}
        yield Fault(text.field, "basis-not-readable", message, SOURCES[text.rests])
        return
    reaches = any(
        each.article is not None or known[each].kind in WITHOUT_ARTICLES for each in cited
    )
    # A law that the register lacks is told as such, and only as such.
    is_known = all(known[each].standing is not Standing.LAW_UNKNOWN for each in cited)
    if not reaches and is_known and (text.rests is not Rests.ITEM or text.text[-1:] != "》"):
        message = _("%(law)s要写明到条") % {"law": cited[0].words}
        # Where the chapter is named, a person can find the article and judge.
        has_division = _DIVISION.search(_NAMES.sub("", text.text)) is not None
        severity = Severity.WARNING if has_division else Severity.REFUSAL
        code, source = "basis-without-article", SOURCES[text.rests]
        yield Fault(text.field, code, message, source, severity)


def _not_in_force(text: CitingText, citation: Citation, finding: Finding) -> Iterator[Fault]:
    facts = {
        "citation": citation.words,
        "law": citation.law,
        "date": finding.day.isoformat() if finding.day else "",
        "successor": finding.replaced_by,
    }
    severity = Severity.REFUSAL
    match finding.standing:
        case Standing.IN_FORCE:
            return
        case Standing.LAW_UNKNOWN:
            code = "law-not-registered"
            message = _("“%(law)s”没有登记在“依据与文件”里：请核对名称，或者请审改办登记")
        case Standing.ARTICLE_UNKNOWN:
            code, severity = "article-not-registered", Severity.WARNING
            message = _("%(citation)s没有登记：请核对条号，或者请审改办登记")
        case Standing.LAW_NOT_YET | Standing.ARTICLE_NOT_YET:
            code = "article-not-in-force"
            message = _("%(citation)s到 %(date)s 才施行")
        case Standing.LAW_ENDED:
            code = "article-not-in-force"
            message = _("《%(law)s》已于 %(date)s 失效，请改引现行的规定")
        case Standing.ARTICLE_ENDED if finding.replaced_by:
            code = "article-not-in-force"
            message = _("%(citation)s已于 %(date)s 失效，请改引%(successor)s")
        case Standing.ARTICLE_ENDED:
            code = "article-not-in-force"
            message = _("%(citation)s已于 %(date)s 失效，请改引现行的规定，或者取消这项要求")
    yield Fault(text.field, code, message % facts, IN_FORCE, severity)
