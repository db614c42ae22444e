"""Brings participations to each of their states by services, as the cast would."""

from datetime import timedelta
from typing import Any

from renda.chamber.participations import services
from renda.chamber.participations.models import Participation
from renda.ground.kernel import clock


def requested(cast: Any, *, days: int = 20, **facts: Any) -> Participation:
    """The water bureau asks for two deputies, best of the cast's town or a teacher."""
    facts = {
        "organ_id": cast.orgs.water, "sort": "hearing", "title": "水价调整听证会", "place": "县水利局", "places": 2,
        "starts_at": clock.now() + timedelta(days=days), "trades": "教师", **facts,
    }  # fmt: skip
    return services.request_participation(actor=cast.clerk, **facts)


def allotted(cast: Any, **facts: Any) -> Participation:
    ids = [cast.seats.deputy.pk, cast.seats.deputy2.pk]
    return services.allot_participation(requested(cast, **facts), actor=cast.office, deputy_ids=ids)


def attended(cast: Any) -> Participation:
    """Ten days ago; the first deputy came."""
    with clock.at(clock.now() - timedelta(days=30)):
        row = allotted(cast)
    return services.attend_participation(row, actor=cast.clerk, deputy_ids=[cast.seats.deputy.pk])
