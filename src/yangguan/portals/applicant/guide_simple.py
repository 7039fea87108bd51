"""简版指南: a guide on one page for the reader's situation: who, what to bring, how long."""

import re
from dataclasses import dataclass
from datetime import date

from django.http import QueryDict
from django.utils import translation
from django.utils.translation import gettext as _

from yangguan.foundation.documents.guide_paper import SimpleGuidePaper
from yangguan.foundation.documents.paper import LabelledValue
from yangguan.foundation.language.chinese import CHINESE
from yangguan.foundation.web import formatting
from yangguan.portals.applicant.case_words import audience_words, limit_words
from yangguan.portals.applicant.guide_lists import BringList, GuideMaterial, bring_list
from yangguan.portals.applicant.guide_papers import current_url
from yangguan.registers.catalogue.content import EditionContent
from yangguan.registers.catalogue.editions import EditionView

# What a page in large type holds, and what a reader takes in at once.
MOST_MATERIALS = 8
LONGEST_NAME = 44
LONGEST_TEXT = 70
LONGEST_CONTACT = 110
_PAUSE = re.compile(r"[。；;，、\s](?=[^。；;，、\s]*$)")

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class SimpleGuide:
    """What the simple version says, in the reader's language; pairs are label and words."""

    facts: tuple[Pair, ...]
    bring: tuple[Pair, ...]  # a material, how many of it
    notes: tuple[str, ...]  # what else there is to bring, or not to bring
    steps: tuple[str, ...]
    contacts: tuple[Pair, ...]


def simple_guide(content: EditionContent, found: BringList) -> SimpleGuide:
    """A guide's essence for a situation; whatever is too long ends with “其余见指南”. Pure."""
    return SimpleGuide(
        facts=(
            (_("谁能办"), audience_words(content)),
            (_("多久"), limit_words(content.promised_limit)),
            (_("多少钱"), _price(content, found)),
        ),
        bring=tuple(_bring(each) for each in found.bring[:MOST_MATERIALS]),
        notes=tuple(_notes(found)),
        steps=_steps(content, found),
        contacts=_contacts(content),
    )


def simple_paper(edition: EditionView, *, asked: QueryDict, on: date) -> SimpleGuidePaper:
    """The simple version as one page to print, in Chinese; its code opens it again."""
    content = edition.content
    with translation.override(CHINESE):
        found = bring_list(content, asked)
        simple = simple_guide(content, found)
    return SimpleGuidePaper(
        number=content.task_code,
        organ=edition.department_name,
        issued_date=on,
        qr_url=current_url(content.task_code, edition.number),
        item_name=shortened(content.name, LONGEST_NAME),
        edition=edition.number,
        situation=shortened(
            "；".join(f"{label} {words}" for label, words in found.told), LONGEST_TEXT
        ),
        facts=_labelled(simple.facts),
        bring=_labelled(simple.bring),
        bring_note="".join(f"{note}。" for note in simple.notes),
        steps=simple.steps,
        contacts=_labelled(simple.contacts),
    )


def shortened(text: str, most: int) -> str:
    """A text of `most` characters at most, cut at a pause where there is one."""
    text = " ".join(text.split())
    if len(text) <= most:
        return text
    rest = _("……其余见指南")
    kept = text[: max(1, most - len(rest))]
    pause = _PAUSE.search(kept)
    if pause is not None and pause.start() >= len(kept) // 2:
        kept = kept[: pause.start()]
    return kept + rest


def _labelled(pairs: tuple[Pair, ...]) -> tuple[LabelledValue, ...]:
    return tuple(LabelledValue(label=label, value=words) for label, words in pairs)


def _price(content: EditionContent, found: BringList) -> str:
    if not content.fees:
        return _("不收费")
    told = [line for line in found.fees if line.amount]
    if told and len(told) == len(content.fees):
        words = formatting.listed([f"{line.name} {line.amount}" for line in told])
    else:
        words = _("要收费：%(standards)s") % {
            "standards": formatting.listed([f"{fee.name} {fee.standard}" for fee in content.fees])
        }
    return shortened(words, LONGEST_TEXT)


def _bring(each: GuideMaterial) -> Pair:
    return shortened(each.material.name, LONGEST_NAME), each.words


def _notes(found: BringList) -> list[str]:
    notes = []
    if (more := len(found.bring) - MOST_MATERIALS) > 0:
        notes.append(_("还有 %(count)d 样，其余见指南") % {"count": more})
    if found.maybe:
        notes.append(_("看情况还要 %(count)d 样，见指南") % {"count": len(found.maybe)})
    if found.free:
        notes.append(_("另有 %(count)d 样由我们核验或生成，不用您带") % {"count": len(found.free)})
    return notes


def _steps(content: EditionContent, found: BringList) -> tuple[str, ...]:
    service = content.service
    if service.online and service.visits == 0:
        hand_in = _("网上申请，不用跑；也可以到窗口交。")
    elif service.online:
        hand_in = _("先在网上申请，再到现场 %(count)d 次。") % {"count": service.visits}
    else:
        hand_in = _("到窗口交材料。材料有缺，窗口一次说清。")
    # The first is what one applies for; the others are what may come instead of it.
    result = content.results[0].name if content.results else _("办理结果")
    words = {"limit": limit_words(content.promised_limit), "result": result}
    if content.promised_limit.days:
        outcome = _("%(limit)s内办完，领取%(result)s。") % words
    else:
        outcome = _("当场办完，领取%(result)s。") % words
    first = _("把上面的材料准备好。") if found.bring else _("带上身份证件就行。")
    return first, hand_in, shortened(outcome, LONGEST_TEXT)


def _contacts(content: EditionContent) -> tuple[Pair, ...]:
    service = content.service
    pairs = (
        (_("地点"), service.address),
        (_("时间"), service.hours),
        (_("电话"), service.enquiries),
        (_("投诉"), service.complaints),
    )
    return tuple(
        # Many offices write the label before the number.
        (label, shortened(words.removeprefix("电话："), LONGEST_CONTACT))
        for label, words in pairs
        if words
    )
