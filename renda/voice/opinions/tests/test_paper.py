"""From a photographed page to an opinion, with a reader that the test declares."""

import io
from datetime import timedelta

import pytest
from PIL import Image

from renda.ground.files.models import StoredFile
from renda.ground.files.queries import files_of
from renda.ground.files.tests.factories import pdf, photo
from renda.ground.kernel import jobs
from renda.ground.kernel.clock import at, now
from renda.ground.kernel.errors import Conflict, Invalid
from renda.ground.scans import reader
from renda.ground.scans import services as scans
from renda.ground.scans.models import Scan
from renda.ground.scans.rules import Piece, Reading, Sign
from renda.voice.opinions import services
from renda.voice.opinions.models import Opinion
from renda.voice.opinions.scanning import OPINION_FORM, SUBJECT
from renda.voice.opinions.states import Entry
from renda.voice.opinions.tests.factories import PHONE, TEXT

pytestmark = pytest.mark.django_db
PAGE = "/opinions/paper/"


@pytest.fixture
def read(cast, monkeypatch):
    """Whatever the picture shows, this is what stands on it."""
    fields = {"name": Piece("王桂芬"), "phone": Piece(PHONE, (3,)), "place": Piece("学校后门"),
              "about": Piece("路边积水"), "text": Piece(TEXT, (0, 1))}  # fmt: skip
    reading = Reading(Sign(cast.places.station.code, OPINION_FORM.mark), fields)
    monkeypatch.setattr(reader, "is_here", lambda: True)
    monkeypatch.setattr(reader, "read", lambda picture, forms: reading)


def uploaded(client, **more):
    answer = client.post(PAGE, {"picture": photo(), **more})
    assert answer.status_code == 302
    return answer["Location"]


def confirmed(cast, **words):
    return {"station_id": cast.places.station.pk, "text": TEXT, "is_read_back": "on", **words}


def test_a_page_becomes_an_opinion_only_when_confirmed(cast, client_of, read):
    liaison = client_of("liaison")
    draft = uploaded(liaison)
    assert "正在认字" in liaison.get(draft).content.decode()
    jobs.run_pending()
    page = liaison.get(draft).content.decode()
    assert all(word in page for word in ("王桂芬", PHONE, "学校后门", "路边积水", "<mark>学校</mark>"))
    assert not Opinion.objects.exists()

    answer = liaison.post(
        draft, confirmed(cast, text=f"路边积水\n{TEXT}", name="王桂芬", phone=PHONE, place="学校后门")
    )
    opinion = Opinion.objects.get()
    assert answer["Location"] == f"/opinions/{opinion.pk}/slip/"
    assert (opinion.entry, opinion.is_read_back, opinion.contact.phone) == (Entry.PAPER, True, PHONE)
    assert opinion.text.startswith("路边积水") and files_of(opinion).get().purpose == "photo"
    assert (Scan.objects.get().draft, Scan.objects.get().matter_id) == ("", opinion.pk)
    assert liaison.get(draft)["Location"] == opinion.get_absolute_url()


def test_the_same_picture_twice_is_one_page_and_confirmed_twice_one_opinion(cast, client_of, read):
    liaison = client_of("liaison")
    assert uploaded(liaison) == uploaded(liaison)
    jobs.run_pending()
    scan = Scan.objects.get()
    words = {"actor": cast.liaison, "station": cast.places.station, "text": TEXT, "is_read_back": True}
    assert services.confirm_paper(scan, **words) == services.confirm_paper(scan, **words)
    assert (Opinion.objects.count(), StoredFile.objects.count()) == (1, 1)


def test_only_who_photographed_it_sees_it(cast, client_of, read):
    draft = uploaded(client_of("liaison"))
    file = StoredFile.objects.get()
    for who in ("station_master", "township", "deputy", "office"):
        assert client_of(who).get(draft).status_code in {403, 404}
        assert client_of(who).get(f"{draft}files/{file.pk}/").status_code in {403, 404}
    assert client_of("liaison").get(f"{draft}files/{file.pk}/").status_code == 200


def test_the_words_are_sealed_and_dropping_leaves_nothing(cast, client_of, read):
    from django.db import connection

    draft = uploaded(client_of("liaison"))
    jobs.run_pending()
    with connection.cursor() as cursor:
        cursor.execute("SELECT draft FROM scans_scan")
        assert PHONE not in cursor.fetchone()[0]
    client_of("liaison").post(f"{draft}drop/")
    assert not Scan.objects.exists() and not StoredFile.objects.exists()
    gone = Scan(pk="019ac000-0000-7000-8000-000000000000", county=cast.county, uploaded_by=cast.liaison.user_id)
    with pytest.raises(Conflict):
        services.confirm_paper(gone, actor=cast.liaison, station=cast.places.station, text=TEXT, is_read_back=True)


def test_what_nobody_confirms_does_not_stay(cast, read):
    scan = scans.receive_scan(photo(), actor=cast.liaison, subject=SUBJECT)
    with at(now() + timedelta(days=13)):
        assert scans.tidy_scans(cast.county.pk) == 0
    with at(now() + timedelta(days=15)):
        assert scans.tidy_scans(cast.county.pk) == 1
    assert not files_of(scan).exists()


def test_a_reading_that_never_ends_waits_for_a_person(cast, read):
    scans.receive_scan(photo(), actor=cast.liaison, subject=SUBJECT)
    assert scans.give_up_late() == 0
    with at(now() + timedelta(minutes=21)):
        assert scans.give_up_late() == 1
    jobs.run_pending()
    assert (Scan.objects.get().state, Scan.objects.get().draft) == ("unread", "")


