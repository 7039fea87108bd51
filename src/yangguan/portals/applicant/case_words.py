"""What a citizen reads of a case: its state in one word, what it means, the time that is left."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from yangguan.foundation.web import formatting
from yangguan.foundation.web.components import StateTag, Tone
from yangguan.foundation.web.deadlines import Deadline
from yangguan.handling.cases.queries.clock import Clock
from yangguan.handling.cases.queries.clock import Tone as ClockTone
from yangguan.handling.cases.states import CaseState
from yangguan.registers.catalogue.content import EditionContent, Limit, LimitUnit

REFUSING = "decision_refusing"


def state_tag(state: CaseState) -> StateTag:
    """The state in the applicant's words."""
    tags = {
        CaseState.SUBMITTED: StateTag(_("已收到"), Tone.INFO),
        CaseState.CORRECTION: StateTag(_("等您补正"), Tone.WARN),
        CaseState.NOT_ACCEPTED: StateTag(_("不予受理"), Tone.BAD),
        CaseState.ACCEPTED: StateTag(_("已受理"), Tone.INFO),
        CaseState.IN_REVIEW: StateTag(_("审查中"), Tone.INFO),
        CaseState.GRANTED: StateTag(_("准予"), Tone.OK),
        CaseState.REFUSED: StateTag(_("不予许可"), Tone.BAD),
        CaseState.WITHDRAWN: StateTag(_("已撤回")),
        CaseState.DELIVERED: StateTag(_("已办结"), Tone.OK),
    }
    return tags[state]


def headline(
    state: CaseState, *, document_kinds: Iterable[str] = (), may_collect: bool = False
) -> str:
    """The state as the sentence that the page of a case begins with."""
    if state is CaseState.GRANTED and may_collect:
        return _("准予了，可以领取结果")
    if state is CaseState.DELIVERED and REFUSING in document_kinds:
        return _("办完了：没有准予，决定书已经送达")
    sentences = {
        CaseState.SUBMITTED: _("申请收到了，窗口正在看材料"),
        CaseState.CORRECTION: _("有材料要补正，补齐就受理"),
        CaseState.NOT_ACCEPTED: _("没有受理"),
        CaseState.ACCEPTED: _("已经受理，开始计时"),
        CaseState.IN_REVIEW: _("正在审查"),
        CaseState.GRANTED: _("准予了，正在准备送达"),
        CaseState.REFUSED: _("没有准予"),
        CaseState.WITHDRAWN: _("您撤回了申请"),
        CaseState.DELIVERED: _("办完了，结果已经送达"),
    }
    return sentences[state]


def explanation(state: CaseState, *, may_collect: bool = False) -> str:
    """What follows from the state for the applicant."""
    if state is CaseState.GRANTED and may_collect:
        return _("结果已经做好，您可以在这里领取，也可以到窗口取。")
    sentences = {
        CaseState.SUBMITTED: _("缺什么，一次说清；不缺就受理。逾期没有告诉您，就算受理了。"),
        CaseState.CORRECTION: _("按规定只告诉您一次，下面列的就是全部。"),
        CaseState.NOT_ACCEPTED: _(
            "理由和找谁办写在“不予受理通知书”里。不服可以申请行政复议或者提起行政诉讼。"
        ),
        CaseState.ACCEPTED: _("要您补充什么、做什么，会在这里告诉您。"),
        CaseState.IN_REVIEW: _("要您补充什么、做什么，会在这里告诉您。"),
        CaseState.GRANTED: _("证照制好以后，您可以在这里领取，也可以到窗口取。"),
        CaseState.REFUSED: _(
            "理由写在决定书里。不服可以在 60 日内申请行政复议，或者在 6 个月内提起行政诉讼。"
        ),
        CaseState.WITHDRAWN: _("想再办，随时可以重新申请。"),
        CaseState.DELIVERED: _("办得怎么样，请说一句；决定书、证照都在下面。"),
    }
    return sentences[state]


def deadline_of(clock: Clock | None, *, is_accepted: bool) -> Deadline | None:
    """The clock of a case as the component draws it; None when no limit runs."""
    if clock is None:
        return None
    is_stopped = clock.tone is ClockTone.STOPPED
    return Deadline(
        used_days=clock.used,
        promised_days=clock.promised,
        statutory_days=max(clock.statutory, clock.promised),
        due_date=None if is_stopped else clock.due_date,
        is_stopped=is_stopped,
        detail=_detail(clock, is_accepted=is_accepted, is_stopped=is_stopped),
    )


def _detail(clock: Clock, *, is_accepted: bool, is_stopped: bool) -> str:
    facts = {
        "day": formatting.day(clock.due_date),
        "promised": formatting.working_days(clock.promised),
        "statutory": formatting.working_days(clock.statutory),
    }
    if is_stopped:
        return _("等您补正期间不计时，补齐后重新计算。")
    if not is_accepted:
        return _("%(day)s下班以前告诉您受理不受理。") % facts
    if clock.promised == 0:
        return _("承诺当场办结，%(day)s办完。") % facts
    return _("承诺 %(promised)s，%(day)s下班以前办完。法定 %(statutory)s。") % facts


def limit_words(limit: Limit) -> str:
    """5 个工作日; 30 个自然日; 当场办结."""
    if limit.days == 0 or limit.unit is LimitUnit.WORKING_DAYS:
        return formatting.working_days(limit.days)
    return _("%(days)d 天（自然日）") % {"days": limit.days}


def audience_words(content: EditionContent) -> str:
    """个人 and, or 企业和组织."""
    words = []
    if "1" in content.audiences:
        words.append(_("个人"))
    if set(content.audiences) - {"1"}:
        words.append(_("企业和组织"))
    return formatting.listed(words)
