from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "renda.ground.papers"
    label = "papers"
    verbose_name = "公文"
