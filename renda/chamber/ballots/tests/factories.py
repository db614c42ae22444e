"""A phone in Python: takes a paper and marks it, as the page's script does."""

import secrets

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from renda.chamber.ballots import blind
from renda.chamber.ballots.package import CURVE, Slip, encoded, marked


def take_paper(key):
    """A one-time key, its token, and the paper: prefix and signature. Blinding itself is tested against the RFC."""
    holder = ec.generate_private_key(CURVE)
    numbers = holder.public_key().public_numbers()
    token = b"\x04" + numbers.x.to_bytes(32, "big") + numbers.y.to_bytes(32, "big")
    prefix = secrets.token_bytes(blind.PREFIX)
    return holder, token, prefix, key.sign(prefix + token, blind.PSS, hashes.SHA384())


def make_slip(key, *, ballot, choice):
    holder, token, prefix, paper = take_paper(key)
    r, s = decode_dss_signature(holder.sign(marked(ballot, choice), ec.ECDSA(hashes.SHA256())))
    mark = r.to_bytes(32, "big") + s.to_bytes(32, "big")
    return Slip(encoded(token), encoded(prefix), encoded(paper), choice, encoded(mark))
