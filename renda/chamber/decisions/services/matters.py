"""The county's list of major matters."""

from django.db import transaction

from renda.chamber.decisions import rules
from renda.chamber.decisions.models import MatterLine
from renda.ground.kernel.actor import Actor, Role
from renda.ground.kernel.errors import Invalid, NotAllowed


@transaction.atomic
def set_matters(*, actor: Actor, text: str) -> int:
    """The county's own list, a line each; empty text: the packaged one holds again. Raises Invalid, NotAllowed."""
    if not actor.holds(Role.OFFICE):
        raise NotAllowed("重大事项清单由县人大代表工作机构来改。")
    lines, faults = rules.read_lines(text)
    if faults:
        raise Invalid(" ".join(faults), field="text")
    MatterLine.objects.of(actor.county_id).delete()
    MatterLine.objects.bulk_create(
        MatterLine(county_id=actor.county_id, position=place, sort=one.sort, title=one.title, source=one.source)
        for place, one in enumerate(lines, 1)
    )
    return len(lines)
