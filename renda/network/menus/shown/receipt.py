"""The receipt, and how it is made: what the pages and the open intake share."""

from typing import Any

import segno
from django.urls import reverse

from renda.ground.intake.services import Proof, slow_down
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import NotFound
from renda.ground.kernel.keys import tidy_code
from renda.ground.kernel.web import Request
from renda.ground.people.models import Organisation
from renda.ground.people.web import address_of
from renda.network.menus import services
from renda.network.menus.forms import PlaceForm
from renda.network.menus.models import Order, ServiceItem
from renda.network.menus.states import S
from renda.network.stations.models import Station


def take_in(request: Request, item: ServiceItem, at: Station | Organisation, form: PlaceForm) -> Order:
    """What the page and the open intake do with a good form: slow down, then one service call."""
    proof = Proof(work=form.cleaned_data["altcha"], token=form.cleaned_data["token"])
    slow_down(request.actor.county_id, address=address_of(request), has_proof=bool(proof.work))
    resident = Actor(county_id=request.actor.county_id)
    return services.place_order(actor=resident, item=item, at=at, proof=proof, **form.words())


def open_receipt(request: Request, code: str) -> tuple[Order, Actor]:
    """The order of a receipt, and its bearer: whoever holds the code, in no post. Raises NotFound."""
    found = Order.objects.for_page().filter(county_id=request.actor.county_id, code=tidy_code(code) or "-")
    order = found.exclude(state=S.ERASED).first()
    if order is None:
        raise NotFound("没有这张回执。请看看编号有没有抄错；如果要求过删除个人信息，回执也一起删除了。")
    return order, Actor(county_id=order.county_id, bearer_of=frozenset({order.pk}))


def slip_of(request: Request, order: Order) -> dict[str, Any]:
    """Code, address and QR, as the receipt and the printed slip show them."""
    return {
        "qr": qr_of(request, order).svg_data_uri(scale=4, border=2, light="#fff", omitsize=True),
        "address": address_to(request, order),
    }


def address_to(request: Request, order: Order) -> str:
    return request.build_absolute_uri(reverse("menus:receipt", args=[order.code]))


def qr_of(request: Request, order: Order) -> segno.QRCode:
    return segno.make(address_to(request, order), error="m", micro=False)
