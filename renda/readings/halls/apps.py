from django.apps import AppConfig


class HallsConfig(AppConfig):
    name = "renda.readings.halls"
    label = "halls"
    verbose_name = "会场屏幕"
