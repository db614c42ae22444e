from django.apps import AppConfig


class DutyConfig(AppConfig):
    name = "renda.readings.duty"
    label = "duty"
    verbose_name = "六本两册和履职档案"
