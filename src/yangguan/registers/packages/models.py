from django.db import models
from django.db.models import Q

from yangguan.registers.organisations.models import Department
from yangguan.registers.packages.states import VersionState


class Package(models.Model):
    """
    One thing of life that several items belong to (一件事).

    `version` is the one that everybody sees; null before the first and after it was withdrawn.
    """

    code = models.CharField("编码", max_length=20, unique=True)
    name = models.CharField("名称", max_length=60)
    audience = models.CharField("对象", max_length=12)  # person, organisation
    lead = models.ForeignKey(Department, models.PROTECT, related_name="led_packages")
    version = models.OneToOneField(
        "PackageVersion", models.PROTECT, null=True, related_name="current_for"
    )

    class Meta:
        verbose_name = "一件事"
        verbose_name_plural = verbose_name
        constraints = [
            models.CheckConstraint(
                name="package_is_for_persons_or_organisations",
                condition=Q(audience__in=["person", "organisation"]),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PackageVersion(models.Model):
    """
    One description of a package; `content` is the JSON of `definition.PackageContent` as text.

    `revision` grows with every saving of a draft, so that two editors cannot overwrite each other
    unseen. A trigger refuses any change of a published version's content.
    """

    package = models.ForeignKey(Package, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField("版次")
    state = models.CharField("状态", max_length=12, choices=VersionState)
    content = models.TextField("内容")
    digest = models.CharField("摘要", max_length=64)
    revision = models.PositiveIntegerField("修改次数", default=1)
    saved_at = models.DateTimeField("保存时间")
    saved_by = models.CharField("保存人", max_length=60)
    published_at = models.DateTimeField("发布时间", null=True)
    published_by = models.CharField("发布人", max_length=60, blank=True)

    class Meta:
        verbose_name = "一件事的版本"
        verbose_name_plural = verbose_name
        constraints = [
            models.UniqueConstraint(
                fields=["package", "number"], name="package_version_number_is_unique"
            ),
            models.UniqueConstraint(
                fields=["package"],
                condition=Q(state="published"),
                name="package_has_one_published_version",
            ),
            models.UniqueConstraint(
                fields=["package"], condition=Q(state="draft"), name="package_has_one_draft"
            ),
            models.CheckConstraint(
                name="published_package_version_has_a_time",
                condition=Q(state="draft") | Q(published_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.package} 第 {self.number} 版"
