from django.apps import AppConfig


class MenusConfig(AppConfig):
    name = "renda.network.menus"
    label = "menus"
    verbose_name = "服务菜单"
