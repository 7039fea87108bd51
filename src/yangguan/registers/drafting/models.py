import uuid

from django.db import models
from django.db.models import F, Q

from yangguan.registers.catalogue.models import Edition, ServiceItem
from yangguan.registers.drafting.bounds import (
    LONGEST_ABOUT,
    LONGEST_PLACE,
    LONGEST_REASON,
    LONGEST_REMARK,
)
from yangguan.registers.drafting.states import (
    OPEN_STATES,
    DraftState,
    ReviewLineState,
    ReviewVerdict,
)
from yangguan.registers.organisations.models import Department


class EditionDraft(models.Model):
    """
    The next edition of an item while it is written and reviewed (事项草稿).

    `content` is the JSON of `catalogue.content.EditionContent`: complete in shape from the first
    moment, its texts empty until they are written. Published, it becomes an `Edition`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # Null for an item that has never been published.
    item = models.ForeignKey(ServiceItem, models.PROTECT, null=True, related_name="drafts")
    department = models.ForeignKey(Department, models.PROTECT, related_name="edition_drafts")
    task_code = models.CharField("实施编码", max_length=36, blank=True)
    name = models.CharField("事项名称", max_length=200, blank=True)
    state = models.CharField("状态", max_length=12, choices=DraftState, default=DraftState.DRAFT)
    content = models.TextField("内容")
    base = models.ForeignKey(Edition, models.PROTECT, null=True, related_name="drafts_from")
    reason = models.CharField("变更理由", max_length=LONGEST_REASON, blank=True)
    revision = models.PositiveIntegerField("修订号", default=0)
    created_at = models.DateTimeField("开始时间")
    saved_at = models.DateTimeField("保存时间")
    saved_by = models.CharField("保存人", max_length=60)
    submitted_at = models.DateTimeField("送审时间", null=True)
    submitted_by = models.CharField("送审人", max_length=60, blank=True)
    # Whose account: a name is not a person.
    submitter = models.UUIDField("送审人账号", null=True)
    reviewed_at = models.DateTimeField("审核时间", null=True)
    reviewed_by = models.CharField("审核人", max_length=60, blank=True)
    effective_date = models.DateField("施行日期")
    edition = models.OneToOneField(Edition, models.PROTECT, null=True, related_name="draft")
    # The import that it came with; imports stand above this app, so this is no key.
    import_id = models.UUIDField("导入", null=True)

    class Meta:
        verbose_name = "事项草稿"
        verbose_name_plural = verbose_name
        indexes = [
            models.Index(
                fields=["state", "saved_at", "id"],
                condition=Q(state__in=sorted(OPEN_STATES)),
                name="edition_draft_open",
            ),
            models.Index(
                fields=["effective_date"],
                condition=Q(state="approved"),
                name="edition_draft_due",
            ),
            models.Index(
                fields=["import_id", "state", "saved_at", "id"],
                condition=Q(import_id__isnull=False),
                name="edition_draft_of_import",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["task_code"],
                condition=Q(state__in=sorted(OPEN_STATES)) & ~Q(task_code=""),
                name="item_has_one_open_draft",
            ),
            models.CheckConstraint(
                name="published_draft_has_its_edition",
                condition=Q(state="published", edition__isnull=False)
                | ~Q(state="published") & Q(edition__isnull=True),
            ),
            models.CheckConstraint(
                name="reviewed_draft_was_submitted",
                condition=Q(reviewed_at__isnull=True) | Q(submitted_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name or self.task_code} 草稿"


class DraftRevision(models.Model):
    """One saved state of a draft: what undo goes back to, and what a late save is compared with."""

    draft = models.ForeignKey(EditionDraft, models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField("修订号")
    content = models.TextField("内容")
    saved_at = models.DateTimeField("保存时间")
    saved_by = models.CharField("保存人", max_length=60)
    # What an undo came back to: further undos go on from there.
    undo_of = models.PositiveIntegerField("撤销到", null=True)

    class Meta:
        verbose_name = "草稿修订"
        verbose_name_plural = verbose_name
        constraints = [
            models.UniqueConstraint(
                fields=["draft", "number"], name="revision_number_is_unique_in_its_draft"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.draft} 修订 {self.number}"


class DraftRemark(models.Model):
    """
    What a reviewer says of one place of a draft (审核意见), and what became of it.

    `place` is the path in the content, such as `materials.2.basis`; empty: of the whole.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    draft = models.ForeignKey(EditionDraft, models.CASCADE, related_name="remarks")
    place = models.CharField("位置", max_length=LONGEST_PLACE, blank=True)
    about = models.CharField("对象", max_length=LONGEST_ABOUT, blank=True)
    text = models.CharField("意见", max_length=LONGEST_REMARK)
    made_at = models.DateTimeField("提出时间")
    made_by = models.CharField("提出人", max_length=60)
    answer = models.CharField("答复", max_length=LONGEST_REMARK, blank=True)
    answered_at = models.DateTimeField("答复时间", null=True)
    answered_by = models.CharField("答复人", max_length=60, blank=True)

    class Meta:
        verbose_name = "审核意见"
        verbose_name_plural = verbose_name
        indexes = [models.Index(fields=["draft", "made_at"], name="draft_remark_by_draft")]

    def __str__(self) -> str:
        return self.text


