from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "renda.ground.search"
    label = "search"
    verbose_name = "搜索"
