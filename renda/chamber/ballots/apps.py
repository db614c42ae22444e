from django.apps import AppConfig


class BallotsConfig(AppConfig):
    name = "renda.chamber.ballots"
    label = "ballots"
    verbose_name = "表决"
