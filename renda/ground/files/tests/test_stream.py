import pytest
from django.test import Client, RequestFactory

from renda.ground.files import services, storage, web
from renda.ground.files.middleware import TOO_LARGE
from renda.ground.files.models import StoredFile
from renda.ground.files.tests import factories as make
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import NotFound


@pytest.fixture
def keep(county):
    return lambda upload, **more: services.keep(upload, county_id=county.pk, actor=Actor(county.pk, 7), **more)


@pytest.fixture
def user(county):
    from renda.ground.people.models import User

    return User.objects.create(county=county, login="clerk", name="经办人")


@pytest.fixture
def browser(client, user):
    client.force_login(user)
    return client


def streamed(file, **headers):
    return web.stream(file, RequestFactory().get("/", headers=headers))


def test_a_photo_is_shown_in_place(keep):
    answer = streamed(keep(make.photo()))
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["Content-Disposition"].startswith("inline")
    assert b"".join(answer.streaming_content).startswith(b"\xff\xd8")


@pytest.mark.parametrize("upload", [make.pdf("来信.pdf"), make.word(name="答复.docx")])
def test_everything_else_is_a_download_under_its_chinese_name(keep, upload):
    answer = streamed(keep(upload))
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''%")


def test_nothing_active_can_hide_in_a_file(keep):
    answer = streamed(keep(make.pdf()))
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "private" in answer["Cache-Control"]


def test_a_public_file_may_be_cached_and_is_not_sent_twice(keep):
    file = keep(make.photo(), audience="public")
    answer = streamed(file)
    assert "public" in answer["Cache-Control"]
    again = streamed(file, if_none_match=answer["ETag"])
    assert again.status_code == 304


def test_a_file_whose_bytes_are_gone_says_so(keep):
    file = keep(make.pdf())
    storage.remove(file.county_id, file.sha256)
    with pytest.raises(NotFound):
        streamed(file)


def test_a_program_stages_a_file_reads_it_back_and_drops_it(browser):
    answer = browser.post("/api/v1/files", {"file": make.located_photo()})
    assert answer.status_code == 201, answer.content
    staged = answer.json()
    assert staged["name"] == "现场.jpg"
    address = f"/api/v1/files/{staged['id']}"
    assert browser.get(address).json()["sha256"] == staged["sha256"]
    assert browser.get(address + "/content")["Content-Type"] == "image/jpeg"
    assert browser.delete(address).status_code == 204
    assert browser.get(address).status_code == 404


def test_another_persons_staged_file_is_not_there(browser, keep):
    file = keep(make.pdf())
    StoredFile.objects.update(uploaded_by=99)
    assert browser.get(f"/api/v1/files/{file.pk}").status_code == 404


@pytest.mark.parametrize(
    ("upload", "words"),
    [
        (make.bomb(), "大得不正常"),
        (make.upload(b"words", "a.jpg"), "类型不能收"),
        (make.upload(b"", "空.pdf"), "是空的"),
    ],
)
def test_what_can_not_be_kept_is_answered_with_a_sentence(browser, upload, words):
    answer = browser.post("/api/v1/files", {"file": upload})
    assert answer.status_code == 422
    assert words in answer.json()["detail"]


def test_a_visitor_stages_nothing(client, county):
    assert client.post("/api/v1/files", {"file": make.pdf()}).status_code == 401


def test_a_request_of_more_than_20_mb_gets_a_sentence(browser):
    data = {"file": make.upload(b"%PDF-" + b"0" * (21 * 1024 * 1024), "大.pdf")}
    answer = browser.post("/api/v1/files", data)
    assert answer.status_code == 413
    assert answer.json()["detail"] == TOO_LARGE


def test_a_large_form_gets_a_page_even_without_its_csrf_token(county):
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/o/new", {"file": make.upload(b"0" * (21 * 1024 * 1024), "大.pdf")})
    assert answer.status_code == 413
    assert TOO_LARGE in answer.content.decode()
