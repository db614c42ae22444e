"""Deputising for an absent colleague (代为履行): who stands in for whom, named by the same office."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from renda.ground.kernel.clock import today
from renda.ground.kernel.errors import NotFound
from renda.ground.kernel.web import Request
from renda.ground.people import access, services
from renda.ground.people.forms import StandInForm
from renda.ground.people.models import Post, User
from renda.ground.people.queries import PostQuerySet
from renda.ground.people.rules import PERSONAL
from renda.ground.people.web import bind, signed_in


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def stand_ins(request: Request) -> HttpResponse:
    """The posts one may name a stand-in for, those running, and the form."""
    posts = _in_reach(request).filter(deputising_for__isnull=True).select_related("user", "org")
    form = bind(request, StandInForm, posts=posts)
    if request.method == "POST" and form.is_valid():
        typed = dict(form.cleaned_data)
        user = User.objects.visible_to(request.actor).filter(login=typed.pop("login"), is_active=True).first()
        if user is None:
            raise NotFound("没有这个登录名。请在名单里选，或问一下管理员。")
        services.appoint_stand_in(typed.pop("post"), user=user, actor=request.actor, **typed)
        return redirect("people:stand-ins")
    context = {
        "form": form,
        "running": _in_reach(request)
        .filter(deputising_for__isnull=False)
        .select_related("user", "org", "deputising_for__user")
        .order_by("from_on"),
        "colleagues": User.objects.visible_to(request.actor)
        .filter(is_active=True, posts__in=_in_reach(request))
        .distinct()
        .order_by("name")[:200],
    }
    return render(request, "people/stand_ins.html", context, status=422 if form.errors else 200)


@require_POST
@signed_in
def end_stand_in(request: Request, pk: int) -> HttpResponse:
    post = get_object_or_404(Post.objects.visible_to(request.actor).filter(deputising_for__isnull=False), pk=pk)
    services.end_stand_in(post, actor=request.actor, on=today())
    return redirect("people:stand-ins")


def _in_reach(request: Request) -> PostQuerySet:
    """Posts not ended, of one's own organisations; of all for an administrator."""
    posts = Post.objects.visible_to(request.actor).not_ended(today()).filter(user__is_active=True)
    if access.is_admin(request.actor, request.county.pk):
        return posts
    own = {held.org_id for held in request.actor.posts if held.role not in PERSONAL}
    return posts.filter(org_id__in=own)
