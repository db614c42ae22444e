"""Makes bodies and meetings by services, as the cast would."""

from datetime import date, timedelta
from typing import Any

from renda.chamber.meetings import services
from renda.chamber.meetings.models import Body, CalendarKey, Invitation, Material, Meeting, Sitting, Speech
from renda.ground.kernel import clock
from renda.ground.people.models import Organisation
from renda.network.deputies.models import Deputy

SINCE = date(2022, 1, 10)


def deputies(cast: Any, count: int, *, since: date = SINCE) -> list[Deputy]:
    """So many county deputies beside the cast's, without accounts."""
    rows = [
        Deputy(county=cast.county, name=f"代表{n:03d}", level=2, congress_id=cast.orgs.congress, from_on=since,
               term_id=cast.seats.deputy.term_id, district=f"第{n}选区", delegation="庆符镇代表团")
        for n in range(count)
    ]  # fmt: skip
    return Deputy.objects.bulk_create(rows)


def body(cast: Any, kind: str = "standing", *, members: int = 5) -> Body:
    """A body of the county; a standing committee with the cast's two deputies first."""
    found = services.found_body(Organisation.objects.get(pk=cast.orgs.office), actor=cast.office, kind=kind)
    if kind != "congress" and not found.seats.exists():
        people = [cast.seats.deputy, cast.seats.deputy2, *deputies(cast, members - 2)]
        services.seat_members(found, actor=cast.office, deputy_ids=[one.pk for one in people], from_on=SINCE,
                              titles=["主任", "副主任"])  # fmt: skip
    return found


def planned(cast: Any, *, days: int = 30, members: int = 5, kind: str = "standing", **facts: Any) -> Meeting:
    facts = {"starts_on": clock.today() + timedelta(days=days), "starts_at": "09:00", "place": "县人大会议室", **facts}
    facts["starts_at"] = _hour(facts["starts_at"])
    return services.plan_meeting(body(cast, kind, members=members), actor=cast.office, **facts)


def _hour(text: Any) -> Any:
    from datetime import time

    return time.fromisoformat(text) if isinstance(text, str) else text


def with_agenda(cast: Any, **facts: Any) -> Meeting:
    row = planned(cast, **facts)
    return services.add_item_meeting(
        row, actor=cast.office, title="听取水利工作报告", sort="report", reporter="县水利局"
    )


def convened(cast: Any, **facts: Any) -> Meeting:
    return services.convene_meeting(with_agenda(cast, **facts), actor=cast.office)


def today(cast: Any, **facts: Any) -> Meeting:
    """Called for today; nobody is there yet."""
    return convened(cast, days=0, **facts)


def members_of(row: Meeting, count: int) -> list[int]:
    return list(row.presences.filter(guest="").listed().values_list("deputy_id", flat=True)[:count])


def opened(cast: Any, *, members: int = 5, present: int = 3, **facts: Any) -> Meeting:
    row = today(cast, members=members, **facts)
    services.arrive(row, actor=cast.office, deputy_ids=members_of(row, present))
    return services.open_meeting(row, actor=cast.office)


def given(cast: Any, row: Meeting, paper: Any, **facts: Any) -> Material:
    """A material of the first item."""
    services.add_material_meeting(row, actor=cast.office, position=1, papers=[paper], is_clean=True, **facts)
    return row.materials.latest("pk")


def closed(cast: Any, **facts: Any) -> Meeting:
    return services.close_meeting(opened(cast, **facts), actor=cast.office)


def published(cast: Any, **facts: Any) -> Meeting:
    return services.publish_meeting(closed(cast, **facts), actor=cast.office)


def fresh(row: Any) -> Any:
    return type(row).objects.get(pk=row.pk)


def said(cast: Any, row: Meeting) -> Speech:
    """The deputy of the cast has spoken."""
    return services.add_speech(row, actor=cast.deputy, item_id=row.items.order_by("position")[0].pk, words="管网要改。")


def sitting(cast: Any, row: Meeting, sort: str = "plenary", **facts: Any) -> Sitting:
    facts = {"starts_at": row.begins, "place": "影剧院", **facts}
    services.add_sitting_meeting(row, actor=cast.office, sort=sort, **facts)
    return row.sittings.order_by("pk").last()


def invited(cast: Any, row: Meeting, **facts: Any) -> Invitation:
    """The water bureau is asked to hear and answer at the one item."""
    facts = {"org_ids": [cast.orgs.water], "part": "answers", "item_id": row.items.order_by("position")[0].pk, **facts}
    services.invite_units_meeting(row, actor=cast.office, **facts)
    return row.invitations.select_related("meeting", "office", "org", "item").order_by("pk").last()


def calendar_key(cast: Any) -> CalendarKey:
    return services.make_calendar_key(actor=cast.deputy)
