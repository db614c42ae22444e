"""Pages of the ground: look of the device, error pages, manifest, service worker, gallery of components."""

from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from renda.ground.ui import gallery
from renda.ground.ui.context import MODE_COOKIE, MODES, THEME_COOKIE, THEMES
from renda.ground.ui.middleware import TOO_BIG
from renda.ground.ui.refusals import refuse

YEAR = 365 * 24 * 3600


# Exempt: it changes nothing but how this device shows pages, and public pages stay free of a token (and cacheable).
@csrf_exempt
@require_POST
def look(request: HttpRequest) -> HttpResponse:
    """Large or plain, light or dark, remembered on this device; then back to where one was."""
    target = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}):
        target = "/"
    answer = HttpResponseRedirect(target)
    for name, cookie, known in (("mode", MODE_COOKIE, MODES), ("theme", THEME_COOKIE, THEMES)):
        if name in request.POST:
            chosen = request.POST[name]
            value = chosen if chosen in known else ""
            answer.set_cookie(cookie, value, max_age=YEAR, samesite="Lax", secure=request.is_secure())
    return answer


@require_GET
@cache_control(max_age=3600)
def manifest(request: HttpRequest) -> JsonResponse:
    """What a phone needs to install the platform."""
    county = getattr(request, "county", None)
    name = f"{county.name}人大" if county else "人大"
    icon = {"src": static("ui/dist/mark.svg"), "sizes": "any", "type": "image/svg+xml", "purpose": "any"}
    body = {
        "name": f"{name}代表履职平台",
        "short_name": name,
        "lang": "zh-CN",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": "#f2f5f6",
        "theme_color": "#17557a",
        "icons": [icon],
    }
    return JsonResponse(body, content_type="application/manifest+json", json_dumps_params={"ensure_ascii": False})


@require_GET
@cache_control(no_cache=True)
def service_worker(request: HttpRequest) -> HttpResponse:
    """Served from the root so that its scope is the whole site; it keeps the shell and the intake page only."""
    path = finders.find("ui/dist/sw.js")
    if not path:
        raise Http404
    with open(path, encoding="utf-8") as source:
        return HttpResponse(source.read(), content_type="text/javascript; charset=utf-8")


@require_GET
def components(request: HttpRequest) -> HttpResponse:
    """Every component once. Shown where nothing real can be mistaken for it."""
    county = getattr(request, "county", None)
    if not (settings.DEBUG or getattr(county, "is_demo", False)):
        raise Http404
    return render(request, "ui/gallery.html", gallery.samples(request))


@require_GET
def offline(request: HttpRequest) -> HttpResponse:
    """What the service worker shows when there is no network: no name, no private word."""
    return render(request, "ui/offline.html")


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        return refuse(request, 413, "交的内容太大了", TOO_BIG)
    return refuse(request, 400, "读不懂这个请求", "地址或内容不完整。请退回上一页再试；还不行，请打电话告诉联络员。")


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    words = str(exception) if exception and str(exception) else ""
    return refuse(
        request, 403, "这一步不由您来办", words or "您现在的职务不能办这件事。请找在办的人，或换一个职务再看。"
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return refuse(request, 404, "没有找到这一页", "地址可能抄错了，或者这件事不在您能看到的范围里。")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page was open too long, or came from elsewhere: nothing was done, what was typed is shown again."""
    text = "为了防止别人冒用，页面开得太久就要重新打开。您填的在下面，请复制，再回到原来那一页交。"
    return refuse(request, 403, "这一页放得太久了，请重新打开再交", text)


def server_error(request: HttpRequest) -> HttpResponse:
    """Needs neither database nor context: whatever broke may be those."""
    context: dict[str, Any] = {
        "title": "平台出了问题",
        "text": "不是您的原因，已经记下来了。您可以退回上一页，文字一般还在。",
    }
    return HttpResponse(render_to_string("ui/errors/broken.html", context), status=500)
