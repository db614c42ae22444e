"""Contacts as JSON."""

from typing import Any

from renda.ground.files.queries import staged_by
from renda.ground.kernel.actor import Actor
from renda.ground.workflow.api import matter_routes
from renda.network.contacts.models import Pair
from renda.network.contacts.workflow import PAIR


def show_pair(row: Pair, _actor: Actor) -> dict[str, Any]:
    return {"sort": row.sort}


router = matter_routes([(PAIR, show_pair)], tag="联系", staged=staged_by)
