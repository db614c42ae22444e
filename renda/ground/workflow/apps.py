from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class WorkflowConfig(AppConfig):
    name = "renda.ground.workflow"
    label = "workflow"
    verbose_name = "流程"

    def ready(self) -> None:
        from renda.ground.workflow import checks  # noqa: F401

        autodiscover_modules("workflow")
