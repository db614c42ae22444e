"""Drafting, editing and handing in; what becomes of it if it comes too late or its mover changes his mind."""

import re
from typing import Any
from uuid import UUID

from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor, Role
from renda.ground.kernel.errors import Invalid, NotAllowed, NotFound
from renda.ground.people.models import Organisation
from renda.ground.people.states import OrgKind
from renda.ground.workflow.engine import service
from renda.network.deputies.models import Deputy
from renda.network.stations.models import Membership
from renda.voice.motions import access, queries
from renda.voice.motions.models import Motion
from renda.voice.motions.services.files import keep_scan
from renda.voice.motions.services.papers import order_cover
from renda.voice.motions.services.signing import lapse_invitations, renew_signatures
from renda.voice.motions.services.telling import tell_office
from renda.voice.motions.states import CosigningState, MoverKind
from renda.voice.motions.workflow import MOTION
from renda.voice.suggestions import services as suggestions

TEXT_FIELDS = ("title", "case", "grounds", "plan", "category")
SIGNED_TEXT = ("title", "case", "grounds", "plan")
MOST_ASKS, LONGEST_ASK = 20, 500
BODY_OF: dict[str, tuple[OrgKind, ...]] = {
    MoverKind.PRESIDIUM: (OrgKind.OFFICE, OrgKind.PRESIDIUM),
    MoverKind.STANDING: (OrgKind.OFFICE,),
    MoverKind.SPECIAL: (OrgKind.COMMITTEE,),
    MoverKind.GOVERNMENT: (OrgKind.GOV_OFFICE, OrgKind.TOWN_GOV),
}
NUMBERING = re.compile(r"^[（(]?[0-9一二三四五六七八九十]{1,3}[）)、.．]\s*")


@service
def draft_motion(
    *, actor: Actor, deputy_id: int | None = None, mover_kind: str = MoverKind.DEPUTIES, once: UUID | None = None,
    note: str = "", key: UUID | None = None, **text: Any,
) -> Motion:  # fmt: skip
    """Begin a motion: a deputy for himself, a liaison officer for a deputy of the station, or a body's staff for the body.

    Raises Invalid, NotAllowed (not one who may move), NotFound. Source: 地方组织法 (2022) art. 22, DOMAIN R-TH-1
    """
    movers = (
        _deputy_and_bodies(actor, deputy_id) if mover_kind == MoverKind.DEPUTIES else _moving_body(actor, mover_kind)
    )
    row = Motion(county_id=actor.county_id, mover_kind=mover_kind, entered_by_id=actor.user_id, **movers, **text)
    row.session = queries.open_session(row.congress, clock.now())
    if key is not None:
        row.pk = key
    return MOTION.start(row, "draft", actor=actor, once=once, note=note)


@service
def edit_motion(
    row: Motion, *, actor: Actor, seen: int | None = None, once: UUID | None = None, note: str = "", **text: Any
) -> Motion:
    """Change the text before it is handed in. Who signed another text is asked again."""
    changes = {name: value for name, value in text.items() if name in TEXT_FIELDS and getattr(row, name) != value}
    MOTION.apply(row, "edit", actor=actor, seen=seen, once=once, note=note, **changes)
    if any(name in SIGNED_TEXT for name in changes):
        renew_signatures(row, actor=actor)
    return row


@service
def submit_motion(
    row: Motion, *, actor: Actor, seen: int | None = None, once: UUID | None = None, note: str = "", paper: Any = None
) -> Motion:
    """Hand it in before the presidium's deadline: the text is frozen with its signers; who has not answered is let go.

    paper: the scan of the signed paper, needed when a liaison officer hands it in. Raises Blocked with what is missing.
    """
    if not access.is_author(actor, row) and not paper:
        raise Invalid("代为提交要附上代表签名的纸质件扫描件。", field="paper")
    session = queries.open_session(row.congress, clock.now())
    MOTION.apply(
        row, "submit", actor=actor, seen=seen, once=once, note=note, submitted_at=clock.now(), frozen=frozen_text(row),
        session_id=session.pk if session else None, ruling="",
    )  # fmt: skip
    lapse_invitations(row, actor=actor)
    if paper:
        keep_scan(row, paper, actor=actor, purpose="signed_paper")
    order_cover(row, actor=actor)
    tell_office(row, "motions/submitted")
    return row


