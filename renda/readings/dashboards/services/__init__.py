"""Writes of the readings: an assessment is made, a report is drafted."""

from renda.readings.dashboards.services.assessing import make_assessment, recount, scheme_on
from renda.readings.dashboards.services.reporting import draft_report, write_report

__all__ = ["draft_report", "make_assessment", "recount", "scheme_on", "write_report"]
