"""A page that was read, as the form to confirm it and the words beside it show it."""

from collections.abc import Iterable
from typing import Any

from renda.ground.kernel.actor import Actor
from renda.ground.kernel.text import PHONE, tidy_phone
from renda.ground.scans.models import Scan
from renda.ground.scans.rules import Piece, Reading, joined
from renda.network.stations.models import Station
from renda.voice.opinions import services
from renda.voice.opinions.forms import LONGEST, PaperForm
from renda.voice.opinions.models import Opinion
from renda.voice.opinions.scanning import OPINION_FORM

LABELS = {box.name: box.label for box in OPINION_FORM.boxes}
ALL = "全文"


def initial_of(scan: Scan, stations: Iterable[Station]) -> dict[str, Any]:
    """What the form begins with. A telephone number of a letter is taken only if it is the only one."""
    reading = scan.reading
    words = {name: piece.text for name, piece in reading.fields.items()}
    if not words and reading.lines:
        text = joined(reading.lines, "\n").text
        numbers = set(PHONE.findall(text))
        words = {"text": text, "phone": numbers.pop() if len(numbers) == 1 else ""}
    about = words.pop("about", "")
    text = "\n".join(part for part in (about, words.get("text", "")) if part)
    station = station_of(reading, stations)
    return {**words, "text": text[:LONGEST], "phone": tidy_phone(words.get("phone", "")),
            "station_id": station.pk if station else None}  # fmt: skip


def confirm(scan: Scan, form: PaperForm, stations: Iterable[Station], actor: Actor) -> Opinion:
    """What the page and the API do with a good form."""
    words = form.words()
    chosen = words.pop("station_id")
    station = next(one for one in stations if one.pk == chosen)
    return services.confirm_paper(scan, actor=actor, station=station, **words)


def station_of(reading: Reading, stations: Iterable[Station]) -> Station | None:
    """The station of the QR, if it is one at which the reader may enter."""
    return next((one for one in stations if one.code == reading.sign.place), None) if reading.sign.place else None


def doubtful(reading: Reading) -> list[dict[str, Any]]:
    """The fields with doubtful characters: label, and the text in parts."""
    found = [(LABELS.get(name, name), piece) for name, piece in reading.fields.items()]
    if reading.lines:
        found.append((ALL, joined(reading.lines, "\n")))
    return [{"label": label, "parts": piece.parts()} for label, piece in found if piece.weak]


def how_many(reading: Reading) -> int:
    pieces: list[Piece] = [*reading.fields.values(), *reading.lines]
    return sum(len(piece.weak) for piece in pieces)
