from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PartyKind(models.TextChoices):
    PERSON = "person", pgettext_lazy("party", "自然人")
    ORGANISATION = "organisation", pgettext_lazy("party", "法人或其他组织")


class RelationKind(models.TextChoices):
    """As the content files write it: never shown to a reader, so not translated."""

    LEGAL_REPRESENTATIVE = "legal-representative", "法定代表人（负责人）"
    SPOUSE = "spouse", "夫妻"
    PARENT = "parent", "父母子女"
    SHAREHOLDER = "shareholder", "股东"
    BRANCH = "branch", "设立社与服务网点"
    FORMER_EMPLOYEE = "former-employee", "劳动关系（已解除）"
    SURVIVOR = "survivor", "遗属"


# Documents by GA/T 2000.156 that a counter registers by; 001 is the code of organisations.
CREDIT_CODE = "001"
DOCUMENT_TYPES = {
    "111": _("居民身份证"),
    "553": _("外国人永久居留身份证"),
    "516": _("港澳居民来往内地通行证"),
    "511": _("台湾居民来往大陆通行证"),
    "414": _("普通护照"),
    CREDIT_CODE: _("统一社会信用代码"),
}
# Their number is a citizen number with its check digit, also where a permit carries it.
NUMBERS_OF_CITIZENS = frozenset({"111", "553"})
