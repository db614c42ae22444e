"""`renda import suggestions FILE`: the import page's work for an operator. Stopped, `--resume` goes on where it was."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from renda.ground.county.models import County
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.clock import today
from renda.ground.kernel.errors import DomainError
from renda.ground.people.models import Organisation, Post
from renda.ground.people.queries import actor_for
from renda.ground.people.states import OrgKind
from renda.voice.suggestions.models import Intake
from renda.voice.suggestions.queries import counts_of_intake, office_of
from renda.voice.suggestions.services import exchange


class Command(BaseCommand):
    help = "从旧系统的表（Excel、CSV）导入代表建议：先查，没有问题的行导入，有问题的逐行说明。停下来可以接着导，不丢也不重。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, nargs="?")
        parser.add_argument("--county", default="", help="行政区划代码；只有一个县时不用填")
        parser.add_argument("--congress", default="", help="人民代表大会的机构代码；不填是县人大")
        parser.add_argument("--by", default="", help="以谁的名义导入（登录名）；代表工作机构只有一个人时不用填")
        parser.add_argument("--mapping", type=Path, help='JSON文件：{"文件里的列名": "字段"}，字段见导出表')
        parser.add_argument("--dry-run", action="store_true", help="只查，不导入")
        parser.add_argument("--resume", type=int, help="接着导这个编号的表")

    def handle(self, *args: Any, **options: Any) -> None:
        congress = self._congress(options["county"], options["congress"])
        actor = self._actor(congress, options["by"])
        try:
            intake = self._intake(congress, actor, options)
            if not options["dry_run"]:
                self._load(intake, actor)
            counts = counts_of_intake(intake)
            for row in intake.rows.filter(fate="bad").order_by("number"):
                self.stdout.write(f"第{row.number}行：{'；'.join(row.faults)}")
            if options["dry_run"]:
                exchange.drop_intake(intake, actor=actor)
        except DomainError as error:
            raise CommandError(error.text) from error
        ready = f"可以导入{counts['ready']}行" if options["dry_run"] else f"已导入{counts['loaded']}行"
        self.stdout.write(f"{congress.name}：共{counts['all']}行，{ready}，有问题{counts['bad']}行。")

    def _intake(self, congress: Organisation, actor: Actor, options: dict[str, Any]) -> Intake:
        if options["resume"]:
            found = Intake.objects.visible_to(actor).filter(pk=options["resume"]).select_related("congress").first()
            if found is None:
                raise CommandError(f"没有编号{options['resume']}的导入。")
            return found
        file = options["file"]
        if file is None:
            raise CommandError("请写明要导入的文件。")
        try:
            mapping = json.loads(options["mapping"].read_text()) if options["mapping"] else None
            return exchange.draft_intake(
                file.read_bytes(), actor=actor, file_name=file.name, congress=congress, mapping=mapping
            )
        except FileNotFoundError as error:
            raise CommandError(f"没有这个文件：{error.filename}") from error
        except (ValueError, AttributeError) as error:
            raise CommandError('列名对照的文件要是JSON，像这样：{"建议名称": "title"}。') from error

    def _load(self, intake: Intake, actor: Actor) -> None:
        """Begin, or go on with what a killed run has begun."""
        if not intake.started_at or intake.done_at:
            if not counts_of_intake(intake)["ready"]:
                return
            exchange.start_intake(intake, actor=actor, in_background=False)
        self.stdout.write(f"导入编号{intake.pk}；停下来后用 --resume {intake.pk} 接着导。")
        exchange.load_intake(intake, actor=actor, say=lambda done: self.stdout.write(f"已导入{done}行"))

    def _congress(self, county: str, congress: str) -> Organisation:
        counties = list(County.objects.filter(code=county) if county else County.objects.all()[:2])
        if len(counties) != 1:
            raise CommandError("请用 --county 写明是哪个县（行政区划代码）。")
        rows = Organisation.objects.filter(county=counties[0], kind=OrgKind.CONGRESS).order_by("pk")
        found = rows.filter(code=congress).first() if congress else rows.filter(parent__isnull=True).first()
        if found is None:
            raise CommandError("没有这个人民代表大会，请看机构表里的代码。")
        return found

    def _actor(self, congress: Organisation, login: str) -> Actor:
        posts = Post.objects.held_on(today()).filter(
            county_id=congress.county_id, org=office_of(congress), role__in=["office", "township"]
        )
        posts = posts.filter(user__login=login) if login else posts
        users = list({post.user_id: post.user for post in posts.select_related("user")}.values())
        if len(users) != 1:
            raise CommandError("请用 --by 写明以代表工作机构哪个人的名义导入（登录名）。")
        return actor_for(users[0], today())
