import uuid

from django.db import models
from django.db.models import F, Q

from yangguan.foundation.files.models import StoredFile
from yangguan.registers.imports.states import UNDER_WAY, ImportAct, RowState, RunState


class ImportRun(models.Model):
    """
    One file of items on its way into the register (导入), however large.

    `position` and `line` say how far the current pass (check, publication) has come in `staged`,
    the file taken apart item by item; they are saved with each chunk, so a killed run goes on.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    staged = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    act = models.CharField("要求", max_length=8, choices=ImportAct)
    state = models.CharField("状态", max_length=12, choices=RunState, default=RunState.WAITING)
    is_workbook = models.BooleanField("是表格", default=False)
    fault = models.CharField("整份的问题", max_length=500, blank=True)
    total = models.PositiveIntegerField("事项数", default=0)
    position = models.PositiveBigIntegerField("位置", default=0)
    line = models.PositiveIntegerField("第几项", default=0)
    refused = models.PositiveIntegerField("退回", default=0)
    unchanged = models.PositiveIntegerField("没有变动", default=0)
    published = models.PositiveIntegerField("已发布", default=0)
    # Handed in for review as drafts, with this reason, instead of published.
    is_for_review = models.BooleanField("送审", default=False, db_default=False)
    reason = models.CharField("变更理由", max_length=500, blank=True, db_default="")
    submitted = models.PositiveIntegerField("已送审", default=0, db_default=0)
    started_at = models.DateTimeField("开始时间")
    started_by = models.UUIDField("导入人", null=True)  # null: the platform, at the command line
    starter_name = models.CharField("导入人姓名", max_length=60)
    ended_at = models.DateTimeField("结束时间", null=True)

    class Meta:
        verbose_name = "导入"
        verbose_name_plural = verbose_name
        indexes = [
            models.Index(fields=["-started_at", "-id"], name="import_run_newest"),
            models.Index(fields=["started_by", "-started_at", "-id"], name="import_run_of_officer"),
        ]
        constraints = [
            models.CheckConstraint(
                name="import_run_has_an_end_when_it_has_ended",
                condition=Q(state__in=UNDER_WAY, ended_at=None)
                | ~Q(state__in=UNDER_WAY) & Q(ended_at__isnull=False),
            ),
            models.CheckConstraint(
                name="import_run_is_never_past_its_last_item", condition=Q(line__lte=F("total"))
            ),
            models.CheckConstraint(
                name="import_for_review_gives_its_reason",
                condition=Q(is_for_review=False) | Q(act=ImportAct.CHECK) | ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.file_id} {self.state}"


class ImportRow(models.Model):
    """One item of a file: what it says it is, and what became of it."""

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="rows")
    line = models.PositiveIntegerField("第几项")
    place = models.CharField("在文件里的位置", max_length=200)
    task_code = models.CharField("实施编码", max_length=36, blank=True)
    catalog_code = models.CharField("基本编码", max_length=12, blank=True)
    department_code = models.CharField("实施主体编码", max_length=18, blank=True)
    name = models.CharField("事项名称", max_length=200, blank=True)
    state = models.CharField("结果", max_length=12, choices=RowState)
    edition = models.PositiveIntegerField("版次", null=True)

    class Meta:
        verbose_name = "导入的事项"
        verbose_name_plural = verbose_name
        indexes = [
            models.Index(fields=["run", "task_code"], name="import_row_by_code"),
            models.Index(fields=["run", "name"], name="import_row_by_name"),
            models.Index(fields=["run", "catalog_code"], name="import_row_by_basic_code"),
            models.Index(
                fields=["run", "line"],
                condition=Q(state=RowState.REFUSED),
                name="import_row_refused",
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["run", "line"], name="import_row_line_is_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.line} {self.task_code}"


class ImportRowFault(models.Model):
    """One thing that is wrong with an item of a file: where, and what to do about it."""

    row = models.ForeignKey(ImportRow, models.CASCADE, related_name="faults")
    field = models.CharField("字段", max_length=200, blank=True)
    code = models.CharField("代码", max_length=60)
    message = models.CharField("说明", max_length=500)

    class Meta:
        verbose_name = "导入的问题"
        verbose_name_plural = verbose_name

    def __str__(self) -> str:
        return f"{self.field} {self.code}"
