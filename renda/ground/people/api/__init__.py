"""People for programs: one's own account and tokens, one's lists, administration."""

from ninja import Router

from renda.ground.people.api import admin, lists, own

router = Router(tags=["people"])
for part in (own, lists, admin):
    router.add_router("", part.router)

__all__ = ["router"]
