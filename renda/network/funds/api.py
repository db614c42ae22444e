"""The money as JSON: a year's table, how a plan begins, and the derived routes of a plan."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Schema, Status
from pydantic import Field

from renda.ground.files.queries import staged_by
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import NotAllowed
from renda.ground.workflow.api import REFUSALS, Closed, matter_routes
from renda.network.funds import services
from renda.network.funds.access import reads_funds
from renda.network.funds.models import Fund
from renda.network.funds.shown import table
from renda.network.funds.workflow import FUND


class FundLine(Schema):
    """Yuan are strings with two places."""

    id: UUID
    congress: str
    level: int
    heads: int
    rate_yuan: Decimal
    amount_yuan: Decimal
    appropriated_yuan: Decimal
    spent_yuan: Decimal
    state: str


class SumLine(Schema):
    label: str
    heads: int
    amount_yuan: Decimal
    appropriated_yuan: Decimal
    spent_yuan: Decimal


class StationLine(Schema):
    town: str
    station: str
    yuan: Decimal


class TableOut(Schema):
    year: int
    rows: list[FundLine]
    sums: list[SumLine]
    stations: list[StationLine]


class PlanIn(Closed):
    year: int = Field(ge=2000, le=2100)
    counted_on: date


class MadeOut(Schema):
    id: UUID
    state: str
    version: int
    href: str


def show_fund(row: Fund, _actor: Actor) -> dict[str, Any]:
    payments = row.payments.select_related("station").order_by("paid_on", "pk")
    return {
        "congress": row.congress.name, "level": row.level, "year": row.year, "heads": row.heads,
        "counted_on": row.counted_on.isoformat(), "rate_yuan": str(row.rate_yuan), "amount_yuan": str(row.amount_yuan),
        "appropriated_yuan": str(row.appropriated_yuan), "spent_yuan": str(row.spent_yuan),
        "payments": [
            {"voucher": one.voucher, "paid_on": one.paid_on.isoformat(), "amount_yuan": str(one.amount_yuan),
             "purpose": one.purpose, "text": one.text, "station": one.station.code if one.station else "",
             "is_reversed": one.reversed_on is not None}
            for one in payments
        ],
    }  # fmt: skip


router = matter_routes([(FUND, show_fund)], tag="履职经费", staged=staged_by)


@router.get("/funds/table/{int:year}", response={200: TableOut, **REFUSALS}, summary="一年的计划与支付")
def read_table(request: HttpRequest, year: int) -> Any:
    actor = request.actor  # type: ignore[attr-defined]
    if not reads_funds(actor):
        raise NotAllowed("履职经费由人大机关来看。")
    found = table(actor, year)
    rows = [
        {"id": row.pk, "congress": row.congress.name, "level": row.level, "heads": row.heads, "rate_yuan": row.rate_yuan,
         "amount_yuan": row.amount_yuan, "appropriated_yuan": row.appropriated_yuan, "spent_yuan": row.spent_yuan,
         "state": row.state}
        for row in found.rows
    ]  # fmt: skip
    stations = [
        {"town": one["station__town"] or "", "station": one["station__name"] or "", "yuan": one["yuan"]}
        for one in found.stations
    ]
    return {"year": year, "rows": rows, "sums": found.sums, "stations": stations}


@router.post("/funds/plans", response={201: MadeOut, **REFUSALS}, summary="定经费计划")
def plan(request: HttpRequest, payload: PlanIn) -> Any:
    row = services.plan_fund(actor=request.actor, once=getattr(request, "once", None), **payload.dict())  # type: ignore[attr-defined]
    return Status(201, {"id": row.pk, "state": row.state, "version": row.version, "href": row.get_absolute_url()})
