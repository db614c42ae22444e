"""For which congress, and in whose name, somebody makes an assessment or a report."""

from renda.ground.kernel.actor import Actor, Role
from renda.ground.kernel.errors import NotAllowed
from renda.ground.people.models import Organisation


def body_and_congress(actor: Actor, *roles: Role) -> tuple[Organisation, Organisation]:
    """The body in which the actor holds one of the roles, and its congress. Raises NotAllowed."""
    rows = Organisation.objects.filter(county_id=actor.county_id, pk__in=actor.orgs(*roles)).select_related("congress")
    body = rows.order_by("pk").first()
    if body is None or body.congress is None:
        raise NotAllowed("这一步由人大代表工委、镇人大主席团来办；报告政府办督查室也可以起草。")
    return body, body.congress
