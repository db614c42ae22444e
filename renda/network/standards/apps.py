from django.apps import AppConfig


class StandardsConfig(AppConfig):
    name = "renda.network.standards"
    label = "standards"
    verbose_name = "家站标准"
