"""Passed to the village, the town or a unit of the county; handled; told."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from renda.ground.files import services as files
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.clock import today
from renda.ground.kernel.errors import Invalid
from renda.ground.notices import services as notices
from renda.ground.people.states import OrgKind
from renda.ground.workflow.declare import Shift
from renda.ground.workflow.engine import service
from renda.voice.opinions.models import Opinion
from renda.voice.opinions.queries import orgs_for
from renda.voice.opinions.services.contact import tell_resident
from renda.voice.opinions.states import Outcome, S, ToldWay
from renda.voice.opinions.workflow import OPINION, the_liaison, the_office, the_town, the_unit, the_village

OUTCOMES = {S.VILLAGE: Outcome.VILLAGE, S.TOWN: Outcome.TOWN, S.COUNTY: Outcome.COUNTY, S.TAKEN: Outcome.DEPUTY}


@service
def pass_to_village_opinion(
    opinion: Opinion, *, actor: Actor, target_org_id: int, note: str = "", category: str = "", need: str = "",
    seen: int | None = None, once: UUID | None = None,
) -> Opinion:  # fmt: skip
    """Small matters stay in the village (转村里办)."""
    _pass_on(opinion, "pass_to_village", actor, OrgKind.VILLAGE, target_org_id, note, seen, once, category, need)
    notices.tell(the_village(opinion), "opinions/passed", opinion)
    return opinion


@service
def pass_to_town_opinion(
    opinion: Opinion, *, actor: Actor, target_org_id: int | None = None, note: str = "", category: str = "",
    need: str = "", seen: int | None = None, once: UUID | None = None,
) -> Opinion:  # fmt: skip
    """To the government of the station's town (转镇里办); without a choice there is but one."""
    _pass_on(opinion, "pass_to_town", actor, OrgKind.TOWN_GOV, target_org_id, note, seen, once, category, need)
    notices.tell(the_town(opinion), "opinions/passed", opinion)
    return opinion


@service
def refer_to_county_opinion(
    opinion: Opinion, *, actor: Actor, note: str, seen: int | None = None, once: UUID | None = None
) -> Opinion:
    """What neither village nor town can do goes to the county's deputies' committee (报请县里办)."""
    OPINION.apply(opinion, "refer_to_county", actor=actor, seen=seen, once=once, note=note, target_org_id=None)
    notices.tell(the_office(opinion), "opinions/referred", opinion)
    return opinion


@service
def pass_to_county_opinion(
    opinion: Opinion,
    *,
    actor: Actor,
    target_org_id: int,
    note: str = "",
    seen: int | None = None,
    once: UUID | None = None,
) -> Opinion:
    """The deputies' committee passes it to a unit of the county (转办). It is no statutory suggestion yet."""
    _pass_on(opinion, "pass_to_county", actor, OrgKind.UNIT, target_org_id, note, seen, once)
    notices.tell(the_unit(opinion), "opinions/passed", opinion)
    return opinion


@service
def send_back_opinion(
    opinion: Opinion, *, actor: Actor, note: str, seen: int | None = None, once: UUID | None = None
) -> Opinion:
    """Not for the county: back to the station with a reason (退回家站)."""
    OPINION.apply(opinion, "send_back", actor=actor, seen=seen, once=once, note=note, deputy_id=None)
    notices.tell(the_liaison(opinion), "opinions/returned", opinion)
    return opinion


@service
def decline_opinion(
    opinion: Opinion, *, actor: Actor, note: str, seen: int | None = None, once: UUID | None = None
) -> Opinion:
    """The village or town says why it is not theirs (退回家站)."""
    OPINION.apply(opinion, "decline", actor=actor, seen=seen, once=once, note=note, target_org_id=None, deputy_id=None)
    notices.tell(the_liaison(opinion), "opinions/returned", opinion)
    return opinion


@service
def decline_county_opinion(
    opinion: Opinion, *, actor: Actor, note: str, seen: int | None = None, once: UUID | None = None
) -> Opinion:
    """The county unit says why it is not theirs; the deputies' committee chooses another (退回转办)."""
    OPINION.apply(opinion, "decline_county", actor=actor, seen=seen, once=once, note=note, target_org_id=None)
    notices.tell(the_office(opinion), "opinions/returned", opinion)
    return opinion


