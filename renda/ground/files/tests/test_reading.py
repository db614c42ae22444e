"""What stands in a file: read in a process of its own, never an error, however the file is."""

import pytest

from renda.ground.files import reading
from renda.ground.files.models import FileText, StoredFile
from renda.ground.files.services import erase_file, keep, read_content, read_text, texts_of
from renda.ground.files.tests import factories
from renda.ground.kernel.actor import Actor


def read(upload):
    content = read_content(upload)
    return reading.text_of(content.data, content.content_type)


def locked(writer):
    writer.encrypt("secret", algorithm="AES-256")


def not_to_be_printed(writer):
    writer.encrypt("", owner_password="secret", permissions_flag=0, algorithm="AES-256")


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (factories.typeset, "石拱桥的护栏松了"),
        (lambda: factories.changed_pdf(not_to_be_printed), "石拱桥的护栏松了"),
        (factories.letter, "县公路事务中心"),
        (factories.sheet, "石拱桥\t12.5"),
        (factories.slides, "石拱桥汇报"),
        (factories.ofd, "石拱桥通报"),
    ],
    ids=["pdf", "pdf not to be printed", "docx with a table", "xlsx", "pptx", "ofd"],
)
def test_what_an_office_writes_is_read(make, words):
    assert words in read(make())


@pytest.mark.parametrize(
    "make",
    [
        factories.pdf,
        lambda: factories.changed_pdf(locked),
        factories.without_pages,
        factories.word,
        lambda: factories.package("OFD.xml", "Doc_0/Pages/Page_0/Content.xml", fill=b"no markup", name="坏.ofd"),
    ],
    ids=["broken", "under a password", "no page", "not what it says", "no markup"],
)
def test_what_cannot_be_read_says_nothing(make):
    assert read(make()) == ""


def test_no_more_than_200_pages_are_read():
    text = read(factories.typeset("桥", pages=203))
    assert "第200页" in text and "第201页" not in text


def test_a_file_that_takes_too_long_says_nothing(monkeypatch):
    monkeypatch.setattr(reading, "SECONDS_IN_ALL", 0.01)
    assert read(factories.typeset()) == ""


def kept(county, upload):
    return keep(upload, county_id=county.pk, actor=Actor(county.pk, user_id=1))


def test_the_same_bytes_are_read_once_and_numbers_of_persons_are_masked(county, monkeypatch):
    one, other = kept(county, factories.typeset()), kept(county, factories.typeset(name="副本.pdf"))
    assert texts_of([one]) == {} == texts_of([one, other])
    assert FileText.objects.count() == 1 == factories.read_all()
    (text,) = texts_of([one, other]).values()
    assert "石拱桥" in text and "138****6021" in text and "0013" not in text
    monkeypatch.setattr(reading, "text_of", lambda *_: pytest.fail("read again"))
    read_text(FileText.objects.get().pk)
    erase_file(one)
    assert FileText.objects.exists()
    erase_file(other)
    assert not FileText.objects.exists()


def test_a_photo_is_not_asked_for_and_lost_bytes_are_no_error(county):
    photo, lost = kept(county, factories.photo()), kept(county, factories.typeset())
    assert texts_of([photo]) == {} and not FileText.objects.exists()
    StoredFile.objects.filter(pk=lost.pk).update(sha256="0" * 64)
    lost.refresh_from_db()
    texts_of([lost])
    assert factories.read_all() == 1 and FileText.objects.get().read_at
    assert factories.read_all() == 0
