import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from yangguan.handling.cases.models import Case


class Evaluation(models.Model):
    """
    What the applicant thinks of one service (好差评). Stars 5 (非常满意) to 1 (非常不满意).

    Source: 国办发〔2019〕51号; GB/T 39735-2020. GB/T 39046 A.8 counts the other way round.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="evaluations")
    service_number = models.PositiveSmallIntegerField("服务次数", default=1)
    stars = models.PositiveSmallIntegerField("星级")
    details = ArrayField(models.CharField(max_length=3), default=list, verbose_name="详情代码")
    words = models.TextField("文字评价", blank=True)
    channel = models.CharField("评价渠道", max_length=1)
    evaluated_at = models.DateTimeField("评价时间")
    evaluated_by = models.UUIDField("评价人账号", null=True)

    class Meta:
        verbose_name = "评价"
        verbose_name_plural = verbose_name
        constraints = [
            models.UniqueConstraint(
                fields=["case", "service_number"], name="service_is_evaluated_once"
            ),
            models.CheckConstraint(
                name="evaluation_has_one_to_five_stars", condition=Q(stars__range=(1, 5))
            ),
            models.CheckConstraint(
                name="bad_evaluation_says_why",
                condition=Q(stars__gte=3) | ~Q(details=[]) | ~Q(words=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.stars}"