@service
def turn_motion(
    row: Motion, *, actor: Actor, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Motion:
    """Too few signers or too late: go on with the same text as a deputy's suggestion. Source: 代表法 (2025) art. 36"""
    if row.mover is None:
        raise Invalid("机关提出的议案，不能改提代表建议。")
    made = suggestions.draft_suggestion(actor=actor, deputy_id=row.mover.pk, **as_suggestion(row))
    MOTION.apply(row, "turn", actor=actor, seen=seen, once=once, note=note, suggestion_id=made.pk)
    row.suggestion = made
    lapse_invitations(row, actor=actor)
    return row


@service
def withdraw_motion(
    row: Motion, *, actor: Actor, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Motion:
    """Give it up before it is handed in: nobody's consent is needed yet."""
    MOTION.apply(row, "withdraw", actor=actor, seen=seen, once=once, note=note, withdrawn_on=clock.today())
    lapse_invitations(row, actor=actor)
    return row


@service
def miss_motion(
    row: Motion, *, actor: Actor, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Motion:
    """The deadline has passed: it stays a draft, for the next session or to be turned into a suggestion."""
    MOTION.apply(row, "miss", actor=actor, seen=seen, once=once, note=note, session_id=None)
    return row


def as_suggestion(row: Motion) -> dict[str, Any]:
    """The motion's text in the parts of a suggestion; words are the movers' own."""
    lines = [NUMBERING.sub("", line.strip()) for line in row.plan.splitlines()]
    asks = [line[:LONGEST_ASK] for line in lines if line] or [row.title]
    return {
        "title": f"{row.title.removesuffix('的议案')}的建议" if row.title.endswith("的议案") else row.title,
        "problem": row.case, "analysis": row.grounds, "asks": asks[:MOST_ASKS], "category": row.category,
    }  # fmt: skip


def frozen_text(row: Motion) -> dict[str, Any]:
    """The paper as handed in: its text and who signed."""
    given = row.cosignings.given().select_related("deputy").order_by("signed_at", "pk")
    return {
        **{name: getattr(row, name) for name in TEXT_FIELDS},
        "mover": row.mover_name,
        "signers": [{"name": s.deputy.name, "on_paper": s.state == CosigningState.PAPER} for s in given],
    }


def _deputy_and_bodies(actor: Actor, deputy_id: int | None) -> dict[str, Any]:
    deputy = _deputy_for(actor, deputy_id)
    congress = deputy.congress
    if congress is None:
        raise NotAllowed("只能在自己所在的人民代表大会提议案；对本县的事可以提代表建议。")
    station = Membership.objects.filter(
        county_id=deputy.county_id, deputy=deputy, to_on__isnull=True
    ).order_by("-is_main", "pk").select_related("station").first()  # fmt: skip
    return {
        "congress": congress, "office": queries.office_of(congress), "mover": deputy, "mover_name": deputy.name,
        "helper_org_id": station.station.org_id if station else None,
    }  # fmt: skip


def _deputy_for(actor: Actor, deputy_id: int | None) -> Deputy:
    """The actor's own seat in a congress of the county, or the one named by a liaison officer."""
    seats = Deputy.objects.filter(county_id=actor.county_id, serving=True).select_related("congress")
    if actor.holds(Role.DEPUTY):
        mine = seats.filter(user_id=actor.user_id, congress__isnull=False)
        mine = mine.filter(pk=deputy_id) if deputy_id is not None else mine
        found = mine.order_by("-level").first()
        if found is None:
            raise NotAllowed("只有在任的代表能领衔提议案。")
        return found
    found = seats.filter(pk=deputy_id).first() if deputy_id is not None else None
    if found is None:
        raise NotFound("没有找到这位在任代表，请在名单里选。")
    return found


def _moving_body(actor: Actor, mover_kind: str) -> dict[str, Any]:
    """The body whose staff the actor is, as the law lets it move. Raises NotAllowed."""
    kinds = BODY_OF.get(mover_kind)
    if kinds is None:
        raise Invalid("请选提案人。", field="mover_kind")
    roles = {Role.OFFICE: OrgKind.OFFICE, Role.TOWNSHIP: OrgKind.PRESIDIUM, Role.COMMITTEE: OrgKind.COMMITTEE,
             Role.GOV_OFFICE: OrgKind.GOV_OFFICE, Role.TOWN_GOV: OrgKind.TOWN_GOV}  # fmt: skip
    wanted = actor.orgs(*(role for role, kind in roles.items() if kind in kinds))
    org = Organisation.objects.filter(
        county_id=actor.county_id, pk__in=wanted, kind__in=kinds, congress__isnull=False
    ).select_related("congress").order_by("pk").first()  # fmt: skip
    if org is None or org.congress is None:
        raise NotAllowed(f"{MoverKind(mover_kind).label}的议案，由它的工作人员登记。")
    return {
        "congress": org.congress, "office": queries.office_of(org.congress), "mover_org": org,
        "mover_name": _body_name(mover_kind, org, org.congress),
    }  # fmt: skip


def _body_name(mover_kind: str, org: Organisation, congress: Organisation) -> str:
    place = congress.name.removesuffix("人民代表大会")
    names = {
        MoverKind.PRESIDIUM: org.name if org.kind == OrgKind.PRESIDIUM else f"{congress.name}会议主席团",
        MoverKind.STANDING: f"{congress.name}常务委员会",
        MoverKind.GOVERNMENT: f"{place}人民政府",
    }
    return names.get(MoverKind(mover_kind), org.name)
