from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    name = "renda.readings.assessments"
    label = "assessments"
    verbose_name = "家站考评"
