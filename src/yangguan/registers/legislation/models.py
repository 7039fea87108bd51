from datetime import date
from typing import Self

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q

from yangguan.registers.legislation.states import LawKind


class LawQuerySet(models.QuerySet["Law"]):
    def begun(self, *, on: date) -> Self:
        return self.filter(Q(effective_date=None) | Q(effective_date__lte=on))

    def in_force(self, *, on: date) -> Self:
        return self.begun(on=on).filter(Q(repealed_date=None) | Q(repealed_date__gt=on))


class Law(models.Model):
    """One version of a law, regulation, rule or document that items rest on (设定依据)."""

    # `names.law_key`: the same for the full name, the short one and every version.
    key = models.CharField("检索名", max_length=200)
    name = models.CharField("名称", max_length=200)
    version = models.PositiveSmallIntegerField("版", default=1)
    kind = models.CharField("种类", max_length=30, choices=LawKind)
    document_number = models.CharField("文号", max_length=200, blank=True)
    # `names.document_key`: papers are cited by their number alone.
    document_key = models.CharField("检索文号", max_length=60, blank=True)
    issuer = models.CharField("制定机关", max_length=200, blank=True)
    adopted_date = models.DateField("通过日期", null=True)
    effective_date = models.DateField("施行日期", null=True)  # null: before anything here
    repealed_date = models.DateField("失效日期", null=True)
    source = models.CharField("文本来源", max_length=300, blank=True)
    terms = SearchVectorField("检索词", null=True)

    objects = LawQuerySet.as_manager()

    class Meta:
        verbose_name = "法规"
        verbose_name_plural = verbose_name
        indexes = [
            GinIndex(fields=["terms"], name="law_terms"),
            models.Index(fields=["key", "id"], name="law_by_key"),
            models.Index(
                fields=["document_key"],
                condition=~Q(document_key=""),
                name="law_by_document_key",
            ),
            models.Index(
                fields=["repealed_date"],
                condition=Q(repealed_date__isnull=False),
                name="law_by_end",
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["key", "version"], name="law_has_each_version_once"),
            models.UniqueConstraint(
                fields=["key"],
                condition=Q(repealed_date=None),
                name="law_has_one_version_without_an_end",
            ),
            models.CheckConstraint(
                name="law_ends_after_it_took_effect",
                condition=Q(repealed_date=None)
                | Q(effective_date=None)
                | Q(repealed_date__gt=F("effective_date")),
            ),
            models.CheckConstraint(
                name="law_is_adopted_before_it_takes_effect",
                condition=Q(adopted_date=None)
                | Q(effective_date=None)
                | Q(adopted_date__lte=F("effective_date")),
            ),
            models.CheckConstraint(
                name="law_name_is_not_empty", condition=~Q(name="") & ~Q(key="")
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Article(models.Model):
    """One article of one version of a law (条文)."""

    law = models.ForeignKey(Law, models.PROTECT, related_name="articles")
    label = models.CharField("条号", max_length=30)
    position = models.PositiveIntegerField("次序")  # `articles.ArticleNumber.position`
    text = models.TextField("条文", blank=True)
    is_text_checked = models.BooleanField("文字已核对", default=False)
    in_force_from = models.DateField("施行日期", null=True)  # null: with its law
    struck_out_date = models.DateField("失效日期", null=True)
    struck_out_reason = models.CharField("失效原因", max_length=300, blank=True)
    replaced_by = models.ForeignKey("self", models.PROTECT, null=True, related_name="replaces")

    class Meta:
        verbose_name = "条文"
        verbose_name_plural = verbose_name
        indexes = [
            models.Index(
                fields=["struck_out_date"],
                condition=Q(struck_out_date__isnull=False),
                name="article_by_end",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["law", "position"], name="article_stands_once_in_its_law"
            ),
            models.UniqueConstraint(fields=["law", "label"], name="article_label_is_unique_in_law"),
            models.CheckConstraint(
                name="article_out_of_force_says_why",
                condition=Q(struck_out_date=None, struck_out_reason="", replaced_by=None)
                | Q(struck_out_date__isnull=False) & ~Q(struck_out_reason=""),
            ),
            models.CheckConstraint(
                name="article_ends_after_it_took_effect",
                condition=Q(struck_out_date=None)
                | Q(in_force_from=None)
                | Q(struck_out_date__gte=F("in_force_from")),
            ),
            models.CheckConstraint(
                name="article_is_not_replaced_by_itself",
                condition=Q(replaced_by=None) | ~Q(replaced_by=F("id")),
            ),
            models.CheckConstraint(
                name="article_that_is_checked_has_a_text",
                condition=Q(is_text_checked=False) | ~Q(text=""),
            ),
        ]

    def __str__(self) -> str:
        return f"《{self.law}》{self.label}"
