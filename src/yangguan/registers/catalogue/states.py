from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class EditionState(models.TextChoices):
    """The life of an edition, which begins with its publication; before that it is a draft."""

    PUBLISHED = "published", _("已发布")
    REPLACED = "replaced", _("已被新版替代")
    WITHDRAWN = "withdrawn", _("已取消")


class ItemState(models.TextChoices):
    """事项状态 (task_state): 1 在用 2 暂停 3 取消."""

    IN_USE = "1", pgettext_lazy("item", "在用")
    SUSPENDED = "2", pgettext_lazy("item", "暂停")
    WITHDRAWN = "3", pgettext_lazy("item", "取消")
