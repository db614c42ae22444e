"""Searching across all rooms: who may find is who may see, on every kind and for every role; what is hidden leaves no trace."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from renda.chamber.appointments.tests import factories as offices
from renda.chamber.ballots.models import Choice, PaperTaken, Slip, TellerCount
from renda.chamber.elections.tests import factories as elections
from renda.chamber.meetings.tests import factories as meetings
from renda.demo.cast import build_cast
from renda.ground.county.models import County
from renda.ground.files.tests.factories import letter, read_all
from renda.ground.kernel.actor import Actor, Held, Role
from renda.ground.kernel.clock import now
from renda.ground.search import finding, services
from renda.ground.search.declare import requests, sources
from renda.ground.search.finding import Ask, search
from renda.ground.search.models import Document, Following
from renda.ground.search.near import near
from renda.voice.opinions.services import erase_opinion
from renda.voice.opinions.tests import factories as opinions
from tests.journeys.routes.who import ALL
from tests.journeys.rows import PHONE, make_rows

pytestmark = pytest.mark.django_db


def actors(cast: Any) -> dict[str, Actor]:
    return {who: getattr(cast, who) for who in sorted(ALL)}


def may_see(actor: Actor) -> set[tuple[str, str]]:
    """What the subjects themselves show, of what gives a text at all."""
    given_texts = set(Document.objects.values_list("kind", "key"))
    seen = {
        (kind, str(pk))
        for kind, source in sources().items()
        for pk in source.visible(actor).values_list("pk", flat=True)
    }
    return seen & given_texts


@pytest.fixture
def indexed(cast):
    rows = make_rows(cast)
    other = build_cast(
        County.objects.create(code="341125", name="定远县", short="定", host="dy.test"), with_other=False
    )
    opinions.collected(other)
    rows.material = meetings.given(cast, meetings.fresh(rows.meeting), letter("翠湖水位报告。"))
    rows.announced_appointment, rows.announced_election = offices.announced(cast), elections.announced(cast)
    list(services.rebuild(is_fresh=True))
    assert read_all() == 1
    services.bring_up_to_date()
    return rows


def test_who_may_find_is_who_may_see(indexed, cast):
    """By table: every kind, every role, the bearer of a receipt, another county. Hits, snippets, facets and lines while typing."""
    assert sources().keys() == set(Document.objects.values_list("kind", flat=True))
    bearer = Actor(county_id=cast.county.pk, bearer_of=frozenset({indexed.opinion.pk}))
    wrong = {}
    for who, actor in {**actors(cast), "other_office": cast.other_office, "bearer": bearer}.items():
        found, seen = finding.open_to(actor), may_see(actor)
        if found != seen:
            wrong[who] = {"hidden but found": sorted(found - seen)[:5], "seen but not found": sorted(seen - found)[:5]}
        assert finding.still_visible(Document.objects.all(), actor) == seen
    assert wrong == {}
    assert ("opinion", str(indexed.opinion.pk)) in finding.open_to(bearer)
    nothing_of_it_shows(indexed.opinion.text[:4], "opinion", cast)
    texts = " ".join(f"{row.title} {row.text} {row.words}" for row in Document.objects.all())
    assert PHONE not in texts
    nothing_of_a_secret_vote_is_there(texts)
    parts_are_found_by_those_who_read_them(indexed, cast)
    hidden_since_the_last_round_is_not_shown(indexed.campaign, cast)


def nothing_of_it_shows(words: str, kind: str, cast: Any) -> None:
    assert kind in {hit.kind for hit in search(cast.office, Ask(words)).hits}
    for ask in (Ask(words), Ask(words, order="date"), Ask(words, size=8)):
        found = search(cast.resident, ask)
        assert kind not in {choice.value for choice in found.facets.get("kind", [])}
        assert all(hit.kind != kind for hit in found.hits)


def nothing_of_a_secret_vote_is_there(texts: str) -> None:
    assert {source.rows().model for source in sources().values()}.isdisjoint({Slip, PaperTaken, Choice, TellerCount})
    assert Slip.objects.exists() and not any(slip.token in texts or slip.mark in texts for slip in Slip.objects.all())


def parts_are_found_by_those_who_read_them(rows: Any, cast: Any) -> None:
    """A row that somebody sees may have words that are not for them: its `Text`s say whose they are."""
    deliberation, line = rows.deliberation, rows.nominee
    type(deliberation).objects.filter(pk=deliberation.pk).update(notes="井冈蜜柚发言")
    type(rows.meeting).objects.filter(pk=rows.meeting.pk).update(summary="鹦鹉洲纪要草稿")
    for kind in ("deliberation", "meeting"):
        services.put(sources()[kind], [deliberation.pk, rows.meeting.pk])
    assert str(deliberation.pk) in found_by(cast.office, "蜜柚") and str(rows.meeting.pk) in found_by(
        cast.office, "鹦鹉洲"
    )
    for who in ("clerk", "co_clerk", "resident"):
        assert finding.open_to(getattr(cast, who)) & {("meeting", str(rows.meeting.pk))}
        assert not found_by(getattr(cast, who), "蜜柚") and not found_by(getattr(cast, who), "鹦鹉洲")
    assert str(rows.appointment.pk) in found_by(cast.office, line.name)
    assert not found_by(cast.resident, line.name) and not found_by(cast.deputy, line.name)
    announced = rows.announced_appointment.lines.filter(state="letter").first()
    kinds = {hit.kind for hit in search(cast.resident, Ask(announced.name)).hits}
    assert "appointed" in kinds and "appointment" not in kinds
    winner = rows.announced_election.winners.first()
    assert "election" in {hit.kind for hit in search(cast.resident, Ask(winner.name)).hits}


def hidden_since_the_last_round_is_not_shown(campaign: Any, cast: Any) -> None:
    """The index still says so; the page asks the subject once more."""
    assert "campaign" in {hit.kind for hit in search(cast.resident, Ask(campaign.title)).hits}
    type(campaign).objects.filter(pk=campaign.pk).update(state="draft")
    assert "campaign" not in {hit.kind for hit in search(cast.resident, Ask(campaign.title)).hits}


def test_what_is_alike_is_shown_to_who_may_see_it(indexed, cast):
    """By table: every request of the county, written again by everybody: residents, other units, other towns, another county."""
    kinds = requests()
    texts = list(Document.objects.filter(kind__in=kinds, county=cast.county).values_list("text", flat=True))
    assert len(texts) >= len(kinds) == len({*kinds} & {row.kind for row in Document.objects.all()})
    shown: dict[str, set[tuple[str, str]]] = {}
    for who, actor in {**actors(cast), "other_office": cast.other_office}.items():
        shown[who] = {(one.kind, one.key) for text in texts for one in near(actor, text, most=20)}
        assert shown[who] <= may_see(actor), who
    opinion = ("opinion", str(indexed.opinion.pk))
    assert opinion in shown["liaison"] & shown["office"] and opinion not in shown["resident"] | shown["other_office"]
    assert all(kind != "opinion" for kind, _ in shown["resident"]) and shown["resident"]


def test_any_posts_together_find_what_they_see(indexed, cast):
    """Somebody may hold several posts, in bodies that have nothing to do with each other, or none."""
    people = list(actors(cast).values())
    bodies = sorted({post.org_id for actor in people for post in actor.posts})
    posts = st.builds(Held, post_id=st.just(1), role=st.sampled_from(Role.values), org_id=st.sampled_from(bodies))

    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(person=st.sampled_from(people), held=st.lists(posts, max_size=4))
    def compare(person: Actor, held: list[Held]) -> None:
        actor = replace(person, posts=tuple(held)) if person.is_signed_in else person
        assert finding.open_to(actor) == may_see(actor) == finding.still_visible(Document.objects.all(), actor)

    compare()


def test_an_erased_opinion_is_gone_at_once(cast):
    opinion = opinions.collected(cast)
    services.put(sources()["opinion"], [opinion.pk])
    assert Document.objects.of(cast.county.pk, "opinion", opinion.pk).exists()
    erase_opinion(opinion, actor=cast.office)
    assert not Document.objects.of(cast.county.pk, "opinion", opinion.pk).exists()
    services.bring_up_to_date()
    assert not Document.objects.of(cast.county.pk, "opinion", opinion.pk).exists()


def found_by(actor: Actor, words: str) -> set[str]:
    return {hit.key for hit in search(actor, Ask(words)).hits}


def test_the_index_follows_the_record(cast):
    """Steps, parts, what is no matter, and what another process has committed late."""
    opinion = opinions.collected(cast, text="石拱桥的护栏松了，娃娃放学要过桥。")
    services.bring_up_to_date()
    key = str(opinion.pk)
    assert key in found_by(cast.office, "石拱桥") and key not in found_by(cast.clerk, "石拱桥")
    assert services.lag() < timedelta(seconds=5)
    assert services.bring_up_to_date() == 0

    taken_from_the_worker = Following.objects.get()
    Following.objects.update(holder="another", held_until=now() + timedelta(seconds=30))
    deputy = cast.seats.deputy
    type(deputy).objects.filter(pk=deputy.pk).update(name="欧阳石林")
    assert services.bring_up_to_date() == 0
    Following.objects.update(holder="", held_until=None)
    services.bring_up_to_date()
    assert str(deputy.pk) in found_by(cast.resident, "oysl")

    # A step that was committed late has a smaller number than those already read: it is read all the same.
    services._seen.clear()
    Document.objects.of(cast.county.pk, "opinion", opinion.pk).delete()
    Following.objects.update(step_id=taken_from_the_worker.step_id)
    services.bring_up_to_date()
    assert key in found_by(cast.office, "石拱桥")


def test_another_worker_goes_on_where_one_was_killed(cast, client):
    """Its lease runs out; until then the page says how far behind it is."""
    services.bring_up_to_date()
    Following.objects.update(
        holder="killed", held_until=now() + timedelta(seconds=30), fresh_at=now() - timedelta(minutes=3)
    )
    opinion = opinions.collected(cast, text="石拱桥的护栏松了，娃娃放学要过桥。")
    assert services.bring_up_to_date() == 0
    assert "慢约3分钟" in client.get("/search/", {"q": "石拱桥"}).content.decode()
    Following.objects.update(held_until=now() - timedelta(seconds=1))
    services.bring_up_to_date()
    assert str(opinion.pk) in found_by(cast.office, "石拱桥")
    assert "慢约" not in client.get("/search/", {"q": "石拱桥"}).content.decode()


def test_a_rebuild_that_was_stopped_goes_on(cast, monkeypatch):
    monkeypatch.setattr(services, "AT_A_TIME", 2)
    for n in range(3):
        opinions.collected(cast, text=f"第{n}处井盖松动，车过就响。")
    going = services.rebuild()
    kinds = [kind for kind, _ in (next(going), next(going))]
    going.close()
    state = Following.objects.get()
    assert state.rebuild == "running" and state.done and state.stage.startswith(kinds[-1])
    rest = list(services.rebuild())
    assert rest[0][1] > state.done
    assert Following.objects.get().rebuild == "none" and len(found_by(cast.office, "井盖")) == 3
