from django.apps import AppConfig


class ContactsConfig(AppConfig):
    name = "renda.network.contacts"
    label = "contacts"
    verbose_name = "联系"
