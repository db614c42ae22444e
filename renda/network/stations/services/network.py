"""What a county sets for its network: industry tags and who carries them, covering kinds, the outline of its maps."""

from collections.abc import Iterable

from django.db import IntegrityError, transaction

from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Conflict, Invalid, NotAllowed
from renda.network.stations.access import keeps_stations, keeps_tags
from renda.network.stations.models import Network, Station, Tag, Tagging
from renda.network.stations.queries import COVERING, network_of
from renda.network.stations.rules import NUMBER, read_outline
from renda.network.stations.services.places import check_kinds


def add_tag(*, actor: Actor, sort: str, name: str) -> Tag:
    """A tag on the county's list. Raises Conflict if it is on it, NotAllowed."""
    _need_keeper(actor)
    try:
        with transaction.atomic():
            return Tag.objects.create(county_id=actor.county_id, sort=sort, name=name.strip())
    except IntegrityError as error:
        raise Conflict(f"“{name}”已经在名单里。") from error


def keep_tag(tag: Tag, *, actor: Actor, is_current: bool) -> Tag:
    """Taken off the list, or put on it again; places that carry it keep it."""
    _need_keeper(actor)
    tag.is_current = is_current
    tag.save(update_fields=["is_current"])
    return tag


@transaction.atomic
def tag_station(station: Station, *, actor: Actor, tags: Iterable[int]) -> None:
    """The place carries just these tags of the county's list. Raises Invalid, NotAllowed."""
    if not keeps_tags(actor, station):
        raise NotAllowed("产业标签由站里的人、本镇人大主席团或者县人大代表工委来定。")
    wanted = set(tags)
    if Tag.objects.filter(county_id=station.county_id, pk__in=wanted).count() != len(wanted):
        raise Invalid("没有这个标签，请重新选。", field="tags")
    Tagging.objects.filter(county_id=station.county_id, station=station).exclude(tag_id__in=wanted).delete()
    have = set(Tagging.objects.filter(county_id=station.county_id, station=station).values_list("tag_id", flat=True))
    fresh = [Tagging(county_id=station.county_id, station=station, tag_id=pk) for pk in sorted(wanted - have)]
    Tagging.objects.bulk_create(fresh)


def set_covering(*, actor: Actor, kinds: list[str]) -> Network:
    """Which kinds of place cover a village. Raises Invalid, NotAllowed."""
    _need_keeper(actor)
    check_kinds(kinds)
    return _keep(actor, covering=kinds)


def set_outline(*, actor: Actor, data: bytes | None, approval: str, source: str) -> Network:
    """The county's own outline with its number (审图号); without a file only the words change. Raises Invalid, NotAllowed."""
    _need_keeper(actor)
    if approval and not NUMBER.match(approval):
        raise Invalid("审图号照批准的写，例如川S〔2026〕001号。", field="approval")
    now = network_of(actor.county_id)
    if data is None and now.outline is None:
        raise Invalid("请选一个边界文件。", field="file")
    outline = read_outline(data) if data is not None else now.outline
    return _keep(actor, outline=outline, approval=approval, outline_source=source)


def drop_outline(*, actor: Actor) -> Network:
    """Back to a soft ground around the places."""
    _need_keeper(actor)
    return _keep(actor, outline=None, approval="", outline_source="")


def _keep(actor: Actor, **facts: object) -> Network:
    first = {"covering": list(COVERING), **facts}
    row, _ = Network.objects.update_or_create(county_id=actor.county_id, defaults=facts, create_defaults=first)
    return row


def _need_keeper(actor: Actor) -> None:
    if not keeps_stations(actor, actor.county_id):
        raise NotAllowed("家站网络的设置由县人大代表工委来定。")
