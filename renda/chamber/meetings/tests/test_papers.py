import pytest

from renda.chamber.ballots.tests import makers as votes
from renda.chamber.meetings import services
from renda.chamber.meetings.states import PaperSort
from renda.chamber.meetings.tests import factories as made
from renda.ground.kernel.errors import NotAllowed, WrongState
from renda.ground.papers.models import Paper
from renda.ground.papers.services import make_paper


def test_every_paper_is_drawn_up_from_the_record(cast):
    row = made.opened(cast, present=4)
    services.add_speech(row, actor=cast.deputy, item_id=row.items.get().pk, words="@title 管网要改。")
    for sort in PaperSort:
        paper = services.draw_up(row, actor=cast.office, sort=sort)
        assert "高县人大常委会" in paper.source and paper.title, sort
        if sort in ("seating", "minutes"):
            assert make_paper(paper.pk).state == "made"
    minutes = Paper.objects.get(purpose="minutes").source
    assert cast.seats.deputy.name in minutes and "管网要改。" in minutes and "应到：5人" in minutes


def test_a_paper_is_made_anew_and_a_bulletin_goes_on(cast):
    row = made.opened(cast)
    item = row.items.get()
    services.draw_up(row, actor=cast.office, sort="agenda")
    services.draw_up(row, actor=cast.office, sort="agenda")
    services.add_speech(row, actor=cast.deputy, item_id=item.pk, words="第一句话。")
    first = services.draw_up(row, actor=cast.office, sort="bulletin")
    assert Paper.objects.filter(purpose="agenda").count() == 1
    assert services.draw_up(row, actor=cast.office, sort="bulletin").pk != first.pk
    assert Paper.objects.filter(purpose="bulletin").count() == 2


def test_no_minutes_before_the_opening_and_none_by_a_member(cast):
    with pytest.raises(WrongState, match="开会以后"):
        services.draw_up(made.convened(cast), actor=cast.office, sort="minutes")
    with pytest.raises(NotAllowed):
        services.draw_up(made.convened(cast, days=20), actor=cast.deputy, sort="agenda")


def test_the_minutes_say_how_was_voted(cast, client_of):
    row = made.opened(cast, members=5, present=4)
    votes.closed(cast, meeting=row)
    answer = client_of("office").post(f"/ballots/meeting/{row.pk}/minutes/")
    assert answer.status_code == 302
    assert "赞成" in Paper.objects.get(purpose="minutes").source
    assert client_of("deputy").post(f"/ballots/meeting/{row.pk}/minutes/").status_code == 403


def test_who_reads_which_paper(cast, client_of, client):
    row = made.convened(cast)
    services.ask_leave_meeting(row, actor=cast.deputy2, note="看病")
    for sort in ("agenda", "leave"):
        make_paper(services.draw_up(row, actor=cast.office, sort=sort).pk)
    base = f"{row.get_absolute_url()}papers/"
    agenda, leave = (f"{base}{Paper.objects.get(purpose=sort).pk}/docx/" for sort in ("agenda", "leave"))
    for reader, seen in ((client_of("office"), (200, 200)), (client_of("deputy"), (200, 404)), (client, (404, 404))):
        assert (reader.get(agenda).status_code, reader.get(leave).status_code) == seen
    assert "请假单" not in client_of("deputy").get(base).content.decode()
    assert client_of("office").post(f"{base}nothing/").status_code == 404
