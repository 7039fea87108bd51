from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from yangguan.registers.catalogue.models import ServiceItem
from yangguan.registers.organisations.models import Department


class Publication(models.Model):
    """A law, policy document, notice, reading or rule that people may read (公开信息, R4.1)."""

    code = models.CharField("编号", max_length=20, primary_key=True)
    kind = models.CharField("类别", max_length=20)
    title = models.CharField("标题", max_length=300)
    body = models.TextField("正文")
    issuer = models.CharField("发布机关", max_length=200)
    document_number = models.CharField("文号", max_length=200, blank=True)
    publish_date = models.DateField("发布日期")
    effective_date = models.DateField("施行日期", null=True)
    expire_date = models.DateField("失效日期", null=True)
    status = models.CharField("效力", max_length=20)
    department = models.ForeignKey(Department, models.PROTECT, null=True, related_name="+")
    items = models.ManyToManyField(ServiceItem, related_name="publications")
    version = models.PositiveIntegerField("版本", default=1)
    source = models.CharField("来源", max_length=60, blank=True)
    terms = SearchVectorField("检索词", null=True)

    class Meta:
        verbose_name = "公开信息"
        verbose_name_plural = verbose_name
        indexes = [
            GinIndex(fields=["terms"], name="publication_terms"),
            models.Index(fields=["kind", "-publish_date", "code"], name="publication_by_kind"),
        ]

    def __str__(self) -> str:
        return self.title
