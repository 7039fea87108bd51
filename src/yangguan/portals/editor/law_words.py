"""The register of laws in words: its states as signs, what it says of a citation."""

from django.utils.translation import gettext as _

from yangguan.foundation.web.components import StateTag, SummaryRow, Tone
from yangguan.registers.catalogue.cited_by import MOST_COUNTED
from yangguan.registers.legislation.queries import Finding, LawView, Standing
from yangguan.registers.legislation.states import ArticleState, LawState

LAW_TONES = {
    LawState.IN_FORCE: Tone.OK,
    LawState.NOT_YET: Tone.INFO,
    LawState.REPEALED: Tone.NEUTRAL,
}
ARTICLE_TONES = {
    ArticleState.IN_FORCE: Tone.OK,
    ArticleState.NOT_YET: Tone.INFO,
    ArticleState.STRUCK_OUT: Tone.BAD,
}


def law_tag(state: LawState) -> StateTag:
    return StateTag(str(state.label), LAW_TONES[state])


def article_tag(state: ArticleState) -> StateTag:
    return StateTag(str(state.label), ARTICLE_TONES[state])


def counted(count: int) -> str:
    """1,000+ where nobody counted further."""
    return f"{MOST_COUNTED:,}+" if count > MOST_COUNTED else f"{count:,}"


def law_rows(law: LawView) -> list[SummaryRow]:
    """What is known of a law."""
    rows = [
        (_("种类"), str(law.kind.label)),
        (_("文号"), law.document_number),
        (_("制定机关"), law.issuer),
        (_("通过日期"), law.adopted_date.isoformat() if law.adopted_date else ""),
        (_("施行日期"), law.effective_date.isoformat() if law.effective_date else _("没有登记")),
        (_("失效日期"), law.repealed_date.isoformat() if law.repealed_date else ""),
        (_("文本来源"), law.source),
    ]
    return [SummaryRow(label, (value,)) for label, value in rows if value]


def finding_words(finding: Finding | None) -> str:
    """Why a citation does not hold; empty where the register says nothing against it."""
    if finding is None:
        return ""
    facts = {
        "date": finding.day.isoformat() if finding.day else "",
        "successor": finding.replaced_by,
    }
    match finding.standing:
        case Standing.LAW_ENDED:
            return _("整部已于 %(date)s 失效") % facts
        case Standing.ARTICLE_ENDED if finding.replaced_by:
            return _("已于 %(date)s 失效，现在是%(successor)s") % facts
        case Standing.ARTICLE_ENDED:
            return _("已于 %(date)s 失效") % facts
        case Standing.LAW_NOT_YET | Standing.ARTICLE_NOT_YET:
            return _("到 %(date)s 才施行") % facts
        case Standing.ARTICLE_UNKNOWN:
            return _("现行的一版没有登记这一条")
        case Standing.LAW_UNKNOWN:
            return _("没有登记")
        case _:
            return ""
