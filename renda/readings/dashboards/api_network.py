"""How far the network covers the county, for programs: n of d by town, and the rows behind a gap."""

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Router, Schema

from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import NotAllowed, NotFound
from renda.ground.workflow.api import REFUSALS
from renda.readings.dashboards.access import reads_network
from renda.readings.dashboards.coverage import BY_KEY, Line, coverage_of, gaps_behind
from renda.readings.dashboards.queries.network import read_facts

router = Router(tags=["家站网络"])
MOST = 500


class ShareOut(Schema):
    n: int
    d: int


class TownOut(Schema):
    town: str
    shares: dict[str, ShareOut]
    excused: int


class CoverageOut(Schema):
    """shares by measure: village, deputy, point, hours, reception."""

    on: date
    labels: dict[str, str]
    towns: list[TownOut]
    total: TownOut


class GapOut(Schema):
    town: str
    name: str
    note: str
    href: str


class GapsOut(Schema):
    count: int
    rows: list[GapOut]
    next: str


@router.get("/network", response={200: CoverageOut, **REFUSALS}, summary="家站覆盖")
def read_coverage(request: HttpRequest) -> Any:
    found = coverage_of(_reader(request), clock.today())
    labels = {key: measure.label for key, measure in BY_KEY.items()}
    return {
        "on": clock.today(),
        "labels": labels,
        "towns": [_line(line) for line in found.lines],
        "total": _line(found.total),
    }


def _line(line: Line) -> dict[str, Any]:
    shares = {key: {"n": share.n, "d": share.d} for key, share in line.shares.items()}
    return {"town": line.town, "shares": shares, "excused": line.excused}


@router.get("/network/gaps/{slug:what}", response={200: GapsOut, **REFUSALS}, summary="一项缺的名单")
def read_gaps(
    request: HttpRequest, what: str, town: Annotated[str, Query(max_length=40)] = "",
    after: Annotated[str, Query(max_length=300)] = "",
) -> Any:  # fmt: skip
    actor = _reader(request)
    if what not in BY_KEY:
        raise NotFound("没有这一项。")
    found = gaps_behind(read_facts(actor, clock.today()), what, town)
    rest = [gap for gap in found if gap.place > after]
    last = rest[MOST - 1].place if len(rest) > MOST else ""
    return {"count": len(found), "rows": rest[:MOST], "next": last}


def _reader(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if not reads_network(actor):
        raise NotAllowed("家站的覆盖情况由人大机关和镇人大主席团来看。")
    return actor
