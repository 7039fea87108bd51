from django.db import models


class TraceStream(models.Model):
    """
    One chain of acts, for example all that happened to one case (全过程留痕).

    `head` is the digest of the newest entry and `length` their number. `seal` is a keyed digest
    over both and the subject: whoever removes the newest entries, or gives the chain to another
    subject, with SQL alone cannot make a seal that fits.
    """

    id = models.UUIDField(primary_key=True)
    subject = models.CharField("对象", max_length=120, unique=True)
    length = models.PositiveIntegerField("条数", default=0)
    head = models.BinaryField("末条摘要", max_length=32, default=b"")
    seal = models.BinaryField("封签", max_length=32, default=b"")

    class Meta:
        verbose_name = "留痕链"
        verbose_name_plural = verbose_name

    def __str__(self) -> str:
        return self.subject


class TraceEntry(models.Model):
    """One act, chained to the one before it by SM3 (GB/T 32905). Never changed, never removed."""

    id = models.BigAutoField(primary_key=True)
    stream = models.ForeignKey(TraceStream, models.PROTECT, related_name="entries")
    position = models.PositiveIntegerField("序号")
    at = models.DateTimeField("时间")
    actor_kind = models.CharField("主体类别", max_length=16)
    actor_id = models.UUIDField("账号", null=True)
    actor_name = models.CharField("姓名", max_length=200)
    office = models.CharField("单位", max_length=200)
    action = models.CharField("动作", max_length=60)
    data = models.JSONField("内容", default=dict)
    previous = models.BinaryField("前条摘要", max_length=32)
    digest = models.BinaryField("本条摘要", max_length=32)

    class Meta:
        verbose_name = "留痕"
        verbose_name_plural = verbose_name
        constraints = [
            models.UniqueConstraint(
                fields=["stream", "position"], name="trace_entry_has_one_position_in_its_stream"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action} #{self.position}"
