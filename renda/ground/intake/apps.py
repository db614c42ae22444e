from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "renda.ground.intake"
    label = "intake"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "不用登录交进来"
