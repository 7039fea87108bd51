import uuid

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q

from yangguan.registers.catalogue.states import EditionState, ItemState
from yangguan.registers.organisations.models import Department


class LicenceType(models.Model):
    """A kind of certificate, licence, proof or approval in the licence catalogue (电子证照目录)."""

    code = models.CharField("类型编码", max_length=64, unique=True)
    # GB/T 36904: credit code of the defining organ and a 3-digit sequence, part of each identifier.
    identifier_code = models.CharField("类型代码", max_length=21, unique=True)
    name = models.CharField("名称", max_length=200, unique=True)
    kind = models.CharField("类别", max_length=20)
    holder_kind = models.CharField("持有者类别", max_length=40)
    issuer = models.ForeignKey(Department, models.PROTECT, related_name="licence_types")
    number_rule = models.CharField("编号规则", max_length=200)
    # `foundation.identifiers.number_pattern`; empty: type code, year and six digits.
    number_pattern = models.CharField("编号格式", max_length=200, blank=True, db_default="")
    # Where on its face the licence has its number, under the name that other forms ask for it by.
    number_element = models.CharField(
        "编号的数据元", max_length=60, default="licence_number", db_default="licence_number"
    )
    # Whether the organ that decides the case issues it; otherwise `issuer` does, whoever decides.
    is_issued_by_decider = models.BooleanField("由决定机关签发", default=False, db_default=False)
    fields = models.JSONField("照面内容", default=list)
    validity = models.CharField("有效期", max_length=200, blank=True)
    validity_months = models.PositiveSmallIntegerField("有效月数", null=True)

    class Meta:
        verbose_name = "证照类型"
        verbose_name_plural = verbose_name

    def __str__(self) -> str:
        return self.name


class Theme(models.Model):
    """A theme of the national classification (服务主题)."""

    audience = models.CharField("对象", max_length=12)  # person, organisation
    code = models.CharField("代码", max_length=10)
    name = models.CharField("名称", max_length=60)

    class Meta:
        verbose_name = "主题"
        verbose_name_plural = verbose_name
        constraints = [
            models.UniqueConstraint(
                fields=["audience", "code"], name="theme_code_is_unique_for_its_audience"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ServiceItem(models.Model):
    """What one department offers under one implementation code (政务服务事项)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    task_code = models.CharField("实施编码", max_length=36, unique=True)
    catalog_code = models.CharField("基本编码", max_length=12)
    name = models.CharField("事项名称", max_length=200)
    item_type = models.CharField("事项类型", max_length=2)
    state = models.CharField("事项状态", max_length=1, choices=ItemState, default=ItemState.IN_USE)
    department = models.ForeignKey(Department, models.PROTECT, related_name="items")
    edition = models.OneToOneField("Edition", models.PROTECT, null=True, related_name="current_for")
    slug = models.CharField("内容文件名", max_length=60, blank=True)
    town_code = models.CharField("镇代码", max_length=12, blank=True)
    village_code = models.CharField("村（社区）代码", max_length=12, blank=True)
    audiences = ArrayField(models.CharField(max_length=1), default=list)
    person_topics = ArrayField(models.CharField(max_length=10), default=list)
    organisation_topics = ArrayField(models.CharField(max_length=10), default=list)
    is_online = models.BooleanField("可网上办理", default=False)
    summary = models.CharField("摘要", max_length=300, blank=True)
    # The promised limit of the edition in force, for lists in any language; null before the first.
    promised_days = models.PositiveSmallIntegerField("承诺时限", null=True)
    promised_unit = models.CharField("承诺时限单位", max_length=1, blank=True, db_default="")
    # Search: bigram terms by weight (A name, B department and results, C the rest), and pinyin.
    terms = SearchVectorField("检索词", null=True)
    pinyin = models.CharField("拼音", max_length=1200, blank=True)

    class Meta:
        verbose_name = "事项"
        verbose_name_plural = verbose_name
        indexes = [
            GinIndex(fields=["terms"], name="service_item_terms"),
            GinIndex(fields=["pinyin"], name="service_item_pinyin", opclasses=["gin_trgm_ops"]),
            GinIndex(fields=["person_topics"], name="service_item_person_topics"),
            GinIndex(fields=["organisation_topics"], name="service_item_org_topics"),
            models.Index(fields=["department", "name", "id"], name="service_item_by_department"),
            models.Index(fields=["name", "id"], name="service_item_by_name"),
            models.Index(
                fields=["town_code", "name", "id"],
                condition=~Q(town_code=""),
                name="service_item_by_town",
            ),
        ]
        constraints = [
            # R2.3: one item, one name, one code: within a department a name stands once.
            models.UniqueConstraint(
                fields=["department", "name"], name="item_name_is_unique_in_its_department"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Edition(models.Model):
    """
    One published description of an item (实施清单的一版).

    `content` is the JSON of `content.EditionContent` as text: byte for byte what `digest` covers.
    A trigger refuses any change of a published edition's content.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    item = models.ForeignKey(ServiceItem, models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField("版次")
    state = models.CharField("状态", max_length=12, choices=EditionState)
    content = models.TextField("内容")
    source = models.TextField("来源文件", blank=True)  # the interchange JSON it was read from
    digest = models.CharField("摘要", max_length=64)
    effective_date = models.DateField("施行日期")
    published_at = models.DateTimeField("发布时间", null=True)
    published_by = models.CharField("发布人", max_length=60, blank=True)

    class Meta:
        verbose_name = "事项版本"
        verbose_name_plural = verbose_name
        constraints = [
            models.UniqueConstraint(fields=["item", "number"], name="edition_number_is_unique"),
            models.UniqueConstraint(
                fields=["item"],
                condition=Q(state="published"),
                name="item_has_one_published_edition",
            ),
            models.CheckConstraint(
                name="published_edition_has_a_time",
                condition=Q(state="draft") | Q(published_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item} 第 {self.number} 版"


class EverydayWord(models.Model):
    """What people say (饭馆) and what items say (食品经营): the second try of a search."""

    word = models.CharField("平常的说法", max_length=20, primary_key=True)
    official = models.CharField("事项里的说法", max_length=60)

    class Meta:
        verbose_name = "平常说法"
        verbose_name_plural = verbose_name
        constraints = [
            models.CheckConstraint(
                name="everyday_word_differs_from_the_official_one",
                condition=~Q(word=F("official")) & ~Q(word="") & ~Q(official=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.word} → {self.official}"


class LifeEvent(models.Model):
    """A situation in life that brings several items (主题场景)."""

    code = models.CharField("编码", max_length=12, primary_key=True)
    name = models.CharField("名称", max_length=60)
    audience = models.CharField("对象", max_length=20)
    description = models.CharField("说明", max_length=200)
    position = models.PositiveSmallIntegerField("次序")
    items = models.ManyToManyField(ServiceItem, related_name="life_events")

    class Meta:
        verbose_name = "主题场景"
        verbose_name_plural = verbose_name

    def __str__(self) -> str:
        return self.name
