"""Bodies, who sits in them, and the county's own plan of preparation."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db import transaction

from renda.chamber.meetings import access, queries, rules
from renda.chamber.meetings.models import Body, PlanLine, Seat
from renda.chamber.meetings.states import BodyKind
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor, Role
from renda.ground.kernel.errors import Invalid, NotAllowed
from renda.ground.people.models import Organisation
from renda.network.deputies.models import Deputy

NAMES = {
    BodyKind.CONGRESS: "{congress}", BodyKind.STANDING: "{county}人大常委会", BodyKind.COUNCIL: "{county}人大常委会主任会议",
    BodyKind.PRESIDIUM: "{congress}主席团",
}  # fmt: skip
OF_ROLE = {Role.OFFICE: (BodyKind.STANDING, BodyKind.COUNCIL, BodyKind.CONGRESS),
           Role.TOWNSHIP: (BodyKind.PRESIDIUM, BodyKind.CONGRESS)}  # fmt: skip


@transaction.atomic
def found_bodies(*, actor: Actor) -> int:
    """Every body whose meetings the actor's offices prepare, once and for all; returns how many. Raises NotAllowed, Invalid."""
    if not actor.holds(*queries.KEEPERS):
        raise NotAllowed("会议由县人大代表工作机构或者镇人大主席团来筹备。")
    rows = Organisation.objects.filter(county_id=actor.county_id).select_related("congress", "county")
    found = [
        found_body(office, actor=actor, kind=kind)
        for role, kinds in OF_ROLE.items()
        for office in rows.filter(pk__in=actor.orgs(role)).order_by("pk")
        for kind in kinds
    ]
    return len(found)


@transaction.atomic
def found_body(office: Organisation, *, actor: Actor, kind: str) -> Body:
    """The body whose meetings this office prepares; there already, it is returned as it is. Raises NotAllowed, Invalid."""
    if not actor.holds(*queries.KEEPERS, org_id=office.pk):
        raise NotAllowed("会议主体由承办会议的人大工作机构或者镇人大主席团来设。")
    congress = office.congress
    if congress is None:
        raise Invalid("这个机构没有写明属于哪个人民代表大会，请先在“机构”里补上。")
    name = NAMES[BodyKind(kind)].format(congress=congress.name, county=office.county.name)
    found, _ = Body.objects.get_or_create(
        county_id=office.county_id, congress=congress, kind=kind, defaults={"office": office, "name": name}
    )
    return found


@transaction.atomic
def seat_members(
    body: Body, *, actor: Actor, deputy_ids: Sequence[int], from_on: date | None = None, titles: Sequence[str] = ()
) -> int:
    """Who sits from that day on, in this order; who is not named leaves the day before. Returns how many sit. Raises Invalid."""
    if not access.keeps(actor, body):
        raise NotAllowed("组成人员由承办会议的机构按任免结果来改。")
    if body.kind == BodyKind.CONGRESS:
        raise Invalid("人民代表大会的代表在代表名册里，不用另外列。")
    day = from_on or clock.today()
    deputies = Deputy.objects.filter(county_id=body.county_id, congress_id=body.congress_id, serving=True)
    known = set(deputies.filter(pk__in=deputy_ids).values_list("pk", flat=True))
    if strangers := [pk for pk in deputy_ids if pk not in known]:
        raise Invalid(f"有{len(strangers)}人不是本级在任代表，请重新选。", field="deputy_ids")
    standing = {seat.deputy_id: seat for seat in body.seats.filter(to_on__isnull=True)}
    for pk, seat in standing.items():
        if pk not in known:
            seat.to_on = max(day - timedelta(days=1), seat.from_on)
    Seat.objects.bulk_update(standing.values(), ["to_on"])
    words = dict(zip(deputy_ids, titles, strict=False))
    for position, pk in enumerate(dict.fromkeys(deputy_ids), 1):
        facts = {"position": position, "title": words.get(pk, "")}
        if pk in standing:
            Seat.objects.filter(pk=standing[pk].pk).update(**facts)
        else:
            Seat.objects.create(county_id=body.county_id, body=body, deputy_id=pk, from_on=day, **facts)
    return len(known)


@transaction.atomic
def set_plan(*, actor: Actor, kind: str, text: str) -> int:
    """The county's own plan for this kind of meeting; empty text: the packaged one holds again. Raises Invalid, NotAllowed."""
    if not actor.holds(Role.OFFICE):
        raise NotAllowed("筹备方案由县人大代表工作机构来定。")
    lines, faults = rules.read_lines(text)
    if faults:
        raise Invalid(" ".join(faults), field="text")
    PlanLine.objects.of(actor.county_id, kind).delete()
    PlanLine.objects.bulk_create(
        PlanLine(county_id=actor.county_id, kind=kind, days=one.days, title=one.title, source=one.source)
        for one in lines
    )
    return len(lines)
