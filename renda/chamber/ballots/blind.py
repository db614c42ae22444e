"""Blind signatures for voting papers: RSABSSA-SHA384-PSS-Randomized of RFC 9474, the signer's and the checker's side.

A phone blinds a token; `sign_blinded` signs what it cannot read; the phone takes the blinding off and has an ordinary PSS signature.
The private key of an item is a file outside database and backup, and is deleted when issuing ends. `bench/` measures it.
"""

import os
import secrets
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

BITS = 2048
SALT = 48
PREFIX = 32
PSS = padding.PSS(padding.MGF1(hashes.SHA384()), SALT)


class BadBlinded(ValueError):
    """What a phone sent is no number below the modulus."""


def make_key(bits: int = BITS) -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=bits)


def sign_blinded(key: rsa.RSAPrivateKey, blinded: bytes) -> bytes:
    """BlindSign (RFC 9474, 4.3): the number to the power d, by CRT, blinded once more against timing, checked by s^e.

    blinded: as many bytes as the modulus. The same input gives the same signature. Raises BadBlinded.
    """
    numbers = key.private_numbers()
    n, e = numbers.public_numbers.n, numbers.public_numbers.e
    size = (n.bit_length() + 7) // 8
    message = int.from_bytes(blinded, "big")
    if len(blinded) != size or not 1 < message < n - 1:
        raise BadBlinded
    shade = secrets.randbelow(n - 2) + 2
    hidden = message * pow(shade, e, n) % n
    left = pow(hidden % numbers.p, numbers.dmp1, numbers.p)
    right = pow(hidden % numbers.q, numbers.dmq1, numbers.q)
    signed = right + (left - right) * numbers.iqmp % numbers.p * numbers.q
    signature = signed * pow(shade, -1, n) % n
    if pow(signature, e, n) != message:
        raise ArithmeticError("the signature does not verify; nothing is given out")
    return signature.to_bytes(size, "big")


def is_signed(public_key: rsa.RSAPublicKey, prepared: bytes, signature: bytes) -> bool:
    """Whether a paper was signed under the item's key. prepared: the random prefix and the token (RFC 9474, 4.1)."""
    try:
        public_key.verify(signature, prepared, PSS, hashes.SHA384())
    except InvalidSignature:
        return False
    return True


def public_bytes(key: rsa.RSAPrivateKey | rsa.RSAPublicKey) -> bytes:
    public = key.public_key() if isinstance(key, rsa.RSAPrivateKey) else key
    return public.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)


def read_public(kept: bytes) -> rsa.RSAPublicKey:
    found = serialization.load_der_public_key(kept)
    if not isinstance(found, rsa.RSAPublicKey):
        raise ValueError("no RSA key")
    return found


# The private key's file: there from preparing until issuing ends, readable by its owner alone.


def keep_key(key: rsa.RSAPrivateKey, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    kept = key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    draft = path.with_suffix(".new")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(kept)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def load_key(path: Path) -> rsa.RSAPrivateKey:
    """Not checked again whether its primes are prime: this program made it. Raises FileNotFoundError when issuing has ended."""
    found = serialization.load_der_private_key(path.read_bytes(), None, unsafe_skip_rsa_key_validation=True)
    if not isinstance(found, rsa.RSAPrivateKey):
        raise ValueError("no RSA key")
    return found


def destroy_key(path: Path) -> None:
    """Overwrite and remove. A copy that a file system or a snapshot kept is out of reach: a county puts the folder where none is made."""
    if not path.exists():
        return
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.write(secrets.token_bytes(size))
        file.flush()
        os.fsync(file.fileno())
    path.unlink()
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
