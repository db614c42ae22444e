"""The screen of a hall shows what goes on in its meeting: each picture, with the sources, to everybody and without controls."""

import itertools
import json
import re

import pytest
from django.test import Client

from renda.chamber.ballots import services
from renda.chamber.ballots.models import Ballot
from renda.chamber.ballots.tests import makers as votes
from renda.chamber.meetings.tests import factories as meetings
from renda.config import live
from renda.readings.halls import shown
from renda.readings.halls.shown import parts_of

pytestmark = pytest.mark.django_db


def screen(meeting, **headers):
    answer = Client(headers=headers).get(f"/halls/{meeting.pk}/")
    assert answer.status_code == 200
    return re.sub(r"<[^>]+>", "", answer.content.decode()), answer


def test_before_anything_is_voted_on_the_quorum_stands_with_its_source(cast):
    text, answer = screen(meetings.opened(cast, members=7, present=5))
    assert "够了（须4人以上）" in text and "地方组织法" in text and "现在没有表决" in text
    assert b"<form" not in answer.content and b"<button" not in answer.content


def test_a_vote_shows_how_many_and_never_what(cast):
    row = votes.opened(cast)
    services.cast_choice(row, actor=cast.deputy, option="no")
    text, _ = screen(row.meeting)
    assert "批准2025年决算" in text and "表决事项1 / 1" in text and "1票已投" in text.replace("\n", "")
    assert "反对1" not in text


def test_raised_hands_show_no_number_before_they_are_counted(cast):
    text, _ = screen(votes.opened(cast, way="hands").meeting)
    assert "两名计票人" in text and "票已投" not in text


def test_papers_are_counted_and_the_digest_of_the_keys_is_shown(cast):
    row = votes.issuing(cast)
    votes.take(row, votes.members(cast, row.meeting)[0])
    text, _ = screen(row.meeting)
    assert "1人已领票" in text and row.digest[:4] in text


def test_a_result_is_drawn_against_all_with_line_and_source(cast):
    row = votes.closed(cast)
    text, answer = screen(row.meeting)
    assert "未通过" in text and "过半数：4票以上" in text and "第五十一条" in text and "未出席2" in text
    assert answer.content.decode().count('class="hl-c ') == 7


def test_a_secret_result_names_its_package(cast):
    row = votes.secret_closed(cast)
    text, _ = screen(row.meeting)
    assert "通过" in text and f"{row.digest[:4]} {row.digest[4:8]}" in text and "发票5" in text


def test_too_few_people_are_told_with_the_source(cast):
    meeting = meetings.opened(cast, members=7, present=5)
    meeting.presences.in_hall().filter(
        pk__in=list(meeting.presences.in_hall().values_list("pk", flat=True)[:2])
    ).update(came_at=None)
    text, _ = screen(meeting)
    assert "人数不够，不能表决" in text and "地方组织法" in text


def test_a_meeting_that_is_not_open_says_so(cast):
    text, _ = screen(meetings.convened(cast))
    assert "还没有宣布开会" in text


def test_a_meeting_without_public_notice_has_no_screen(cast):
    meeting = meetings.planned(cast)
    assert Client().get(f"/halls/{meeting.pk}/").status_code == 404
    assert live.TOPICS["ballots"](str(meeting.pk)) is None


def test_what_is_told_is_steady_and_what_the_page_was_drawn_with(cast):
    row = votes.secret_open(cast)[0]
    told = live.TOPICS["ballots"](str(row.meeting_id))
    assert told == live.TOPICS["ballots"](str(row.meeting_id))
    _, answer = screen(row.meeting)
    held = re.search(r'<script type="application/json">(.*?)</script>', answer.content.decode())
    assert json.loads(held[1]) == told
    assert live.TOPICS["ballots"]("no-key") is None


def test_the_page_may_listen_where_the_streams_are(cast, settings):
    meeting = meetings.opened(cast)
    settings.LIVE_PORT = 8001
    _, answer = screen(meeting)
    assert f'data-live-stream="http://testserver:8001/live/ballots/{meeting.pk}/"' in answer.content.decode()
    assert "connect-src 'self' http://testserver:8001" in answer["Content-Security-Policy"]
    settings.LIVE_URL = "/live/"
    _, answer = screen(meeting)
    assert f'data-live-stream="/live/ballots/{meeting.pk}/"' in answer.content.decode()
    assert "8001" not in answer["Content-Security-Policy"]


def test_the_screen_costs_few_queries(cast, django_assert_max_num_queries):
    meeting = votes.closed(cast).meeting
    Client().get(f"/halls/{meeting.pk}/")
    with django_assert_max_num_queries(12):
        Client().get(f"/halls/{meeting.pk}/")


# The drawn figure (pure).


def test_every_member_is_one_cell_up_to_a_limit():
    parts = [shown.Part("赞成", 17, "yes"), shown.Part("反对", 10, "no")]
    assert len(shown.bar(parts, 27, 14).cells) == 27
    assert shown.bar(parts, 27, 14).line == 896
    many = [shown.Part("赞成", 1700, "yes"), shown.Part("反对", 1300, "no")]
    assert len(shown.bar(many, 3000, 1501).cells) == 2


def test_words_under_the_figure_do_not_run_into_each_other():
    parts = [shown.Part("赞成", 23, "yes"), *(shown.Part(word, 1, "no") for word in ("反对", "弃权", "未按", "未出席"))]
    places = [place for _, place in shown.bar(parts, 27, 14).words]
    assert all(b - a > 100 for a, b in itertools.pairwise(places))
    assert places[-1] < shown.WIDTH


def test_a_strip_of_a_full_congress_is_a_share():
    assert shown.strip(3, 5) == ["on"] * 3 + ["off"] * 2
    assert shown.strip(1500, 3000).count("on") == 25
    assert shown.strip(None, 0) == []


@pytest.mark.parametrize("order", ["yes no abstain", "no yes abstain", "abstain no yes"])
def test_each_number_stands_with_its_word_however_the_database_keeps_them(order):
    counts = {"yes": 18, "no": 3, "abstain": 1}
    row = Ballot(
        vote="decision",
        way="named",
        counts={key: counts[key] for key in order.split()},
        members=27,
        present=24,
        unpressed=2,
    )
    found = [(part.word, part.number, part.look) for part in parts_of(row)]
    assert found == [
        ("赞成", 18, "yes"),
        ("反对", 3, "no"),
        ("弃权", 1, "abs"),
        ("未按", 2, "nop"),
        ("未出席", 3, "out"),
    ]
