"""An opinion comes in: from a resident's phone, or entered by someone of the station on their behalf."""

import hashlib
import json
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from renda.ground.files import services as files
from renda.ground.intake.services import Proof, spend_proof
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.clock import now, today
from renda.ground.kernel.errors import Conflict, Invalid, Repeated
from renda.ground.kernel.keys import check_client_key
from renda.ground.kernel.sealed import blind_index
from renda.ground.notices import services as notices
from renda.ground.workflow.engine import service
from renda.network.activities.models import Activity
from renda.network.stations.models import Station
from renda.voice.opinions.models import Contact, Opinion
from renda.voice.opinions.queries import PHONE_PURPOSE
from renda.voice.opinions.states import Entry
from renda.voice.opinions.workflow import OPINION, the_liaison

DIGEST_PURPOSE = "opinion-intake"


@service
def submit_opinion(
    *, actor: Actor, station: Station, text: str, place: str = "", phone: str = "", name: str = "",
    photos: Sequence[Any] = (), key: UUID | None = None, is_late: bool = False, proof: Proof | None = None,
    once: UUID | None = None,
) -> Opinion:  # fmt: skip
    """A resident leaves an opinion without an account (提交).

    key: made by the phone, becomes the matter's key, so that a repeated sending finds the first one; is_late: it was
    queued without network; proof: what speaks against a robot, used up in the same transaction (None for programs
    of our own). Raises Invalid (key too old, proof bad), Conflict (same key, other content).
    """
    opinion = Opinion(station=station, text=text, place=place, entry=Entry.OFFLINE if is_late else Entry.QR)
    return _receive(opinion, "submit", actor, phone, name, photos, key, once, proof)


@service
def enter_opinion(
    *, actor: Actor, station: Station, text: str, entry: str, is_read_back: bool, place: str = "", village: str = "",
    phone: str = "", name: str = "", received_on: date | None = None, photos: Sequence[Any] = (),
    key: UUID | None = None, once: UUID | None = None, at: UUID | None = None,
) -> Opinion:  # fmt: skip
    """Someone of the station enters what a resident said (代为登记): paper, telephone, visit; the enterer is named.

    is_read_back: the text was read to the resident, who agreed. Raises Invalid without it. at: the reception it was said at.
    """
    if not is_read_back:
        raise Invalid("请先把写下的念给本人听，本人同意再登记。", field="is_read_back")
    if at is not None and not Activity.objects.filter(county_id=actor.county_id, station=station, pk=at).exists():
        raise Invalid("这次接待是另一个家站的，请选对家站。", field="station_id")
    opinion = Opinion(
        activity_id=at, station=station, text=text, place=place, village=village, entry=entry, is_read_back=True,
        entered_by_id=actor.user_id or None, received_on=received_on or today(),
    )  # fmt: skip
    return _receive(opinion, "enter", actor, phone, name, photos, key, once)


@service
def import_opinion(
    *, actor: Actor, station: Station, text: str, place: str = "", village: str = "", phone: str = "", name: str = "",
    received_on: date | None = None, once: UUID | None = None,
) -> Opinion | None:  # fmt: skip
    """A line of a register kept before (由旧台账导入); None if the same line is there already. Nobody read it back, and it is not said that one did."""
    opinion = Opinion(
        station=station, text=text, place=place, village=village, entry=Entry.REGISTER,
        entered_by_id=actor.user_id or None, received_on=received_on or today(),
    )  # fmt: skip
    opinion.county_id = actor.county_id
    known = Opinion.objects.filter(county_id=actor.county_id, intake_digest=_digest(opinion, phone, name, ()))
    return None if known.exists() else _receive(opinion, "import", actor, phone, name, (), None, once)


def _receive(
    opinion: Opinion, step: str, actor: Actor, phone: str, name: str, photos: Sequence[Any],
    key: UUID | None, once: UUID | None, proof: Proof | None = None,
) -> Opinion:  # fmt: skip
    opinion.county_id = actor.county_id
    opinion.intake_digest = _digest(opinion, phone, name, photos)
    if key is not None:
        opinion.pk = check_client_key(key, now())
        _refuse_known_key(opinion)
    if proof is not None:
        spend_proof(actor.county_id, proof)
    try:
        OPINION.start(opinion, step, actor=actor, once=once)
    except Conflict:
        _refuse_known_key(opinion)  # the same key was being sent twice at once, and the other was first
        raise
    if phone or name:
        index = blind_index(phone, purpose=PHONE_PURPOSE)
        Contact.objects.create(opinion=opinion, county_id=opinion.county_id, name=name, phone=phone, phone_index=index)
    files.attach(photos, opinion, actor=actor, purpose="photo", audience="parties", images_only=True)
    notices.tell(the_liaison(opinion), "opinions/collected", opinion)
    return opinion


def _refuse_known_key(opinion: Opinion) -> None:
    """The same key with the same content is the same opinion; anything else under it is refused without detail."""
    first = Opinion.objects.filter(pk=opinion.pk).first()
    if first is None:
        return
    if first.county_id == opinion.county_id and first.intake_digest == opinion.intake_digest:
        raise Repeated(first)
    raise Conflict("这一份已经收到过，内容不一样，没有改动原来的。要补充，请在回执页上“补充一句”。")


def _digest(opinion: Opinion, phone: str, name: str, photos: Sequence[Any]) -> str:
    content: list[Any] = [opinion.station_id, opinion.text, opinion.place, opinion.village, phone, name]
    content += [_sha256(photo) for photo in photos]
    return blind_index(json.dumps(content, ensure_ascii=False), purpose=DIGEST_PURPOSE)


def _sha256(upload: Any) -> str:
    """Of an upload; a file stored before knows its own."""
    if hasattr(upload, "sha256"):
        return str(upload.sha256)
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    upload.seek(0)
    return digest.hexdigest()
