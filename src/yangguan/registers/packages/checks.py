"""
What no package may be published with: pure rules over its definition and the items it names.

Sources: 国发〔2024〕3号 (一次告知、一表申请、一套材料、一窗受理、一网办理);
优化营商环境条例 第三十五条.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from django.utils.translation import gettext as _

from yangguan.registers.catalogue.content import EditionContent
from yangguan.registers.catalogue.faults import Fault, Severity
from yangguan.registers.catalogue.outline import limit_words
from yangguan.registers.catalogue.publish_checks import natural_days
from yangguan.registers.packages.definition import PERSON, QUESTION_TYPES, PackageContent
from yangguan.registers.packages.limits import merged_limits
from yangguan.registers.packages.merging import Clash, merge_form
from yangguan.registers.packages.rules import is_reachable, variables_of

CODE = re.compile(r"[A-Z0-9][A-Z0-9-]{1,19}")
_ELEMENT = re.compile(r"[a-z][a-z0-9_]{0,39}")
# The national code of natural persons among those whom an item serves.
_NATURAL_PERSON = "1"


def definition_faults(
    content: PackageContent, known: Mapping[str, EditionContent]
) -> tuple[Fault, ...]:
    """
    Every rule that a package breaks. `known`: the editions in force of its items that are in use.

    Fields are named as in the definition: `questions[0].choices`, `items[2].task_code`.
    """
    return (
        *_basic_faults(content),
        *_question_faults(content),
        *_item_faults(content, known),
        *_rule_faults(content),
        *_together_faults(content, known),
    )


def refusals(faults: Sequence[Fault]) -> tuple[Fault, ...]:
    """The faults with which nothing is published."""
    return tuple(fault for fault in faults if fault.severity is Severity.REFUSAL)


def _warning(field: str, code: str, message: str) -> Fault:
    return Fault(field, code, message, severity=Severity.WARNING)


def _basic_faults(content: PackageContent) -> Iterator[Fault]:
    if not CODE.fullmatch(content.code):
        message = _("编码用大写字母、数字和短横线，2 到 20 个字符，例如 ONE-01")
        yield Fault("code", "code-malformed", message)
    if not content.name.strip():
        yield Fault("name", "name-missing", _("请填写名称"))
    if not content.description.strip():
        yield Fault("description", "description-missing", _("请用一两句话说明办的是什么事"))
    if not content.items:
        yield Fault("items", "no-items", _("至少要选一个事项"))


def _question_faults(content: PackageContent) -> Iterator[Fault]:
    seen: dict[str, str] = {}
    for index, question in enumerate(content.questions):
        field = f"questions[{index}]"
        if not question.label.strip():
            yield Fault(f"{field}.label", "question-without-words", _("请写出问题"))
        if not _ELEMENT.fullmatch(question.element):
            message = _("问题的代号用小写字母、数字和下划线，例如 has_licence")
            yield Fault(f"{field}.element", "question-malformed", message)
        if question.element in seen or question.label in seen.values():
            message = _("“%(question)s”问了两次") % {"question": question.label}
            yield Fault(f"{field}.element", "question-twice", message)
        seen[question.element] = question.label
        if question.type not in QUESTION_TYPES:
            message = _("只能问选择题或者是非题，不能要人填写")
            yield Fault(f"{field}.type", "question-not-a-choice", message)
        elif question.type != "boolean" and len(set(question.choices)) < 2:
            yield Fault(f"{field}.choices", "too-few-choices", _("至少要有两个不同的选项"))
        elif len(set(question.choices)) != len(question.choices):
            yield Fault(f"{field}.choices", "choice-twice", _("有两个选项相同"))


def _item_faults(content: PackageContent, known: Mapping[str, EditionContent]) -> Iterator[Fault]:
    before: list[str] = []
    for index, item in enumerate(content.items):
        field = f"items[{index}]"
        if item.task_code not in known:
            message = _("没有在用的事项“%(code)s”") % {"code": item.task_code}
            yield Fault(f"{field}.task_code", "item-unknown", message)
        elif content.audience == PERSON and not _serves_persons(known[item.task_code]):
            message = _("“%(name)s”不办个人的事，请核对")
            facts = {"name": known[item.task_code].name}
            yield _warning(f"{field}.task_code", "audience-differs", message % facts)
        if item.task_code in before:
            yield Fault(f"{field}.task_code", "item-twice", _("这个事项选了两次"))
        for code in item.after:
            if code not in before:
                message = _("要等的事项应当排在它前面")
                yield Fault(f"{field}.after", "waits-for-a-later-item", message)
        before.append(item.task_code)


def _serves_persons(content: EditionContent) -> bool:
    return _NATURAL_PERSON in content.audiences


def _rule_faults(content: PackageContent) -> Iterator[Fault]:
    """Rules that read what nobody asks, or that no answer fulfils; questions without a use."""
    asked: set[str] = set()
    used: set[str] = set()
    for index, question in enumerate(content.questions):
        if question.shown_if is not None:
            field = f"questions[{index}].shown_if"
            reads = variables_of(question.shown_if.logic)
            used |= reads
            if reads - asked:
                message = _("“%(question)s”只能看前面已经问过的问题")
                facts = {"question": question.label}
                yield Fault(field, "question-looks-ahead", message % facts)
            elif not is_reachable(content, question.shown_if):
                message = _("自相矛盾：怎么答都问不到“%(question)s”")
                facts = {"question": question.label}
                yield Fault(field, "question-contradictory", message % facts)
        asked.add(question.element)
    for index, item in enumerate(content.items):
        if item.applies_if is None:
            continue
        field = f"items[{index}].applies_if"
        reads = variables_of(item.applies_if.logic)
        used |= reads
        if reads - asked:
            yield Fault(field, "rule-without-question", _("条件用到的问题没有问"))
        elif not is_reachable(content, item.applies_if):
            yield Fault(field, "item-unreachable", _("怎么答都办不到这个事项，请改条件"))
    for index, question in enumerate(content.questions):
        if question.element not in used:
            message = _("“%(question)s”怎么答都一样，可以不问") % {"question": question.label}
            yield _warning(f"questions[{index}].label", "question-without-effect", message)


def _together_faults(
    content: PackageContent, known: Mapping[str, EditionContent]
) -> Iterator[Fault]:
    """What shows only when the items stand side by side: one form, one time limit."""
    contents = [known[code] for code in dict.fromkeys(content.task_codes) if code in known]
    for clash in merge_form(contents).clashes:
        yield _warning("items", f"{clash.kind}-clash", clash_words(clash))
    if content.promised_limit is None or not contents:
        return
    waits = {item.task_code: item.after for item in content.items}
    joint = merged_limits(contents, after=waits).promised
    if natural_days(content.promised_limit) > natural_days(joint):
        message = _("联办承诺 %(promise)s，比分别办（%(joint)s）还长，请核对")
        facts = {"promise": limit_words(content.promised_limit), "joint": limit_words(joint)}
        yield _warning("promised_limit", "promise-longer-than-apart", message % facts)


def clash_words(clash: Clash) -> str:
    """“住所”：“甲”和“乙”的选项不一样，各问各的."""
    facts = {"label": clash.label, "first": clash.first_item, "other": clash.other_item}
    if clash.kind == "type":
        return _("“%(label)s”：“%(first)s”和“%(other)s”的填法不一样，只能各问各的") % facts
    return _("“%(label)s”：“%(first)s”和“%(other)s”的选项不一样，只能各问各的") % facts
