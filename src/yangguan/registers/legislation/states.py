from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class LawKind(models.TextChoices):
    """
    What sort of rule it is: its rank, and whether it must be cited down to the article.

    Source: 立法法 第九十八条 to 第一百零二条 (rank).
    """

    STATUTE = "statute", _("法律")
    ADMINISTRATIVE_REGULATION = "administrative-regulation", _("行政法规")
    LOCAL_REGULATION = "local-regulation", _("地方性法规")
    DEPARTMENTAL_RULE = "departmental-rule", _("部门规章")
    LOCAL_RULE = "local-rule", _("地方政府规章")
    PARTY_REGULATION = "party-regulation", _("党内法规")
    NORMATIVE_DOCUMENT = "normative-document", _("规范性文件")


class LawState(models.TextChoices):
    """Where a law stands on a day; it follows from its dates."""

    IN_FORCE = "in-force", pgettext_lazy("law", "现行有效")
    NOT_YET = "not-yet", pgettext_lazy("law", "尚未施行")
    REPEALED = "repealed", pgettext_lazy("law", "已失效")


class ArticleState(models.TextChoices):
    """Where an article stands on a day; it follows from its dates and those of its law."""

    IN_FORCE = "in-force", pgettext_lazy("article", "有效")
    NOT_YET = "not-yet", pgettext_lazy("article", "尚未施行")
    STRUCK_OUT = "struck-out", pgettext_lazy("article", "已失效")
