"""Messages and dead letters for programs."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router, Schema

from renda.ground.notices import queries, services
from renda.ground.notices.models import Message, Outgoing

router = Router(tags=["消息"])
PAGE = 50


class MessageOut(Schema):
    id: UUID
    kind: str
    matter_id: UUID | None
    title: str
    body: str
    link: str
    made_at: datetime
    read_at: datetime | None


class MessagesOut(Schema):
    """`next`: give it as `after` to read on; empty at the end."""

    messages: list[MessageOut]
    next: UUID | None


class CountOut(Schema):
    count: int


class LetterOut(Schema):
    """A message that could not be delivered. Address and text are not shown to anyone."""

    id: UUID
    channel: str
    mask: str
    template: str
    tries: int
    trouble: str
    made_at: datetime


@router.get("/", response=MessagesOut, summary="我的消息，新的在前")
def list_messages(request: HttpRequest, after: UUID | None = None) -> Any:
    found = queries.page_of_messages(request.actor, after, PAGE)  # type: ignore[attr-defined]
    return {"messages": found[:PAGE], "next": found[PAGE - 1].pk if len(found) > PAGE else None}


@router.get("/unread", response=CountOut, summary="未读几条（数到100为止）")
def count_unread(request: HttpRequest) -> Any:
    return {"count": queries.unread_count(request.actor)}  # type: ignore[attr-defined]


@router.post("/read", response=CountOut, summary="全部标为已读")
def read_all(request: HttpRequest) -> Any:
    return {"count": services.read_all(actor=request.actor)}  # type: ignore[attr-defined]


@router.post("/{uuid:pk}/read", response=MessageOut, summary="标为已读")
def read_message(request: HttpRequest, pk: UUID) -> Any:
    actor = request.actor  # type: ignore[attr-defined]
    return services.read_message(get_object_or_404(Message.objects.visible_to(actor), pk=pk), actor=actor)


@router.get("/dead", response=list[LetterOut], summary="送不出去的消息（管理员）")
def list_dead(request: HttpRequest) -> Any:
    return list(Outgoing.objects.visible_to(request.actor).dead()[:PAGE])  # type: ignore[attr-defined]


@router.post("/dead/{uuid:pk}/resend", response=LetterOut, summary="再发一次（管理员）")
def resend(request: HttpRequest, pk: UUID) -> Any:
    actor = request.actor  # type: ignore[attr-defined]
    return services.resend(get_object_or_404(Outgoing.objects.visible_to(actor), pk=pk), actor=actor)
