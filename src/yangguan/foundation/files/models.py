import uuid

from django.db import models


class StoredFile(models.Model):
    """
    A file that was received or made: its bytes lie in the file store under their SM3 digest.

    The bytes are on disk, and flushed, before this row commits; a row without bytes is a fault
    that `yangguan doctor` reports.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    digest = models.CharField("摘要", max_length=64)
    size = models.PositiveBigIntegerField("字节数")
    media_type = models.CharField("类型", max_length=100)
    name = models.CharField("文件名", max_length=200)
    stored_at = models.DateTimeField("存入时间")
    stored_by = models.UUIDField("存入人", null=True)

    class Meta:
        verbose_name = "文件"
        verbose_name_plural = verbose_name
        indexes = [models.Index(fields=["digest"], name="stored_file_by_digest")]
        constraints = [
            models.CheckConstraint(name="stored_file_is_not_empty", condition=models.Q(size__gt=0)),
            models.CheckConstraint(
                name="stored_file_digest_is_sm3_hex",
                condition=models.Q(digest__regex=r"^[0-9a-f]{64}$"),
            ),
        ]

    def __str__(self) -> str:
        return self.name
