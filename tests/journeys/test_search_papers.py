"""What stands in papers and files is found by who opens them, at the door itself: each role, each paper, each file."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.http import HttpResponse

from renda.chamber.appointments.tests import factories as offices
from renda.chamber.decisions.tests import factories as decisions
from renda.chamber.deliberations.tests import factories as deliberations
from renda.chamber.meetings import services as sittings
from renda.chamber.meetings.tests import factories as meetings
from renda.chamber.participations.tests import factories as participations
from renda.ground.files.models import StoredFile
from renda.ground.files.services import erase_file, keep
from renda.ground.files.tests.factories import letter, pdf, read_all, sheet, typeset
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.clock import now
from renda.ground.papers.models import Paper
from renda.ground.papers.queries import papers_of
from renda.ground.papers.services import erase_papers, renew_paper
from renda.ground.papers.states import PaperState
from renda.ground.search import rules, services
from renda.ground.search.declare import keys_of, sources
from renda.ground.search.finding import Ask, search
from renda.ground.search.models import Document
from renda.voice.motions.tests import factories as motions
from renda.voice.suggestions.models import Signature
from renda.voice.suggestions.states import SignatureState
from renda.voice.suggestions.tests import factories as drafts
from tests.journeys.routes.who import ALL

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_seen():
    """Numbers of steps come again in each test; the process keeps those it has put in."""
    services._seen.clear()


def make_all() -> None:
    """What the worker does with papers, but for the writing of their files."""
    Paper.objects.filter(state=PaperState.QUEUED).update(
        state=PaperState.MADE, pdf="papers/a.pdf", docx="papers/a.docx", made_at=now()
    )


def follow() -> None:
    """The rounds until a file that was just given can be found."""
    services.bring_up_to_date()
    read_all()
    services.bring_up_to_date()


def attach(row: Any, upload: Any, cast: Any, purpose: str) -> StoredFile:
    return keep(upload, county_id=row.county_id, actor=cast.office, kind=row.kind, matter_id=row.pk, purpose=purpose)


def found_by(actor: Actor, words: str) -> set[str]:
    return {hit.key for hit in search(actor, Ask(words)).hits}


def texts_open_to(actor: Actor) -> set[tuple[str, str, str]]:
    """Kind, key and part of every text that one of the actor's keys opens."""
    keys = {rules.key_word(actor.county_id, key) for key in keys_of(actor)}
    rows = Document.objects.filter(county_id=actor.county_id)
    return {(one.kind, one.key, one.part) for one in rows if not keys.isdisjoint(one.words.split())}


@pytest.fixture
def rows(cast):
    meeting = meetings.opened(cast)
    made = SimpleNamespace(
        meeting=meeting, announced=decisions.announced(cast, meeting=meeting, body=meeting.body), opined=decisions.opined(cast),
        handed=deliberations.handed(cast, meeting=meeting), published=deliberations.published(cast),
        motion=motions.submitted(cast), given=motions.with_unit(cast), open_motion=motions.published(cast),
        replied=drafts.replied(cast), open_suggestion=drafts.published(cast), asked=participations.attended(cast),
    )  # fmt: skip
    attach(made.opined, letter("研究意见：鹭鸶滩湿地。"), cast, "research")
    attach(made.announced, sheet((("项目", "金额"), ("鹭鸶滩", 7))), cast, "plan")
    attach(made.handed, typeset("鹭鸶滩整改清单。"), cast, "report_1")
    attach(made.asked, letter("鹭鸶滩听证材料。"), cast, "materials")
    make_all()
    follow()
    return made


DOORS = {"decision": "decisions", "deliberation": "deliberations", "motion": "motions", "suggestion": "suggestions",
         "participation": "participations"}  # fmt: skip


def test_who_finds_a_paper_or_a_file_is_who_opens_it(rows, cast, client_of, monkeypatch):
    """A text of papers is found by whoever opens one of that number, by nobody else; a text of a file by whoever opens it."""
    monkeypatch.setattr("renda.ground.papers.web.stream", lambda *_, **__: HttpResponse())
    beside = Document.objects.filter(part__contains=":", kind__in=DOORS)
    assert set(beside.values_list("kind", flat=True)) == set(DOORS)
    wrong = []
    for who in sorted(ALL):
        found, client = texts_open_to(getattr(cast, who)), client_of(who)
        for one in beside:
            opens = any(client.get(address).status_code == 200 for address in doors_of(one))
            if opens != ((one.kind, one.key, one.part) in found):
                wrong.append((who, one.kind, one.part, one.number, "opens" if opens else "finds"))
    assert wrong == []


