"""Writes down who did what to whose account, post or organisation. Called in the transaction of the act itself."""

from typing import Any

from renda.ground.kernel.actor import Actor
from renda.ground.people.models import AdminAct
from renda.ground.people.states import Act


def note_act(
    act: Act, *, county_id: int, actor: Actor, user_id: int = 0, org_id: int = 0, role: str = "", **facts: Any
) -> AdminAct:
    """facts: days and names of changed fields, never their values; a person's phone or e-mail does not enter it."""
    post = next(iter(actor.posts), None)
    plain = {
        name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in facts.items() if value
    }
    return AdminAct.objects.create(
        county_id=county_id, act=act, by_id=actor.user_id, acted_as=post.words[:120] if post else "",
        user_id=user_id, org_id=org_id, role=role, facts=plain,
    )  # fmt: skip
