import uuid

from django.db import models
from django.db.models import Q

from yangguan.foundation.cipher.columns import EncryptedTextField
from yangguan.registers.organisations.models import Region
from yangguan.registers.parties.states import PartyKind, RelationKind


class Party(models.Model):
    """
    A natural person or an organisation (自然人, 法人和其他组织): everybody who can apply.

    The number (citizen number or unified social credit code) is encrypted; it is found through a
    blind index, a keyed digest that tells nothing by itself.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField("类别", max_length=12, choices=PartyKind)
    name = models.CharField("名称", max_length=200)
    # GA/T 2000.156 for persons (111 居民身份证); 001 统一社会信用代码 for organisations.
    document_type = models.CharField("证件类型", max_length=3)
    number = EncryptedTextField("证件号码")
    number_index = models.BinaryField("证件号码盲索引", max_length=32, unique=True)
    mobile = EncryptedTextField("手机", null=True)
    mobile_index = models.BinaryField("手机盲索引", max_length=32, unique=True, null=True)
    region = models.ForeignKey(Region, models.PROTECT, null=True, related_name="parties")
    # What the base libraries hold of the party, by data element, as one encrypted JSON text.
    facts = EncryptedTextField("基础信息", default="{}")
    verified_at = models.DateTimeField("核验时间", null=True)

    class Meta:
        verbose_name = "申请人"
        verbose_name_plural = verbose_name

    def __str__(self) -> str:
        return self.name


class Relation(models.Model):
    """A relation between parties from the base libraries; some let one speak for the other."""

    kind = models.CharField("关系", max_length=24, choices=RelationKind)
    person = models.ForeignKey(Party, models.CASCADE, related_name="relations")
    other = models.ForeignKey(Party, models.CASCADE, related_name="related")
    since_date = models.DateField("自", null=True)
    until_date = models.DateField("至", null=True)

    class Meta:
        verbose_name = "关系"
        verbose_name_plural = verbose_name
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "person", "other"], name="relation_is_recorded_once"
            ),
            models.CheckConstraint(
                name="relation_joins_two_parties", condition=~Q(person=models.F("other"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.kind} {self.other}"
