from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q

from yangguan.foundation.files.models import StoredFile
from yangguan.registers.catalogue.models import ServiceItem
from yangguan.registers.organisations.models import Department
from yangguan.registers.publications.states import UPCOMING, PublicationState

PUBLIC = Q(state=PublicationState.PUBLISHED)


class Publication(models.Model):
    """
    A law, policy document, notice, reading or rule that people may read (公开信息, R4.1).

    The row says what people read now, for lists and search; its versions say it in full. `state`
    is that of the newest version that people could read, draft while there is none; `upcoming`
    that of the version that is being prepared, empty without one.
    """

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
    explains = models.ForeignKey("self", models.PROTECT, null=True, related_name="readings")
    version = models.PositiveIntegerField("版本", default=1)
    source = models.CharField("来源", max_length=60, blank=True)
    state = models.CharField("状态", max_length=10, choices=PublicationState)
    upcoming = models.CharField("准备中的版", max_length=10, choices=PublicationState, blank=True)
    touched_at = models.DateTimeField("最近变动时间")
    terms = SearchVectorField("检索词", null=True)

    class Meta:
        verbose_name = "公开信息"
        verbose_name_plural = verbose_name
        indexes = [
            GinIndex(fields=["terms"], name="publication_terms"),
            models.Index(
                fields=["-publish_date", "code"], condition=PUBLIC, name="publication_newest"
            ),
            models.Index(
                fields=["kind", "-publish_date", "code"],
                condition=PUBLIC,
                name="publication_by_kind",
            ),
            models.Index(
                fields=["department", "-publish_date", "code"],
                condition=PUBLIC,
                name="publication_by_department",
            ),
            models.Index(fields=["-touched_at", "code"], name="publication_touched"),
            models.Index(
                fields=["department", "-touched_at", "code"], name="publication_touched_there"
            ),
            # The few among the many: what is being prepared, and what was taken away.
            models.Index(
                fields=["upcoming", "-touched_at", "code"],
                condition=Q(upcoming__in=UPCOMING),
                name="publication_being_prepared",
            ),
            models.Index(
                fields=["-touched_at", "code"],
                condition=Q(state=PublicationState.WITHDRAWN),
                name="publication_withdrawn",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="publication_is_read_withdrawn_or_not_yet_there",
                condition=Q(
                    state__in=[
                        PublicationState.DRAFT,
                        PublicationState.PUBLISHED,
                        PublicationState.WITHDRAWN,
                    ]
                ),
            ),
            models.CheckConstraint(
                name="publication_prepares_a_draft_or_a_planned_version",
                condition=Q(upcoming__in=["", *UPCOMING]),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class PublicationVersion(models.Model):
    """
    One version of a publication (公开信息的一版): a draft, then a text that never changes.

    The database itself refuses to change or remove what has been published.
    """

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField("版本")
    state = models.CharField("状态", max_length=10, choices=PublicationState)
    content = models.TextField("内容")
    digest = models.CharField("摘要", max_length=64)
    change_note = models.CharField("更新说明", max_length=500, blank=True)
    revision = models.PositiveIntegerField("修订号", default=1)
    saved_at = models.DateTimeField("保存时间")
    saved_by = models.CharField("保存人", max_length=200)
    publish_at = models.DateTimeField("定时发布时间", null=True)
    announced_at = models.DateTimeField("到时告知时间", null=True)
    published_at = models.DateTimeField("发布时间", null=True)
    published_by = models.CharField("发布人", max_length=200, blank=True)
    withdrawn_at = models.DateTimeField("撤下时间", null=True)
    withdrawal_reason = models.CharField("撤下理由", max_length=500, blank=True)

    class Meta:
        verbose_name = "公开信息的版"
        verbose_name_plural = verbose_name
        indexes = [
            models.Index(
                fields=["publish_at"],
                condition=Q(state=PublicationState.PLANNED),
                name="publication_version_planned",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "number"], name="version_number_is_unique_in_publication"
            ),
            models.UniqueConstraint(
                fields=["publication"],
                condition=Q(state__in=UPCOMING),
                name="publication_prepares_one_version_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["publication"], condition=PUBLIC, name="publication_has_one_text_in_force"
            ),
            models.CheckConstraint(
                name="planned_version_has_its_time",
                condition=Q(state=PublicationState.PLANNED, publish_at__isnull=False)
                | (~Q(state=PublicationState.PLANNED) & Q(publish_at=None)),
            ),
            models.CheckConstraint(
                name="version_has_been_published_unless_upcoming",
                condition=Q(state__in=UPCOMING, published_at=None)
                | (~Q(state__in=UPCOMING) & Q(published_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="withdrawn_version_says_when_and_why",
                condition=(
                    Q(state=PublicationState.WITHDRAWN, withdrawn_at__isnull=False)
                    & ~Q(withdrawal_reason="")
                )
                | (
                    ~Q(state=PublicationState.WITHDRAWN)
                    & Q(withdrawn_at=None, withdrawal_reason="")
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.publication_id} v{self.number}"


class PublicationAttachment(models.Model):
    """A file that belongs to a version (附件); the next version may name the same file."""

    version = models.ForeignKey(PublicationVersion, models.CASCADE, related_name="attachments")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField("序号")

    class Meta:
        verbose_name = "公开信息的附件"
        verbose_name_plural = verbose_name
        constraints = [
            models.UniqueConstraint(
                fields=["version", "file"], name="version_has_a_file_attached_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version_id} #{self.position}"
