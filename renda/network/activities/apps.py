from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    name = "renda.network.activities"
    label = "activities"
    verbose_name = "家站活动"