def doors_of(text: Document) -> list[str]:
    room = f"/{DOORS[text.kind]}/{text.key}"
    if text.part.startswith("file:"):
        return [f"{room}/files/{text.part.split(':')[1]}/"]
    papers = Paper.objects.filter(kind=text.kind, matter_id=text.key, number=text.number)
    return [
        f"{room}/papers/{paper.pk}/pdf/" for paper in papers if text.text in ("", text.number) or is_said(paper, text)
    ]


def is_said(paper: Paper, text: Document) -> bool:
    return text.title == paper.title


WRITINGS = (
    "{0}〔{1}〕{2}号",
    "{0}[{1}]{2}号",
    "{0}［{1}］第{2}号",
    "{0}（{1}）{2}号",
    "{0}【{1}】 {2} 号",
    "{0}〔{1}〕０{2}号",
    "{2}号",
)


def test_a_number_finds_the_matter_whose_paper_it_is(rows, cast, client_of):
    """However its brackets are typed, for those who open the paper; a letter to one deputy for that deputy and staff."""
    letter_over = papers_of(rows.handed).get(purpose="letter")
    series, year, serial = rules.PAPER_NUMBER.search(letter_over.number).groups()
    own = Document.objects.get(kind="deliberation", key=rows.handed.pk, part="")
    assert letter_over.number not in f"{own.number} {own.text}"
    for writing in WRITINGS:
        typed = writing.format(series, year, serial)
        assert str(rows.handed.pk) in found_by(cast.office, typed), typed
        assert str(rows.handed.pk) in found_by(cast.clerk, typed), typed
        assert not found_by(cast.resident, typed) & {str(rows.handed.pk)}, typed
    assert found_by(cast.office, f"{series}[{year}]{int(serial) + 700}号") == set()
    page = client_of("office").get("/search/", {"q": letter_over.number}).content.decode()
    assert letter_over.number in page and rows.handed.get_absolute_url() in page
    (hit,) = client_of("office").get("/api/v1/search", {"q": letter_over.number}).json()["items"]
    assert hit["number"] == letter_over.number and hit["kind"] == "deliberation"

    reply = papers_of(rows.replied).filter(purpose__startswith="reply").first().number
    assert str(rows.replied.pk) in found_by(cast.deputy, reply) & found_by(cast.clerk, reply)
    assert not found_by(cast.deputy2, reply) & {str(rows.replied.pk)}


def test_a_letter_to_one_deputy_is_found_by_no_other_signatory(rows, cast):
    row, mine, other = rows.replied, cast.seats.deputy, cast.seats.deputy2
    signed = Signature(county_id=row.county_id, parent=row, deputy=other, state=SignatureState.SIGNED, signed_at=now())
    Signature.objects.bulk_create([signed])
    facts = {
        "county_id": row.county_id,
        "kind": "suggestion",
        "matter_id": row.pk,
        "state": PaperState.MADE,
        "pdf": "papers/a.pdf",
    }
    Paper.objects.create(**facts, audience="parties", purpose=f"follow_up_{mine.pk}", number="高水函〔2026〕901号")
    Paper.objects.create(**facts, audience="parties", purpose="original", number="建议第902号")
    services.put(sources()["suggestion"], [row.pk])
    key = str(row.pk)
    assert key in found_by(cast.deputy, "高水函〔2026〕901号") and key not in found_by(
        cast.deputy2, "高水函〔2026〕901号"
    )
    assert key in found_by(cast.deputy, "建议第902号") & found_by(cast.deputy2, "建议第902号")


def test_what_stands_in_a_paper_is_found_as_far_as_it_is_open(rows, cast):
    """The presidium's opinion of a published motion by everybody, the motion itself by its parties; a file's words by the parties."""
    opened = str(rows.open_motion.pk)
    assert opened in found_by(cast.resident, "交付大会表决") and opened not in found_by(cast.resident, "联名代表")
    assert opened in found_by(cast.office, "联名代表")
    there = {str(row.pk) for row in (rows.opined, rows.announced, rows.handed, rows.asked)}
    assert found_by(cast.office, "鹭鸶滩") == there and found_by(cast.resident, "鹭鸶滩") == set()
    assert not any("0013" in one.text for one in Document.objects.filter(part__contains=":"))


