"""The catalogue of materials in words: what a definition says, line by line."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from yangguan.foundation.web.components import Link, StateTag, SummaryRow, Tone
from yangguan.foundation.web.formatting import listed
from yangguan.registers.catalogue.codes import MATERIAL_KINDS, MATERIAL_MEDIA, MATERIAL_SOURCES
from yangguan.registers.catalogue.material_queries import MOST_COUNTED, MaterialView
from yangguan.registers.catalogue.materials import Burden, TrustLevel

TRUST_TONES = {"A": Tone.OK, "B": Tone.INFO, "C": Tone.WARN, "D": Tone.NEUTRAL}
# The tables of the interchange are Chinese; these mark their words for translation.
_MARKED = (
    gettext_noop("证件证书证明"), gettext_noop("申请表格文书"), gettext_noop("其他"),
    gettext_noop("纸质"), gettext_noop("电子化"), gettext_noop("纸质/电子化"),
    gettext_noop("申请人自备"), gettext_noop("政府部门核发"),
)  # fmt: skip


def trust_tag(trust: str) -> StateTag:
    """A 级."""
    return StateTag(_("%(level)s 级") % {"level": trust}, TRUST_TONES.get(trust, Tone.NEUTRAL))


def use_words(uses: int) -> str:
    """用在 13 处; nobody counts beyond a thousand."""
    if uses > MOST_COUNTED:
        return _("%(count)s 处以上") % {"count": f"{MOST_COUNTED:,}"}
    return _("%(count)d 处") % {"count": uses}


def burden_word(burden: str) -> str:
    return str(Burden(burden).label) if burden else ""


def term_rows(material: MaterialView) -> list[SummaryRow]:
    """Everything that a definition says."""
    terms = material.terms
    rows = [
        (_("材料编码"), material.code),
        (_("别名"), listed(list(terms.other_names))),
        (_("材料类型"), _(MATERIAL_KINDS.get(terms.kind, ""))),
        (_("来源渠道"), _(MATERIAL_SOURCES.get(terms.issuer_kind, ""))),
        (_("出具单位"), material.department_name or terms.issuer),
        (_("电子证照"), terms.licence_type),
        (_("材料形式"), _(MATERIAL_MEDIA.get(terms.medium, ""))),
        (_("有效期"), terms.validity),
        (_("可信等级"), str(TrustLevel(terms.trust).label)),
        (_("说明"), terms.note),
        (_("并入过来的编码"), listed(list(material.merged_codes))),
        (_("提出单位"), material.proposed_by),
    ]
    return [
        SummaryRow(label, (value,), is_code=value == material.code)
        for label, value in rows
        if value
    ]


def paper_links(material: MaterialView, url_of: dict[str, str]) -> list[Link]:
    """The blank form and the sample, as far as there are."""
    papers = ((_("空白表"), "blank", material.blank), (_("填写样本"), "sample", material.sample))
    return [
        Link(label, url_of[name], paper.name) for label, name, paper in papers if paper is not None
    ]
