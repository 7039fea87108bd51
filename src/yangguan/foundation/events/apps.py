from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "yangguan.foundation.events"
    verbose_name = "事件与后台作业"
