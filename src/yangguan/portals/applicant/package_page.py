"""A package for its reader: the situation is asked first, then each thing stands once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import msgspec
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yangguan.foundation.web import formatting
from yangguan.foundation.web.components import Fact, StateTag, Tone
from yangguan.portals.applicant.case_words import limit_words
from yangguan.portals.applicant.guide_lists import (
    Question,
    condition_words,
    paper_words,
    question,
    read_answers,
    relief,
)
from yangguan.registers.catalogue.content import EditionContent, Need
from yangguan.registers.catalogue.publish_checks import natural_days
from yangguan.registers.catalogue.rule_words import rule_words
from yangguan.registers.packages.limits import JointLimit, merged_limits
from yangguan.registers.packages.merging import (
    MergedForm,
    MergedMaterial,
    feeds,
    merge_form,
    merge_materials,
)
from yangguan.registers.packages.queries import PackageView
from yangguan.registers.packages.rules import (
    Standing,
    asked_questions,
    kept_answers,
    standings,
)


@dataclass(frozen=True, slots=True)
class ItemOfPackage:
    """One item as the page shows it; `waits_for` names the items that come before it."""

    task_code: str
    content: EditionContent
    standing: Standing
    condition: str
    waits_for: str

    @property
    def limit_words(self) -> str:
        return limit_words(self.content.promised_limit)


@dataclass(frozen=True, slots=True)
class MaterialOfPackage:
    """One material of the merged list: `users` names the items that want it."""

    name: str
    words: str
    conditions: tuple[str, ...]
    users: str
    is_shared: bool
    tag: StateTag | None
    why: str


@dataclass(frozen=True, slots=True)
class FieldOfPackage:
    """One question of the merged form; `users` is empty where only one item asks."""

    label: str
    is_required: bool
    users: str


@dataclass(frozen=True, slots=True)
class PageOfPackage:
    title: str
    fields: tuple[FieldOfPackage, ...]


@dataclass(frozen=True, slots=True)
class PackagePage:
    """Everything that the answers so far lead to."""

    questions: tuple[Question, ...]
    is_answered: bool
    needed: tuple[ItemOfPackage, ...]
    maybe: tuple[ItemOfPackage, ...]
    not_needed: tuple[ItemOfPackage, ...]
    bring: tuple[MaterialOfPackage, ...]
    sometimes: tuple[MaterialOfPackage, ...]
    free: tuple[MaterialOfPackage, ...]
    pages: tuple[PageOfPackage, ...]
    field_count: int
    spared_count: int
    limit: JointLimit
    departments: tuple[str, ...]


def package_page(view: PackageView, asked: QueryDict) -> PackagePage:
    """What the page of a package shows to somebody who has answered `asked`. Pure."""
    content = view.content
    answers = kept_answers(content, read_answers(content.questions, asked))
    found = standings(content, answers)
    contents = [each for code, each in view.editions.items() if found[code] is Standing.NEEDED]
    lines = _item_lines(view, found)
    bring, sometimes, free = _materials(contents)
    form = merge_form(contents)
    waits = {item.task_code: item.after for item in content.items}
    return PackagePage(
        questions=tuple(question(each, answers) for each in asked_questions(content, answers)),
        is_answered=bool(answers),
        needed=tuple(each for each in lines if each.standing is Standing.NEEDED),
        maybe=tuple(each for each in lines if each.standing is Standing.MAYBE),
        not_needed=tuple(each for each in lines if each.standing is Standing.NOT_NEEDED),
        bring=bring,
        sometimes=sometimes,
        free=free,
        pages=_pages(form),
        field_count=form.field_count,
        spared_count=form.spared_count,
        limit=merged_limits(contents, after=waits),
        departments=tuple(dict.fromkeys(each.department_name for each in contents)),
    )


def facts(page: PackagePage) -> list[Fact]:
    """The few things that one wants to know first."""
    items = len(page.needed)
    found = [
        Fact(
            _("要办"),
            ngettext("%(count)d 件事项", "%(count)d 件事项", items) % {"count": items},
            _("还有 %(count)d 件看您的情况") % {"count": len(page.maybe)} if page.maybe else "",
        ),
        Fact(
            _("找谁"),
            ngettext("%(count)d 个部门", "%(count)d 个部门", len(page.departments))
            % {"count": len(page.departments)},
            formatting.listed(list(page.departments)),
        ),
        Fact(
            _("您要带"),
            _("%(count)d 样材料") % {"count": len(page.bring)} if page.bring else _("什么都不用带"),
            _("重复的只交一次，另有 %(count)d 样不用带") % {"count": len(page.free)}
            if page.free
            else _("重复的只交一次"),
        ),
        Fact(_("多久"), limit_words(page.limit.promised), _limit_detail(page.limit)),
    ]
    return found if page.needed else found[:1]


def _limit_detail(limit: JointLimit) -> str:
    if len(limit.path) > 1:
        return _("先后要办：%(path)s") % {"path": " → ".join(limit.path)}
    return _("能同时办的同时办") if limit.one_by_one.days > limit.promised.days else ""


def joint_promise(view: PackageView) -> str:
    """What is promised for all of it once it is handled jointly; empty if that is no gain."""
    promise = view.content.promised_limit
    if promise is None:
        return ""
    waits = {item.task_code: item.after for item in view.content.items}
    apart = merged_limits(view.contents, after=waits).promised
    return limit_words(promise) if natural_days(promise) <= natural_days(apart) else ""


def _item_lines(view: PackageView, found: Mapping[str, Standing]) -> list[ItemOfPackage]:
    labels = {each.element: each.label for each in view.content.questions}
    names = {code: each.name for code, each in view.editions.items()}
    waits = feeds(view.contents)
    lines = []
    for item in view.content.items:
        content = view.editions.get(item.task_code)
        if content is None:
            # Out of use since the package was published: the editors are told, nobody is misled.
            continue
        before = dict.fromkeys([*item.after, *waits[item.task_code]])
        first = [
            names[code]
            for code in before
            if code in names and found[code] is not Standing.NOT_NEEDED
        ]
        logic = item.applies_if.logic if item.applies_if else None
        lines.append(
            ItemOfPackage(
                task_code=item.task_code,
                content=content,
                standing=found[item.task_code],
                condition=rule_words(logic, labels) if logic else "",
                waits_for=formatting.listed(first),
            )
        )
    return lines


def _materials(
    contents: Sequence[EditionContent],
) -> tuple[
    tuple[MaterialOfPackage, ...], tuple[MaterialOfPackage, ...], tuple[MaterialOfPackage, ...]
]:
    """To bring, to bring in some cases, not to bring."""
    by_code = {content.task_code: content for content in contents}
    bring, sometimes, free = [], [], []
    for merged in merge_materials(contents):
        shown = _material(merged, by_code)
        if merged.is_free or merged.licences:
            free.append(shown)
        elif merged.need is Need.CONDITIONAL or all(
            use.material.applies_if is not None for use in merged.uses
        ):
            sometimes.append(shown)
        else:
            bring.append(shown)
    return tuple(bring), tuple(sometimes), tuple(free)


def _material(merged: MergedMaterial, by_code: Mapping[str, EditionContent]) -> MaterialOfPackage:
    tag, why = _relief(merged)
    first = merged.uses[0].material
    sheet = msgspec.structs.replace(first, originals=merged.originals, copies=merged.copies)
    said = [condition_words(use.material, by_code[use.task_code]) for use in merged.uses]
    names = merged.item_names
    return MaterialOfPackage(
        name=merged.name,
        words="" if merged.is_free else paper_words(sheet),
        conditions=() if merged.is_free else tuple(dict.fromkeys(filter(None, said))),
        users=formatting.listed(list(names)),
        is_shared=len(names) > 1,
        tag=tag,
        why=why,
    )


def _relief(merged: MergedMaterial) -> tuple[StateTag | None, str]:
    if merged.issued_by:
        words = _("前面的“%(item)s”办好就有，不用另外准备。") % {"item": merged.issued_by}
        return StateTag(_("由本事项办出"), Tone.OK), words
    if merged.is_free or merged.licences:
        return relief(merged.supply, merged.licences)
    if merged.need is Need.MAY_FOLLOW:
        return StateTag(_("可以后补"), Tone.WARN), merged.uses[0].material.follows_by
    return None, ""


def _pages(form: MergedForm) -> tuple[PageOfPackage, ...]:
    return tuple(
        PageOfPackage(
            title=page.title,
            fields=tuple(
                FieldOfPackage(
                    label=field.label,
                    is_required=field.required,
                    users=formatting.listed(list(form.asked_by[field.element]))
                    if len(form.asked_by[field.element]) > 1
                    else "",
                )
                for field in page.fields
            ),
        )
        for page in form.pages
    )
