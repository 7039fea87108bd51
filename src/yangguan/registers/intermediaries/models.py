from django.db import models
from django.db.models import F, Q

from yangguan.registers.catalogue.models import ServiceItem
from yangguan.registers.intermediaries.states import AgencyState, PriceKind, ServiceState
from yangguan.registers.organisations.models import Department


class IntermediaryService(models.Model):
    """
    A service that an applicant buys from somebody else for an application (中介服务事项, R4.2).

    `department` is the organ in charge of the trade (主管部门).
    """

    code = models.SlugField("编号", max_length=20, primary_key=True)
    name = models.CharField("名称", max_length=200)
    department = models.ForeignKey(Department, models.PROTECT, related_name="+")
    basis = models.CharField("依据", max_length=500, blank=True)
    outcome = models.CharField("成果", max_length=200, blank=True)
    is_mandatory = models.BooleanField("法定")
    limit_days = models.PositiveSmallIntegerField("时限（工作日）", null=True)
    price_kind = models.CharField("定价方式", max_length=10, choices=PriceKind)
    payer = models.CharField("费用承担", max_length=100, blank=True)
    state = models.CharField("状态", max_length=10, choices=ServiceState)
    items = models.ManyToManyField(ServiceItem, related_name="intermediary_services")
    revision = models.PositiveIntegerField("修订号", default=1)
    changed_at = models.DateTimeField("变动时间")

    class Meta:
        verbose_name = "中介服务事项"
        verbose_name_plural = verbose_name
        indexes = [models.Index(fields=["name", "code"], name="intermediary_service_by_name")]
        constraints = [
            models.CheckConstraint(
                name="mandatory_service_has_its_basis",
                condition=Q(is_mandatory=False) | ~Q(basis=""),
            ),
            models.CheckConstraint(
                name="service_limit_is_at_least_a_day",
                condition=Q(limit_days=None) | Q(limit_days__gte=1),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class IntermediaryAgency(models.Model):
    """An organisation that offers intermediary services (中介机构)."""

    code = models.SlugField("编号", max_length=20, primary_key=True)
    name = models.CharField("名称", max_length=200)
    credit_code = models.CharField("统一社会信用代码", max_length=18, unique=True)
    department = models.ForeignKey(Department, models.PROTECT, related_name="+")
    contact = models.CharField("联系电话", max_length=60)
    address = models.CharField("地址", max_length=200, blank=True)
    qualification = models.CharField("资质", max_length=500, blank=True)
    note = models.CharField("说明", max_length=500, blank=True)
    state = models.CharField("状态", max_length=10, choices=AgencyState)
    rating_tenths = models.PositiveSmallIntegerField("评分（十分之一星）", null=True)
    rating_count = models.PositiveIntegerField("评分人数", default=0)
    rating_source = models.CharField("评分来源", max_length=100, blank=True)
    rating_date = models.DateField("评分统计日", null=True)
    revision = models.PositiveIntegerField("修订号", default=1)
    changed_at = models.DateTimeField("变动时间")

    class Meta:
        verbose_name = "中介机构"
        verbose_name_plural = verbose_name
        indexes = [models.Index(fields=["name", "code"], name="intermediary_agency_by_name")]
        constraints = [
            models.CheckConstraint(
                name="rating_says_how_many_rated_and_who_counted",
                condition=Q(rating_tenths=None, rating_count=0, rating_source="", rating_date=None)
                | (
                    Q(rating_tenths__range=(10, 50), rating_count__gte=1)
                    & Q(rating_tenths__isnull=False)
                    & Q(rating_date__isnull=False)
                    & ~Q(rating_source="")
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class AgencyOffer(models.Model):
    """A service that an agency offers, with price and promise (报价)."""

    agency = models.ForeignKey(IntermediaryAgency, models.CASCADE, related_name="offers")
    service = models.ForeignKey(IntermediaryService, models.PROTECT, related_name="offers")
    lowest_fen = models.PositiveBigIntegerField("最低价（分）")
    highest_fen = models.PositiveBigIntegerField("最高价（分）")
    unit = models.CharField("计价单位", max_length=20)
    promised_days = models.PositiveSmallIntegerField("承诺时限（工作日）")

    class Meta:
        verbose_name = "中介报价"
        verbose_name_plural = verbose_name
        indexes = [
            models.Index(fields=["service", "lowest_fen", "id"], name="agency_offer_by_price"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "service"], name="agency_offers_a_service_once"
            ),
            models.CheckConstraint(
                name="offer_ends_at_its_highest_price",
                condition=Q(highest_fen__gte=F("lowest_fen")),
            ),
            models.CheckConstraint(
                name="offer_promises_at_least_a_day", condition=Q(promised_days__gte=1)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency_id} {self.service_id}"
