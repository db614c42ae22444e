from django.apps import AppConfig


class DeliberationsConfig(AppConfig):
    name = "renda.chamber.deliberations"
    label = "deliberations"
    verbose_name = "审议意见"
