"""People: accounts, sign-in, organisations and posts."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "renda.ground.people"
    label = "people"
    verbose_name = "人员与机构"
