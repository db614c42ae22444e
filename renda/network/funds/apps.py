from django.apps import AppConfig


class FundsConfig(AppConfig):
    name = "renda.network.funds"
    label = "funds"
    verbose_name = "履职经费"
