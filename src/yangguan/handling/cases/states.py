"""The life of a case, as a table: which act leads from which state to which."""

from types import MappingProxyType

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class CaseState(models.TextChoices):
    """States by 行政许可法 and the plan of 2017; the Chinese names are what people read."""

    SUBMITTED = "submitted", pgettext_lazy("case", "收件")
    CORRECTION = "correction", pgettext_lazy("case", "补正告知")
    NOT_ACCEPTED = "not-accepted", pgettext_lazy("case", "不予受理")
    ACCEPTED = "accepted", pgettext_lazy("case", "受理")
    IN_REVIEW = "in-review", pgettext_lazy("case", "审查")
    GRANTED = "granted", pgettext_lazy("case", "准予")
    REFUSED = "refused", pgettext_lazy("case", "不予许可")
    WITHDRAWN = "withdrawn", pgettext_lazy("case", "撤回")
    DELIVERED = "delivered", pgettext_lazy("case", "送达")


class CaseAction(models.TextChoices):
    """What can be done to a case. The verb is the law's verb."""

    REQUEST_CORRECTION = "request-correction", _("一次性告知补正")
    CORRECT = "correct", _("补正")
    REFUSE_ACCEPTANCE = "refuse-acceptance", _("不予受理")
    ACCEPT = "accept", _("受理")
    REVIEW = "review", _("审查")
    GRANT = "grant", _("准予")
    REFUSE = "refuse", _("不予")
    CERTIFY = "certify", _("颁证")
    DELIVER = "deliver", _("送达")
    WITHDRAW = "withdraw", _("撤回")


class Channel(models.TextChoices):
    """申报来源: where the application came in."""

    WEB = "web", _("网上")
    COUNTER = "counter", _("窗口")
    API = "api", _("接口")


class MaterialWay(models.TextChoices):
    """How a material came to the case."""

    UPLOADED = "uploaded", _("已上传")
    LICENCE = "licence", _("电子证照，免提交")
    FORM = "form", _("由平台生成")
    VERIFICATION = "verification", _("部门间核验")
    PAPER = "paper", _("窗口核对原件")
    TO_FOLLOW = "to-follow", _("容缺后补")
    NOT_APPLICABLE = "not-applicable", _("不适用")


class Outcome(models.TextChoices):
    AGREE = "agree", _("通过")
    DISAGREE = "disagree", _("不通过")
    GRANTED = "granted", _("准予")
    REFUSED = "refused", _("不予")
    DONE = "done", _("已办")


class WorkItemState(models.TextChoices):
    OPEN = "open", _("待办")
    DONE = "done", _("已办")
    CANCELLED = "cancelled", _("不再办理")


S, A = CaseState, CaseAction

# The diagram in docs/ is drawn from this table; a test walks it.
TRANSITIONS = MappingProxyType(
    {
        (S.SUBMITTED, A.REQUEST_CORRECTION): S.CORRECTION,
        (S.CORRECTION, A.CORRECT): S.SUBMITTED,
        (S.SUBMITTED, A.REFUSE_ACCEPTANCE): S.NOT_ACCEPTED,
        (S.SUBMITTED, A.ACCEPT): S.ACCEPTED,
        (S.ACCEPTED, A.REVIEW): S.IN_REVIEW,
        (S.IN_REVIEW, A.REVIEW): S.IN_REVIEW,
        (S.GRANTED, A.REVIEW): S.GRANTED,
        (S.ACCEPTED, A.GRANT): S.GRANTED,
        (S.IN_REVIEW, A.GRANT): S.GRANTED,
        (S.ACCEPTED, A.REFUSE): S.REFUSED,
        (S.IN_REVIEW, A.REFUSE): S.REFUSED,
        (S.GRANTED, A.CERTIFY): S.GRANTED,
        (S.GRANTED, A.DELIVER): S.DELIVERED,
        (S.REFUSED, A.DELIVER): S.DELIVERED,
        (S.SUBMITTED, A.WITHDRAW): S.WITHDRAWN,
        (S.CORRECTION, A.WITHDRAW): S.WITHDRAWN,
        (S.ACCEPTED, A.WITHDRAW): S.WITHDRAWN,
        (S.IN_REVIEW, A.WITHDRAW): S.WITHDRAWN,
    }
)

FINAL_STATES = frozenset({S.NOT_ACCEPTED, S.WITHDRAWN, S.DELIVERED})
OPEN_STATES = frozenset(CaseState) - FINAL_STATES
BEFORE_ACCEPTANCE = frozenset({S.SUBMITTED, S.CORRECTION})


def states_admitting(action: CaseAction) -> frozenset[CaseState]:
    """The states in which an act is possible."""
    return frozenset(state for state, admitted in TRANSITIONS if admitted is action)
