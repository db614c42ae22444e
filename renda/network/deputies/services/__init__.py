"""Writes of the roster: deputies one by one, and from a table with a preview."""

from renda.network.deputies.services.importing import (
    Line,
    Sheet,
    draft_import,
    drop_import,
    lines_of,
    load_import,
)
from renda.network.deputies.services.roster import change_deputy, end_service, enrol_deputy, link_account
from renda.network.deputies.services.sheet import ROSTER

__all__ = [
    "ROSTER", "Line", "Sheet", "change_deputy", "draft_import", "drop_import", "end_service", "enrol_deputy", "lines_of",
    "link_account", "load_import",
]  # fmt: skip
