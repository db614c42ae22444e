"""What a resident asked to be deleted is nowhere on the disk any more, and the history is whole as before."""

import io
import json
import logging
import secrets
import subprocess
import zipfile
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from pypdf import PdfReader
from pypdf.errors import PdfReadError

from renda.ground.files.queries import files_of
from renda.ground.files.tests.factories import photo
from renda.ground.kernel import jobs
from renda.ground.kernel.clock import at, now
from renda.ground.kernel.keys import uuid7
from renda.ground.people.models import User
from renda.ground.workflow.models import StepPrivate, StepTaken
from renda.ground.workflow.sealing import seal_due, verify_history
from renda.voice.opinions import services
from renda.voice.opinions.models import Contact, Opinion
from renda.voice.opinions.states import S
from renda.voice.opinions.tests.factories import bearer
from renda.voice.suggestions import services as suggestions
from renda.voice.suggestions.models import Suggestion
from renda.voice.suggestions.states import Criterion
from renda.voice.suggestions.tests import factories as drafts
from tests.postgres import find_programs

LETTERS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"


def word():
    """Eight letters that stand nowhere else."""
    return "".join(secrets.choice(LETTERS) for _ in range(8))


class Secrets:
    """Everything about one resident, each part with a word of its own."""

    def __init__(self):
        self.phone = "138" + "".join(secrets.choice("0123456789") for _ in range(8))
        parts = ("text", "name", "place", "added", "complaint", "note", "result", "reason", "photo", "village")
        self.words = {part: word() for part in parts}
        self.code = ""

    def __getattr__(self, part):
        return self.words[part]

    @property
    def all(self):
        return [self.phone, self.code, *self.words.values()]


@pytest.fixture
def logged():
    """Everything any part of the program logs, as text."""
    lines, root = io.StringIO(), logging.getLogger()
    handler, level = logging.StreamHandler(lines), root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield lines
    root.removeHandler(handler)
    root.setLevel(level)


@pytest.fixture
def channels(settings):
    """SMS goes out to nowhere, so that the outbox holds what was not sent yet."""
    settings.CHANNELS = {"sms": "http://127.0.0.1:9/", "email": "", "chat": ""}


def left(cast, mine):
    """A resident leaves it with all that is personal, and the station enters a second word."""
    opinion = services.enter_opinion(
        actor=cast.liaison, station=cast.places.station, text=f"我家门口{mine.text}积水。", place=mine.place, phone=mine.phone,
        name=mine.name, entry="visit", is_read_back=True, village=mine.village, key=uuid7(),
        photos=[photo(name=f"{mine.photo}.jpg")],
    )  # fmt: skip
    mine.code = opinion.code
    Contact.objects.filter(pk=opinion.pk).update(confirmed_at=now())
    services.ask_phone_code(opinion, actor=bearer(opinion))
    return opinion


def lived(cast, mine):
    """All the way: words added, unmasked, taken up, a suggestion, papers, a result told, a complaint, exports, pages."""
    opinion = left(cast, mine)
    services.add_word_opinion(opinion, actor=bearer(opinion), note=f"还有{mine.added}")
    services.unmask_opinion(opinion, actor=cast.liaison, note=f"回电核实{mine.reason}")
    services.screen_opinion(opinion, actor=cast.liaison, note=f"请看{mine.note}")
    services.take_up_opinion(opinion, actor=cast.deputy)
    visit(cast, opinion)
    row = suggestions.draft_from_opinions([opinion], actor=cast.deputy, asks=["清暗沟。"])
    suggestions.edit_suggestion(row, actor=cast.deputy, **drafts.TEXT)
    publish(cast, suggestions.submit_suggestion(Suggestion.objects.get(pk=row.pk), actor=cast.deputy))
    opinion = Opinion.objects.for_page().get(pk=opinion.pk)
    assert opinion.state == S.TOLD
    services.reopen_opinion(opinion, actor=bearer(opinion), note=f"又坏了{mine.note}")
    services.pass_to_town_opinion(opinion, actor=cast.liaison, note=f"请办{mine.note}")
    services.pause_opinion(opinion, actor=cast.township, note=f"等本人回来{mine.note}")
    services.resume_opinion(opinion, actor=cast.township)
    services.extend_opinion(opinion, actor=cast.township, days=3, note=f"{mine.reason}要再看")
    services.handle_opinion(opinion, actor=cast.town_gov, result=f"已清通{mine.result}")
    services.tell_opinion(opinion, actor=cast.liaison, told_way="sms")
    services.complain_opinion(opinion, actor=bearer(opinion), note=f"投诉{mine.complaint}")
    visit(cast, opinion)
    jobs.run_pending()
    return opinion


def publish(cast, row):
    row = suggestions.register_suggestion(row, actor=cast.office, criteria=Criterion.values)
    row = suggestions.assign_suggestion(row, actor=cast.office, lead_org_id=cast.orgs.water, co_org_ids=[])
    drafts.reply(cast, drafts.accept(cast, drafts.lead_of(row)))
    row = Suggestion.objects.get(pk=row.pk)
    suggestions.rate_rating(drafts.rating_of(row), actor=cast.deputy, **drafts.GOOD)
    part = suggestions.propose_publication(Suggestion.objects.get(pk=row.pk), actor=cast.office, extent="full")
    suggestions.approve_publication(part, actor=cast.publisher)