class DraftPresence(models.Model):
    """Who has a draft open, and when the page was last heard of."""

    draft = models.ForeignKey(EditionDraft, models.CASCADE, related_name="presences")
    account = models.UUIDField("账号")
    name = models.CharField("姓名", max_length=60)
    section = models.CharField("部分", max_length=20, blank=True)
    seen_at = models.DateTimeField("最近在线")

    class Meta:
        verbose_name = "在编人员"
        verbose_name_plural = verbose_name
        constraints = [
            models.UniqueConstraint(
                fields=["draft", "account"], name="person_is_present_once_in_a_draft"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.draft}"


class BatchReview(models.Model):
    """One verdict of a reviewer on many drafts, worked off draft by draft (批量审核)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    verdict = models.CharField("决定", max_length=8, choices=ReviewVerdict)
    remark = models.CharField("意见", max_length=LONGEST_REMARK, blank=True)
    total = models.PositiveSmallIntegerField("份数")
    done = models.PositiveSmallIntegerField("办好", default=0)
    refused = models.PositiveSmallIntegerField("没有办成", default=0)
    started_at = models.DateTimeField("开始时间")
    started_by = models.UUIDField("审核人", null=True)  # null: the platform
    starter_name = models.CharField("审核人姓名", max_length=60)
    ended_at = models.DateTimeField("结束时间", null=True)

    class Meta:
        verbose_name = "批量审核"
        verbose_name_plural = verbose_name
        indexes = [
            models.Index(
                fields=["started_by", "-started_at"],
                condition=Q(ended_at=None),
                name="batch_review_under_way",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="batch_return_says_why",
                condition=~Q(verdict=ReviewVerdict.RETURN) | ~Q(remark=""),
            ),
            models.CheckConstraint(
                name="batch_review_is_never_past_its_last_draft",
                condition=Q(total__gte=F("done") + F("refused")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verdict} {self.total}"


class BatchReviewLine(models.Model):
    """One draft of a batch review, and what became of it."""

    review = models.ForeignKey(BatchReview, models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField("第几份")
    draft = models.ForeignKey(EditionDraft, models.CASCADE, related_name="batch_lines")
    state = models.CharField(
        "结果", max_length=8, choices=ReviewLineState, default=ReviewLineState.WAITING
    )
    outcome = models.CharField("草稿状态", max_length=12, choices=DraftState, blank=True)
    message = models.CharField("说明", max_length=500, blank=True)

    class Meta:
        verbose_name = "批量审核的草稿"
        verbose_name_plural = verbose_name
        constraints = [
            models.UniqueConstraint(
                fields=["review", "position"], name="batch_line_position_is_unique"
            ),
            models.UniqueConstraint(
                fields=["review", "draft"], name="draft_stands_once_in_a_batch_review"
            ),
            models.CheckConstraint(
                name="batch_line_says_what_came_of_it",
                condition=Q(state=ReviewLineState.WAITING, outcome="", message="")
                | Q(state=ReviewLineState.DONE, message="") & ~Q(outcome="")
                | Q(state=ReviewLineState.REFUSED, outcome="") & ~Q(message=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position} {self.state}"
