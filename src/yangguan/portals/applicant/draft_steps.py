"""The way through a draft: its pages in order, how far each is, what comes next."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from yangguan.foundation.identifiers.masking import mask_citizen_numbers
from yangguan.foundation.web.components import StateTag, Tone
from yangguan.handling.cases.queries.drafts import DraftView, GroupProgress
from yangguan.handling.cases.rules import MaterialPlan
from yangguan.handling.cases.states import MaterialWay
from yangguan.portals.applicant.addresses import page_url
from yangguan.portals.applicant.form_fields import PLEDGE
from yangguan.registers.catalogue.answers import AnswerFault, visible_fields
from yangguan.registers.catalogue.content import FormField, Supply


@dataclass(frozen=True, slots=True)
class DraftStep:
    """One page of the draft. `key` is the group's, or `materials`."""

    key: str
    title: str
    url: str
    detail: str
    is_complete: bool
    is_begun: bool
    faults: int  # of what was filled in already

    @property
    def tag(self) -> StateTag:
        if self.is_complete:
            return StateTag(_("已完成"), Tone.OK)
        if self.is_begun:
            return StateTag(_("填了一半"), Tone.INFO)
        return StateTag(_("没开始"))


def steps_of(view: DraftView) -> tuple[DraftStep, ...]:
    """The pages of a draft: each group that asks something, then the materials."""
    shown = {field.element for field in visible_fields(view.edition.content, view.answers)}
    steps = [_group_step(view, each) for each in view.groups if asked_fields(each, shown)]
    if needed_materials(view):
        steps.append(_material_step(view))
    return tuple(steps)


def group_fields(progress: GroupProgress) -> tuple[FormField, ...]:
    """The fields of a group's page: all but the pledge, which stands beside the last button."""
    return tuple(field for field in progress.group.fields if field.element != PLEDGE)


def asked_fields(progress: GroupProgress, shown: set[str]) -> tuple[FormField, ...]:
    """Those that the answers so far bring up."""
    return tuple(field for field in group_fields(progress) if field.element in shown)


def group_faults(progress: GroupProgress) -> tuple[AnswerFault, ...]:
    """What is wrong or missing on a group's page."""
    return tuple(fault for fault in progress.faults if fault.element != PLEDGE)


def has_pledge(view: DraftView) -> bool:
    return any(field.element == PLEDGE for field in view.edition.content.fields())


def needed_materials(view: DraftView) -> tuple[MaterialPlan, ...]:
    """The materials that concern this application, and those that one may add."""
    return tuple(plan for plan in view.materials if is_shown(plan))


def is_shown(plan: MaterialPlan) -> bool:
    """Not: a material whose condition the answers do not meet."""
    return plan.way is not MaterialWay.NOT_APPLICABLE or plan.material.applies_if is None


def is_upload(plan: MaterialPlan) -> bool:
    """Whether the applicant may hand the material in here."""
    handed_in = plan.way in {None, MaterialWay.UPLOADED, MaterialWay.TO_FOLLOW}
    optional = plan.way is MaterialWay.NOT_APPLICABLE
    return (handed_in or optional) and plan.material.supply is Supply.APPLICANT


def next_url(view: DraftView, steps: Sequence[DraftStep], key: str) -> str:
    """Where "save and continue" leads from a page: the next one, at the end to check and submit."""
    keys = [step.key for step in steps]
    after = steps[keys.index(key) + 1 :] if key in keys else ()
    return after[0].url if after else page_url("draft-check", view.id)


def place_of(steps: Sequence[DraftStep], key: str) -> tuple[int, int]:
    """第 n 步，共 m 步: the number of a page and how many there are; 0 for an unknown page."""
    keys = [step.key for step in steps]
    return (keys.index(key) + 1 if key in keys else 0, len(steps))


def free_words(plan: MaterialPlan) -> tuple[str, str]:
    """What stands in place of the material, and where it comes from."""
    if plan.licence is not None:
        source = _("电子证照 %(name)s %(number)s") % {
            "name": plan.licence.type_name,
            "number": mask_citizen_numbers(plan.licence.number),
        }
        return _("免提交"), source
    if plan.way is MaterialWay.FORM:
        return _("自动生成"), _("您填的内容")
    return _("免提交"), _("部门间核验")


def _group_step(view: DraftView, progress: GroupProgress) -> DraftStep:
    faults = group_faults(progress)
    locked = sum(
        1
        for field in progress.group.fields
        if (offer := view.prefilled.get(field.element)) is not None and offer.is_locked
    )
    return DraftStep(
        key=progress.group.key,
        title=_(progress.group.title),
        url=page_url("draft-group", view.id, progress.group.key),
        detail=_("%(count)d 项已经替您带入，请核对") % {"count": locked} if locked else "",
        is_complete=not faults,
        is_begun=progress.is_begun,
        faults=len(faults),
    )


def _material_step(view: DraftView) -> DraftStep:
    missing = len(view.missing_materials)
    uploaded = any(plan.way is MaterialWay.UPLOADED for plan in view.materials)
    free = sum(
        plan.way in {MaterialWay.LICENCE, MaterialWay.FORM, MaterialWay.VERIFICATION}
        for plan in view.materials
    )
    details = []
    if missing:
        details.append(_("%(count)d 样要上传") % {"count": missing})
    if free:
        details.append(_("%(count)d 样不用您交") % {"count": free})
    return DraftStep(
        key="materials",
        title=_("材料"),
        url=page_url("draft-materials", view.id),
        detail="，".join(details),
        is_complete=not missing,
        is_begun=uploaded,
        faults=missing,
    )
