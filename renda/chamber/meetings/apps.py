from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "renda.chamber.meetings"
    label = "meetings"
    verbose_name = "会议"
