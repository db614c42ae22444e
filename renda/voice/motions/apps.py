from django.apps import AppConfig


class MotionsConfig(AppConfig):
    name = "renda.voice.motions"
    label = "motions"
    verbose_name = "议案"
