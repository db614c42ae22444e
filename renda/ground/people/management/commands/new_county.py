"""`renda new-county`: a county with the bodies every county has, and its first administrator with a code to sign in."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from renda.ground.county.models import County
from renda.ground.kernel.actor import Role, clock_actor
from renda.ground.kernel.clock import today
from renda.ground.kernel.errors import DomainError
from renda.ground.people import services
from renda.ground.people.states import OrgKind


class Command(BaseCommand):
    help = "建一个县：县人大、代表工委、县政府，和第一位管理员的首次登录码。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("code", help="行政区划代码，如 511525")
        parser.add_argument("name", help="县名，如 高县")
        parser.add_argument("--host", default="", help="访问域名；只有一个县时不用填")
        parser.add_argument("--paper-code", default="", help="发文机关代字，如 高")
        parser.add_argument("--admin", nargs=2, required=True, metavar=("登录名", "姓名"))

    def handle(self, *args: Any, **options: Any) -> None:
        if County.objects.filter(code=options["code"]).exists():
            raise CommandError(f"已经有代码是 {options['code']} 的县。")
        try:
            slip = make_county(options)
        except DomainError as error:
            raise CommandError(error.text) from error
        login = options["admin"][0]
        self.stdout.write(
            f"{options['name']}建好了。请{options['admin'][1]}（{login}）在 /sign-in/first/ 输入首次登录码：{slip}"
        )


@transaction.atomic
def make_county(wanted: dict[str, Any]) -> str:
    """Returns the first sign-in code of the administrator, good for one use."""
    name, paper_code = wanted["name"], wanted["paper_code"]
    county = County.objects.create(
        code=wanted["code"], name=name, short=paper_code, host=wanted["host"], paper_code=paper_code,
        is_default=not County.objects.filter(is_default=True).exists(),
    )  # fmt: skip
    actor = clock_actor(county.pk)
    common: dict[str, Any] = {"county_id": county.pk, "actor": actor}
    congress = services.open_org(kind=OrgKind.CONGRESS, name=f"{name}人民代表大会", code="congress", **common)
    office = services.open_org(
        kind=OrgKind.OFFICE, name=f"{name}人大常委会代表工作委员会", short=f"{name}人大代表工委", code="office",
        parent_id=congress.pk, congress_id=congress.pk, **common,
    )  # fmt: skip
    services.open_org(kind=OrgKind.COUNTY_GOV, name=f"{name}人民政府", code="county_gov", **common)
    login, person = wanted["admin"]
    user = services.open_account(login=login, name=person, **common)
    services.start_post(user=user, org=office, role=Role.ADMIN, from_on=today(), actor=actor)
    return services.make_slip(user, actor=actor)
