from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from yangguan.registers.organisations.models import Department
from yangguan.registers.standards.states import (
    CODED_TYPES,
    ElementType,
    PersonalData,
    VersionState,
)


class CodeTable(models.Model):
    """A list of codes with their names that everybody uses alike (代码表, R10.2)."""

    key = models.CharField("标识", max_length=40, unique=True)
    title = models.CharField("名称", max_length=100)
    standard = models.CharField("标准", max_length=200)  # GB/T 39046-2020 A.1
    # Who keeps it, if not the office that keeps the city's catalogue.
    steward = models.ForeignKey(Department, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "代码表"
        verbose_name_plural = verbose_name

    def __str__(self) -> str:
        return self.title


class CodeTableVersion(models.Model):
    """
    One version of a code table, with its source and date.

    A trigger refuses any change of a version that has been in force, and of its entries.
    """

    table = models.ForeignKey(CodeTable, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField("版次")
    state = models.CharField("状态", max_length=10, choices=VersionState)
    source = models.CharField("来源", max_length=200)
    in_force_date = models.DateField("施行日期")
    # SM3 over the entries: equal digests are equal lists.
    digest = models.CharField("摘要", max_length=64)
    put_in_force_at = models.DateTimeField("启用时间", null=True)
    put_in_force_by = models.CharField("启用人", max_length=60, blank=True)
    # Code that the version before had → the code that takes its place.
    successors = models.JSONField("接替", default=dict)
    # Why it was put in force although codes that it drops are used.
    reason = models.CharField("理由", max_length=500, blank=True)

    class Meta:
        verbose_name = "代码表版本"
        verbose_name_plural = verbose_name
        constraints = [
            models.UniqueConstraint(
                fields=["table", "number"], name="code_table_version_number_is_unique"
            ),
            models.UniqueConstraint(
                fields=["table"],
                condition=Q(state=VersionState.IN_FORCE),
                name="code_table_has_one_version_in_force",
            ),
            models.UniqueConstraint(
                fields=["table"],
                condition=Q(state=VersionState.DRAFT),
                name="code_table_has_one_draft_at_most",
            ),
            models.CheckConstraint(
                name="code_table_version_in_force_has_a_time",
                condition=Q(state=VersionState.DRAFT, put_in_force_at=None)
                | (~Q(state=VersionState.DRAFT) & Q(put_in_force_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.table} 第 {self.number} 版"


class CodeEntry(models.Model):
    """One code of a version of a table, with its name (代码)."""

    version = models.ForeignKey(CodeTableVersion, models.CASCADE, related_name="entries")
    code = models.CharField("代码", max_length=40)
    name = models.CharField("名称", max_length=200)
    parent = models.CharField("上级代码", max_length=40, blank=True)
    position = models.PositiveIntegerField("次序")
    valid_from = models.DateField("启用日期", null=True)
    valid_to = models.DateField("停用日期", null=True)  # the last day on which it may be used

    class Meta:
        verbose_name = "代码"
        verbose_name_plural = verbose_name
        constraints = [
            models.UniqueConstraint(
                fields=["version", "code"], name="code_is_unique_in_its_version"
            ),
            models.CheckConstraint(
                name="code_ends_not_before_it_begins",
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
            ),
            models.CheckConstraint(
                name="code_has_a_code_and_a_name", condition=~Q(code="") & ~Q(name="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class DataElement(models.Model):
    """One thing that forms ask for, with one meaning wherever it is asked (数据元, GB/T 19488)."""

    code = models.CharField("标识", max_length=60, primary_key=True)
    name = models.CharField("名称", max_length=100)
    type = models.CharField("类型", max_length=20, choices=ElementType)
    length = models.PositiveIntegerField("最大长度", null=True)
    unit = models.CharField("计量单位", max_length=20, blank=True)
    code_table = models.ForeignKey(CodeTable, models.PROTECT, null=True, related_name="elements")
    personal_data = models.CharField("个人信息分类", max_length=10, choices=PersonalData)
    # Where the platform has it from: account, population, legal-entity, licence:<name>; none.
    source = models.CharField("平台里的来源", max_length=100, default="none")
    definition = models.CharField("定义", max_length=500, blank=True)
    standard = models.CharField("标准", max_length=200, blank=True)
    # Code, name, pinyin, definition in lower case: what a search looks through.
    searched = models.CharField("检索内容", max_length=800)

    class Meta:
        verbose_name = "数据元"
        verbose_name_plural = verbose_name
        indexes = [
            GinIndex(fields=["searched"], name="data_element_searched", opclasses=["gin_trgm_ops"]),
            models.Index(fields=["name", "code"], name="data_element_by_name"),
        ]
        constraints = [
            models.CheckConstraint(
                name="data_element_with_a_code_table_is_a_choice",
                condition=Q(code_table=None) | Q(type__in=sorted(CODED_TYPES)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"
