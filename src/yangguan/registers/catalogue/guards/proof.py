"""
Proofs that nobody should have to bring: what the city holds already, what it issues itself, what
the applicant could only get by having it; and a visit that an online item may not ask for.

Pure but for `proof_faults`. Source: 国务院令第716号 第七条 (what can be shared is not asked for),
第十条 (an electronic licence is a licence); R3.4, R3.6, R3.9.
"""

import re
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from yangguan.registers.catalogue.content import EditionContent, Material, Need, Supply
from yangguan.registers.catalogue.faults import Fault, Severity
from yangguan.registers.catalogue.material_register import MaterialRegister
from yangguan.registers.catalogue.proof_circles import Circle, circles_through
from yangguan.registers.catalogue.register_view import RegisterView

MATERIAL = "UP_TASK_GENERAL_MATERIAL"
EXTEND = "UP_TASK_GENERAL_EXTEND"
# 互联网办理: the applicant need not come at all.
ONLINE_THROUGHOUT = "5"
PAPER_ONLY = "1"
# The paper itself is taken back, no copy of it will do.
_HANDED_BACK = re.compile(r"交回|收回|收缴|缴销|缴回|换领|换证|注销原")

SHARED = "国务院令第716号 第七条、第十条"
ONLINE = "优化营商环境条例 第三十七条"
CIRCULAR = "国务院令第716号 第七条；国办发〔2018〕47号"


def proof_faults(content: EditionContent, view: RegisterView) -> Iterator[Fault]:
    """Every fault of this module. Three queries for the registers and up to seven for circles."""
    register = view.materials
    yield from paper_faults(content, register)
    yield from own_proof_faults(content, register)
    yield from visit_faults(content)
    yield from circle_faults(content, circles_through(content, register, view.steps))


def paper_faults(content: EditionContent, register: MaterialRegister) -> Iterator[Fault]:
    """R3.4: what an electronic licence or a shared resource satisfies is not asked for on paper."""
    for index, material in enumerate(content.materials):
        if not _is_asked(material) or material.licences:
            continue
        licence = register.of(material).licence_type
        if not licence:
            continue
        if _is_handed_back(content, material):
            yield _warning(
                index,
                "paper-taken-back",
                _(
                    "“%(name)s”有电子证照“%(licence)s”。确需收回纸质原件的，请写明收回的依据，并允许邮寄"
                )
                % {"name": material.name, "licence": licence},
                SHARED,
            )
        else:
            yield Fault(
                f"{MATERIAL}[{index}].REMARK",
                "paper-though-licence",
                _(
                    "“%(name)s”有电子证照“%(licence)s”，不得要求提交："
                    "请写明“电子证照：%(licence)s”，持证的由平台带入"
                )
                % {"name": material.name, "licence": licence},
                SHARED,
            )


def own_proof_faults(content: EditionContent, register: MaterialRegister) -> Iterator[Fault]:
    """R3.9: no office asks the applicant for a proof that it issues itself."""
    for index, material in enumerate(content.materials):
        known = register.of(material)
        if not _is_asked(material) or material.licences or known.licence_type:
            continue
        if known.issuer_code and known.issuer_code == content.department_code:
            yield _fault(
                index,
                "own-proof",
                _("“%(name)s”就是本部门出具的，不得再要申请人提交：请改为部门内部核验")
                % {"name": material.name},
                CIRCULAR,
                is_refused=material.need is Need.REQUIRED and material.applies_if is None,
            )


def visit_faults(content: EditionContent) -> Iterator[Fault]:
    """R3.6: an item marked as online throughout can be completed without a visit."""
    service = content.service
    if ONLINE_THROUGHOUT not in service.depth:
        return
    if service.visits:
        yield Fault(
            f"{EXTEND}.LIMIT_SCENE_NUM",
            "visit-though-online",
            _(
                "网上办理深度有“互联网办理”，就不能要求到现场 %(visits)d 次："
                "请改为 0 次，或者去掉这一深度"
            )
            % {"visits": service.visits},
            ONLINE,
        )
    if service.by_courier:
        return
    for index, material in enumerate(content.materials):
        if (
            _is_asked(material)
            and material.medium == PAPER_ONLY
            and material.originals
            and not material.licences
            and material.need is not Need.MAY_FOLLOW
        ):
            yield Fault(
                f"{MATERIAL}[{index}].MATERIAL_FORMAT",
                "paper-though-online",
                _(
                    "“%(name)s”只收纸质原件，又不能邮寄，这个事项就不能全程网办：请收电子件，或者支持邮寄"
                )
                % {"name": material.name},
                ONLINE,
            )


def circle_faults(content: EditionContent, circles: Iterable[Circle]) -> Iterator[Fault]:
    """
    R3.9: a chain of proofs that closes on itself, the circle shown.

    Refused when every proof in it must come from the applicant's hands; otherwise there is a way
    out that only a person can judge.
    """
    for circle in circles:
        index = next(
            (n for n, each in enumerate(content.materials) if each.key == circle.material), 0
        )
        yield _fault(
            index,
            "circular-proof",
            _("循环证明：%(circle)s。请去掉其中一环，或者改为部门间核验")
            % {"circle": circle_words(circle)},
            CIRCULAR,
            is_refused=circle.is_closed,
        )


def circle_words(circle: Circle) -> str:
    """本事项要“X”；“X”由「B」出具，「B」又要“Y”；“Y”由本事项出具."""
    first, last = circle.links[0], circle.links[-1]
    words = [_("本事项要“%(name)s”") % {"name": first.asked}]
    words.extend(
        _("“%(name)s”由“%(item)s”出具，它又要“%(next)s”")
        % {"name": one.key, "item": other.by, "next": other.asked}
        for one, other in zip(circle.links, circle.links[1:], strict=False)
    )
    words.append(_("“%(name)s”由本事项出具") % {"name": last.key})
    return _("；").join(words)


def _is_asked(material: Material) -> bool:
    """Whether the applicant brings it as a thing, rather than types or uploads it."""
    return material.supply is Supply.APPLICANT and bool(material.originals or material.copies)


def _is_handed_back(content: EditionContent, material: Material) -> bool:
    texts = (material.name, material.basis, material.note, material.acceptance_standard,
             material.how_to_fill, *(law.text for law in content.laws))  # fmt: skip
    return bool(material.originals) and any(_HANDED_BACK.search(text) for text in texts)


def _fault(index: int, code: str, message: str, source: str, *, is_refused: bool) -> Fault:
    severity = Severity.REFUSAL if is_refused else Severity.WARNING
    return Fault(f"{MATERIAL}[{index}].MATERIAL_NAME", code, message, source, severity)


def _warning(index: int, code: str, message: str, source: str) -> Fault:
    return _fault(index, code, message, source, is_refused=False)
