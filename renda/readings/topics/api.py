"""Topics for programs: figures of the opinions the caller may see, and one topic with its opinions' keys."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Schema

from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import NotAllowed, NotFound
from renda.ground.workflow.api import REFUSALS
from renda.readings.topics import access, shown
from renda.readings.topics.models import Topic, TopicOpinion
from renda.readings.topics.queries import TopicOpinionQuerySet

router = Router(tags=["热点"])
MOST = 500


class TopicOut(Schema):
    """people: whoever left the same number counts once; recent, before: the last 30 days and the 30 before."""

    id: UUID
    title: str
    category: str
    size: int
    people: int
    recent: int
    before: int
    first_on: date
    last_on: date
    towns: list[str]
    href: str


class WholeOut(TopicOut):
    """text: what stands for the topic; opinions: the newest first, 500 at most; merged: topics put under this one."""

    text: str
    opinions: list[UUID]
    merged: list[UUID]


class TopicsOut(Schema):
    items: list[TopicOut]
    least: int


@router.get("/topics", response={200: TopicsOut, **REFUSALS}, summary="群众反映的热点")
def list_topics(
    request: HttpRequest, town: Annotated[str, Query(max_length=40)] = "", category: str = "", period: str = ""
) -> Any:
    asked, _ = shown.asked_from({"town": town, "category": category, "period": period}, clock.today())
    least = shown.least_of(request.county)  # type: ignore[attr-defined]
    return {"items": [_fields(line) for line in shown.lines_of(_rows(request).asked(asked), least)], "least": least}


@router.get("/topics/{uuid:pk}", response={200: WholeOut, **REFUSALS}, summary="一个热点")
def read_topic(request: HttpRequest, pk: UUID) -> Any:
    rows = _rows(request)
    key = Topic.objects.filter(pk=pk).values_list("elder_id", flat=True).first() or pk
    whole = shown.whole_of(rows, key)
    if whole is None:
        raise NotFound("没有这个热点，或者里面没有您能看的意见。")
    seen = list(rows.of([key]).order_by("-at", "-pk").values_list("opinion_id", "topic_id")[:MOST])
    parts = {topic for _, topic in seen} - {key}
    return {**_fields(whole.line), "text": whole.text, "opinions": [one for one, _ in seen], "merged": sorted(parts)}


def _fields(line: shown.Line) -> dict[str, Any]:
    names = ("title", "category", "size", "people", "recent", "before", "first_on", "last_on", "href")
    return {"id": line.key, "towns": list(line.towns), **{name: getattr(line, name) for name in names}}


def _rows(request: HttpRequest) -> TopicOpinionQuerySet:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if not access.reads_topics(actor):
        raise NotAllowed(access.WHO)
    rows: TopicOpinionQuerySet = TopicOpinion.objects.visible_to(actor)
    return rows
