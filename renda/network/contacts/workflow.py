"""A pair: begun, each contact written down, ended, its personal data erased. Drawn in docs/workflows/. Source: DOMAIN H10"""

from collections.abc import Iterable

from renda.ground.kernel.actor import Role, holder_key, person_key
from renda.ground.people.models import Organisation
from renda.ground.people.states import OrgKind
from renda.ground.workflow.declare import by_clock, step, waits
from renda.ground.workflow.engine import Workflow
from renda.network.contacts import rules
from renda.network.contacts.access import has_no_resident, keeps, may_erase, may_log, may_unmask, paired_already
from renda.network.contacts.models import Pair
from renda.network.contacts.states import PairState

S = PairState


def holder(pair: Pair) -> Iterable[str]:
    """Who keeps in touch; without an account whoever writes it down for him."""
    if pair.holder_user_id:
        return [person_key(pair.holder_user_id)]
    station = pair.main_station
    if pair.is_with_resident and station is not None:
        return [holder_key(Role.LIAISON, station.org_id)]
    offices = Organisation.objects.in_use().filter(county_id=pair.county_id, kind=OrgKind.OFFICE).order_by("pk")
    return [holder_key(Role.OFFICE, pk) for pk in offices.values_list("pk", flat=True)]


PAIR = Workflow(
    "pair", S, model=Pair, private={"resident_index"},
    related=["leader", "town_org", "member", "deputy", "resident"],
    steps=[
        step("begin", "建立联系", [], S.ACTIVE, allow=keeps, blocked=paired_already, seen_by="parties"),
        step("log", "记一次联系", [S.ACTIVE], None, allow=may_log, seen_by="parties"),
        step("complete", "补写记录", [S.ACTIVE], None, allow=may_log, seen_by="parties"),
        step("lapse", "这一季度没有联系", [S.ACTIVE], None, allow=by_clock, at="due", seen_by="parties"),
        step("end", "结束联系", [S.ACTIVE], S.ENDED, allow=keeps, is_grave=True, seen_by="parties"),
        step("unmask", "查看群众信息", [S.ACTIVE, S.ENDED], None, allow=may_unmask, blocked=has_no_resident, is_grave=True,
             seen_by="parties"),
        step("erase", "删除个人信息", [S.ENDED], S.ERASED, allow=may_erase, blocked=has_no_resident, is_grave=True,
             seen_by="parties"),
    ],
    waits=[waits(S.ACTIVE, for_=holder, until=rules.quarter_due, ask="联系一次，记一笔", source=rules.QUARTERLY)],
)  # fmt: skip
