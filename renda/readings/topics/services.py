"""New opinions are put into topics; run by the worker, never by a page."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from renda.ground.kernel import clock
from renda.ground.search.advice.hot import WITHIN, Grouping, Merge, Message
from renda.ground.search.advice.hot import Topic as Group
from renda.readings.topics import queries
from renda.readings.topics.models import Topic, TopicOpinion
from renda.voice.opinions.models import Opinion

AT_ONCE = 1000
WRITTEN_AT_ONCE = 500


def place_new(county_id: int) -> int:
    """Put the opinions that no topic has yet, the oldest first, where they belong. Returns how many; those placed before stay.

    Read and worked out before anything is written, so that nobody waits for it; a second run at once finds its rows taken and fails.
    """
    fresh = list(queries.unplaced(county_id)[:AT_ONCE])
    if not fresh:
        return 0
    grouping = _as_placed(county_id, fresh[0].created_at - WITHIN)
    changed = {grouping.add(_message(opinion)) for opinion in fresh}
    _write(county_id, fresh, grouping, changed)
    return len(fresh)


def _as_placed(county_id: int, since: datetime) -> Grouping:
    """The topics of the time before, as they stand; what was put under an elder is read as the elder's."""
    rows = TopicOpinion.objects.filter(county_id=county_id, at__gte=since, opinion__erased_at=None)
    grouping, groups, began = Grouping(), dict[UUID, Group](), queries.beginnings(county_id, since)
    for row in rows.select_related("opinion__contact", "topic").order_by("at", "pk"):
        key = row.topic.elder_id or row.topic_id
        groups[key] = grouping.add(_message(row.opinion), groups.get(key) or Group(key=key, began=began[key]))
    return grouping


@transaction.atomic
def _write(county_id: int, fresh: Sequence[Opinion], grouping: Grouping, changed: set[Group]) -> None:
    for group in changed:
        group.key = group.key or Topic.objects.create(county_id=county_id).pk
    TopicOpinion.objects.bulk_create(
        TopicOpinion(
            opinion=opinion, county_id=county_id, topic_id=_key(grouping.of(opinion.pk)), at=opinion.created_at
        )
        for opinion in fresh
    )
    _note_shares(changed)
    for merge in grouping.merges(changed):
        _put_under(merge)


def _message(opinion: Opinion) -> Message:
    author = opinion.contact.phone_index if opinion.has_contact else ""
    return Message(opinion.pk, opinion.title_line(), opinion.text, opinion.created_at, author)


def _key(group: Group) -> UUID:
    return UUID(str(group.key))


def _note_shares(changed: set[Group]) -> None:
    shares = {UUID(str(key)): share for group in changed for key, share in group.shares().items()}
    rows = [TopicOpinion(opinion_id=key, share=share) for key, share in shares.items()]
    TopicOpinion.objects.bulk_update(rows, ["share"], batch_size=WRITTEN_AT_ONCE)


def _put_under(merge: Merge) -> None:
    """The younger topic, and what was put under it before, stands under the elder from now on; no opinion is moved."""
    elder, younger = _key(merge.elder), _key(merge.younger)
    Topic.objects.filter(elder_id=younger).update(elder_id=elder)
    Topic.objects.filter(pk=younger).update(
        elder_id=elder, merged_at=clock.now(), texts_alike=round(100 * merge.texts), titles_alike=round(100 * merge.titles)
    )  # fmt: skip
