"""`renda search rebuild`: the index built anew from the record, with progress; stopped, it goes on with the next call."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from renda.ground.search import services
from renda.ground.search.declare import sources
from renda.ground.search.models import Document


class Command(BaseCommand):
    help = "重建搜索索引。可以随时停下（Ctrl+C），再执行时从停下的地方继续。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=["rebuild"])
        parser.add_argument("--fresh", action="store_true", help="不接着上次的做，从头开始")

    def handle(self, *args: Any, **options: Any) -> None:
        begun, labels = time.monotonic(), {kind: source.label for kind, source in sources().items()}
        try:
            for kind, done in services.rebuild(is_fresh=options["fresh"]):
                self.stdout.write(f"\r已读 {done} 条，正在读{labels[kind]}　　", ending="")
                self.stdout.flush()
        except KeyboardInterrupt:
            services.give_lease_back()
            self.stdout.write("\n已停下。再执行 renda search rebuild 时从这里继续。")
            return
        self.stdout.write(f"\n索引已重建：{Document.objects.count()} 条文字，用时 {time.monotonic() - begun:.0f} 秒。")
