from django.apps import AppConfig


class IdempotencyConfig(AppConfig):
    name = "yangguan.foundation.idempotency"
    verbose_name = "接口重复请求"
