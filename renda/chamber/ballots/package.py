"""Slips of a secret vote and the result package anyone may recount: pure, no database, no clock.

A slip is the choice signed by a one-time key; its public key is the token, signed blindly when papers were issued. So nobody can alter a
slip, add one after issuing, or tell whose it is. `recount.py` checks the package again with nothing but Python.
"""

import base64
import binascii
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from renda.chamber.ballots import blind

FORMAT = "renda-ballot-1"
CURVE = ec.SECP256R1()


@dataclass(frozen=True, slots=True)
class Slip:
    """One slip as it is sent, kept and published; each part but the choice in base64url without padding.

    token: the one-time public key, 65 bytes; prefix: the 32 random bytes of RFC 9474 before it; paper: the unblinded signature of
    both; mark: the one-time key's signature of vote and choice (r and s, 32 bytes each).
    """

    token: str
    prefix: str
    paper: str
    choice: str
    mark: str


def is_good(slip: Slip, *, ballot: str, options: Sequence[str], public_key: rsa.RSAPublicKey) -> bool:
    """Whether a slip counts: a choice of this vote, on a paper issued for it, marked by the holder of the paper."""
    if slip.choice not in options:
        return False
    try:
        token, prefix, paper, mark = (octets_of(part) for part in (slip.token, slip.prefix, slip.paper, slip.mark))
    except binascii.Error:
        return False
    if len(prefix) != blind.PREFIX or len(mark) != 64 or not blind.is_signed(public_key, prefix + token, paper):
        return False
    signature = encode_dss_signature(int.from_bytes(mark[:32], "big"), int.from_bytes(mark[32:], "big"))
    try:
        holder = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, token)
        holder.verify(signature, marked(ballot, slip.choice), ec.ECDSA(hashes.SHA256()))
    except (ValueError, InvalidSignature):
        return False
    return True


def marked(ballot: str, choice: str) -> bytes:
    """What the one-time key signs."""
    return f"{FORMAT}\n{ballot}\n{choice}".encode()


def make_package(
    *,
    ballot: str,
    title: str,
    options: Mapping[str, str],
    public_key: rsa.RSAPublicKey,
    issued: int,
    slips: Iterable[Slip],
) -> dict[str, Any]:
    """The package: slips sorted by token, which is random, so that their order tells nothing. options: value and words."""
    rows = sorted(slips, key=lambda slip: slip.token)
    found = Counter(slip.choice for slip in rows)
    numbers = public_key.public_numbers()
    return {
        "format": FORMAT, "ballot": ballot, "title": title, "options": dict(options),
        "key": {"n": f"{numbers.n:x}", "e": numbers.e}, "issued": issued, "returned": len(rows),
        "counts": {option: found[option] for option in options},
        "slips": [{"token": s.token, "prefix": s.prefix, "paper": s.paper, "choice": s.choice, "mark": s.mark} for s in rows],
    }  # fmt: skip


def written(package: Mapping[str, Any]) -> bytes:
    """The package's one way of being written, so that its digest is the same everywhere."""
    return json.dumps(package, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest_of(package: Mapping[str, Any]) -> str:
    """What stands on the signed result sheet."""
    return hashlib.sha256(written(package)).hexdigest()


def encoded(octets: bytes) -> str:
    return base64.urlsafe_b64encode(octets).rstrip(b"=").decode()


def octets_of(text: str) -> bytes:
    """Raises binascii.Error. Only the one way of writing the bytes is read, so that no slip has two tokens."""
    try:
        octets = base64.urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
    except UnicodeEncodeError as error:
        raise binascii.Error from error
    if encoded(octets) != text:
        raise binascii.Error("not written the one way")
    return octets
