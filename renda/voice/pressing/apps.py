from django.apps import AppConfig


class PressingConfig(AppConfig):
    name = "renda.voice.pressing"
    label = "pressing"
    verbose_name = "督办"
