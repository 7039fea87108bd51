from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from yangguan.foundation.actors.actor import Role


class Region(models.Model):
    """An administrative division (行政区划), from the province down to the village."""

    code = models.CharField("区划代码", max_length=12, primary_key=True)
    name = models.CharField("名称", max_length=60)
    full_name = models.CharField("全称", max_length=200)
    level = models.PositiveSmallIntegerField("层级")  # 1 province … 5 village or community
    kind = models.CharField("类别", max_length=40)
    parent = models.ForeignKey("self", models.PROTECT, related_name="children", null=True)
    # About where its centre lies, for a sketch of the city; not for navigation.
    longitude = models.DecimalField("经度", max_digits=7, decimal_places=4, null=True)
    latitude = models.DecimalField("纬度", max_digits=6, decimal_places=4, null=True)

    class Meta:
        verbose_name = "行政区划"
        verbose_name_plural = verbose_name
        constraints = [
            models.CheckConstraint(
                name="region_has_both_coordinates_or_none",
                condition=Q(longitude=None, latitude=None)
                | Q(longitude__isnull=False, latitude__isnull=False),
            ),
            models.CheckConstraint(
                name="region_code_has_12_digits", condition=Q(code__regex=r"^[0-9]{12}$")
            ),
        ]

    def __str__(self) -> str:
        return self.full_name


class Department(models.Model):
    """An organ that implements items (实施主体): its unified social credit code is its identity."""

    credit_code = models.CharField("统一社会信用代码", max_length=18, unique=True)
    # Null, not empty, where there is none: an empty text would be unique only once.
    key = models.SlugField("简写", max_length=40, unique=True, null=True)  # noqa: DJ001
    name = models.CharField("名称", max_length=100)
    short_name = models.CharField("简称", max_length=60)
    kind = models.CharField("类别", max_length=40)
    # GB/T 39046 A.3: 1 statutory organ, 2 authorised, 3 entrusted, 9 other.
    legal_kind = models.CharField("性质", max_length=1, default="1")
    parent = models.ForeignKey("self", models.PROTECT, related_name="children", null=True)
    region = models.ForeignKey(Region, models.PROTECT, related_name="departments", null=True)
    functions = models.JSONField("职能", default=list)

    class Meta:
        verbose_name = "部门"
        verbose_name_plural = verbose_name

    def __str__(self) -> str:
        return self.name


class Hall(models.Model):
    """A place where people are served: city hall, town or village centre (实体政务大厅)."""

    code = models.CharField("编号", max_length=20, unique=True)
    name = models.CharField("名称", max_length=100)
    kind = models.CharField("类别", max_length=40)
    region = models.ForeignKey(Region, models.PROTECT, related_name="halls")
    address = models.CharField("地址", max_length=200)
    hours = models.CharField("时间", max_length=300)
    phone = models.CharField("电话", max_length=60, blank=True)

    class Meta:
        verbose_name = "大厅"
        verbose_name_plural = verbose_name

    def __str__(self) -> str:
        return self.name


class Counter(models.Model):
    """A window (窗口) of a hall and the departments that it serves."""

    hall = models.ForeignKey(Hall, models.CASCADE, related_name="counters")
    code = models.CharField("编号", max_length=20)
    name = models.CharField("名称", max_length=100)
    kind = models.CharField("类别", max_length=40)
    departments = models.ManyToManyField(Department, related_name="counters")

    class Meta:
        verbose_name = "窗口"
        verbose_name_plural = verbose_name
        constraints = [
            models.UniqueConstraint(
                fields=["hall", "code"], name="counter_code_is_unique_in_its_hall"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.hall}{self.name}"


class Officer(models.Model):
    """A member of staff (工作人员)."""

    staff_number = models.CharField("工号", max_length=20, unique=True)
    name = models.CharField("姓名", max_length=60)
    department = models.ForeignKey(Department, models.PROTECT, related_name="officers")

    class Meta:
        verbose_name = "工作人员"
        verbose_name_plural = verbose_name

    def __str__(self) -> str:
        return f"{self.name}（{self.staff_number}）"


class Post(models.Model):
    """
    A post (岗位): a role at a place. Rights hang on the post, never on the person or the edition.

    A post at a hall serves every department of its hall's counters, or of its own counter if it
    names one; a post without a hall serves its department.
    """

    code = models.CharField("编号", max_length=60, unique=True)
    title = models.CharField("名称", max_length=60)
    role = models.CharField(
        "职责", max_length=20, choices=[(role.value, role.name) for role in Role]
    )
    department = models.ForeignKey(Department, models.PROTECT, related_name="posts")
    hall = models.ForeignKey(Hall, models.PROTECT, related_name="posts", null=True)
    counter = models.ForeignKey(Counter, models.PROTECT, related_name="posts", null=True)

    class Meta:
        verbose_name = "岗位"
        verbose_name_plural = verbose_name
        constraints = [
            models.CheckConstraint(
                name="post_at_a_counter_names_its_hall",
                condition=Q(counter=None) | Q(hall__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.department}{self.title}"


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    def in_force(self, *, on: date) -> Self:
        return self.filter(Q(until_date=None) | Q(until_date__gte=on), from_date__lte=on)


class Appointment(models.Model):
    """An officer holds a post from one day to another."""

    officer = models.ForeignKey(Officer, models.CASCADE, related_name="appointments")
    post = models.ForeignKey(Post, models.PROTECT, related_name="appointments")
    from_date = models.DateField("自")
    until_date = models.DateField("至", null=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        verbose_name = "任职"
        verbose_name_plural = verbose_name
        constraints = [
            models.UniqueConstraint(
                fields=["officer", "post", "from_date"], name="officer_is_appointed_to_a_post_once"
            ),
            models.CheckConstraint(
                name="appointment_ends_after_it_begins",
                condition=Q(until_date=None) | Q(until_date__gte=F("from_date")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.officer} {self.post}"
