"""
The city's catalogue of materials (材料目录): what one definition says, and which two are alike.

Pure: no tables here. Source: R3.7 (办事材料目录化、标准化、电子化); trust levels: 国办函
〔2016〕108号 (证照信息可信等级).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yangguan.foundation.search.words import normalise
from yangguan.registers.catalogue.codes import MATERIAL_KINDS, MATERIAL_MEDIA, MATERIAL_SOURCES
from yangguan.registers.catalogue.faults import Fault

LONGEST_NAME = 200
MOST_OTHER_NAMES = 30


class TrustLevel(TextChoices):
    """How far a copy of the material is trusted (证照信息可信等级)."""

    A = "A", gettext_lazy("A 级：出具机关的电子件，直接可用")
    B = "B", gettext_lazy("B 级：窗口核对过原件，可以复用")
    C = "C", gettext_lazy("C 级：申请人上传，核对原件后才用")
    D = "D", gettext_lazy("D 级：申请人自己写，承诺属实即可用")


class ProofSide(TextChoices):
    """What an edition does with a proof."""

    DEMAND = "demand", gettext_lazy("要求提交")
    YIELD = "yield", gettext_lazy("办结后出具")


class Burden(TextChoices):
    """What it takes of the applicant to bring a proof that an edition asks for."""

    HANDS = "hands", gettext_lazy("必须由申请人提交")
    PLATFORM = "platform", gettext_lazy("平台有证照就免交")
    OPEN = "open", gettext_lazy("视情形，或者可以用别的代替")
    NONE = "none", gettext_lazy("不向申请人要")


@dataclass(frozen=True, slots=True)
class MaterialTerms:
    """Everything that a definition says, as somebody wrote it."""

    name: str
    other_names: tuple[str, ...] = ()
    kind: str = "1"  # MATERIAL_KINDS
    issuer_kind: str = "10"  # MATERIAL_SOURCES
    issuer: str = ""
    department_key: str = ""  # the city's department that issues it
    licence_type: str = ""  # name of the licence type that is its electronic form
    medium: str = "3"  # MATERIAL_MEDIA
    validity: str = ""
    trust: str = TrustLevel.C
    note: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Every name, the first one first."""
        return tuple(dict.fromkeys((self.name, *self.other_names)))


def term_faults(terms: MaterialTerms) -> Iterator[Fault]:
    """What is wrong with a definition by itself; `field` is the name of the form's field."""
    if not terms.name.strip():
        yield Fault("name", "required", _("请填写材料名称。"))
    if len(terms.other_names) > MOST_OTHER_NAMES:
        yield Fault(
            "other_names",
            "too-many",
            _("别名最多 %(most)d 个，请只留确实有人用的。") % {"most": MOST_OTHER_NAMES},
        )
    limits = (
        ("name", (terms.name,), LONGEST_NAME),
        ("other_names", terms.other_names, LONGEST_NAME),
        ("issuer", (terms.issuer,), LONGEST_NAME),
        ("validity", (terms.validity,), LONGEST_NAME),
        ("note", (terms.note,), 1_000),
    )
    for field, texts, most in limits:
        if any(len(text) > most for text in texts):
            yield Fault(field, "too-long", _("最多 %(most)d 个字，请写短些。") % {"most": most})
        if any("\x00" in text for text in texts):
            yield Fault(field, "not-storable", _("含有不能保存的字符，请删去重写。"))
    coded = (
        ("kind", terms.kind, MATERIAL_KINDS),
        ("issuer_kind", terms.issuer_kind, MATERIAL_SOURCES),
        ("medium", terms.medium, MATERIAL_MEDIA),
        ("trust", terms.trust, TrustLevel.values),
    )
    for field, value, known in coded:
        if value not in known:
            yield Fault(field, "unknown-code", _("请从列出的里面选一项。"))
    if terms.trust == TrustLevel.A and not (terms.licence_type or terms.department_key):
        yield Fault(
            "trust",
            "trust-without-issuer",
            _("A 级是出具机关的电子件：请选出具部门或者对应的电子证照，否则选 B 至 D 级。"),
        )


_BRACKETED = re.compile(r"[（(][^（()）]*[)）]")
_SAID_ANYWAY = re.compile(
    r"原件|复印件|影印件|正、副本|正本|副本|有效|(?:及|和)?其?复印|^(?:申请人|申报人|申领人|本人|双方|原)的?"
)
_SHORT_FORMS = (
    (re.compile(r"(?<!居民)身份证(?!明)"), "居民身份证"),
    (re.compile(r"(?<!居民)户口[簿本]"), "居民户口簿"),
    (re.compile(r"居民户口本"), "居民户口簿"),
)


def plain_name(name: str) -> str:
    """
    A name without what does not tell one material from another: 申请人身份证（复印件） 居民身份证.

    Two materials of one plain name are probably the same; whose card it is (父母, 死者) stays.
    """
    plain = re.sub(r"\s+", "", _BRACKETED.sub("", normalise(name)))
    plain = _SAID_ANYWAY.sub("", plain)
    for short, whole in _SHORT_FORMS:
        plain = short.sub(whole, plain)
    return plain or normalise(name)
