"""The receipt, and how it is made: what the pages and the open intake share."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import segno
from django.urls import reverse

from renda.ground.files.queries import StoredFileQuerySet, files_of
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.clock import now
from renda.ground.kernel.errors import NotFound
from renda.ground.kernel.keys import made_at, tidy_code
from renda.ground.kernel.web import Request
from renda.ground.people.web import address_of
from renda.network.stations.models import Station
from renda.voice.opinions import services
from renda.voice.opinions.forms import SubmitForm
from renda.voice.opinions.models import Opinion
from renda.voice.opinions.shown import trail
from renda.voice.opinions.states import S

QUEUED_AFTER = timedelta(minutes=5)


def take_in(request: Request, station: Station, form: SubmitForm) -> Opinion:
    """What the page and the open intake do with a good form: slow down, then one service call."""
    proof = services.Proof(work=form.cleaned_data["altcha"], token=form.cleaned_data["token"])
    services.slow_down(request.actor.county_id, address=address_of(request), has_proof=bool(proof.work))
    resident = Actor(county_id=request.actor.county_id)
    words = form.words()
    words["is_late"] = words["is_late"] or _was_queued(words["key"], has_script=bool(proof.work))
    return services.submit_opinion(actor=resident, station=station, proof=proof, **words)


def _was_queued(key: UUID | None, *, has_script: bool) -> bool:
    """With script the key is made when 提交 is pressed: an old one has waited on the phone for the network."""
    return has_script and key is not None and key.version == 7 and now() - made_at(key) > QUEUED_AFTER


def open_receipt(request: Request, code: str) -> tuple[Opinion, Actor]:
    """The opinion of a receipt, and its bearer: whoever holds the code, in no post. Raises NotFound."""
    found = Opinion.objects.for_page().filter(county_id=request.actor.county_id, code=tidy_code(code) or "-")
    opinion = found.exclude(state=S.ERASED).first()
    if opinion is None:
        raise NotFound("没有这张回执。请看看编号有没有抄错；如果要求过删除个人信息，回执也一起删除了。")
    return opinion, Actor(county_id=opinion.county_id, bearer_of=frozenset({opinion.pk}))


def slip_of(request: Request, opinion: Opinion) -> dict[str, Any]:
    """Code, address and QR, as the receipt and the printed slip show them."""
    return {
        "qr": qr_of(request, opinion).svg_data_uri(scale=4, border=2, light="#fff", omitsize=True),
        "address": address_to(request, opinion),
    }


def photos_of(opinion: Opinion) -> StoredFileQuerySet:
    """The resident's own photos, and those of the result once it has been told."""
    shown = files_of(opinion, "parties", "public")
    return shown if opinion.state in trail.DONE else shown.exclude(purpose="result")


def address_to(request: Request, opinion: Opinion) -> str:
    return request.build_absolute_uri(reverse("opinions:receipt", args=[opinion.code]))


def qr_of(request: Request, opinion: Opinion) -> segno.QRCode:
    return segno.make(address_to(request, opinion), error="m", micro=False)
