"""Every address of the platform: which rows it names, and who gets in. `test_routes` walks it; an unknown address fails.

What stands after an address fills its `<…>` in order: an attribute of a row (`tests/journeys/rows.py`), or a plain word.
Who is not named is asked to sign in, refused, or told that there is nothing. Whoever gets in may still be told what is
wrong with the form, or that the step is not open: permission of each step is `test_steps`.
"""

import re
from operator import attrgetter
from typing import Any

from renda.ground.workflow.engine import WORKFLOWS
from tests.journeys.routes.chamber import APPOINTMENTS, MEETINGS
from tests.journeys.routes.ground import ACCOUNT, OFFICES, PUBLIC
from tests.journeys.routes.network import ACTIVITIES, BRANDS, CONTACTS, FUNDS, MENUS, NETWORK, STANDARDS
from tests.journeys.routes.readings import ASSESSMENTS, DUTY, FIGURES, TOPICS
from tests.journeys.routes.steps import STEP_PAGES
from tests.journeys.routes.voice import CAMPAIGNS, MATTERS, PRESSING
from tests.journeys.routes.who import ALL, SEES, STAFF, Route

__all__ = ["ALL", "ROUTES", "SEES", "address"]


def _derived() -> dict[str, Route]:
    """The API's routes of each kind of matter: one to read, one per step, one per step on many."""
    found: dict[str, Route] = {}
    for kind, workflow in WORKFLOWS.items():
        if kind not in SEES:
            continue
        row = f"api/v1/{kind}/<uuidstr:pk>"
        found[row] = Route(SEES[kind], (f"{kind}.pk",))
        for step in workflow.steps.values():
            if step.is_offered:
                found[f"{row}/steps/{step.name}"] = Route(STAFF, (f"{kind}.pk",))
            if step.is_offered and step.is_bulk:
                found[f"api/v1/{kind}/many/{step.name}"] = Route(STAFF)
    return found


ROUTES = {
    **PUBLIC, **ACCOUNT, **OFFICES, **MATTERS, **STEP_PAGES, **PRESSING, **ACTIVITIES, **FUNDS, **BRANDS, **MENUS, **STANDARDS,
    **CONTACTS, **NETWORK, **MEETINGS, **APPOINTMENTS, **CAMPAIGNS, **FIGURES, **DUTY, **ASSESSMENTS, **TOPICS, **_derived(),
}  # fmt: skip


def address(path: str, route: Route, rows: Any) -> str:
    """The address with its parts filled in from these rows."""
    fills = iter(route.fills)
    return "/" + re.sub(r"<[^>]+>", lambda _: _value(next(fills), rows), path)


def _value(fill: str, rows: Any) -> str:
    return str(attrgetter(fill)(rows)) if "." in fill else fill
