"""Pure: what stands in a QR, how what was read is tidied, and how far a reading is from the truth."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

WEAK = 0.9  # a character read with less confidence is marked; docs/insight/paper.md says how many of them are wrong
MOST_LINES, MOST_CHARACTERS = 400, 20_000
LOOKALIKES = str.maketrans("OoQDlI|iZzSsB", "0000111122558")


@dataclass(frozen=True, slots=True)
class Sign:
    """What the QR of a page says: the code of the place, and the form's mark if it is one of our forms."""

    place: str = ""
    form: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """Text that was read. weak: the positions of its doubtful characters."""

    text: str = ""
    weak: tuple[int, ...] = ()

    def parts(self) -> list[tuple[str, bool]]:
        """The text cut where doubt begins or ends: (words, are they doubtful)."""
        cut: list[tuple[str, bool]] = []
        weak = set(self.weak)
        for at, letter in enumerate(self.text):
            if cut and cut[-1][1] == (at in weak):
                cut[-1] = (cut[-1][0] + letter, at in weak)
            else:
                cut.append((letter, at in weak))
        return cut


@dataclass(frozen=True, slots=True)
class Reading:
    """What a page says: the fields of a form of ours, or the lines of any other page from top to bottom."""

    sign: Sign = Sign()
    fields: dict[str, Piece] = field(default_factory=dict)
    lines: tuple[Piece, ...] = ()

    def as_data(self) -> dict[str, Any]:
        return asdict(self)


def reading_of(data: dict[str, Any]) -> Reading:
    """The reverse of `as_data`, after JSON."""
    return Reading(
        Sign(**data["sign"]),
        {name: _piece(one) for name, one in data["fields"].items()},
        tuple(_piece(one) for one in data["lines"]),
    )


def _piece(data: dict[str, Any]) -> Piece:
    return Piece(data["text"], tuple(data["weak"]))


def sign_of(text: str) -> Sign:
    """From the address in a QR of ours: `…?s=<place>&f=<form>`. Whose address it is does not matter: nothing is opened."""
    try:
        asked = parse_qs(urlsplit(text).query)
    except ValueError:
        return Sign()
    place, form = asked.get("s", [""])[0], asked.get("f", [""])[0]
    return Sign(
        place if re.fullmatch(r"[\w-]{1,24}", place) else "",
        form if re.fullmatch(r"[a-z_]{1,20}\.\d{1,3}", form) else "",
    )


def piece_of(letters: Iterable[tuple[str, float]]) -> Piece:
    """Characters with their confidence (0 to 1) as a piece; control characters are left out."""
    kept = [(one, sure) for word, sure in letters for one in word if unicodedata.category(one)[0] != "C"]
    return Piece("".join(one for one, _ in kept), tuple(at for at, (_, sure) in enumerate(kept) if sure < WEAK))


def joined(pieces: Sequence[Piece], between: str = "") -> Piece:
    text, weak = "", []
    for piece in pieces:
        text += between if text else ""
        weak += [len(text) + at for at in piece.weak]
        text += piece.text
    return Piece(text, tuple(weak))


def digits_of(piece: Piece) -> Piece:
    """A number: letters that look like digits become digits and doubtful, the rest goes."""
    found = [
        (one.translate(LOOKALIKES), at in piece.weak or not one.isdecimal())
        for at, one in enumerate(unicodedata.normalize("NFKC", piece.text))
    ]
    kept = [(one, doubt) for one, doubt in found if one.isdecimal() and one.isascii()]
    return Piece("".join(one for one, _ in kept), tuple(at for at, (_, doubt) in enumerate(kept) if doubt))


def same(text: str) -> str:
    """Text for comparing: full width and half width made one, blanks gone."""
    return "".join(unicodedata.normalize("NFKC", text).split())
