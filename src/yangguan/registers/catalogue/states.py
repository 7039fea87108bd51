from django.db import models


class EditionState(models.TextChoices):
    """The life of an edition; a published one never changes."""

    DRAFT = "draft", "草稿"
    PUBLISHED = "published", "已发布"
    REPLACED = "replaced", "已被新版替代"
    WITHDRAWN = "withdrawn", "已取消"


class ItemState(models.TextChoices):
    """事项状态 (task_state): 1 在用 2 暂停 3 取消."""

    IN_USE = "1", "在用"
    SUSPENDED = "2", "暂停"
    WITHDRAWN = "3", "取消"
