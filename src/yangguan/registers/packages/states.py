from django.db import models
from django.utils.translation import gettext_lazy as _


class VersionState(models.TextChoices):
    """The life of a version of a package; a published one never changes."""

    DRAFT = "draft", _("草稿")
    PUBLISHED = "published", _("已发布")
    REPLACED = "replaced", _("已被新版替代")
    WITHDRAWN = "withdrawn", _("已停用")
