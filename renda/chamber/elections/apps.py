from django.apps import AppConfig


class ElectionsConfig(AppConfig):
    name = "renda.chamber.elections"
    label = "elections"
    verbose_name = "选举"
