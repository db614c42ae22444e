from django.apps import AppConfig


class KernelConfig(AppConfig):
    name = "renda.ground.kernel"
    label = "kernel"
    verbose_name = "内核"
