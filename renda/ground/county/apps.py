from django.apps import AppConfig


class CountyConfig(AppConfig):
    name = "renda.ground.county"
    label = "county"
    verbose_name = "县"
