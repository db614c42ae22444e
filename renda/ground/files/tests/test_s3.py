import pytest
from django.core.files.base import ContentFile

from renda.ground.files import services, storage
from renda.ground.files.s3 import S3Storage, StoreTrouble
from renda.ground.files.testing import Store
from renda.ground.files.tests import factories as make
from renda.ground.kernel.actor import Actor


@pytest.fixture
def store():
    with Store() as store:
        yield store


@pytest.fixture
def outside(store):
    return S3Storage(location=store.url)


def test_what_is_saved_is_there_whole_and_can_be_removed(outside):
    assert outside.save("files/1/ab/附件 1", ContentFile(b"bytes")) == "files/1/ab/附件 1"
    assert outside.exists("files/1/ab/附件 1")
    assert outside.size("files/1/ab/附件 1") == 5
    assert outside.open("files/1/ab/附件 1").read() == b"bytes"
    assert outside.get_modified_time("files/1/ab/附件 1").year == 2026
    outside.delete("files/1/ab/附件 1")
    outside.delete("files/1/ab/附件 1")
    assert not outside.exists("files/1/ab/附件 1")


def test_what_is_not_there_says_so(outside):
    with pytest.raises(FileNotFoundError):
        outside.open("files/1/none")
    with pytest.raises(FileNotFoundError):
        outside.size("files/1/none")


def test_a_long_list_is_read_to_its_end(outside):
    for name in ("a/1", "a/2", "b/1", "c/1", "one", "two", "three"):
        outside.save(f"files/{name}", ContentFile(b"x"))
    folders, files = outside.listdir("files")
    assert folders == ["a", "b", "c"]
    assert sorted(files) == ["one", "three", "two"]
    assert outside.listdir("nowhere") == ([], [])


def test_a_wrong_secret_or_a_store_that_is_down_is_trouble_not_absence(store, outside):
    with pytest.raises(StoreTrouble):
        S3Storage(location=store.url.replace("key1:secret", "key1:guess")).exists("x")
    store.is_down = True
    with pytest.raises(StoreTrouble):
        outside.exists("x")
    with pytest.raises(StoreTrouble):
        S3Storage(location="http://a:b@127.0.0.1:1/renda").exists("x")


def test_a_store_that_is_down_is_told_with_a_sentence(county, store, settings):
    where = {"BACKEND": "renda.ground.files.s3.S3Storage", "OPTIONS": {"location": store.url}}
    settings.STORAGES = {**settings.STORAGES, "default": where}
    kept = services.keep(make.pdf(), county_id=county.pk, actor=Actor(county.pk, 7))
    store.is_down = True
    with pytest.raises(storage.Unavailable, match="过几分钟再交"):
        services.keep(make.word(), county_id=county.pk, actor=Actor(county.pk, 7))
    with pytest.raises(storage.Unavailable, match="过几分钟再看"):
        storage.open_bytes(kept.county_id, kept.sha256)


def test_attachments_are_kept_and_erased_in_the_store(county, store, settings, django_capture_on_commit_callbacks):
    where = {"BACKEND": "renda.ground.files.s3.S3Storage", "OPTIONS": {"location": store.url}}
    settings.STORAGES = {**settings.STORAGES, "default": where}
    kept = services.keep(make.pdf(), county_id=county.pk, actor=Actor(county.pk, 7))
    (name,) = store.objects
    assert name == f"/renda/county/{storage.path_of(county.pk, kept.sha256)}"
    assert [sha256 for _, sha256, _ in storage.kept()] == [kept.sha256]
    with django_capture_on_commit_callbacks(execute=True):
        services.erase_file(kept)
    assert store.objects == {}
