from django.db import models

from yangguan.foundation.cipher.columns import EncryptedTextField


class IdempotentReply(models.Model):
    """
    What a write of a program was answered, kept in the transaction of the write itself.

    The same key from the same account finds it again, so that a retry after a lost answer does
    nothing twice. The body is encrypted: it may hold a look-up code. The account is a plain number,
    since the accounts live above this floor.
    """

    account_id = models.UUIDField("账号")
    key = models.CharField("提交标识", max_length=128)
    fingerprint = models.BinaryField("请求摘要", max_length=32)
    status = models.PositiveSmallIntegerField("状态码")
    body = EncryptedTextField("回复", context="idempotency.body")
    created_at = models.DateTimeField("存入时间")

    class Meta:
        verbose_name = "已答复的请求"
        verbose_name_plural = verbose_name
        indexes = [models.Index(fields=["created_at"], name="idempotent_reply_by_age")]
        constraints = [
            models.UniqueConstraint(
                fields=["account_id", "key"], name="idempotency_key_is_answered_once"
            ),
        ]

    def __str__(self) -> str:
        return self.key
