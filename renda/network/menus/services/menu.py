"""The menu itself: the county's fields of service, groups with their deputies, what they offer."""

from collections.abc import Sequence

from django.db import transaction

from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Conflict, Invalid, NotAllowed
from renda.network.deputies.models import Deputy
from renda.network.menus import access, rules
from renda.network.menus.models import GroupMember, ServiceField, ServiceGroup, ServiceItem
from renda.network.menus.queries import fields_of, towns_of


@transaction.atomic
def set_fields(*, actor: Actor, names: str) -> list[str]:
    """The county's own fields of service in their order; groups keep the word they have. Raises NotAllowed, Invalid."""
    if not access.sets_fields(actor):
        raise NotAllowed("服务类别由县人大代表工委来定。")
    found = rules.field_names(names)
    if not found:
        raise Invalid("请至少写一个服务类别。", field="names")
    ServiceField.objects.filter(county_id=actor.county_id).delete()
    ServiceField.objects.bulk_create(
        ServiceField(county_id=actor.county_id, name=name, position=n) for n, name in enumerate(found)
    )
    return found


@transaction.atomic
def open_group(
    *, actor: Actor, name: str, field: str, town_org_id: int | None = None, deputy_ids: Sequence[int] = ()
) -> ServiceGroup:
    """A new group. Without a town it serves the whole county, which is the office's to say. Raises NotAllowed, Invalid, Conflict."""
    group = ServiceGroup(county_id=actor.county_id, name=name, field=field, town_org_id=town_org_id)
    _check_group(group, actor)
    group.save(force_insert=True)
    _set_deputies(group, deputy_ids)
    return group


@transaction.atomic
def change_group(
    group: ServiceGroup, *, actor: Actor, name: str, field: str, is_open: bool = True, deputy_ids: Sequence[int] = ()
) -> ServiceGroup:
    """Other words or deputies; closed, it takes no orders, those that run go on. Raises NotAllowed, Invalid, Conflict."""
    before = group.field
    group.name, group.field, group.is_open = name, field, is_open
    _check_group(group, actor, before=before)
    group.save()
    _set_deputies(group, deputy_ids)
    return group


def _check_group(group: ServiceGroup, actor: Actor, *, before: str = "") -> None:
    if not access.keeps_group(actor, group):
        raise NotAllowed("服务小组由县人大代表工委和本镇人大主席团来管。")
    if group.town_org_id and not towns_of(actor.county_id).filter(pk=group.town_org_id).exists():
        raise Invalid("请在本县的镇里选。", field="town_org_id")
    if group.field not in {before, *fields_of(actor.county_id)}:
        raise Invalid("请在本县的服务类别里选。", field="field")
    same = ServiceGroup.objects.filter(county_id=group.county_id, town_org_id=group.town_org_id, name=group.name)
    if same.exclude(pk=group.pk).exists():
        raise Conflict(f"这里已经有“{group.name}”，请换个名称。")


def _set_deputies(group: ServiceGroup, deputy_ids: Sequence[int]) -> None:
    wanted = set(deputy_ids)
    known = set(Deputy.objects.serving().filter(county_id=group.county_id, pk__in=wanted).values_list("pk", flat=True))
    if wanted - known:
        raise Invalid("请在本县在任的代表里选。", field="deputy_ids")
    group.members.exclude(deputy_id__in=wanted).delete()
    here = set(group.members.values_list("deputy_id", flat=True))
    GroupMember.objects.bulk_create(
        GroupMember(county_id=group.county_id, group=group, deputy_id=pk) for pk in sorted(wanted - here)
    )


@transaction.atomic
def open_item(group: ServiceGroup, *, actor: Actor, title: str, offer: str, times: str = "") -> ServiceItem:
    """A new line of the menu. Raises NotAllowed, Conflict."""
    item = ServiceItem(county_id=group.county_id, group=group, title=title, offer=offer, times=times)
    _check_item(item, actor)
    item.save(force_insert=True)
    return item


@transaction.atomic
def change_item(
    item: ServiceItem, *, actor: Actor, title: str, offer: str, times: str = "", is_open: bool = True
) -> ServiceItem:
    """Other words make another edition; what was ordered before keeps its own. Raises NotAllowed, Conflict."""
    before = (item.title, item.offer, item.times)
    item.title, item.offer, item.times, item.is_open = title, offer, times, is_open
    _check_item(item, actor)
    item.edition += (title, offer, times) != before
    item.save()
    return item


def _check_item(item: ServiceItem, actor: Actor) -> None:
    if not access.keeps_group(actor, item.group):
        raise NotAllowed("服务项目由县人大代表工委和小组所在镇的人大主席团来管。")
    same = ServiceItem.objects.filter(county_id=item.county_id, group=item.group, title=item.title)
    if same.exclude(pk=item.pk).exists():
        raise Conflict(f"这个小组已经有“{item.title}”，请换个名称。")
