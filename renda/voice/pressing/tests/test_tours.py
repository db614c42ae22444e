"""Tours from plan to report, and what they find until it is struck off."""

from datetime import timedelta

import pytest

from renda.ground.kernel.clock import today
from renda.ground.kernel.errors import Blocked, Invalid, NotAllowed
from renda.ground.notices.models import Message
from renda.ground.papers.queries import papers_of
from renda.ground.workflow.models import Waiting
from renda.voice.pressing import services
from renda.voice.pressing.models import Tour
from renda.voice.pressing.tests.factories import found, fresh, held, key_item, listed, tour
from renda.voice.suggestions.tests.factories import registered


def test_a_plan_lists_its_items_with_unit_and_committee(cast):
    row = tour(cast)
    finding = row.findings.get()
    assert (row.committee_id, finding.org_id, finding.state) == (cast.orgs.committee, cast.orgs.water, "listed")
    assert Waiting.objects.of(row).get().due_on == row.on


def test_only_what_was_assigned_can_be_visited(cast):
    with pytest.raises(Invalid):
        tour(cast, registered(cast))
    assert not Tour.objects.exists()


def test_a_unit_plans_no_tour(cast):
    with pytest.raises(NotAllowed):
        services.plan_tour(actor=cast.clerk, title="自查", on=today(), route="本局", item_ids=[key_item(cast).pk])


def test_announcing_tells_units_leader_and_invited_deputies(cast):
    services.announce_tour(tour(cast), actor=cast.committee)
    told = set(Message.objects.filter(title__startswith="督查通知").values_list("user_id", flat=True))
    assert told == {cast.clerk.user_id, cast.chair.user_id, cast.deputy2.user_id}


def test_an_item_may_leave_the_plan_and_come_back(cast):
    one, two = key_item(cast), key_item(cast)
    row = tour(cast, one, two)
    plan = {"title": row.title, "on": row.on, "route": row.route}
    services.edit_tour(row, actor=cast.committee, item_ids=[one.pk], **plan)
    assert [f.suggestion_id for f in row.findings.standing()] == [one.pk]
    services.edit_tour(row, actor=cast.committee, item_ids=[one.pk, two.pk], **plan)
    assert row.findings.standing().count() == 2


def test_a_tour_is_not_held_before_its_day(cast):
    row = services.announce_tour(tour(cast, on=today() + timedelta(days=3)), actor=cast.committee)
    with pytest.raises(Blocked):
        services.hold_tour(row, actor=cast.committee, held_on=today())


def test_who_came_is_kept(cast):
    assert held(cast).invitees.get().came is True


def test_the_report_waits_for_every_item_and_takes_a_number(cast):
    row = held(cast)
    with pytest.raises(Blocked, match="还有1件"):
        services.report_tour(row, actor=cast.committee, report="总体较好。")
    services.clear_finding(fresh(row.findings.get()), actor=cast.committee)
    services.report_tour(row, actor=cast.committee, report="总体较好。")
    assert row.number_text == f"督查通报〔{today().year}〕1号"
    assert "总体较好。" in papers_of(row).get().source


def test_a_finding_goes_to_the_unit_and_back(cast):
    row = found(cast)
    assert Waiting.objects.of(row).get().holder == f"clerk:{cast.orgs.water}"
    services.answer_finding(row, actor=cast.clerk, answer="围挡已经拆除。")
    assert Waiting.objects.of(row).get().holder == f"committee:{cast.orgs.committee}"
    services.reopen_finding(row, actor=cast.committee, note="还剩一段。", due_on=today() + timedelta(days=5))
    services.answer_finding(row, actor=cast.clerk, answer="都拆了。")
    services.confirm_finding(row, actor=cast.committee)
    assert (row.state, row.closed_on) == ("done", today())


def test_another_unit_does_not_answer(cast):
    with pytest.raises(NotAllowed):
        services.answer_finding(found(cast), actor=cast.co_clerk, answer="不是我们。")


def test_a_day_gone_by_is_no_deadline(cast):
    with pytest.raises(Invalid):
        services.find_finding(
            listed(cast), actor=cast.committee, text="问题", demand="整改", due_on=today() - timedelta(days=1)
        )


def test_nothing_is_found_before_the_tour(cast):
    row = fresh(tour(cast).findings.get())
    with pytest.raises(Blocked):
        services.clear_finding(row, actor=cast.committee)
