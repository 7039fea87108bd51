import uuid
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

from yangguan.registers.organisations.models import Officer
from yangguan.registers.parties.models import Party


class AccountManager(BaseUserManager["Account"]):
    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(username=username)


class Account(AbstractBaseUser):
    """
    Who signs in (统一身份认证): a natural person or an officer, never both in one account.

    `username` is an opaque handle. People sign in with citizen number or mobile number, officers
    with their staff number; see `sign_in.py`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    username = models.CharField("账号", max_length=40, unique=True)
    person = models.OneToOneField(Party, models.PROTECT, null=True, related_name="account")
    officer = models.OneToOneField(Officer, models.PROTECT, null=True, related_name="account")
    display_name = models.CharField("显示名", max_length=60)
    is_active = models.BooleanField("可用", default=True)
    is_demonstration = models.BooleanField("示范账号", default=False)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = AccountManager()

    class Meta:
        verbose_name = "账号"
        verbose_name_plural = verbose_name
        constraints = [
            models.CheckConstraint(
                name="account_belongs_to_a_person_or_to_an_officer",
                condition=Q(person=None, officer__isnull=False)
                | Q(person__isnull=False, officer=None),
            ),
        ]

    def __str__(self) -> str:
        return self.display_name


class ApiToken(models.Model):
    """A bearer token; only its SM3 digest is stored."""

    digest = models.BinaryField("摘要", max_length=32, primary_key=True)
    account = models.ForeignKey(Account, models.CASCADE, related_name="tokens")
    label = models.CharField("用途", max_length=60)
    created_at = models.DateTimeField("创建时间")
    expires_at = models.DateTimeField("失效时间", null=True)

    class Meta:
        verbose_name = "接口令牌"
        verbose_name_plural = verbose_name

    def __str__(self) -> str:
        return self.label


class SavedView(models.Model):
    """A list as somebody likes to see it (视图): the filters of a page under a name."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="saved_views")
    page = models.CharField("页面", max_length=40)
    name = models.CharField("名称", max_length=30)
    query = models.CharField("条件", max_length=500)

    class Meta:
        verbose_name = "保存的视图"
        verbose_name_plural = verbose_name
        constraints = [
            models.UniqueConstraint(
                fields=["account", "page", "name"], name="view_name_is_unique_for_its_person"
            ),
        ]

    def __str__(self) -> str:
        return self.name
