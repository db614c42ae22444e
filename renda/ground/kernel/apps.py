from django.apps import AppConfig


class KernelConfig(AppConfig):
    """No tables. Every app's `tasks.py` is read, so that a worker knows all jobs and their hours."""

    name = "renda.ground.kernel"
    label = "kernel"
    verbose_name = "内核"
