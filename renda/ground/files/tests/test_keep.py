import os
import threading
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.db import connections, transaction

from renda.ground.files import services, storage
from renda.ground.files.models import StoredFile
from renda.ground.files.queries import files_of, staged_by
from renda.ground.files.tests import factories as make
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Conflict, Invalid, NotAllowed


@pytest.fixture
def clerk(county):
    return Actor(county.pk, user_id=7, name="经办人")


@pytest.fixture
def matter(county):
    return make.TrialMatter(county.pk)


@pytest.fixture
def now_committed(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def lies_there(file):
    return default_storage.exists(storage.path_of(file.county_id, file.sha256))


def test_a_file_is_kept_under_its_digest_with_the_facts_of_its_content(clerk):
    kept = services.keep(make.pdf("a/b/来信.PDF.pdf"), county_id=clerk.county_id, actor=clerk, purpose="scan")
    assert (kept.name, kept.content_type, kept.uploaded_by) == ("来信.PDF.pdf", "application/pdf", 7)
    with storage.open_bytes(kept.county_id, kept.sha256) as file:
        assert file.read() == make.pdf().read()
    assert kept.size == len(make.pdf().read())


def test_a_photo_is_kept_redrawn(clerk):
    kept = services.keep(make.located_photo(), county_id=clerk.county_id, actor=clerk)
    assert (kept.name, kept.content_type, kept.width, kept.height) == ("现场.jpg", "image/jpeg", 40, 60)
    with storage.open_bytes(kept.county_id, kept.sha256) as file:
        assert b"SecretCamera" not in file.read()


def test_what_is_refused_leaves_nothing(clerk):
    with pytest.raises(Invalid):
        services.keep(make.bomb(), county_id=clerk.county_id, actor=clerk)
    assert not StoredFile.objects.exists()


def test_equal_files_of_a_county_lie_there_once(clerk, now_committed):
    first, second = (services.keep(make.pdf(f"{n}.pdf"), county_id=clerk.county_id, actor=clerk) for n in "ab")
    assert first.sha256 == second.sha256
    with now_committed():
        services.erase_file(first)
    assert lies_there(second)
    with now_committed():
        services.erase_file(second)
    assert not lies_there(second)


def test_an_erasure_that_is_rolled_back_keeps_the_bytes(clerk, now_committed):
    kept = services.keep(make.pdf(), county_id=clerk.county_id, actor=clerk)
    with now_committed(), transaction.atomic():
        services.erase_file(kept)
        transaction.set_rollback(True)
    assert lies_there(kept)
    assert StoredFile.objects.filter(pk=kept.pk).exists()


def test_erasing_a_matter_erases_its_files(clerk, matter, now_committed):
    other = make.TrialMatter(matter.county_id)
    kept = services.attach([make.photo(), make.pdf()], matter, actor=clerk)
    (spared,) = services.attach([make.word()], other, actor=clerk)
    with now_committed():
        assert services.erase_files(matter) == 2
    assert not any(lies_there(file) for file in kept)
    assert lies_there(spared)
    assert list(files_of(other)) == [spared]


def test_uploads_and_staged_files_are_attached_in_their_order(clerk, matter):
    staged = services.keep(make.pdf(), county_id=clerk.county_id, actor=clerk)
    done = services.attach([make.photo(), staged], matter, actor=clerk, purpose="reply", audience="parties")
    assert [file.is_image for file in done] == [True, False]
    assert {file.audience for file in files_of(matter)} == {"parties"}
    assert list(files_of(matter, "public")) == []
    assert done[1].purpose == "reply"


def test_a_staged_file_is_used_once(clerk, matter):
    staged = services.keep(make.pdf(), county_id=clerk.county_id, actor=clerk)
    services.attach([staged], matter, actor=clerk)
    with pytest.raises(Conflict):
        services.attach([staged], make.TrialMatter(matter.county_id), actor=clerk)


def test_a_staged_file_of_someone_else_is_not_to_be_had(clerk, matter):
    other = Actor(clerk.county_id, user_id=8)
    staged = services.keep(make.pdf(), county_id=clerk.county_id, actor=clerk)
    with pytest.raises(NotAllowed):
        services.attach([staged], matter, actor=other)
    with pytest.raises(Invalid):
        staged_by(other, [staged.pk])
    assert staged_by(clerk, [staged.pk]) == [staged]


def test_a_visitor_sees_no_staged_files(county):
    visitor = Actor(county.pk)
    services.keep(make.pdf(), county_id=county.pk, actor=visitor)
    assert not StoredFile.objects.visible_to(visitor).exists()


def test_one_takes_back_only_what_one_staged_oneself(clerk, matter):
    staged = services.keep(make.pdf(), county_id=clerk.county_id, actor=clerk)
    with pytest.raises(NotAllowed):
        services.discard_staged(staged, actor=Actor(clerk.county_id, user_id=8))
    services.attach([staged], matter, actor=clerk)
    with pytest.raises(NotAllowed):
        services.discard_staged(staged, actor=clerk)


def test_staged_files_are_cleared_after_a_day(clerk, matter, now_committed):
    stale = services.keep(make.pdf(), county_id=clerk.county_id, actor=clerk)
    (used,) = services.attach([make.word()], matter, actor=clerk)
    StoredFile.objects.update(made_at=clock.now() - timedelta(days=2))
    fresh = services.keep(make.photo(), county_id=clerk.county_id, actor=clerk)
    with now_committed():
        services.clear_away()
    assert set(StoredFile.objects.all()) == {used, fresh}
    assert not lies_there(stale)


def test_bytes_without_a_row_are_cleared_after_a_day(county):
    sha256 = "ab" * 32
    storage.put(county.pk, sha256, b"left by a killed process")
    services.clear_away()
    path = default_storage.path(storage.path_of(county.pk, sha256))
    assert os.path.exists(path)
    long_ago = (clock.now() - timedelta(days=2)).timestamp()
    os.utime(path, (long_ago, long_ago))
    services.clear_away()
    assert not os.path.exists(path)


def test_bytes_that_were_half_written_are_written_again(clerk):
    kept = services.keep(make.pdf(), county_id=clerk.county_id, actor=clerk)
    path = default_storage.path(storage.path_of(kept.county_id, kept.sha256))
    with open(path, "wb") as file:
        file.write(b"%PDF")
    services.keep(make.pdf(), county_id=clerk.county_id, actor=clerk)
    assert os.path.getsize(path) == kept.size


def test_a_failed_write_leaves_no_draft(clerk, monkeypatch):
    monkeypatch.setattr(os, "fsync", lambda _: (_ for _ in ()).throw(OSError("disk full")))
    with pytest.raises(storage.Unavailable):
        storage.put(clerk.county_id, "cd" * 32, b"bytes")
    folder = os.path.dirname(default_storage.path(storage.path_of(clerk.county_id, "cd" * 32)))
    assert os.listdir(folder) == []


def test_files_are_for_their_owner_alone(clerk):
    kept = services.keep(make.pdf(), county_id=clerk.county_id, actor=clerk)
    mode = os.stat(default_storage.path(storage.path_of(kept.county_id, kept.sha256))).st_mode
    assert mode & 0o077 == 0


def test_keeping_and_erasing_the_same_bytes_at_once_never_loses_them(copied_db):
    from renda.ground.county.models import County

    county = County.objects.create(code="511525", name="高县", short="高", is_default=True)
    actor = Actor(county.pk, user_id=7)
    trouble = []

    def work(number):
        try:
            for _ in range(6):
                kept = services.keep(make.pdf(f"{number}.pdf"), county_id=county.pk, actor=actor)
                if number % 2:
                    services.erase_file(kept)
                elif not lies_there(kept):
                    trouble.append("bytes lost")
        except Exception as error:  # noqa: BLE001
            trouble.append(repr(error))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    [t.start() for t in threads]
    [t.join() for t in threads]
    assert trouble == []
    assert all(lies_there(file) for file in StoredFile.objects.all())
