from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "renda.ground.notices"
    label = "notices"
    verbose_name = "通知"
