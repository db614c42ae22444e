"""Brands: drafted by a town or a station, applied for by the town, named by the county, looked at once a year."""

from typing import Any
from uuid import UUID

from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor, Role, holder_key
from renda.ground.kernel.errors import Invalid
from renda.ground.notices.services import tell
from renda.ground.people.models import Organisation
from renda.ground.people.states import OrgKind
from renda.ground.workflow.engine import service
from renda.network.brands.models import Brand, Method
from renda.network.brands.queries import themes_of
from renda.network.brands.states import BrandSort
from renda.network.brands.workflow import BRAND, drafter, town
from renda.network.stations.models import Station


@service
def draft_brand(
    *, actor: Actor, title: str, theme: str, text: str, station: Station | None = None, method: int | None = None,
    once: UUID | None = None, note: str = "",
) -> Brand:  # fmt: skip
    """A themed station of `station`, or without one the brand of the actor's own town. Raises Invalid, NotAllowed."""
    place = _of_station(station) if station else _of_own_town(actor)
    row = Brand(county_id=actor.county_id, office=office_of(actor.county_id), **place)
    row.is_from_station = row.org_id is not None and actor.holds(Role.LIAISON, Role.STATION_MASTER, org_id=row.org_id)
    for field, value in _checked(row, title, theme, text, method).items():
        setattr(row, field, value)
    BRAND.start(row, "draft", actor=actor, once=once, note=note)
    return row


def office_of(county_id: int) -> Organisation:
    """The county's office for deputies' work, which names and publishes. Raises Invalid."""
    rows = Organisation.objects.filter(county_id=county_id, kind=OrgKind.OFFICE).in_use()
    office = rows.order_by("pk").first()
    if office is None:
        raise Invalid("县里还没有登记代表工作机构，请管理员先在“机构”里补上。")
    return office


def _of_station(station: Station) -> dict[str, Any]:
    return {"sort": BrandSort.STATION, "station": station, "org_id": station.org_id, "town_org_id": station.town_org_id,
            "town": station.town}  # fmt: skip


def _of_own_town(actor: Actor) -> dict[str, Any]:
    presidium = (
        Organisation.objects.filter(county_id=actor.county_id, pk__in=actor.orgs(Role.TOWNSHIP)).order_by("pk").first()
    )
    if presidium is None:
        raise Invalid("镇的品牌由镇人大主席团来起草；特色站点请选一个家站。", field="station")
    return {"sort": BrandSort.TOWN, "town_org": presidium, "town": town_name(presidium)}


def town_name(presidium: Organisation) -> str:
    """庆符镇人大主席团 → 庆符镇, as the town's stations say it."""
    return presidium.name.removesuffix("人大主席团")


def _checked(row: Brand, title: str, theme: str, text: str, method: int | None) -> dict[str, Any]:
    if theme != row.theme and theme not in themes_of(row.county_id):
        raise Invalid("请在县里定的主题里选一个。", field="theme")
    found = (
        Method.objects.filter(county_id=row.county_id, pk=method).fit_for(row.town_org_id).first() if method else None
    )
    if method and found is None and method != row.method_id:
        raise Invalid("这个工作法不是本县本镇在用的，请另选一个。", field="method")
    return {"title": title.strip(), "theme": theme, "text": text.strip(), "method_id": method or None}


@service
def edit_brand(
    row: Brand, *, actor: Actor, title: str, theme: str, text: str, method: int | None = None, seen: int | None = None,
    once: UUID | None = None, note: str = "",
) -> Brand:  # fmt: skip
    """Other words before it is applied for. Raises Invalid."""
    BRAND.apply(row, "edit", actor=actor, seen=seen, once=once, note=note, **_checked(row, title, theme, text, method))
    return row


@service
def hand_in_brand(
    row: Brand, *, actor: Actor, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Brand:
    """The station gives its draft to the town."""
    BRAND.apply(row, "hand_in", actor=actor, seen=seen, once=once, note=note)
    tell(town(row), "brands/handed", row)
    return row


@service
def apply_brand(
    row: Brand, *, actor: Actor, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Brand:
    """The town asks the county to name it."""
    BRAND.apply(row, "apply", actor=actor, seen=seen, once=once, note=note, applied_on=clock.today())
    return row


@service
def send_back_brand(row: Brand, *, actor: Actor, note: str, seen: int | None = None, once: UUID | None = None) -> Brand:
    """Back to who drafted it, with the reason."""
    BRAND.apply(row, "send_back", actor=actor, seen=seen, once=once, note=note)
    tell(drafter(row), "brands/sent_back", row, extra={"reason": note})
    return row


@service
def name_brand(row: Brand, *, actor: Actor, seen: int | None = None, once: UUID | None = None, note: str = "") -> Brand:
    """From now on it is the town's running brand. Raises Blocked where the town has another one."""
    # Of two who name two brands of one town at once, the second waits here and is then told.
    if row.town_org_id:
        Organisation.objects.select_for_update().get(pk=row.town_org_id)
    today = clock.today()
    BRAND.apply(row, "name", actor=actor, seen=seen, once=once, note=note, named_on=today)
    tell(_keepers(row), "brands/named", row)
    return row


@service
def keep_brand(row: Brand, *, actor: Actor, seen: int | None = None, once: UUID | None = None, note: str = "") -> Brand:
    """The yearly look: it stays as it is, and waits for the next."""
    BRAND.apply(row, "keep", actor=actor, seen=seen, once=once, note=note, reviewed_on=clock.today())
    return row


@service
def rename_brand(
    row: Brand, *, actor: Actor, title: str, note: str, seen: int | None = None, once: UUID | None = None
) -> Brand:
    """The yearly look: it goes on under another name, with the reason. The page's address stays. Raises Invalid."""
    if title.strip() == row.title:
        raise Invalid("和现在的名称一样；不改名请选“复核后保留”。", field="title")
    before = row.title
    changed: dict[str, Any] = {"title": title.strip(), "reviewed_on": clock.today()}
    BRAND.apply(row, "rename", actor=actor, seen=seen, once=once, note=note, **changed)
    tell(_keepers(row), "brands/renamed", row, extra={"before": before, "reason": note})
    return row


@service
def withdraw_brand(row: Brand, *, actor: Actor, note: str, seen: int | None = None, once: UUID | None = None) -> Brand:
    """The yearly look, or before it: the brand ends, with the reason; the town may apply with another."""
    changed: dict[str, Any] = {"reviewed_on": clock.today(), "reason": note[:200]}
    BRAND.apply(row, "withdraw", actor=actor, seen=seen, once=once, note=note, **changed)
    tell(_keepers(row), "brands/withdrawn", row, extra={"reason": note})
    return row


@service
def drop_brand(row: Brand, *, actor: Actor, note: str, seen: int | None = None, once: UUID | None = None) -> Brand:
    """Who drafted it does not go on."""
    BRAND.apply(row, "drop", actor=actor, seen=seen, once=once, note=note, reason=note[:200])
    return row


def _keepers(row: Brand) -> set[str]:
    keys = set(drafter(row)) | set(town(row))
    return keys | ({holder_key(Role.LIAISON, row.org_id)} if row.org_id else set())
