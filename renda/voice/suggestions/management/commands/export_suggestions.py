"""`renda export suggestions FILE`: all suggestions of a congress with every column, as .xlsx or .csv by the file's ending."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from renda.ground.papers.excel import write_rows
from renda.ground.papers.tables import write_csv
from renda.voice.suggestions.management.commands.import_suggestions import Command as Import
from renda.voice.suggestions.models import Suggestion
from renda.voice.suggestions.services import exchange


class Command(Import):
    help = "导出一个人民代表大会的代表建议，全部列；文件名以.csv结尾的是CSV，其余是Excel。可以再导入。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--county", default="", help="行政区划代码；只有一个县时不用填")
        parser.add_argument("--congress", default="", help="人民代表大会的机构代码；不填是县人大")
        parser.add_argument("--by", default="", help="以谁看得到的为准（登录名）；代表工作机构只有一个人时不用填")

    def handle(self, *args: Any, **options: Any) -> None:
        congress = self._congress(options["county"], options["congress"])
        actor = self._actor(congress, options["by"])
        rows = exchange.export_rows(Suggestion.objects.visible_to(actor).filter(congress=congress), actor)
        file: Path = options["file"]
        if file.suffix.lower() == ".csv":
            with file.open("wb") as out:
                out.writelines(write_csv(exchange.TITLES, rows))
        else:
            file.write_bytes(write_rows(exchange.TITLES, rows, sheet="代表建议"))
        self.stdout.write(f"{congress.name}：写入{file}。")
