"""`renda rotate-keys`: a new key, and every personal field sealed again under it."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from renda.ground.kernel import rotation
from renda.ground.kernel.sealed import add_key, drop_old_keys, ring, write_ring


class Command(BaseCommand):
    help = "换一把新钥匙，把姓名、电话、住址等逐批重新加密。可以中断，再跑一次接着做。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--resume", action="store_true", help="不换新钥匙，只把上次没做完的做完")
        parser.add_argument("--drop-old", action="store_true", help="都换完以后，把旧钥匙从钥匙文件里去掉")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["drop_old"]:
            self._drop_old()
            return
        path = Path(settings.KEY_FILE)
        if not options["resume"]:
            write_ring(add_key(ring()), path)
            self.stdout.write(f"新钥匙 {ring()['current']} 已写进 {path}，请马上另存一份。")
        for place in rotation.places():
            done = 0
            for count in rotation.reseal(place):
                done += count
                self.stdout.write(f"{place}：已换{done}条", ending="\r")
            if done:
                self.stdout.write(f"{place}：已换{done}条")
        self.stdout.write("都换完了。旧钥匙还留着，早先的备份要用；确认后用 renda rotate-keys --drop-old 去掉。")

    def _drop_old(self) -> None:
        left = {str(place): count for place in rotation.places() if (count := rotation.left_over(place))}
        if left:
            where = "、".join(f"{place}（{count}条）" for place, count in left.items())
            raise CommandError(f"还有没换的：{where}。请先跑 renda rotate-keys --resume。")
        write_ring(drop_old_keys(ring()), Path(settings.KEY_FILE))
        self.stdout.write(f"只留下了钥匙 {ring()['current']}。")
