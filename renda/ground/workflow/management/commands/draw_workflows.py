"""`renda draw-workflows [--check]`: write docs/workflows/*.md from the declarations, or say which are out of date."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from renda.ground.workflow import draw
from renda.ground.workflow.engine import WORKFLOWS


class Command(BaseCommand):
    help = "按声明画出全部流程"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="只核对，不写")
        parser.add_argument("--to", default="docs/workflows")

    def handle(self, *_: Any, **options: Any) -> None:
        folder = Path(options["to"])
        wanted = {folder / f"{kind}.md": draw.markdown(workflow) for kind, workflow in sorted(WORKFLOWS.items())}
        old = [path for path, text in wanted.items() if not path.exists() or path.read_text() != text]
        gone = [path for path in folder.glob("*.md") if path not in wanted]
        if options["check"]:
            for path in [*old, *gone]:
                self.stdout.write(f"{path} 与声明不符，请运行 renda draw-workflows")
            sys.exit(1 if old or gone else 0)
        folder.mkdir(parents=True, exist_ok=True)
        for path in gone:
            path.unlink()
        for path, text in wanted.items():
            path.write_text(text)
        self.stdout.write(f"画了{len(wanted)}个流程")
