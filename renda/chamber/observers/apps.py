from django.apps import AppConfig


class ObserversConfig(AppConfig):
    name = "renda.chamber.observers"
    label = "observers"
    verbose_name = "公民旁听"