def visit(cast, opinion):
    """Pages and exports as people open them: sessions, caches and logs are filled."""
    for actor in (cast.liaison, cast.office, cast.deputy):
        browser = Client()
        browser.force_login(User.objects.get(pk=actor.user_id))
        for path in (f"/opinions/{opinion.pk}/", "/opinions/", "/opinions/export.xlsx", "/desk/"):
            assert browser.get(path).status_code == 200
        browser.post("/opinions/by-phone/", {"phone": opinion.contact.phone})
    assert Client().get(f"/r/{opinion.code}").status_code == 200


def test_nothing_of_an_erased_opinion_is_left(staged, logged, channels):
    mine = Secrets()
    opinion = lived(staged, mine)
    before = everything(logged)
    assert found(mine.all, before) >= {mine.text, mine.place, mine.code}
    with at(now() + timedelta(days=1)):
        assert seal_due() == 1
        services.erase_opinion(opinion, actor=staged.office, note=f"本人要求{mine.reason}")
    assert_gone(staged, opinion, mine, logged)


def test_nothing_is_left_when_the_period_of_keeping_is_over(staged, logged, channels):
    mine = Secrets()
    opinion = lived(staged, mine)
    services.rate_opinion(opinion, actor=bearer(opinion), rating="satisfied", note=mine.note)
    services.close_opinion(opinion, actor=staged.liaison, note=mine.note)
    with at(now() + timedelta(days=31 * 30)):
        from renda.voice.opinions.tasks import erase_outdated_opinions

        erase_outdated_opinions.call()
    assert_gone(staged, opinion, mine, logged)


def test_an_opinion_erased_while_its_messages_wait_leaves_none(staged, logged, channels):
    mine = Secrets()
    opinion = left(staged, mine)
    services.erase_opinion(opinion, actor=bearer(opinion))
    jobs.run_pending()
    assert_gone(staged, opinion, mine, logged)


def test_words_a_deputy_took_over_stand_in_the_paper_alone(staged, logged, channels):
    """The deputy's paper is a record of its own; the chain, which nobody can erase, must not hold what it quotes."""
    mine = Secrets()
    opinion = left(staged, mine)
    services.screen_opinion(opinion, actor=staged.liaison)
    row = suggestions.draft_from_opinions([opinion], actor=staged.deputy, asks=["清暗沟。"])
    row = suggestions.submit_suggestion(row, actor=staged.deputy)
    services.erase_opinion(Opinion.objects.get(pk=opinion.pk), actor=staged.office)
    assert mine.text in row.problem
    assert not any(mine.text in json.dumps(s.changed, ensure_ascii=False) for s in StepTaken.objects.all())
    assert Opinion.objects.get(pk=opinion.pk).became_title == ""


def assert_gone(cast, opinion, mine, logged):
    erased = Opinion.objects.get(pk=opinion.pk)
    assert erased.state == S.ERASED
    assert not files_of(erased).exists()
    assert not StepPrivate.objects.filter(matter_id=opinion.pk).exists()
    assert verify_history(cast.county.pk) is None
    left_over = {
        f"{part}: {where}" for where, data in everything(logged).items() for part in mine.all if holds(data, part)
    }
    assert left_over == set()


def found(words, places):
    return {each for each in words for data in places.values() if holds(data, each)}


def holds(data, text):
    """In any of the ways a text may be written down."""
    escaped = json.dumps(text)[1:-1].encode()
    return any(
        form in data
        for form in (
            text.encode(),
            escaped,
            escaped.upper(),
            text.encode("utf-16-le"),
            text.encode("utf-16-be"),
            text.encode("gb18030"),
        )
    )


def everything(logged):
    """All bytes an installation keeps, by place: the raw database after VACUUM, stored files, what was logged."""
    places = {"log": logged.getvalue().encode(), **database()}
    root = Path(settings.DATA)
    for path in root.rglob("*"):
        if path.is_file() and "sqlite3" not in path.name and not path.is_relative_to(root / "static"):
            places[str(path.relative_to(root))] = opened(path)
    return places


def opened(path):
    """A file's bytes, its name, and what is packed inside a PDF or an office file."""
    data = path.read_bytes()
    more = [path.name.encode(), data]
    if data[:4] == b"%PDF":
        with suppress(PdfReadError):  # other tests leave stubs that only begin like one; their bytes are searched
            more += [(page.extract_text() or "").encode() for page in PdfReader(io.BytesIO(data)).pages]
    elif data[:2] == b"PK":
        with suppress(zipfile.BadZipFile), zipfile.ZipFile(io.BytesIO(data)) as packed:
            more += [packed.read(name) for name in packed.namelist()]
    return b"\n".join(more)


def database():
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        files = [Path(f"{connection.settings_dict['NAME']}{tail}") for tail in ("", "-wal")]
        return {file.name: file.read_bytes() for file in files if file.exists()}
    with connection.cursor() as cursor:
        cursor.execute("VACUUM FULL")
    return {"pg_dump": dumped()}


def dumped():
    d = connection.settings_dict
    command = [find_programs() / "pg_dump", "-h", d["HOST"], "-p", str(d["PORT"]), "-U", d["USER"], d["NAME"]]
    return subprocess.run(command, check=True, capture_output=True).stdout
