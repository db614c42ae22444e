"""Writes: one function per verb, named `<step>_<kind>`, one transaction each."""

from renda.readings.assessments.services.appealing import (
    file_station_appeal,
    grant_station_appeal,
    refuse_station_appeal,
)
from renda.readings.assessments.services.grading import (
    announce_candidacy,
    approve_candidacy,
    compose_candidacy,
    lower_candidacy,
    raise_candidacy,
    reopen_candidacy,
    revoke_candidacy,
)
from renda.readings.assessments.services.joining import (
    apply_candidacy,
    begin_candidacy,
    drop_candidacy,
    score_self_candidacy,
)
from renda.readings.assessments.services.ordering import order_notice, order_plaques, order_score_sheet
from renda.readings.assessments.services.setting import (
    drop_item,
    new_scheme,
    open_cycle,
    put_group,
    put_item,
    set_lines,
)
from renda.readings.assessments.services.visiting import settle_candidacy, take_sheet, visit_candidacy

__all__ = [
    "announce_candidacy",
    "apply_candidacy",
    "approve_candidacy",
    "begin_candidacy",
    "compose_candidacy",
    "drop_candidacy",
    "drop_item",
    "file_station_appeal",
    "grant_station_appeal",
    "lower_candidacy",
    "new_scheme",
    "open_cycle",
    "order_notice",
    "order_plaques",
    "order_score_sheet",
    "put_group",
    "put_item",
    "raise_candidacy",
    "refuse_station_appeal",
    "reopen_candidacy",
    "revoke_candidacy",
    "score_self_candidacy",
    "set_lines",
    "settle_candidacy",
    "take_sheet",
    "visit_candidacy",
]
