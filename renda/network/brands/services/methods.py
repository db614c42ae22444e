"""What a county sets for itself: its methods with their versions, and the themes of its brands."""

from collections.abc import Sequence

from django.db import transaction

from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor, Role
from renda.ground.kernel.errors import Invalid, NotAllowed, Stale
from renda.network.brands import access
from renda.network.brands.models import Method, MethodVersion, Theme
from renda.network.brands.rules import Groups
from renda.network.brands.states import DEFAULT_GROUPS, DEFAULT_METHOD

MOST_THEMES = 20


@transaction.atomic
def make_method(*, actor: Actor, name: str, groups: Groups) -> Method:
    """The office makes one for the county, a town's presidium one of its own. Raises NotAllowed, Invalid."""
    if not access.makes_methods(actor):
        raise NotAllowed("工作法由县人大代表工作机构或者镇人大主席团来定。")
    town = None if actor.holds(Role.OFFICE) else min(actor.orgs(Role.TOWNSHIP))
    if Method.objects.filter(county_id=actor.county_id, town_org_id=town, name=name.strip()).exists():
        raise Invalid(f"已经有“{name.strip()}”了，请在它的页上改，或者另起一个名称。", field="name")
    method = Method.objects.create(county_id=actor.county_id, town_org_id=town, name=name.strip())
    _add_version(method, groups, actor)
    return method


@transaction.atomic
def change_method(method: Method, *, actor: Actor, groups: Groups, seen: int | None = None) -> MethodVersion:
    """A next version; cases go on by the one they began with. The same steps again change nothing.

    seen: number of the version the caller looked at. Raises NotAllowed, Stale.
    """
    _need_owner(method, actor)
    newest = Method.objects.select_for_update().get(pk=method.pk).newest
    if seen is not None and seen != newest.number:
        raise Stale(f"“{method.name}”刚有人改成了第{newest.number}版。您填的都还在，请看过再决定。")
    if [list(group) for group in newest.groups] == [[verb, list(steps)] for verb, steps in groups]:
        return newest
    return _add_version(method, groups, actor, number=newest.number + 1)


@transaction.atomic
def use_method(method: Method, *, actor: Actor, is_used: bool) -> Method:
    """No longer for new cases, or again. Raises NotAllowed."""
    _need_owner(method, actor)
    Method.objects.filter(pk=method.pk).update(is_used=is_used)
    method.is_used = is_used
    return method


@transaction.atomic
def set_themes(*, actor: Actor, names: Sequence[str]) -> list[Theme]:
    """The county's themes in this order. Brands named before keep theirs. Raises NotAllowed, Invalid."""
    if not access.sets_themes(actor):
        raise NotAllowed("品牌的主题由县人大代表工作机构来定。")
    wanted = list(dict.fromkeys(name.strip() for name in names if name.strip()))
    if not 1 <= len(wanted) <= MOST_THEMES or any(len(name) > 20 for name in wanted):
        raise Invalid(f"请写1到{MOST_THEMES}个主题，一行一个，每个最多20个字。", field="names")
    Theme.objects.filter(county_id=actor.county_id).delete()
    return Theme.objects.bulk_create(
        Theme(county_id=actor.county_id, name=name, place=place) for place, name in enumerate(wanted)
    )


def standard_version(*, actor: Actor) -> MethodVersion:
    """The newest version of 四三工作法; the packaged one is written down when a county first works by it (可修改)."""
    method, is_new = Method.objects.get_or_create(county_id=actor.county_id, town_org=None, name=DEFAULT_METHOD)
    if is_new:
        return _add_version(method, [(verb, list(steps)) for verb, steps in DEFAULT_GROUPS], actor)
    return method.newest


def _add_version(method: Method, groups: Groups, actor: Actor, number: int = 1) -> MethodVersion:
    return MethodVersion.objects.create(
        county_id=method.county_id, method=method, number=number, groups=[[verb, list(steps)] for verb, steps in groups],
        made_on=clock.today(), made_by=actor.user_id,
    )  # fmt: skip


def _need_owner(method: Method, actor: Actor) -> None:
    if method.county_id != actor.county_id or not access.sets_method(actor, method):
        raise NotAllowed(
            f"“{method.name}”由{'县人大代表工作机构' if method.town_org_id is None else method.owner}来改。"
        )
