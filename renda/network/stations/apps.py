from django.apps import AppConfig


class StationsConfig(AppConfig):
    name = "renda.network.stations"
    label = "stations"
    verbose_name = "家站"
