from django.apps import AppConfig


class TopicsConfig(AppConfig):
    name = "renda.readings.topics"
    label = "topics"
    verbose_name = "群众反映的热点"
