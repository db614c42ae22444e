"""`renda verify-history`: recompute every chain and seal; exit 1 and name the first broken row if one does not fit."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from renda.ground.county.models import County
from renda.ground.workflow.sealing import verify_history


class Command(BaseCommand):
    help = "核对全部办理记录的链和日封，指出第一处不符"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--county", help="区划代码；不写就核对全部")

    def handle(self, *_: Any, **options: Any) -> None:
        counties = County.objects.order_by("pk")
        if options["county"]:
            counties = counties.filter(code=options["county"])
        for county in counties:
            broken = verify_history(county.pk, progress=lambda n: self.stderr.write(f"已核对{n}步", ending="\r"))
            if broken is not None:
                self.stdout.write(str(broken))
                sys.exit(1)
            self.stdout.write(f"{county.name}：记录完整，日封相符")
