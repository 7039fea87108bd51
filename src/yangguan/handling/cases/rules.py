"""Pure rules of a case: no ORM, no clock."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from yangguan.foundation.workdays.rules import OfficialCalendar, near_after
from yangguan.handling.cases.errors import ActionNotAllowedInState
from yangguan.handling.cases.states import TRANSITIONS, CaseAction, CaseState, MaterialWay
from yangguan.registers.catalogue.content import (
    EditionContent,
    Limit,
    LimitUnit,
    Material,
    Need,
    Supply,
)
from yangguan.registers.catalogue.logic import applies

# 行政许可法 第三十二条第一款第（四）项: five working days to tell what is missing.
ACCEPTANCE_DAYS = 5
AUDIENCE_PERSON = "1"


def next_state(state: CaseState, action: CaseAction) -> CaseState:
    """The state that an act leads to. Raises `ActionNotAllowedInState`."""
    target = TRANSITIONS.get((state, action))
    if target is None:
        raise ActionNotAllowedInState(state=state.label, action=action.label)
    return target


@dataclass(frozen=True, slots=True)
class DueDates:
    """`near` is the day from which the promise counts as near."""

    near: date
    promised: date
    statutory: date
    is_provisional: bool


def due_dates(content: EditionContent, *, accepted: date, calendar: OfficialCalendar) -> DueDates:
    """
    The last days of the promised and of the legal limit, both counted from acceptance.

    Source: 行政许可法 第四十二条, 第八十二条; 民法典 第二百零一条, 第二百零三条.
    """
    promised = _limit_end(content.promised_limit, accepted, calendar)
    statutory = _limit_end(content.statutory_limit, accepted, calendar)
    # A natural-day promise can end a day later than a legal limit in working days over a holiday;
    # the law then governs.
    last = min(promised[0], statutory[0])
    return DueDates(
        near=near_date(start=accepted, due=last, calendar=calendar),
        promised=last,
        statutory=statutory[0],
        is_provisional=promised[1] or statutory[1],
    )


def acceptance_due(*, submitted: date, calendar: OfficialCalendar) -> date:
    """The day by which the organ must have spoken, or the application counts as accepted."""
    return calendar.add(submitted, ACCEPTANCE_DAYS).due


def near_date(*, start: date, due: date, calendar: OfficialCalendar) -> date:
    """The day from which a limit that began on `start` counts as near; never after `due`."""
    days = calendar.working_days_between(start, due)
    return min(due, calendar.add(start, near_after(days)).due)


def is_accepted_by_silence(
    content: EditionContent, *, state: CaseState, acceptance_due: date, on: date
) -> bool:
    """
    Whether the law has accepted an application because the organ let its last day pass unanswered.

    For administrative licences only: no law gives silence that meaning for other items. Source:
    行政许可法 第三十二条第一款第（四）项.
    """
    return content.is_licensing and state is CaseState.SUBMITTED and acceptance_due < on


def _limit_end(limit: Limit, start: date, calendar: OfficialCalendar) -> tuple[date, bool]:
    if limit.unit is LimitUnit.NATURAL_DAYS:
        end = calendar.add_natural_days(start, limit.days)
    else:
        end = calendar.add(start, limit.days)
    return end.due, end.provisional


@dataclass(frozen=True, slots=True)
class HeldLicence:
    """A licence that the applicant holds and that is valid now."""

    type_name: str
    identifier: str
    number: str


@dataclass(frozen=True, slots=True)
class MaterialPlan:
    """One material of the list for one application: how it is, or is to be, satisfied."""

    material: Material
    way: MaterialWay | None  # None: still missing
    licence: HeldLicence | None = None

    @property
    def is_missing(self) -> bool:
        return self.way is None


def plan_materials(
    content: EditionContent,
    answers: Mapping[str, Any],
    *,
    uploaded: Collection[str],
    licences: Sequence[HeldLicence],
    on_paper: Collection[str] = (),
) -> list[MaterialPlan]:
    """
    What each material of the edition needs for these answers.

    What the platform holds is never asked for (R3.4): a valid licence comes first, then what the
    form makes or departments verify among themselves, then what was handed in.
    """
    return [
        _plan(
            material,
            answers,
            uploaded=uploaded,
            on_paper=on_paper,
            licence=_licence_for(material, licences),
        )
        for material in content.materials
    ]


def _plan(
    material: Material,
    answers: Mapping[str, Any],
    *,
    uploaded: Collection[str],
    on_paper: Collection[str],
    licence: HeldLicence | None,
) -> MaterialPlan:
    if material.applies_if and not applies(material.applies_if, answers):
        return MaterialPlan(material, MaterialWay.NOT_APPLICABLE)
    if material.key in uploaded:
        return MaterialPlan(material, MaterialWay.UPLOADED)
    if material.key in on_paper:
        return MaterialPlan(material, MaterialWay.PAPER)
    if licence is not None:
        return MaterialPlan(material, MaterialWay.LICENCE, licence)
    if material.supply is Supply.FORM:
        return MaterialPlan(material, MaterialWay.FORM)
    if material.supply is Supply.VERIFICATION:
        return MaterialPlan(material, MaterialWay.VERIFICATION)
    if material.need is Need.MAY_FOLLOW:
        return MaterialPlan(material, MaterialWay.TO_FOLLOW)
    if material.need is Need.CONDITIONAL and not material.applies_if:
        # 非必要 without a condition: for those who have it, never a ground to hold a case up.
        return MaterialPlan(material, MaterialWay.NOT_APPLICABLE)
    return MaterialPlan(material, None)


def _licence_for(material: Material, licences: Sequence[HeldLicence]) -> HeldLicence | None:
    return next((each for each in licences if each.type_name in material.licences), None)


def serves(content: EditionContent, *, is_organisation: bool) -> bool:
    """Whether the item is for this kind of applicant (服务对象)."""
    audiences = set(content.audiences)
    if is_organisation:
        return bool(audiences - {AUDIENCE_PERSON})
    return AUDIENCE_PERSON in audiences


def open_questions(lines: Sequence[str], content: EditionContent) -> list[str]:
    """The subjects of a correction that the edition does not list: they may not be asked (R4.6)."""
    listed = {material.key for material in content.materials}
    listed |= {field.element for field in content.fields() if field.is_asked}
    return [subject for subject in lines if subject not in listed]
