from django.apps import AppConfig


class WorkbenchConfig(AppConfig):
    name = "renda.readings.workbench"
    label = "workbench"
    verbose_name = "工作台"
