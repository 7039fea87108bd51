import uuid

from django.db import models
from django.db.models import F, Q

from yangguan.foundation.cipher.columns import EncryptedTextField
from yangguan.foundation.files.models import StoredFile
from yangguan.foundation.trace.models import TraceStream
from yangguan.handling.licences.states import LicenceOrigin, LicenceState
from yangguan.registers.catalogue.models import LicenceType
from yangguan.registers.organisations.models import Department
from yangguan.registers.parties.models import Party


class LicenceSerial(models.Model):
    """
    The last number given for a licence type in a series; its row lock makes numbers gapless.

    A series is a year, a day or, for numbers that name neither, all time (empty), as the type's
    pattern wants it. Numbers that were there before are counted in a series of their own (`R2026`).
    """

    licence_type = models.ForeignKey(LicenceType, models.PROTECT, related_name="serials")
    series = models.CharField("序列", max_length=9, blank=True)
    last = models.PositiveIntegerField("末号")

    class Meta:
        verbose_name = "证照编号序列"
        verbose_name_plural = verbose_name
        constraints = [
            models.UniqueConstraint(
                fields=["licence_type", "series"], name="licence_serial_is_one_a_type_and_series"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.licence_type} {self.series}"


class Licence(models.Model):
    """
    An e-licence (电子证照): certificate, licence, proof or approval in electronic form.

    `canonical` is the signed statement as text; the SM2 signature covers exactly these bytes. What
    a licence says never changes: a change is a new version that names the one before.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    identifier = models.CharField("电子证照标识", max_length=120, unique=True)
    licence_type = models.ForeignKey(LicenceType, models.PROTECT, related_name="licences")
    number = models.CharField("证照编号", max_length=100)
    version = models.PositiveSmallIntegerField("版本", default=1)
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="replaced_by", verbose_name="关联证照"
    )
    holder = models.ForeignKey(Party, models.PROTECT, related_name="licences")
    holder_name = models.CharField("持证主体", max_length=200)
    issuer = models.ForeignKey(Department, models.PROTECT, related_name="issued_licences")
    issue_date = models.DateField("颁发日期")
    valid_from = models.DateField("有效期起")
    valid_until = models.DateField("有效期止", null=True)  # None: long-term
    state = models.CharField("状态", max_length=2, choices=LicenceState)
    origin = models.CharField("来源", max_length=10, choices=LicenceOrigin)
    case_number = models.CharField("办件编号", max_length=50, blank=True)
    task_code = models.CharField("实施编码", max_length=36, blank=True)
    fields = EncryptedTextField("照面内容")  # JSON: data element → value
    canonical = EncryptedTextField("签名原文")
    signature = models.BinaryField("签名", max_length=128)
    # In the QR code: opens the public check page, tells nothing and can't be guessed.
    check_code = models.CharField("查验码", max_length=40, unique=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    trace_stream = models.OneToOneField(TraceStream, models.PROTECT, related_name="+", null=True)
    issued_at = models.DateTimeField("入库时间")

    class Meta:
        verbose_name = "电子证照"
        verbose_name_plural = verbose_name
        indexes = [
            models.Index(fields=["holder", "licence_type"], name="licence_by_holder"),
            models.Index(fields=["case_number"], name="licence_by_case"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["licence_type", "number", "version"],
                name="licence_number_is_unique_for_its_type",
            ),
            models.CheckConstraint(
                name="licence_ends_after_it_begins",
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.licence_type} {self.number}"
