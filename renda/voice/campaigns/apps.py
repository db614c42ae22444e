from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    name = "renda.voice.campaigns"
    label = "campaigns"
    verbose_name = "代表在行动"
