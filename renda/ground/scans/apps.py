from django.apps import AppConfig


class ScansConfig(AppConfig):
    name = "renda.ground.scans"
    label = "scans"
    verbose_name = "识别纸质件"

    def ready(self) -> None:
        from renda.ground.scans import checks  # noqa: F401
