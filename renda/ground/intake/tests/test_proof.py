"""The guard of open forms: each proof is good once, for whichever form, and forgotten when it has expired by itself."""

from datetime import timedelta

import altcha
import pytest

from renda.ground.intake import services
from renda.ground.intake.models import UsedProof
from renda.ground.intake.services import Proof
from renda.ground.kernel.clock import at, now
from renda.ground.kernel.errors import Invalid, TooMany

pytestmark = pytest.mark.django_db


def solved():
    challenge = altcha.Challenge.from_dict(services.make_challenge())
    return Proof(work=altcha.Payload(challenge, altcha.solve_challenge(challenge)).to_base64())


def patient():
    with at(now() - timedelta(minutes=1)):
        return Proof(token=services.make_token())


@pytest.mark.parametrize("make", [solved, patient])
def test_a_proof_is_good_once(county, make):
    proof = make()
    services.spend_proof(county.pk, proof)
    with pytest.raises(Invalid, match="已经交过一次"):
        services.spend_proof(county.pk, proof)


@pytest.mark.parametrize("proof", [Proof(), Proof(work="x"), Proof(token="x")])
def test_what_is_no_proof_is_refused(county, proof):
    with pytest.raises(Invalid):
        services.spend_proof(county.pk, proof)
    assert not UsedProof.objects.exists()


def test_a_form_sent_at_once_was_filled_in_by_no_person(county):
    with pytest.raises(Invalid, match="交得太快"):
        services.spend_proof(county.pk, Proof(token=services.make_token()))


def test_old_proofs_are_forgotten(county):
    services.spend_proof(county.pk, patient())
    assert services.forget_old_proofs() == 0
    with at(now() + 2 * services.TOKEN_LIFE + timedelta(minutes=1)):
        assert services.forget_old_proofs() == 1


def test_without_a_proof_of_work_fewer_get_through(county):
    for _ in range(10):
        services.slow_down(county.pk, address="192.0.2.1", has_proof=False)
    with pytest.raises(TooMany):
        services.slow_down(county.pk, address="192.0.2.1", has_proof=False)
    services.slow_down(county.pk, address="192.0.2.1", has_proof=True)
    services.slow_down(county.pk, address="192.0.2.2", has_proof=False)
