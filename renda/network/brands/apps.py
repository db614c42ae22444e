from django.apps import AppConfig


class BrandsConfig(AppConfig):
    name = "renda.network.brands"
    label = "brands"
    verbose_name = "品牌与工作法"