def test_a_killed_reading_is_taken_up_again(cast, read, monkeypatch):
    """The worker dies while it reads: the next one reads the same page, once."""
    scan, heard = scans.receive_scan(photo(), actor=cast.liaison, subject=SUBJECT), []
    with monkeypatch.context() as during:
        during.setattr(reader, "read", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            jobs.run_pending()
    once = reader.read
    monkeypatch.setattr(reader, "read", lambda *words: heard.append(1) or once(*words))
    jobs.reap(jobs.process_name())
    jobs.run_pending()
    scans.read_scan(scan.pk)
    scan.refresh_from_db()
    assert (scan.state, heard) == ("read", [1])


def test_a_bad_picture_and_an_absent_reader_leave_the_page_to_be_typed(cast, client_of, read, monkeypatch):
    def blind(*_):
        raise Invalid(reader.NOTHING)

    monkeypatch.setattr(reader, "read", blind)
    draft = uploaded(client_of("liaison"))
    jobs.run_pending()
    assert "没有认出字" in client_of("liaison").get(draft).content.decode()
    monkeypatch.setattr(reader, "is_here", lambda: False)
    deputy = client_of("deputy")
    assert "没有装识别软件，请直接录入" in deputy.get(uploaded(deputy)).content.decode()


def test_of_a_scanned_pdf_the_first_page_is_read_and_shown(cast, client_of, read):
    out = io.BytesIO()
    Image.new("RGB", (300, 420), "white").save(out, "PDF")
    out.seek(0)
    out.name = "扫描.pdf"
    liaison = client_of("liaison")
    draft = liaison.post(PAGE, {"picture": out})["Location"]
    jobs.run_pending()
    assert "<img" in liaison.get(draft).content.decode()
    liaison.post(draft, confirmed(cast))
    assert files_of(Opinion.objects.get()).get().content_type == "application/pdf"
    assert not Scan.objects.get().draft


def test_a_pdf_without_a_picture_is_typed_by_hand(cast, client_of, monkeypatch):
    monkeypatch.setattr(reader, "is_here", lambda: True)
    draft = client_of("liaison").post(PAGE, {"picture": pdf()})["Location"]
    jobs.run_pending()
    assert "没有扫描的图" in client_of("liaison").get(draft).content.decode()


@pytest.mark.parametrize(
    "fields", [{"text": ""}, {"is_read_back": ""}, {"station_id": "999999"}, {"phone": "12"}, {"text": "\0"}]
)
def test_a_half_corrected_draft_is_refused_in_words_and_kept(cast, client_of, read, fields):
    draft = uploaded(client_of("liaison"))
    jobs.run_pending()
    answer = client_of("liaison").post(draft, confirmed(cast, place="后门口", **fields))
    assert answer.status_code == 422 and "后门口" in answer.content.decode()
    assert not Opinion.objects.exists()


def test_what_was_typed_beside_a_page_that_is_still_being_read_is_kept(cast, client_of, read):
    liaison = client_of("liaison")
    draft = uploaded(liaison)
    words = confirmed(cast, text="村口的路灯坏了三盏。")
    del words["is_read_back"]
    answer = liaison.post(draft, words)
    page = answer.content.decode()
    assert answer.status_code == 422 and "村口的路灯坏了三盏。" in page and "请先对着原件核对" in page
    assert "正在认字" not in page


def test_dropping_twice_leads_back_both_times(cast, client_of, read):
    liaison = client_of("liaison")
    draft = uploaded(liaison)
    for _ in range(2):
        assert liaison.post(f"{draft}drop/")["Location"] == PAGE
    assert not Scan.objects.exists()


def test_programs_do_the_same(cast, client_of, read):
    liaison = client_of("liaison")
    made = liaison.post("/api/v1/opinions/paper", {"picture": photo()}).json()
    address = f"/api/v1/opinions/paper/{made['id']}"
    assert (made["state"], made["fields"]) == ("queued", {})
    jobs.run_pending()
    found = liaison.get(address).json()
    assert (found["state"], found["fields"]["phone"]) == ("read", {"text": PHONE, "weak": [3]})
    body = {**found["words"], "is_read_back": True}
    answers = [liaison.post(f"{address}/confirm", body, "application/json").json() for _ in range(2)]
    assert answers[0] == answers[1] == {"opinion": str(Opinion.objects.get().pk)}
    assert liaison.get(address).json()["state"] == "settled"
    refused = liaison.post(f"{address}/confirm", {**body, "station_id": 999999}, "application/json")
    assert refused.status_code == 422
    assert client_of("office").get(address).status_code == 403
    other = client_of("deputy").post("/api/v1/opinions/paper", {"picture": photo()}).json()
    assert client_of("deputy").delete(f"/api/v1/opinions/paper/{other['id']}").status_code == 204


def test_the_blank_form_names_its_station_and_every_field(cast, client_of):
    station = cast.places.station
    drawing = client_of("resident").get(f"/o/form/{station.code}/form.svg")
    text = drawing.content.decode()
    assert drawing["Content-Type"] == "image/svg+xml"
    assert all(word in text for word in (station.name, station.code, *(box.label for box in OPINION_FORM.boxes)))
    assert client_of("resident").get(f"/o/form/{station.code}/").status_code == 200
    assert client_of("resident").get("/o/form/NONE/").status_code == 404


def test_the_pages_cost_few_queries(cast, client_of, read, django_assert_max_num_queries):
    liaison = client_of("liaison")
    draft = uploaded(liaison)
    jobs.run_pending()
    for address, most in ((PAGE, 6), (draft, 6)):
        liaison.get(address)
        with django_assert_max_num_queries(most):
            liaison.get(address)
