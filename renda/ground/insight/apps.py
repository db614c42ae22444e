from django.apps import AppConfig


class InsightConfig(AppConfig):
    name = "renda.ground.insight"
    label = "insight"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "参考意见"
