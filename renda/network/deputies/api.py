"""The roster for programs: public facts only."""

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Schema

from renda.network.deputies.models import Deputy

router = Router(tags=["deputies"])
PAGE = 100


class DeputyOut(Schema):
    code: str
    name: str
    level: int
    level_name: str
    congress: str
    delegation: str
    district: str
    group: str
    occupation: str
    from_on: date | None


class DeputiesOut(Schema):
    rows: list[DeputyOut]
    next: str


class ProblemOut(Schema):
    status: int
    title: str
    detail: str


@router.get("/", auth=None, response=DeputiesOut, summary="在任代表")
def list_deputies(
    request: HttpRequest,
    level: Annotated[int | None, Query(ge=1, le=5)] = None,
    q: Annotated[str, Query(max_length=40)] = "",
    after: Annotated[str, Query(max_length=20)] = "",
) -> Any:
    rows = Deputy.objects.visible_to(request.actor).serving().listed()  # type: ignore[attr-defined]
    shown = list(rows.matching(level=level, words=q.strip()).after(after)[: PAGE + 1])
    last = shown[PAGE - 1] if len(shown) > PAGE else None
    return {"rows": [_out(row) for row in shown[:PAGE]], "next": f"{last.level}-{last.pk}" if last else ""}


@router.get("/{code}", auth=None, response={200: DeputyOut, 404: ProblemOut}, summary="一位代表")
def show_deputy(request: HttpRequest, code: str) -> Any:
    rows = Deputy.objects.visible_to(request.actor).select_related("congress")  # type: ignore[attr-defined]
    return _out(get_object_or_404(rows, code=code))


def _out(deputy: Deputy) -> dict[str, Any]:
    return {
        "code": deputy.code,
        "name": deputy.name,
        "level": deputy.level,
        "level_name": deputy.get_level_display(),
        "congress": deputy.congress.name if deputy.congress else "",
        "delegation": deputy.delegation,
        "district": deputy.district,
        "group": deputy.group,
        "occupation": deputy.occupation,
        "from_on": deputy.from_on,
    }
