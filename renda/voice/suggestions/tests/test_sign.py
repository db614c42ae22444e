import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from renda.ground.kernel.errors import Blocked, Invalid, NotAllowed
from renda.voice.suggestions import services
from renda.voice.suggestions.states import SignatureState
from renda.voice.suggestions.tests.factories import drafted


@pytest.fixture
def invited(cast):
    row = drafted(cast)
    services.invite_signature(row, actor=cast.deputy, deputy_ids=[cast.seats.deputy2.pk, cast.seats.deputy.pk])
    return row


def test_inviting_leaves_the_proposer_out(invited, cast):
    assert [s.deputy for s in invited.signatures.all()] == [cast.seats.deputy2]


def test_signing_keeps_the_time(invited, cast):
    row = services.sign_signature(invited.signatures.get(), actor=cast.deputy2)
    assert row.state == SignatureState.SIGNED
    assert row.signed_at


def test_only_who_is_invited_signs(invited, cast):
    with pytest.raises(NotAllowed):
        services.sign_signature(invited.signatures.get(), actor=cast.deputy3)


def test_declining_needs_no_reason_and_can_be_changed(invited, cast):
    row = services.decline_signature(invited.signatures.get(), actor=cast.deputy2)
    assert row.state == SignatureState.DECLINED
    assert services.sign_signature(row, actor=cast.deputy2).state == SignatureState.SIGNED


def test_nobody_signs_a_paper_that_is_in(invited, cast):
    services.submit_suggestion(invited, actor=cast.deputy)
    with pytest.raises(Blocked):
        services.sign_signature(invited.signatures.get(), actor=cast.deputy2)


def test_inviting_the_same_again_says_so(invited, cast):
    with pytest.raises(Invalid):
        services.invite_signature(invited, actor=cast.deputy, deputy_ids=[cast.seats.deputy2.pk])


def test_a_paper_signature_has_its_scan(cast):
    row = drafted(cast)
    scan = SimpleUploadedFile("签名页.pdf", b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF", "application/pdf")
    services.record_signature(row, actor=cast.liaison, deputy_ids=[cast.seats.deputy3.pk], scan=scan)
    made = row.signatures.get()
    assert (made.state, made.scan.purpose) == (SignatureState.PAPER, "signatures")
