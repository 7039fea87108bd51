from django.db import models
from django.utils.translation import gettext_lazy as _


class LicenceState(models.TextChoices):
    """States of an e-licence, as in the housing ministry's e-licence specification."""

    VALID = "01", _("有效")
    SUSPENDED = "02", _("暂扣")
    RESCINDED = "03", _("撤销")
    CANCELLED = "04", _("注销")
    LAPSED = "05", _("失效")
    TRANSFERRED = "06", _("办理转出")
    REVOKED = "07", _("吊销")
    OTHER = "99", _("其他")


class LicenceOrigin(models.TextChoices):
    """How a licence came into the library (多元采集方式, R8.2)."""

    CASE = "case", _("随办件签发")
    IMPORT = "import", _("批量归集")
    PAPER = "paper", _("纸质登记")
