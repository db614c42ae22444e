"""Phones in Python: blind tokens, take the blinding off, mark a slip, as ground/ui/js/blind.js does."""

import hashlib
import secrets
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from renda.chamber.ballots import blind
from renda.chamber.ballots.package import CURVE, Slip, encoded, marked, octets_of


@dataclass
class Paper:
    """What a phone keeps of one vote."""

    key: str
    holder: Any
    token: bytes
    prefix: bytes
    inverse: int
    blinded: str
    signature: str = ""


@dataclass
class Phone:
    """Papers by vote."""

    papers: dict[str, Paper] = field(default_factory=dict)

    def prepare(self, keys: dict[str, str]) -> dict[str, str]:
        """keys: vote → public key. What is sent to the server."""
        self.papers = {vote: _blank(key) for vote, key in keys.items()}
        return {vote: paper.blinded for vote, paper in self.papers.items()}

    def finish(self, signed: dict[str, str]) -> None:
        for vote, text in signed.items():
            paper = self.papers[vote]
            numbers = blind.read_public(octets_of(paper.key)).public_numbers()
            number = int.from_bytes(octets_of(text), "big") * paper.inverse % numbers.n
            signature = number.to_bytes((numbers.n.bit_length() + 7) // 8, "big")
            assert blind.is_signed(blind.read_public(octets_of(paper.key)), paper.prefix + paper.token, signature)
            paper.signature = encoded(signature)

    def slip(self, vote: str, choice: str) -> Slip:
        paper = self.papers[vote]
        r, s = decode_dss_signature(paper.holder.sign(marked(vote, choice), ec.ECDSA(hashes.SHA256())))
        mark = encoded(r.to_bytes(32, "big") + s.to_bytes(32, "big"))
        return Slip(encoded(paper.token), encoded(paper.prefix), paper.signature, choice, mark)


def _blank(key: str) -> Paper:
    numbers = blind.read_public(octets_of(key)).public_numbers()
    holder = ec.generate_private_key(CURVE)
    point = holder.public_key().public_numbers()
    token = b"\x04" + point.x.to_bytes(32, "big") + point.y.to_bytes(32, "big")
    prefix = secrets.token_bytes(blind.PREFIX)
    shade = secrets.randbelow(numbers.n - 2) + 2
    message = int.from_bytes(padded(prefix + token, numbers.n.bit_length() - 1), "big")
    blinded = message * pow(shade, numbers.e, numbers.n) % numbers.n
    size = (numbers.n.bit_length() + 7) // 8
    return Paper(key, holder, token, prefix, pow(shade, -1, numbers.n), encoded(blinded.to_bytes(size, "big")))


def padded(message: bytes, bits: int) -> bytes:
    """EMSA-PSS with SHA-384 (RFC 8017, 9.1.1)."""
    length, salt = (bits + 7) // 8, secrets.token_bytes(blind.SALT)
    digest = hashlib.sha384(bytes(8) + hashlib.sha384(message).digest() + salt).digest()
    block = bytes(length - 48 - blind.SALT - 2) + b"\x01" + salt
    blocks = b"".join(hashlib.sha384(digest + i.to_bytes(4, "big")).digest() for i in range(-(-len(block) // 48)))
    masked = bytearray(a ^ b for a, b in zip(block, blocks, strict=False))
    masked[0] &= 0xFF >> (8 * length - bits)
    return bytes(masked) + digest + b"\xbc"
