"""`renda seal`: seal every finished day that is not sealed yet."""

from typing import Any

from django.core.management.base import BaseCommand

from renda.ground.workflow.sealing import seal_due


class Command(BaseCommand):
    help = "为已经过完的日子加日封"

    def handle(self, *_: Any, **__: Any) -> None:
        self.stdout.write(f"加了{seal_due()}个日封")