@service
def pause_opinion(
    opinion: Opinion, *, actor: Actor, note: str, seen: int | None = None, once: UUID | None = None
) -> Opinion:
    """Stop the running deadline with a reason (暂停计时)."""
    OPINION.apply(opinion, "pause", actor=actor, seen=seen, once=once, note=note, shift=Shift(reason=note))
    return opinion


@service
def resume_opinion(
    opinion: Opinion, *, actor: Actor, note: str = "", seen: int | None = None, once: UUID | None = None
) -> Opinion:
    """Let the deadline run on (恢复计时)."""
    OPINION.apply(opinion, "resume", actor=actor, seen=seen, once=once, note=note)
    return opinion


@service
def extend_opinion(
    opinion: Opinion, *, actor: Actor, days: int, note: str, seen: int | None = None, once: UUID | None = None
) -> Opinion:
    """Give the running deadline `days` more working days, with a reason the resident reads (延长期限)."""
    OPINION.apply(opinion, "extend", actor=actor, seen=seen, once=once, note=note,
                  shift=Shift(reason=note, days=days, is_workdays=True))  # fmt: skip
    return opinion


@service
def keep_for_opinion(
    opinion: Opinion, *, actor: Actor, outcome: str, result: str, note: str = "", seen: int | None = None,
    once: UUID | None = None,
) -> Opinion:  # fmt: skip
    """Kept as a livelihood candidate, a topic of supervision, or a view on legislation (转作他用)."""
    if outcome not in {Outcome.LIVELIHOOD, Outcome.TOPIC, Outcome.LEGISLATION}:
        raise Invalid("请选转作什么用。", field="outcome")
    OPINION.apply(opinion, "keep_for", actor=actor, seen=seen, once=once, note=note, outcome=outcome, result=result)
    return opinion


@service
def handle_opinion(
    opinion: Opinion, *, actor: Actor, result: str, photos: Sequence[Any] = (), note: str = "", seen: int | None = None,
    once: UUID | None = None,
) -> Opinion:  # fmt: skip
    """Done, or found that it can't be done: what was found and done, in words the resident will read (办完了)."""
    OPINION.apply(opinion, "handle", actor=actor, seen=seen, once=once, note=note, result=result,
                  outcome=OUTCOMES.get(S(opinion.state), opinion.outcome))  # fmt: skip
    files.attach(photos, opinion, actor=actor, purpose="result", audience="parties", images_only=True)
    return opinion


@service
def tell_opinion(
    opinion: Opinion, *, actor: Actor, told_way: str, told_on: date | None = None, note: str = "",
    seen: int | None = None, once: UUID | None = None,
) -> Opinion:  # fmt: skip
    """The resident has been told: how and when (告诉本人). By SMS the platform sends it itself."""
    if told_way == ToldWay.SMS and not opinion.has_contact:
        raise Invalid("没有留手机号，不能发短信，请换一种方式。", field="told_way")
    OPINION.apply(opinion, "tell", actor=actor, seen=seen, once=once, note=note, told_way=told_way,
                  told_on=told_on or today())  # fmt: skip
    tell_resident(opinion, "opinions/told", even_unconfirmed=told_way == ToldWay.SMS)
    return opinion


def _pass_on(
    opinion: Opinion, step: str, actor: Actor, kind: str, target_org_id: int | None, note: str, seen: int | None,
    once: UUID | None, category: str = "", need: str = "",
) -> None:  # fmt: skip
    targets = orgs_for(kind, opinion)
    target = targets.filter(pk=target_org_id).first() if target_org_id else _only(list(targets[:2]))
    if target is None:
        raise Invalid("请选交给谁办。", field="target_org_id")
    OPINION.apply(opinion, step, actor=actor, seen=seen, once=once, note=note, target_org_id=target.pk,
                  category=category or opinion.category, need=need or opinion.need)  # fmt: skip


def _only(found: list[Any]) -> Any:
    return found[0] if len(found) == 1 else None
