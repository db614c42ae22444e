"""`renda import laws FOLDER`: every markdown file is one version of one law. A file with a fault is named, the others are loaded."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from renda.ground.kernel.errors import DomainError
from renda.ground.laws.models import Article
from renda.ground.laws.search import SOURCES
from renda.ground.laws.services import Fate, load_law
from renda.ground.search.services import put

MOST_NAMED = 10


class Command(BaseCommand):
    help = "装入法律文本（markdown，一个文件一版），各处引用的条文就能点开。装过的再装一次不会变。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="放法律文本的文件夹，或者一个文件")
        parser.add_argument("--replace", action="store_true", help="同一版的文本变了的，换成新的")

    def handle(self, *args: Any, **options: Any) -> None:
        faults = 0
        for path in self._files(options["folder"]):
            try:
                self.stdout.write(f"{path.name}：{self._load(path, options['replace'])}")
            except DomainError as error:
                faults += 1
                self.stderr.write(f"{path.name}{error.text}这个文件没有装。")
            except OSError:
                faults += 1
                self.stderr.write(f"{path.name}：打不开，请看看它是不是文件、有没有读它的权限。这个文件没有装。")
        if faults:
            raise CommandError(f"有{faults}个文件没有装，请改好再导一次；其余的已经装好。")

    def _files(self, folder: Path) -> list[Path]:
        if folder.is_file():
            return [folder]
        if not folder.is_dir():
            raise CommandError(f"没有这个文件夹：{folder}")
        found = sorted(path for path in folder.glob("*.md") if path.name.lower() != "readme.md")
        if not found:
            raise CommandError(f"{folder} 里没有法律文本（.md 文件）。")
        return found

    def _load(self, path: Path, replace: bool) -> str:
        """What became of the file, in a sentence."""
        fate, version, differs = load_law(path.read_bytes(), file_name=path.name, replace=replace)
        if fate in {Fate.ADDED, Fate.REPLACED}:
            put(SOURCES[0], list(Article.objects.filter(version__law=version.law).values_list("pk", flat=True)))
        named = "、".join(str(number) for number in differs[:MOST_NAMED]) + ("等" if len(differs) > MOST_NAMED else "")
        words = f"{version.law}{version.adopted_on:%Y-%m-%d}，{version.articles.count()}条，{fate.value}"
        if fate is Fate.DIFFERS:
            return f"{words}（{named or '施行日期'}），没有动；确实要换，加 --replace 再导。"
        return f"{words}{f'（{named}）' if named else ''}。"
