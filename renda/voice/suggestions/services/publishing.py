"""To the public or not, decided by two persons; closing and the archive."""

from uuid import UUID

from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Invalid
from renda.ground.notices.services import tell
from renda.ground.workflow.engine import service
from renda.voice.suggestions.models import Publication, Suggestion
from renda.voice.suggestions.services import opinions_behind
from renda.voice.suggestions.services.letters import order_archive
from renda.voice.suggestions.services.locking import locked, locked_parent
from renda.voice.suggestions.services.telling import tell_author, tell_people, tell_signatories
from renda.voice.suggestions.states import CLASS_SHORT, Disclosure
from renda.voice.suggestions.workflow import PUBLICATION, SUGGESTION, second_person


@service
def propose_publication(
    parent: Suggestion, *, actor: Actor, extent: str, reason: str = "", summary: str = "", redactions: str = "",
    once: UUID | None = None, note: str = "",
) -> Publication:  # fmt: skip
    """Say how far it should be published. Less than in full needs a reason, a summary its text. Source: DOMAIN R-SG-14"""
    if extent != Disclosure.FULL and not reason:
        raise Invalid("不全文公开的，请写明理由。", field="reason")
    if extent == Disclosure.SUMMARY and not summary:
        raise Invalid("摘要公开的，请写好摘要。", field="summary")
    row = Publication(
        county_id=parent.county_id, parent=locked(parent), extent=extent, reason=reason, summary=summary,
        redactions=redactions, proposed_by_id=actor.user_id,
    )  # fmt: skip
    PUBLICATION.start(row, "propose", actor=actor, once=once, note=note)
    tell(list(second_person(row)), "suggestions/publication_proposed", parent)
    return row


@service
def approve_publication(
    row: Publication, *, actor: Actor, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Publication:
    """The second person publishes it; the residents behind it are told the result."""
    parent = locked_parent(row)
    PUBLICATION.apply(
        row, "approve", actor=actor, seen=seen, once=once, note=note, decided_by_id=actor.user_id,
        decided_on=clock.today(),
    )  # fmt: skip
    SUGGESTION.apply(
        parent, "publish", actor=actor, disclosure=row.extent, summary=row.summary, published_on=clock.today()
    )
    opinions_behind.answer(parent, actor=actor, result=result_words(parent), link=parent.get_absolute_url())
    tell_signatories(parent, "suggestions/published")
    return row


@service
def withhold_publication(
    row: Publication, *, actor: Actor, note: str, seen: int | None = None, once: UUID | None = None
) -> Publication:
    """The second person keeps it from the public, with the reason in the record; the residents still get the result."""
    parent = locked_parent(row)
    reason = row.reason or note
    PUBLICATION.apply(
        row, "withhold", actor=actor, seen=seen, once=once, note=note, extent=Disclosure.NONE, reason=reason[:300],
        decided_by_id=actor.user_id, decided_on=clock.today(),
    )  # fmt: skip
    SUGGESTION.apply(parent, "publish", actor=actor, disclosure=Disclosure.NONE)
    opinions_behind.answer(parent, actor=actor, result=result_words(parent), link="")
    return row


@service
def drop_publication(
    row: Publication, *, actor: Actor, note: str, seen: int | None = None, once: UUID | None = None
) -> Publication:
    """Back to who proposed it, with what to mend."""
    PUBLICATION.apply(row, "drop", actor=actor, seen=seen, once=once, note=note)
    tell_people([row.proposed_by_id], "suggestions/publication_dropped", row.parent)
    return row


@service
def close_suggestion(
    row: Suggestion, *, actor: Actor, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Suggestion:
    SUGGESTION.apply(row, "close", actor=actor, seen=seen, once=once, note=note, closed_on=clock.today())
    tell_author(row, "suggestions/closed")
    return row


@service
def archive_suggestion(
    row: Suggestion, *, actor: Actor, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Suggestion:
    """Put it away as one PDF file with its history; a job makes the file. Source: DOMAIN 5.2 row 19"""
    SUGGESTION.apply(row, "archive", actor=actor, seen=seen, once=once, note=note)
    order_archive(row, actor=actor)
    return row


def result_words(row: Suggestion) -> str:
    """The result in one sentence, for a resident."""
    lead = row.lead_org.name if row.lead_org else "承办单位"
    word = CLASS_SHORT.get(row.reply_class, "")
    return f"{lead}已经答复：{word}。" if word else f"{lead}已经答复。"
