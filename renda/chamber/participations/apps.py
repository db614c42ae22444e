from django.apps import AppConfig


class ParticipationsConfig(AppConfig):
    name = "renda.chamber.participations"
    label = "participations"
    verbose_name = "代表参与工作和活动"
