"""Makes motions and brings them to a state by services, as the cast would at the session of January 2026."""

from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from renda.ground.county.models import Session, Term
from renda.ground.kernel import clock
from renda.network.deputies.models import Deputy
from renda.voice.motions import services
from renda.voice.motions.models import Cosigning, Motion

TEXT: dict[str, Any] = {
    "title": "关于加快南广河流域水环境治理的议案",
    "case": "南广河高县段水质连续两年在三类和四类之间波动，需要大会作出决定，统一推进治理。",
    "grounds": "两年二十四次监测，九次超过三类水质标准；沿河六个镇有四个没有污水管网。",
    "plan": "1. 由大会作出加快流域治理的决定。\n2. 县人民政府编制三年治理规划。\n3. 每年向常委会报告一次。",
    "category": "environment",
}
FIRST_DAY = datetime(2026, 1, 12, 10, tzinfo=clock.COUNTY_TIME)
SECOND_DAY = datetime(2026, 1, 14, 15, tzinfo=clock.COUNTY_TIME)
DECIDED_ON = date(2026, 1, 14)
TALK: dict[str, Any] = {
    "way": "talk", "held_at": datetime(2026, 1, 14, 9, tzinfo=clock.COUNTY_TIME), "people": "罗秋禾等三名代表",
    "points": "说明审议的打算。", "mover_view": "先修管网。",
}  # fmt: skip


@contextmanager
def at_session(moment: datetime = FIRST_DAY) -> Any:
    with clock.at(moment):
        yield


def more_deputies(cast: Any, count: int, *, seat: Any = None) -> list[Deputy]:
    """So many further deputies of the same congress, without accounts, as most are at first."""
    like = seat or cast.seats.deputy
    here = Deputy.objects.filter(county=cast.county, congress=like.congress, name__startswith="代表").order_by("pk")
    made = [
        Deputy(
            county=cast.county,
            name=f"代表{i}",
            level=like.level,
            congress=like.congress,
            term=like.term,
            district=f"第{i}区",
        )
        for i in range(here.count(), count)
    ]
    Deputy.objects.bulk_create(made)
    return list(here[:count])


def drafted(cast: Any, **changes: Any) -> Motion:
    with at_session():
        return services.draft_motion(actor=cast.deputy, **{**TEXT, **changes})


def invited(cast: Any) -> Cosigning:
    row = drafted(cast)
    with at_session():
        services.invite_cosigning(row, actor=cast.deputy, deputy_ids=[cast.seats.deputy2.pk])
    return Cosigning.objects.get(parent=row)


def cosigned(cast: Any, signers: int = 9) -> Motion:
    """With so many besides the lead deputy: one on the phone, the others on paper."""
    one = invited(cast)
    with at_session():
        services.sign_cosigning(one, actor=cast.deputy2)
        others = more_deputies(cast, signers - 1)
        if others:
            on_paper(cast, one.parent, [deputy.pk for deputy in others])
    return Motion.objects.get(pk=one.parent_id)


def on_paper(cast: Any, row: Motion, deputy_ids: list[int], actor: Any = None) -> None:
    from renda.ground.files.tests.factories import photo

    services.record_cosigning(row, actor=actor or cast.deputy, deputy_ids=deputy_ids, scan=photo())


def submitted(cast: Any) -> Motion:
    row = cosigned(cast)
    with at_session():
        return services.submit_motion(row, actor=cast.deputy)


def received(cast: Any, **changes: Any) -> Motion:
    row = submitted(cast)
    with at_session():
        return services.receive_motion(row, actor=cast.office, **changes)


def opined(cast: Any) -> Motion:
    row = received(cast, reviewer_id=cast.orgs.committee)
    with at_session(SECOND_DAY):
        return services.opine_motion(row, actor=cast.committee, opinion="事关全局，宜列入议程。", advice="agenda")


def on_agenda(cast: Any) -> Motion:
    row = opined(cast)
    with at_session(SECOND_DAY):
        return services.put_on_agenda_motion(
            row,
            actor=cast.office,
            decided_on=DECIDED_ON,
            decision_paper="主席团第三次会议",
            decision_reason="属于本级职权。",
        )


def voted(cast: Any, yes: int = 180) -> Motion:
    row = on_agenda(cast)
    with at_session(SECOND_DAY):
        return services.vote_motion(
            row,
            actor=cast.office,
            voted_on=DECIDED_ON,
            members=220,
            yes=yes,
            no=5,
            abstain=7,
            resolution="关于流域治理的决定",
        )


def in_committee(cast: Any) -> Motion:
    row = opined(cast)
    with at_session(SECOND_DAY):
        return services.refer_motion(row, actor=cast.office, committee_id=cast.orgs.committee, decided_on=DECIDED_ON)


def with_unit(cast: Any) -> Motion:
    row = in_committee(cast)
    with at_session(SECOND_DAY):
        return services.hand_over_motion(
            row, actor=cast.committee, unit_id=cast.orgs.water, leader_id=cast.chair.user_id
        )


def reported(cast: Any) -> Motion:
    row = with_unit(cast)
    with at_session(SECOND_DAY):
        services.answer_motion(row, actor=cast.clerk, unit_result="规划已经编好。")
        services.consult_motion(row, actor=cast.committee, **TALK)
        return services.report_motion(
            row, actor=cast.committee, report="建议由县人民政府组织实施。", report_paper="高人农〔2026〕1号"
        )


def converted(cast: Any) -> Motion:
    row = opined(cast)
    with at_session(SECOND_DAY):
        return services.convert_motion(
            row,
            actor=cast.office,
            decided_on=DECIDED_ON,
            decision_paper="主席团第三次会议",
            decision_reason="属于政府工作。",
        )


def published(cast: Any) -> Motion:
    return services.publish_motion(voted(cast), actor=cast.publisher)


def next_session(cast: Any) -> Session:
    term = Term.objects.get(county=cast.county, congress_key="congress")
    return Session.objects.create(
        county=cast.county, term=term, number=6, starts_on=date(2026, 11, 2), ends_on=date(2026, 11, 4)
    )


def town_session(cast: Any) -> Session:
    term = Term.objects.get(county=cast.county, congress_key="town_congress")
    return Session.objects.create(
        county=cast.county, term=term, number=9, starts_on=date(2026, 1, 12), ends_on=date(2026, 1, 13)
    )
