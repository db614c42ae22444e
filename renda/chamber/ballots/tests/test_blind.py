import json
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from renda.chamber.ballots import blind

VECTOR = json.loads((Path(__file__).parent / "rfc9474.json").read_text())


def octets(name):
    return bytes.fromhex(VECTOR[name])


@pytest.fixture(scope="module")
def rfc_key():
    p, q, e = int(VECTOR["p"], 16), int(VECTOR["q"], 16), 65537
    d = pow(e, -1, (p - 1) * (q - 1))
    crt = {"dmp1": d % (p - 1), "dmq1": d % (q - 1), "iqmp": pow(q, -1, p)}
    return rsa.RSAPrivateNumbers(p=p, q=q, d=d, **crt, public_numbers=rsa.RSAPublicNumbers(e, p * q)).private_key()


@pytest.fixture(scope="module")
def key():
    return blind.make_key()


def test_the_signer_gives_the_signature_of_the_rfc(rfc_key):
    assert blind.sign_blinded(rfc_key, octets("blinded_msg")) == octets("blind_sig")


def test_the_signature_of_the_rfc_is_good_and_another_message_is_not(rfc_key):
    prepared = octets("msg_prefix") + octets("msg")
    assert blind.is_signed(rfc_key.public_key(), prepared, octets("sig"))
    assert not blind.is_signed(rfc_key.public_key(), prepared[:-1] + b"\0", octets("sig"))


def test_taking_the_blinding_off_gives_the_signature_of_the_rfc(rfc_key):
    n = rfc_key.public_key().public_numbers().n
    unblinded = int.from_bytes(octets("blind_sig"), "big") * int(VECTOR["inv"], 16) % n
    assert unblinded.to_bytes(512, "big") == octets("sig")


def test_a_retry_gets_the_same_signature(key):
    blinded = b"\x01" + b"\x55" * 255
    assert blind.sign_blinded(key, blinded) == blind.sign_blinded(key, blinded)


@pytest.mark.parametrize("blinded", [b"", b"\0" * 256, b"\0" * 255 + b"\1", b"\xff" * 256, b"\x01" * 255])
def test_what_is_no_number_below_the_modulus_is_refused(key, blinded):
    with pytest.raises(blind.BadBlinded):
        blind.sign_blinded(key, blinded)


def test_the_key_is_its_owners_file_and_gone_after_issuing(key, tmp_path):
    path = tmp_path / "ballots" / "one.key"
    blind.keep_key(key, path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert blind.public_bytes(blind.load_key(path)) == blind.public_bytes(key)
    blind.destroy_key(path)
    blind.destroy_key(path)
    with pytest.raises(FileNotFoundError):
        blind.load_key(path)
    assert list(path.parent.iterdir()) == []


def test_the_public_key_is_read_back(key):
    kept = blind.public_bytes(key)
    assert blind.public_bytes(blind.read_public(kept)) == kept
