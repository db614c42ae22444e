"""A slip of a secret vote comes in from nobody: it names no voter, and nothing of the call is kept but the slip."""

from functools import lru_cache

from cryptography.hazmat.primitives.asymmetric import rsa
from django.db import transaction

from renda.chamber.ballots import blind, package, rules
from renda.chamber.ballots.models import Ballot, Slip
from renda.chamber.ballots.package import octets_of
from renda.chamber.ballots.queries import state_held
from renda.chamber.ballots.states import BallotState, Option, Way
from renda.ground.kernel.errors import Conflict, Invalid, WrongState
from renda.ground.kernel.writing import insert, send

NOT_OPEN = "这项表决没有开始或者已经截止，不能再投票。"


def cast_slip(row: Ballot, slip: package.Slip) -> str:
    """Keep a slip for good before it is acknowledged; returns its choice. There is no actor: nobody may be named here.

    The same slip again is the same, also when the vote has closed; another choice is a conflict. The vote's row is held shared,
    so that a vote that closes at this moment either counts the slip or refuses it. Raises WrongState, Invalid, Conflict.
    """
    if row.way != Way.SECRET or row.state == BallotState.READY:
        raise WrongState(NOT_OPEN)
    options = [str(one) for one in rules.options_of(row.vote)]
    if slip.choice not in options:
        raise Invalid("请按页面上的键。", field="choice")
    if not package.is_good(slip, ballot=str(row.pk), options=options, public_key=_key(row.public_key)):
        raise Invalid("这张票不是这项表决发出的票，没有计入。")
    with transaction.atomic():
        is_open = state_held(row.pk) == BallotState.OPEN
        if not (is_open and _keep(row, slip)):
            _check_same(row, slip)
    return slip.choice


@lru_cache(maxsize=64)
def _key(der: str) -> rsa.RSAPublicKey:
    return blind.read_public(octets_of(der))


def _keep(row: Ballot, slip: package.Slip) -> bool:
    """Whether it is new."""
    parts = {"token": slip.token, "prefix": slip.prefix, "paper": slip.paper, "choice": slip.choice, "mark": slip.mark}
    return send([insert([Slip(county_id=row.county_id, ballot=row, **parts)])]) == [1]


def _check_same(row: Ballot, slip: package.Slip) -> None:
    held = Slip.objects.filter(county_id=row.county_id, ballot=row, token=slip.token).first()
    if held is None:
        raise WrongState(NOT_OPEN)
    if held.choice != slip.choice:
        raise Conflict(f"这张票已经投了“{Option(held.choice).label}”，一张票只能投一次。")


def slips_of(row: Ballot) -> list[package.Slip]:
    """All slips of a vote in the order of their random tokens."""
    rows = Slip.objects.filter(county_id=row.county_id, ballot=row).order_by("token")
    return [package.Slip(one.token, one.prefix, one.paper, one.choice, one.mark) for one in rows]


def package_of(row: Ballot) -> dict[str, object]:
    """The result package of a closed secret vote."""
    labels = {str(one): str(one.label) for one in rules.options_of(row.vote)}
    return package.make_package(
        ballot=str(row.pk), title=row.question, options=labels, public_key=_key(row.public_key), issued=row.issued or 0,
        slips=slips_of(row),
    )  # fmt: skip


def shuffle_slips(row: Ballot) -> None:
    """Write the rows anew in the order of their tokens: where they lie and which transaction wrote them tells nothing any more."""
    rows = list(Slip.objects.filter(county_id=row.county_id, ballot=row).order_by("token"))
    Slip.objects.filter(county_id=row.county_id, ballot=row).delete()
    Slip.objects.bulk_create(rows)
