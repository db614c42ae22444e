from django.apps import AppConfig


class DashboardsConfig(AppConfig):
    name = "renda.readings.dashboards"
    label = "dashboards"
    verbose_name = "统计、评估和报告"
