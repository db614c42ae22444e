"""`renda import opinions FILE`: a register kept before comes in, line by line; a line that is there already is left."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django import forms
from django.core.management.base import BaseCommand, CommandError

from renda.ground.kernel.actor import Actor
from renda.ground.kernel.clock import today
from renda.ground.kernel.errors import DomainError
from renda.ground.papers.tables import read_table
from renda.ground.people.models import User
from renda.ground.people.queries import actor_for
from renda.network.stations.models import Station
from renda.voice.opinions.forms import EnterForm, WordsForm
from renda.voice.opinions.queries import stations_to_enter
from renda.voice.opinions.services import import_opinion

COLUMNS = {"text": "内容", "place": "地点", "village": "村（社区）", "name": "称呼", "phone": "电话", "received_on": "收到日期",
           "station": "家站"}  # fmt: skip
MOST_LINES = 20_000


class LineForm(WordsForm):
    """One line of the register."""

    village = forms.CharField(max_length=60, required=False)
    name = forms.CharField(max_length=40, required=False)
    received_on = forms.DateField(required=False, error_messages={"invalid": "日期要像2026-03-05这样写。"})

    clean_received_on = EnterForm.clean_received_on


class Command(BaseCommand):
    help = "从旧台账（Excel、CSV）导入群众意见：没有问题的行装入，有问题的逐行说明。改好再导一次，装过的不会重复。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--by", required=True, help="以谁的名义导入（登录名）：联络员、站长或者镇人大的人")
        parser.add_argument("--station", default="", help="都算哪个家站的；表里有“家站”这一列就不用填")
        parser.add_argument("--dry-run", action="store_true", help="只查，不导入")
        for field, title in COLUMNS.items():
            parser.add_argument(f"--{field.replace('_', '-')}-column", default=title, help=f"“{title}”在表里叫什么")

    def handle(self, *args: Any, **options: Any) -> None:
        actor = self._actor(options["by"])
        stations = {station.name: station for station in stations_to_enter(actor)}
        try:
            titles, lines = read_table(options["file"].read_bytes(), most_rows=MOST_LINES)
        except OSError as error:
            raise CommandError(f"打不开这个文件：{options['file']}") from error
        except DomainError as error:
            raise CommandError(error.text) from error
        places = {field: titles.index(name) for field in COLUMNS if (name := options[f"{field}_column"]) in titles}
        if "text" not in places:
            raise CommandError(f"表里没有“{options['text_column']}”这一列，请用 --text-column 写明内容在哪一列。")
        counts = {"装入": 0, "已有": 0, "有问题": 0}
        for number, line in lines:
            cells = {field: line[at] if at < len(line) else "" for field, at in places.items()}
            fate, why = self._take(actor, stations, {"station": options["station"], **cells}, options["dry_run"])
            counts[fate] += 1
            if why:
                self.stdout.write(f"第{number}行：{why}")
        said = "，".join(f"{name}{count}行" for name, count in counts.items())
        self.stdout.write(f"{'只查，没有导入。可以' if options['dry_run'] else ''}{said}。")

    def _take(self, actor: Actor, stations: dict[str, Station], cells: dict[str, str], is_dry: bool) -> tuple[str, str]:
        """What became of the line, and why not. Values are not repeated in it: they may name a person."""
        station = stations.get(cells.pop("station"))
        if station is None:
            return "有问题", "没有这个家站，或者您不能替它登记。"
        form = LineForm(cells, actor=actor)
        if not form.is_valid():
            return "有问题", "；".join(str(text) for texts in form.errors.values() for text in texts)
        if is_dry:
            return "装入", ""
        try:
            made = import_opinion(actor=actor, station=station, **form.first_keywords())
        except DomainError as error:
            return "有问题", error.text
        return ("装入" if made else "已有"), ""

    def _actor(self, login: str) -> Actor:
        user = User.objects.filter(login=login).first()
        if user is None:
            raise CommandError("没有这个登录名，请用 --by 写明以谁的名义导入。")
        return actor_for(user, today())
