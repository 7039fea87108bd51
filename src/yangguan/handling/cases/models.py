import uuid
from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q

from yangguan.foundation.actors.actor import Role
from yangguan.foundation.cipher.columns import EncryptedTextField
from yangguan.foundation.files.models import StoredFile
from yangguan.foundation.trace.models import TraceStream
from yangguan.handling.cases.states import (
    FINAL_STATES,
    CaseState,
    Channel,
    Outcome,
    WorkItemState,
)
from yangguan.registers.catalogue.models import Edition, ServiceItem
from yangguan.registers.catalogue.process import StepKind
from yangguan.registers.organisations.models import Department, Hall
from yangguan.registers.parties.models import Party


class Draft(models.Model):
    """
    An application that is being filled in (草稿): kept on the server, resumed on any device.

    One for each applicant and edition. `revision` rises with each save, so that a late or doubled
    save from another tab is noticed instead of overwriting newer work.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    applicant = models.ForeignKey(Party, models.PROTECT, related_name="drafts")
    person = models.ForeignKey(Party, models.PROTECT, related_name="drafts_written")
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="drafts")
    answers = EncryptedTextField("已填内容", default="{}")  # JSON: data element → value
    revision = models.PositiveIntegerField("修订号", default=0)
    created_at = models.DateTimeField("开始时间")
    saved_at = models.DateTimeField("保存时间")

    class Meta:
        verbose_name = "草稿"
        verbose_name_plural = verbose_name
        constraints = [
            models.UniqueConstraint(
                fields=["applicant", "edition"], name="applicant_has_one_draft_an_edition"
            ),
        ]

    def __str__(self) -> str:
        return f"草稿 {self.edition}"


class CaseSerial(models.Model):
    """The last serial of the case numbers of one item and day; its row lock makes them unique."""

    task_code = models.CharField("实施编码", max_length=36)
    day = models.DateField("日期")
    last = models.PositiveIntegerField("末号")

    class Meta:
        verbose_name = "办件编号序列"
        verbose_name_plural = verbose_name
        constraints = [
            models.UniqueConstraint(
                fields=["task_code", "day"], name="case_serial_is_one_an_item_and_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task_code} {self.day}"


class DocumentSerial(models.Model):
    """The last number of one kind of document of an office and year: no gap, no double."""

    department = models.ForeignKey(Department, models.PROTECT, related_name="document_serials")
    kind = models.CharField("文书", max_length=30)
    year = models.PositiveSmallIntegerField("年")
    last = models.PositiveIntegerField("末号")

    class Meta:
        verbose_name = "文书编号序列"
        verbose_name_plural = verbose_name
        constraints = [
            models.UniqueConstraint(
                fields=["department", "kind", "year"],
                name="document_serial_is_one_an_office_kind_and_year",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.department} {self.kind} {self.year}"


class CaseQuerySet(models.QuerySet["Case"]):
    def open(self) -> Self:
        return self.exclude(state__in=FINAL_STATES)


class Case(models.Model):
    """One application for one service item, from submission to conclusion (办件)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField("办件编号", max_length=50, unique=True)
    # Read out on the telephone with the number; encrypted, since it opens the progress page.
    lookup_code = EncryptedTextField("查询码")
    # The draft, or the request, that the case came from: submitting it again finds this case.
    submission_key = models.UUIDField("提交标识", unique=True)
    item = models.ForeignKey(ServiceItem, models.PROTECT, related_name="cases")
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="cases")
    department = models.ForeignKey(Department, models.PROTECT, related_name="cases")
    # Found through `case_by_applicant`.
    applicant = models.ForeignKey(Party, models.PROTECT, related_name="cases", db_index=False)
    applicant_name = models.CharField("申请人", max_length=200)
    person = models.ForeignKey(Party, models.PROTECT, related_name="cases_submitted", null=True)
    channel = models.CharField("申报来源", max_length=10, choices=Channel)
    hall = models.ForeignKey(Hall, models.PROTECT, related_name="cases", null=True)
    state = models.CharField("办件状态", max_length=16, choices=CaseState)
    answers = EncryptedTextField("申请内容")  # JSON: data element → value
    # What each material of the list is satisfied with: key → {way, files, licence, …}.
    materials = models.JSONField("材料", default=dict)
    # Branches that have reached a join and wait for the others: join → flows arrived.
    waiting = models.JSONField("等待汇合", default=dict)
    # What each step ended with, for conditions of the process: step → {outcome}.
    outcomes = models.JSONField("环节结果", default=dict)
    correction_asked = models.JSONField("补正内容", null=True)
    corrections = models.PositiveSmallIntegerField("补正次数", default=0)
    submitted_at = models.DateTimeField("收件时间")
    # The complete correction: the organ's five days run anew from here.
    corrected_at = models.DateTimeField("补正收件时间", null=True)
    acceptance_due_date = models.DateField("应受理日期")
    accepted_at = models.DateTimeField("受理时间", null=True)
    # When the platform recorded that the organ's silence had accepted the case; `accepted_at` is
    # then the receipt, from which the acceptance holds.
    silence_recorded_at = models.DateTimeField("逾期视为受理记录时间", null=True)
    promised_due_date = models.DateField("承诺办结日期", null=True)
    statutory_due_date = models.DateField("法定办结日期", null=True)
    is_due_provisional = models.BooleanField("期限待定", default=False)
    decided_at = models.DateTimeField("决定时间", null=True)
    concluded_at = models.DateTimeField("办结时间", null=True)
    delivered_at = models.DateTimeField("送达时间", null=True)
    # The date that counts now, for sorting and for the sweeps; None when no clock runs.
    due_date = models.DateField("到期日", null=True)
    # From this day on the case is near its due date: the reminder (提醒), as a range of an index.
    near_date = models.DateField("提醒日", null=True)
    version = models.PositiveIntegerField("版本", default=1)
    trace_stream = models.OneToOneField(TraceStream, models.PROTECT, related_name="+")

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = "办件"
        verbose_name_plural = verbose_name
        indexes = [
            models.Index(fields=["applicant", "-submitted_at", "-id"], name="case_by_applicant"),
            models.Index(
                fields=["due_date", "id"],
                condition=Q(due_date__isnull=False),
                name="case_by_due_date",
            ),
            models.Index(
                fields=["department", "due_date", "id"],
                condition=Q(due_date__isnull=False),
                name="case_by_department_due",
            ),
            # Few at any time: what lists of work leave out.
            models.Index(fields=["id"], condition=Q(state="correction"), name="case_in_correction"),
            # What the sweep for silence reads: only what still waits for an answer.
            models.Index(
                fields=["acceptance_due_date", "id"],
                condition=Q(state="submitted"),
                name="case_unanswered",
            ),
            models.Index(
                fields=["due_date", "id"],
                condition=Q(silence_recorded_at__isnull=False, due_date__isnull=False),
                name="case_accepted_by_silence",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="case_accepted_at_and_due_dates_come_together",
                condition=Q(accepted_at=None, promised_due_date=None, statutory_due_date=None)
                | Q(
                    accepted_at__isnull=False,
                    promised_due_date__isnull=False,
                    statutory_due_date__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="case_due_date_comes_with_near_date",
                condition=Q(due_date=None) | Q(near_date__isnull=False),
            ),
            models.CheckConstraint(
                name="case_accepted_by_silence_has_an_acceptance",
                condition=Q(silence_recorded_at=None) | Q(accepted_at__isnull=False),
            ),
            models.CheckConstraint(
                name="case_is_sent_back_for_correction_once", condition=Q(corrections__lte=1)
            ),
            models.CheckConstraint(
                name="case_decided_has_a_time",
                condition=~Q(state__in=["granted", "refused"]) | Q(decided_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def received_at(self) -> datetime:
        """When the material came in completely as it stands: again with a correction."""
        return self.corrected_at or self.submitted_at


class WorkItem(models.Model):
    """A step of the process that waits for somebody, or was done (办理环节)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # Found through `work_item_by_case`, and by department only while open: no index of their own.
    case = models.ForeignKey(Case, models.CASCADE, related_name="work_items", db_index=False)
    step = models.CharField("环节编号", max_length=40)
    kind = models.CharField(
        "环节类别", max_length=16, choices=[(kind.value, kind.name) for kind in StepKind]
    )
    name = models.CharField("环节", max_length=100)
    role = models.CharField(
        "岗位", max_length=20, choices=[(role.value, role.name) for role in Role]
    )
    department = models.ForeignKey(
        Department, models.PROTECT, related_name="work_items", db_index=False
    )
    state = models.CharField("状态", max_length=10, choices=WorkItemState)
    opened_at = models.DateTimeField("开始时间")
    due_date = models.DateField("到期日")
    done_at = models.DateTimeField("办理时间", null=True)
    done_by = models.UUIDField("办理人账号", null=True)
    officer_name = models.CharField("办理人", max_length=60, blank=True)
    office = models.CharField("办理单位", max_length=100, blank=True)
    outcome = models.CharField("结果", max_length=10, choices=Outcome, blank=True)
    opinion = models.TextField("意见", blank=True)

    class Meta:
        verbose_name = "办理环节"
        verbose_name_plural = verbose_name
        indexes = [
            models.Index(
                fields=["role", "due_date", "id"],
                condition=Q(state="open"),
                name="open_work_by_role_and_due",
            ),
            models.Index(
                fields=["department", "due_date", "id"],
                condition=Q(state="open"),
                name="open_work_by_department",
            ),
            models.Index(fields=["case", "opened_at"], name="work_item_by_case"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "step"],
                condition=Q(state="open"),
                name="step_is_open_once_in_a_case",
            ),
            models.CheckConstraint(
                name="work_item_done_names_officer_and_time",
                condition=~Q(state="done")
                | Q(done_at__isnull=False) & ~Q(officer_name="") & ~Q(outcome=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.name}"


class Decision(models.Model):
    """The one decision of a case (决定): its primary key is the case, so a second cannot exist."""

    case = models.OneToOneField(Case, models.CASCADE, primary_key=True, related_name="decision")
    outcome = models.CharField("决定", max_length=10, choices=Outcome)
    reasons = models.TextField("理由")
    decided_at = models.DateTimeField("决定时间")
    decided_by = models.UUIDField("决定人账号", null=True)
    officer_name = models.CharField("决定人", max_length=60)
    office = models.CharField("决定机关", max_length=100)

    class Meta:
        verbose_name = "决定"
        verbose_name_plural = verbose_name
        constraints = [
            # 行政许可法 第三十八条: a refusal states its reasons.
            models.CheckConstraint(
                name="refusal_states_its_reasons",
                condition=~Q(outcome="refused") | ~Q(reasons=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.outcome}"


class CaseFile(models.Model):
    """A file that belongs to a draft or a case, never to a browser session."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    draft = models.ForeignKey(Draft, models.SET_NULL, null=True, related_name="files")
    case = models.ForeignKey(Case, models.CASCADE, null=True, related_name="files")
    slot = models.CharField("归属", max_length=70)  # a material's key or a form element
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField("上传时间")
    uploaded_by = models.UUIDField("上传人", null=True)

    class Meta:
        verbose_name = "材料文件"
        verbose_name_plural = verbose_name
        constraints = [
            models.CheckConstraint(
                name="case_file_belongs_to_a_draft_or_a_case",
                condition=Q(draft__isnull=False) | Q(case__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.slot


class CaseDocument(models.Model):
    """A statutory document of a case (文书): numbered at the act, rendered from stored data."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # Found through `document_by_case`.
    case = models.ForeignKey(Case, models.CASCADE, related_name="documents", db_index=False)
    kind = models.CharField("文书", max_length=30)
    number = models.CharField("文号", max_length=80, unique=True)
    template_version = models.CharField("模板版本", max_length=20)
    data = EncryptedTextField("内容")  # JSON: what the template receives
    digest = models.CharField("内容摘要", max_length=64)
    issued_at = models.DateTimeField("出具时间")
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "文书"
        verbose_name_plural = verbose_name
        indexes = [models.Index(fields=["case", "issued_at"], name="document_by_case")]

    def __str__(self) -> str:
        return self.number
