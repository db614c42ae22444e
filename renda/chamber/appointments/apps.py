from django.apps import AppConfig


class AppointmentsConfig(AppConfig):
    name = "renda.chamber.appointments"
    label = "appointments"
    verbose_name = "人事任免"
