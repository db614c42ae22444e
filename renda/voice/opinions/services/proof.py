"""Against robots, without a third party: a proof of work with script, a timed token without; each is good once."""

import hashlib
import secrets
from datetime import timedelta
from typing import Any

import altcha
from django.conf import settings
from django.core import signing
from django.db import IntegrityError, transaction

from renda.ground.kernel.clock import now
from renda.ground.kernel.errors import Invalid
from renda.ground.people.services import throttle
from renda.voice.opinions.models import UsedProof

ALGORITHM, COST = "PBKDF2/SHA-256", 2000
PROOF_LIFE = timedelta(minutes=30)
TOKEN_LIFE = timedelta(hours=12)
TOKEN_AGE = 3.0  # seconds: nobody writes an opinion faster
TOKEN_SALT = "renda.opinions.form"


def make_challenge() -> dict[str, Any]:
    """A signed puzzle for the browser: some 256 short derivations, a second of work."""
    expires = int((now() + PROOF_LIFE).timestamp())
    challenge = altcha.create_challenge(ALGORITHM, COST, expires_at=expires, hmac_secret=_secret())
    return challenge.to_dict()


def make_token() -> str:
    """For a page without script: says when the form was opened, and is good once."""
    return signing.dumps({"at": now().timestamp(), "n": secrets.token_hex(8)}, salt=TOKEN_SALT, compress=True)


def spend_proof(county_id: int, *, proof: str, token: str, address: str) -> None:
    """Check and use up a proof of work, or else a timed token under a tighter limit. Raises Invalid, TooMany."""
    if proof:
        _check_proof(proof)
        throttle(f"opinion-proof:{county_id}:{address}", limit=60, seconds=600)
    else:
        _check_token(token)
        throttle(f"opinion-token:{county_id}:{address}", limit=10, seconds=600)
    _use_up(county_id, proof or token)


def forget_old_proofs() -> int:
    """Delete used proofs that have expired by themselves; returns how many."""
    deleted, _ = UsedProof.objects.filter(used_at__lt=now() - 2 * TOKEN_LIFE).delete()
    return deleted


def _check_proof(proof: str) -> None:
    try:
        result = altcha.verify_solution(proof, _secret())
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Invalid("页面的自动核对没有通过，请再交一次。", field="altcha") from error
    if result.expired:
        raise Invalid("页面开得太久了，请再交一次，您写的都还在。", field="altcha")
    if not result.verified:
        raise Invalid("页面的自动核对没有通过，请再交一次。", field="altcha")


def _check_token(token: str) -> None:
    try:
        opened = float(signing.loads(token, salt=TOKEN_SALT, max_age=None)["at"])
    except (signing.BadSignature, KeyError, TypeError, ValueError) as error:
        raise Invalid("这一页放得太久了，请再交一次，您写的都还在。", field="token") from error
    age = now().timestamp() - opened
    if age > TOKEN_LIFE.total_seconds():
        raise Invalid("这一页放得太久了，请再交一次，您写的都还在。", field="token")
    if age < TOKEN_AGE:
        raise Invalid("交得太快了，请看一遍再交。", field="token")


def _use_up(county_id: int, proof: str) -> None:
    digest = hashlib.sha256(_canonical(proof).encode()).hexdigest()
    try:
        with transaction.atomic():
            UsedProof.objects.create(county_id=county_id, digest=digest)
    except IntegrityError as error:
        raise Invalid("这一页已经交过一次了；要再反映一件，请重新打开。", field="altcha") from error


def _canonical(proof: str) -> str:
    """The signed nonce of a proof, so that the same work written differently is still the same."""
    try:
        return "proof:" + str(altcha.Payload.from_base64(proof).challenge.parameters.nonce)
    except (ValueError, KeyError, TypeError, AttributeError):
        return "token:" + proof


def _secret() -> str:
    return hashlib.sha256(f"renda.opinions.proof:{settings.SECRET_KEY}".encode()).hexdigest()
