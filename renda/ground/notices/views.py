"""The reader's messages, and for the administrator what could not be delivered."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from renda.ground.kernel.actor import Role
from renda.ground.kernel.errors import NotAllowed
from renda.ground.kernel.web import Request
from renda.ground.notices import queries, services
from renda.ground.notices.models import Message, Outgoing
from renda.ground.people.web import signed_in

PAGE = 30


@signed_in
@require_safe
def inbox(request: Request) -> HttpResponse:
    found = queries.page_of_messages(request.actor, _after(request), PAGE)
    rows = found[:PAGE]
    more = f"?after={rows[-1].pk}" if len(found) > PAGE else ""
    context = {
        "rows": rows,
        "next_url": more,
        "unread": queries.unread_count(request.actor),
        "has_after": "after" in request.GET,
    }
    return render(request, "notices/inbox.html", context)


@signed_in
@require_POST
def open_message(request: Request, pk: UUID) -> HttpResponse:
    """Mark as read and go where the message leads."""
    message = get_object_or_404(Message.objects.visible_to(request.actor), pk=pk)
    services.read_message(message, actor=request.actor)
    return redirect(message.link if message.link.startswith("/") else "notices:inbox")


@signed_in
@require_POST
def read_all(request: Request) -> HttpResponse:
    services.read_all(actor=request.actor)
    return redirect("notices:inbox")


@signed_in
@require_safe
def outbox(request: Request) -> HttpResponse:
    """Dead letters with the reason, and how many messages wait."""
    if not request.actor.holds(Role.ADMIN):
        raise NotAllowed("发送记录由本县管理员查看。")
    rows = Outgoing.objects.visible_to(request.actor)
    dead = list(rows.dead()[: PAGE + 1])
    waiting = rows.queued()[:1000].count()
    context = {"rows": dead[:PAGE], "has_more": len(dead) > PAGE, "waiting": waiting}
    return render(request, "notices/outbox.html", context)


@signed_in
@require_POST
def resend(request: Request, pk: UUID) -> HttpResponse:
    services.resend(_letter(request, pk), actor=request.actor)
    messages.success(request, "已放回发件箱，一分钟内再发。")
    return redirect("notices:outbox")


@signed_in
@require_POST
def resend_all(request: Request) -> HttpResponse:
    count = services.resend_all(actor=request.actor)
    messages.success(request, f"{count}条已放回发件箱，一分钟内再发。")
    return redirect("notices:outbox")


@signed_in
@require_POST
def discard(request: Request, pk: UUID) -> HttpResponse:
    services.discard(_letter(request, pk), actor=request.actor)
    messages.success(request, "这一条不再发送。")
    return redirect("notices:outbox")


def _letter(request: Request, pk: UUID) -> Outgoing:
    return get_object_or_404(Outgoing.objects.visible_to(request.actor), pk=pk)


def _after(request: Request) -> UUID | None:
    try:
        return UUID(request.GET.get("after", ""))
    except ValueError:
        return None
