"""Tables of search that refer to no item; `models` imports them, which is how Django finds them."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models


class Mention(models.Model):
    """What items say beside their names: a law, a material, a question; each wording once."""

    name = models.CharField("文字", max_length=300, unique=True)
    terms = SearchVectorField("检索词", null=True)

    class Meta:
        verbose_name = "提到的文字"
        verbose_name_plural = verbose_name
        indexes = (GinIndex(fields=["terms"], name="mention_terms", fastupdate=False),)

    def __str__(self) -> str:
        return self.name


class MissedSearch(models.Model):
    """What was searched on a day without a good hit: the words, never who searched."""

    day = models.DateField("日期")
    text = models.CharField("搜的话", max_length=30)
    count = models.PositiveIntegerField("次数", default=1)
    # One of 63 bits for each reader's address: tells many readers from one, never who.
    askers = models.BigIntegerField("读者")
    has_some = models.BooleanField("找到一部分")
    last_at = models.DateTimeField("最近一次")

    class Meta:
        verbose_name = "没搜到的话"
        verbose_name_plural = verbose_name
        constraints = (
            models.UniqueConstraint(fields=["day", "text"], name="missed_text_is_once_a_day"),
        )

    def __str__(self) -> str:
        return f"{self.day} {self.text}"


class DismissedSearch(models.Model):
    """A missed text that needs no word: it is not listed again while this stands."""

    text = models.CharField("搜的话", max_length=30, primary_key=True)
    dismissed_at = models.DateTimeField("放下时间")

    class Meta:
        verbose_name = "不用管的话"
        verbose_name_plural = verbose_name

    def __str__(self) -> str:
        return self.text
