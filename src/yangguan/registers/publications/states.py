"""The life of one version of a publication; the text of a published one never changes."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PublicationState(models.TextChoices):
    DRAFT = "draft", _("草稿")
    PLANNED = "planned", _("待发布")
    PUBLISHED = "published", _("已发布")
    REPLACED = "replaced", _("已被新版替代")
    WITHDRAWN = "withdrawn", _("已撤下")


class PublicationAction(models.TextChoices):
    PLAN = "plan", _("定时发布")
    CANCEL_PLAN = "cancel_plan", _("取消定时")
    PUBLISH = "publish", _("发布")
    REPLACE = "replace", _("替代")
    WITHDRAW = "withdraw", _("撤下")


S, A = PublicationState, PublicationAction
TRANSITIONS: dict[tuple[PublicationState, PublicationAction], PublicationState] = {
    (S.DRAFT, A.PLAN): S.PLANNED,
    (S.PLANNED, A.CANCEL_PLAN): S.DRAFT,
    (S.DRAFT, A.PUBLISH): S.PUBLISHED,
    (S.PLANNED, A.PUBLISH): S.PUBLISHED,
    (S.PUBLISHED, A.REPLACE): S.REPLACED,
    (S.PUBLISHED, A.WITHDRAW): S.WITHDRAWN,
}

# Not yet read by the public: may change and may be given up.
UPCOMING = (S.DRAFT, S.PLANNED)
