from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "renda.ground.files"
    label = "files"
    verbose_name = "附件"