def test_the_index_follows_papers_and_forgets_them(rows, cast):
    """A paper made without a step is found in the next round; what is erased is gone in the same transaction."""
    over = papers_of(rows.handed).get(purpose="letter")
    assert services.bring_up_to_date() == 0
    renew_paper(over, actor=cast.office)
    services.put(sources()["deliberation"], [rows.handed.pk])
    assert not found_by(cast.office, over.number)
    make_all()
    services.bring_up_to_date()
    assert found_by(cast.office, over.number) == {str(rows.handed.pk)}
    of_handed = Document.objects.filter(kind="deliberation", key=rows.handed.pk)
    erase_papers(rows.handed)
    assert [one.part.partition(":")[0] for one in of_handed.filter(part__contains=":")] == ["file"]
    erase_file(StoredFile.objects.get(kind="deliberation", matter_id=rows.handed.pk))
    assert not of_handed.filter(part__contains=":").exists() and of_handed.exists()


@pytest.fixture
def meeting(cast):
    row = meetings.with_agenda(cast)
    return sittings.add_item_meeting(
        row, actor=cast.office, title="听取教育工作报告", sort="report", reporter="县教育局"
    )


def test_a_material_is_found_by_what_stands_in_it(meeting, cast, client_of):
    """The newest version alone, of items that stand, by those inside."""
    first = meetings.given(cast, meeting, typeset("石拱桥的护栏松了。", name="堤防年报.pdf"))
    follow()
    assert found_by(cast.office, "石拱桥") == {str(first.pk)} and found_by(cast.chair, "石拱桥")
    assert not found_by(cast.clerk, "石拱桥") and not found_by(cast.resident, "石拱桥")
    (hit,) = search(cast.office, Ask("石拱桥")).hits
    assert (hit.kind, hit.label) == ("material", "会议材料") and "石拱桥" in "".join(
        piece.text for piece in hit.snippet
    )
    address, _, place = hit.href.partition("#")
    assert f'id="{place}"' in client_of("office").get(address).content.decode()
    assert "石拱桥" in client_of("office").get("/search/", {"q": "石拱桥"}).content.decode()
    assert client_of("office").get("/api/v1/search", {"q": "石拱桥"}).json()["items"][0]["id"] == str(first.pk)
    assert not client_of("clerk").get("/api/v1/search", {"q": "石拱桥"}).json()["items"]

    second = meetings.given(cast, meetings.fresh(meeting), letter("涵洞漏水。"), replaces=first.series, change="改")
    follow()
    assert found_by(cast.office, "涵洞") == {str(second.pk)} and not found_by(cast.office, "石拱桥")
    assert found_by(cast.office, "堤防年报") == {str(second.pk)}
    sittings.drop_item_meeting(meetings.fresh(meeting), actor=cast.office, position=1, note="改期")
    services.bring_up_to_date()
    assert not found_by(cast.office, "涵洞") and not found_by(cast.office, "堤防年报")


def test_a_material_that_says_nothing_is_found_by_its_name(meeting, cast):
    broken = meetings.given(cast, meeting, pdf(name="坏了的报告.pdf"))
    follow()
    assert found_by(cast.office, "坏了") == {str(broken.pk)}
    assert read_all() == 0 and services.bring_up_to_date() == 0


def test_all_of_a_long_material_is_found(meeting, cast):
    lines = [[f"第{n}段说的是灌溉渠道的维修养护和用水户的意见。"] for n in range(6000)]
    long = meetings.given(cast, meeting, sheet((["汇编"], *lines, ["鹦鹉洲码头"]), name="汇编.xlsx"))
    follow()
    assert found_by(cast.office, "鹦鹉洲") == {str(long.pk)} == found_by(cast.office, "灌溉渠道")
    assert len(search(cast.office, Ask("灌溉渠道", order="date")).hits) == 1


def test_the_number_of_a_letter_of_appointment_is_found_by_who_opens_it(cast):
    case = offices.services.issue_appointment(offices.announced(cast), actor=cast.office)
    services.bring_up_to_date()
    number = case.lines.exclude(letter="").first().letter
    assert found_by(cast.office, number) == {str(case.pk)} and not found_by(cast.deputy2, number)
    assert not found_by(cast.resident, number) and now() - services.lag() > now() - timedelta(seconds=5)
