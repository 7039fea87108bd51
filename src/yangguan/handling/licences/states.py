from django.db import models


class LicenceState(models.TextChoices):
    """States of an e-licence, as in the housing ministry's e-licence specification."""

    VALID = "01", "有效"
    SUSPENDED = "02", "暂扣"
    RESCINDED = "03", "撤销"
    CANCELLED = "04", "注销"
    LAPSED = "05", "失效"
    TRANSFERRED = "06", "办理转出"
    REVOKED = "07", "吊销"
    OTHER = "99", "其他"


class LicenceOrigin(models.TextChoices):
    """How a licence came into the library (多元采集方式, R8.2)."""

    CASE = "case", "随办件签发"
    IMPORT = "import", "批量归集"
    PAPER = "paper", "纸质登记"
