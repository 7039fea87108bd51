from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class AgencyState(models.TextChoices):
    """在册状态: only a listed agency offers anything."""

    LISTED = "listed", pgettext_lazy("agency", "在册")
    SUSPENDED = "suspended", pgettext_lazy("agency", "暂停")
    REMOVED = "removed", pgettext_lazy("agency", "已移出名录")


class PriceKind(models.TextChoices):
    """How a price comes about. Source: 价格法 第三条."""

    MARKET = "market", _("市场调节价")
    GUIDED = "guided", _("政府指导价")
    FIXED = "fixed", _("政府定价")


class ServiceState(models.TextChoices):
    """清单状态: whether the service is still on the city's list."""

    LISTED = "listed", pgettext_lazy("service", "在清单内")
    REMOVED = "removed", pgettext_lazy("service", "已移出清单")
