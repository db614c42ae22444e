"""`renda import people|units FILE`: the roster page's work for an operator: checked as there, the good rows loaded."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from renda.ground.county.models import County
from renda.ground.kernel.actor import clock_actor
from renda.ground.kernel.errors import DomainError
from renda.ground.people import services
from renda.ground.people.states import RosterKind


class Command(BaseCommand):
    help = "导入名册（Excel）：先查，没有问题的行装入，有问题的逐行说明。改好再导一次，装过的不会重复。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kind", choices=RosterKind.values, help="people 人员，units 机构")
        parser.add_argument("file", type=Path)
        parser.add_argument("--county", default="", help="行政区划代码；只有一个县时不用填")
        parser.add_argument("--check", action="store_true", help="只查，不装")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """One transaction: the draft, which the page keeps for its maker, is gone before anyone could see it."""
        county = self._county(options["county"])
        actor, file = clock_actor(county.pk), options["file"]
        try:
            with file.open("rb") as sheet:
                draft = services.read_roster(
                    sheet, county_id=county.pk, kind=options["kind"], file_name=file.name, actor=actor
                )
            loaded = 0 if options["check"] else services.load_roster(draft, actor=actor)
        except FileNotFoundError as error:
            raise CommandError(f"没有这个文件：{file}") from error
        except DomainError as error:
            raise CommandError(error.text) from error
        bad = [row for row in services.rows_of(draft) if row.faults]
        services.drop_roster(draft, actor=actor)
        for row in bad:
            self.stdout.write(f"第{row.line}行：{'；'.join(row.faults)}")
        self.stdout.write(f"{county.name}：装入{loaded}行，有问题{len(bad)}行。")
        if bad:
            self.stderr.write("有问题的行没有装，请改好再导一次。")

    def _county(self, code: str) -> County:
        found = list(County.objects.filter(code=code) if code else County.objects.all()[:2])
        if len(found) != 1:
            raise CommandError("请用 --county 写明是哪个县（行政区划代码）。")
        return found[0]
