"""A photographed page becomes an opinion: only when a person has compared and confirmed it, by the service that enters opinions."""

from datetime import date
from uuid import UUID

from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Repeated
from renda.ground.scans import services as scans
from renda.ground.scans.models import Scan
from renda.ground.workflow.engine import service
from renda.network.stations.models import Station
from renda.voice.opinions.models import Opinion
from renda.voice.opinions.services.intake import enter_opinion
from renda.voice.opinions.states import Entry


@service
def confirm_paper(
    scan: Scan, *, actor: Actor, station: Station, text: str, is_read_back: bool, place: str = "", phone: str = "",
    name: str = "", received_on: date | None = None, once: UUID | None = None,
) -> Opinion:  # fmt: skip
    """Enter what stands on the page (代为登记, 来源纸条); its picture goes with the opinion, the text that was read goes away.

    Confirmed twice it is the same opinion. Raises Conflict if the page was dropped, and what `enter_opinion` raises.
    """
    held = scans.hold_scan(scan, actor=actor)
    if held.matter_id is not None:
        raise Repeated(Opinion.objects.get(pk=held.matter_id))
    opinion = enter_opinion(
        actor=actor, station=station, text=text, entry=Entry.PAPER, is_read_back=is_read_back, place=place, phone=phone,
        name=name, received_on=received_on, photos=scans.take_picture(held, actor=actor), once=once,
    )  # fmt: skip
    scans.settle_scan(held, opinion, actor=actor)
    return opinion
