"""The life of a draft of an edition, as a table: which act leads from which state to which."""

from types import MappingProxyType

from django.db import models
from django.utils.translation import pgettext_lazy


class DraftState(models.TextChoices):
    """From the department's desk to the city's catalogue (事项清单动态调整)."""

    DRAFT = "draft", pgettext_lazy("edition", "草稿")
    SUBMITTED = "submitted", pgettext_lazy("edition", "待审核")
    RETURNED = "returned", pgettext_lazy("edition", "退回修改")
    APPROVED = "approved", pgettext_lazy("edition", "待施行")
    PUBLISHED = "published", pgettext_lazy("edition", "已发布")
    DISCARDED = "discarded", pgettext_lazy("edition", "已放弃")


class DraftAction(models.TextChoices):
    """What can be done to a draft."""

    SAVE = "save", pgettext_lazy("edition", "保存")
    SUBMIT = "submit", pgettext_lazy("edition", "送审")
    TAKE_BACK = "take-back", pgettext_lazy("edition", "撤回送审")
    RETURN = "return", pgettext_lazy("edition", "退回")
    APPROVE = "approve", pgettext_lazy("edition", "审核通过")
    REVOKE = "revoke", pgettext_lazy("edition", "取消待施行")
    PUBLISH = "publish", pgettext_lazy("edition", "发布")
    DISCARD = "discard", pgettext_lazy("edition", "放弃")


class ReviewVerdict(models.TextChoices):
    """What is decided of many drafts at once."""

    APPROVE = "approve", pgettext_lazy("verdict", "审核通过")
    RETURN = "return", pgettext_lazy("verdict", "退回修改")


class ReviewLineState(models.TextChoices):
    """What became of one of many drafts that are reviewed at once."""

    WAITING = "waiting", pgettext_lazy("edition", "还没轮到")
    DONE = "done", pgettext_lazy("edition", "办好了")
    REFUSED = "refused", pgettext_lazy("edition", "没有办成")


NEXT = MappingProxyType(
    {
        DraftState.DRAFT: MappingProxyType(
            {
                DraftAction.SAVE: DraftState.DRAFT,
                DraftAction.SUBMIT: DraftState.SUBMITTED,
                DraftAction.DISCARD: DraftState.DISCARDED,
            }
        ),
        DraftState.SUBMITTED: MappingProxyType(
            {
                DraftAction.TAKE_BACK: DraftState.DRAFT,
                DraftAction.RETURN: DraftState.RETURNED,
                DraftAction.APPROVE: DraftState.APPROVED,
            }
        ),
        DraftState.RETURNED: MappingProxyType(
            {
                DraftAction.SAVE: DraftState.RETURNED,
                DraftAction.SUBMIT: DraftState.SUBMITTED,
                DraftAction.DISCARD: DraftState.DISCARDED,
            }
        ),
        DraftState.APPROVED: MappingProxyType(
            {
                DraftAction.PUBLISH: DraftState.PUBLISHED,
                DraftAction.REVOKE: DraftState.RETURNED,
            }
        ),
        DraftState.PUBLISHED: MappingProxyType({}),
        DraftState.DISCARDED: MappingProxyType({}),
    }
)
OPEN_STATES = frozenset(state for state, acts in NEXT.items() if acts)
WRITABLE_STATES = frozenset(state for state, acts in NEXT.items() if DraftAction.SAVE in acts)


def may_follow(state: DraftState, action: DraftAction) -> bool:
    return action in NEXT[state]
