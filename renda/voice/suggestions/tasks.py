"""Jobs of suggestions."""

from uuid import UUID

from renda.ground.kernel.actor import Actor
from renda.ground.kernel.jobs import job
from renda.voice.suggestions.services.archiving import make_archive as make


@job
def make_archive(pk: str, county_id: int, user_id: int) -> None:
    make(UUID(pk), county_id, Actor(county_id=county_id, user_id=user_id, name="归档"))
