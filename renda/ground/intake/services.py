"""Against robots, without a third party: a proof of work with script, a timed token without; each is good once."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import altcha
from django.conf import settings
from django.core import signing

from renda.ground.intake.models import UsedProof
from renda.ground.kernel.clock import now
from renda.ground.kernel.errors import Invalid
from renda.ground.kernel.writing import insert, send
from renda.ground.people.services import throttle

ALGORITHM, COST = "PBKDF2/SHA-256", 2000
PROOF_LIFE = timedelta(minutes=30)
TOKEN_LIFE = timedelta(hours=12)
TOKEN_AGE = 3.0  # seconds: nobody fills in a form faster
TOKEN_SALT = "renda.intake.form"  # noqa: S105  a name, no secret


@dataclass(frozen=True)
class Proof:
    """What a form brings along: the solved puzzle, or the timed token of a page without script."""

    work: str = ""
    token: str = ""


def make_challenge() -> dict[str, Any]:
    """A signed puzzle for the browser: some 256 short derivations, a second of work."""
    expires = int((now() + PROOF_LIFE).timestamp())
    challenge = altcha.create_challenge(ALGORITHM, COST, expires_at=expires, hmac_secret=_secret())
    return challenge.to_dict()


def make_token() -> str:
    """For a page without script: says when the form was opened, and is good once."""
    return signing.dumps({"at": now().timestamp(), "n": secrets.token_hex(8)}, salt=TOKEN_SALT, compress=True)


def slow_down(county_id: int, *, address: str, has_proof: bool) -> None:
    """Few from one address, fewer without a proof of work. Call before the transaction. Raises TooMany."""
    limit, seconds = (60, 600) if has_proof else (10, 600)
    kind = "proof" if has_proof else "token"
    text = "这个网络刚交过好几条了，请等10分钟再交，您写的都还在；急的话可以打家站电话。"
    throttle(f"intake-{kind}:{county_id}:{address}", limit=limit, seconds=seconds, text=text)


def spend_proof(county_id: int, proof: Proof) -> None:
    """Check and use up a proof of work, or else a timed token. Raises Invalid."""
    if proof.work:
        _check_work(proof.work)
    else:
        _check_token(proof.token)
    _use_up(county_id, proof)


def forget_old_proofs() -> int:
    """Delete used proofs that have expired by themselves; returns how many."""
    deleted, _ = UsedProof.objects.filter(used_at__lt=now() - 2 * TOKEN_LIFE).delete()
    return deleted


def _check_work(work: str) -> None:
    try:
        result = altcha.verify_solution(work, _secret())
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


def _use_up(county_id: int, proof: Proof) -> None:
    digest = hashlib.sha256(_unique_part(proof).encode()).hexdigest()
    if send([insert([UsedProof(county_id=county_id, digest=digest)])]) != [1]:
        raise Invalid("这一页已经交过一次了；要再交一件，请重新打开。", field="altcha")


def _unique_part(proof: Proof) -> str:
    """Of checked work the signed nonce, so that the same work written differently is still the same."""
    if proof.work:
        return f"work:{altcha.Payload.from_base64(proof.work).challenge.parameters.nonce}"
    return f"token:{proof.token}"


def _secret() -> str:
    return hashlib.sha256(f"renda.intake.proof:{settings.SECRET_KEY}".encode()).hexdigest()
