"""Drafting, editing and handing in; withdrawing; what is added later."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import Q

from renda.ground.county.models import Session
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor, Role
from renda.ground.kernel.errors import Invalid, NotAllowed, NotFound
from renda.ground.kernel.text import mask_phones
from renda.ground.people.models import Organisation
from renda.ground.people.states import OrgKind
from renda.ground.workflow.engine import service
from renda.network.deputies.models import Deputy
from renda.network.stations.models import Membership
from renda.voice.opinions.models import Opinion
from renda.voice.suggestions import access, queries
from renda.voice.suggestions.models import Suggestion, Supplement
from renda.voice.suggestions.services import opinions_behind
from renda.voice.suggestions.services.opinions_behind import take_opinions
from renda.voice.suggestions.services.scans import keep_scan
from renda.voice.suggestions.services.signing import carried_signers, carry_signatures
from renda.voice.suggestions.services.telling import tell_office
from renda.voice.suggestions.states import Period, SignatureState
from renda.voice.suggestions.workflow import SUGGESTION

TEXT_FIELDS = (
    "title", "problem", "analysis", "asks", "category", "need", "hoped_unit", "may_be_public", "is_researched",
)  # fmt: skip


@service
def draft_suggestion(
    *, actor: Actor, deputy_id: int | None = None, opinion_ids: Sequence[UUID] = (), once: UUID | None = None,
    note: str = "", key: UUID | None = None, **text: Any,
) -> Suggestion:  # fmt: skip
    """Begin a suggestion: the deputy for himself, or a liaison officer for a deputy of the station.

    opinion_ids: the opinions it comes from; each is moved to "becomes a suggestion" in the same transaction.
    Raises Invalid (no deputy to draft for), NotAllowed, NotFound (an opinion the actor can't see).
    """
    deputy = _deputy_for(actor, deputy_id)
    row = Suggestion(county_id=actor.county_id, proposer=deputy, entered_by_id=actor.user_id, **_bodies(deputy), **text)
    if key is not None:
        row.pk = key
    SUGGESTION.start(row, "draft", actor=actor, once=once, note=note)
    take_opinions(row, opinion_ids, actor=actor)
    return row


def draft_from_opinions(
    opinions: Sequence[Opinion], *, actor: Actor, once: UUID | None = None, **text: Any
) -> Suggestion:
    """One suggestion out of one or several opinions; the first one's words fill what is not given."""
    if not opinions:
        raise Invalid("先选至少一条群众意见。", field="opinion_ids")
    first = opinions[0]
    text.setdefault("title", f"关于{first.title_line()[:40]}的建议")
    text.setdefault("problem", "\n".join(mask_phones(o.text) for o in opinions))
    text.setdefault("category", first.category or "other")
    text.setdefault("need", first.need)
    return draft_suggestion(actor=actor, opinion_ids=[o.pk for o in opinions], once=once, **text)


@service
def convert_suggestion(
    *, actor: Actor, deputy_id: int, motion_paper: str, motion_link: str = "", session: Session | None = None,
    cosigner_ids: Sequence[int] = (), once: UUID | None = None, note: str = "", **text: Any,
) -> Suggestion:  # fmt: skip
    """Enter a motion that the presidium decided to treat as a suggestion (议案转建议). Source: 代表法 (2025) art. 15

    motion_link: address of the motion's page; session: at which it was moved, else the last one; cosigner_ids: deputies who
    signed the motion and so get the reply and rate it.
    """
    deputy = _deputy_named(actor, deputy_id)
    row = Suggestion(
        county_id=actor.county_id, proposer=deputy, entered_by_id=actor.user_id, motion_paper=motion_paper,
        motion_link=motion_link, period=Period.SESSION, submitted_at=clock.now(), **_bodies(deputy), **text,
    )  # fmt: skip
    row.session = session or queries.session_held_at(row.congress, clock.now())
    row.term_id = row.session.term_id if row.session else None
    cosigners = carried_signers(row, cosigner_ids)
    row.frozen = {**frozen_text(row), "signatories": [{"name": d.name, "on_paper": False} for d in cosigners]}
    SUGGESTION.start(row, "convert", actor=actor, once=once, note=note)
    carry_signatures(row, cosigners, actor=actor)
    return row


@service
def edit_suggestion(
    row: Suggestion, *, actor: Actor, seen: int | None = None, once: UUID | None = None, note: str = "",
    opinion_ids: Sequence[UUID] = (), **text: Any,
) -> Suggestion:  # fmt: skip
    """Change the text before it is handed in."""
    changes = {name: value for name, value in text.items() if name in TEXT_FIELDS and getattr(row, name) != value}
    SUGGESTION.apply(row, "edit", actor=actor, seen=seen, once=once, note=note, **changes)
    take_opinions(row, opinion_ids, actor=actor)
    return row


@service
def submit_suggestion(
    row: Suggestion, *, actor: Actor, seen: int | None = None, once: UUID | None = None, note: str = "",
    paper: Any = None,
) -> Suggestion:  # fmt: skip
    """Hand it in: the text is frozen as it stands, with its signatories.

    paper: the scan of the signed paper, needed when a liaison officer hands it in for the deputy.
    """
    if not access.is_author(actor, row) and not paper:
        raise Invalid("代为提交要附上代表签名的纸质件扫描件。", field="paper")
    session = queries.session_open_at(row.congress, clock.now())
    SUGGESTION.apply(
        row, "submit", actor=actor, seen=seen, once=once, note=note, submitted_at=clock.now(), frozen=frozen_text(row),
        session_id=session.pk if session else None, term_id=session.term_id if session else None,
        period=Period.SESSION if session else Period.BETWEEN, ruling="",
    )  # fmt: skip
    if paper:
        keep_scan(row, paper, actor=actor, purpose="signed_paper")
    tell_office(row, "suggestions/submitted")
    return row


@service
def withdraw_suggestion(
    row: Suggestion, *, actor: Actor, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Suggestion:
    SUGGESTION.apply(row, "withdraw", actor=actor, seen=seen, once=once, note=note)
    opinions_behind.give_back(row, actor=actor, reason=f"代表撤回了建议。{note}")
    return row


@service
def supplement_suggestion(
    row: Suggestion, *, actor: Actor, text: str, opinion_ids: Sequence[UUID] = (), seen: int | None = None,
    once: UUID | None = None, note: str = "",
) -> Suggestion:  # fmt: skip
    """Add words and opinions to a paper that is already in; the paper itself stays as it was."""
    SUGGESTION.apply(row, "supplement", actor=actor, seen=seen, once=once, note=note)
    Supplement.objects.create(
        county_id=row.county_id, suggestion=row, text=text, added_by_id=actor.user_id, added_by_name=actor.name
    )
    take_opinions(row, opinion_ids, actor=actor)
    return row


def frozen_text(row: Suggestion) -> dict[str, Any]:
    """The paper as handed in: its text and who signed."""
    given = row.signatures.given().select_related("deputy").order_by("signed_at") if row.version else []
    return {
        **{name: getattr(row, name) for name in TEXT_FIELDS},
        "proposer": row.proposer.name,
        "signatories": [{"name": s.deputy.name, "on_paper": s.state == SignatureState.PAPER} for s in given],
    }


def _deputy_for(actor: Actor, deputy_id: int | None) -> Deputy:
    """The actor's own roster entry, or the one named by a liaison officer for a deputy of the station."""
    if deputy_id is not None and not actor.holds(Role.DEPUTY):
        return _deputy_named(actor, deputy_id)
    mine = Deputy.objects.filter(county_id=actor.county_id, user_id=actor.user_id, serving=True)
    if deputy_id is not None:
        mine = mine.filter(pk=deputy_id)
    found = mine.filter(congress__isnull=False).order_by("-level").first() or mine.first()
    if found is None:
        raise NotAllowed("只有在任的代表能提建议；联络员代为起草时，请先选代表。")
    return found


def _deputy_named(actor: Actor, deputy_id: int) -> Deputy:
    found = Deputy.objects.filter(county_id=actor.county_id, pk=deputy_id, serving=True).first()
    if found is None:
        raise NotFound("没有找到这位在任代表，请在名单里选。")
    return found


def _bodies(deputy: Deputy) -> dict[str, Any]:
    """Congress, office, government side and helping station of a deputy's suggestion."""
    congress = deputy.congress or county_congress(deputy.county_id)
    station = Membership.objects.filter(
        Q(to_on__isnull=True) | Q(to_on__gte=clock.today()), county_id=deputy.county_id, deputy=deputy
    ).order_by("-is_main", "pk").select_related("station").first()  # fmt: skip
    return {
        "congress": congress,
        "office": queries.office_of(congress),
        "government": queries.government_of(congress),
        "helper_org_id": station.station.org_id if station else None,
    }


def county_congress(county_id: int) -> Organisation:
    return Organisation.objects.filter(county_id=county_id, kind=OrgKind.CONGRESS).order_by("pk")[0]
