from django.db import models
from django.utils.translation import gettext_lazy as _


class RunState(models.TextChoices):
    """
    The life of an import: every item is checked before the first one is published.

    waiting → checking → publishing (or handing in for review) → done; refused after the check if
    something is wrong and only everything or nothing was asked for; failed if the file itself
    cannot be read.
    """

    WAITING = "waiting", _("等待")
    CHECKING = "checking", _("检查中")
    PUBLISHING = "publishing", _("发布中")
    DONE = "done", _("完成")
    REFUSED = "refused", _("退回")
    FAILED = "failed", _("读不出")
    CANCELLED = "cancelled", _("已停下")


class RowState(models.TextChoices):
    """What became of one item of the file."""

    FIT = "fit", _("可以发布")
    UNCHANGED = "unchanged", _("没有变动")
    REFUSED = "refused", _("退回")
    PUBLISHED = "published", _("已发布")
    SUBMITTED = "submitted", _("已送审")


class ImportAct(models.TextChoices):
    """What the officer has asked for."""

    CHECK = "check", _("只检查")
    ALL_OR_NOTHING = "all", _("全部合格才发布")
    GOOD_ONES = "good", _("发布合格的，退回其余的")


UNDER_WAY = (RunState.WAITING, RunState.CHECKING, RunState.PUBLISHING)
