"""The open API: one NinjaAPI under /api/v1/, its errors as problem details (RFC 9457), its docs page."""

from collections.abc import Callable
from functools import wraps
from importlib import import_module
from importlib.util import find_spec
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema

from renda import __version__
from renda.config.api_docs import sections_of
from renda.ground.kernel.errors import DomainError, TooMany
from renda.ground.people.auth import ApiAuth

# The derived routes begin with the kind of matter; the others follow their prefix.
SUBJECTS = [
    ("", "renda.ground.workflow.api"),
    ("", "renda.ground.workflow.burden"),
    ("county", "renda.ground.county.api"),
    ("county", "renda.ground.workflow.api_trying"),
    ("people", "renda.ground.people.api"),
    ("files", "renda.ground.files.api"),
    ("notices", "renda.ground.notices.api"),
    ("papers", "renda.ground.papers.api"),
    ("", "renda.ground.search.api"),
    ("", "renda.ground.insight.api"),
    ("laws", "renda.ground.laws.api"),
    ("deputies", "renda.network.deputies.api"),
    ("stations", "renda.network.stations.api"),
    ("", "renda.network.stations.api_network"),
    ("", "renda.network.activities.api"),
    ("", "renda.network.funds.api"),
    ("", "renda.network.brands.api"),
    ("", "renda.network.menus.api"),
    ("", "renda.network.standards.api"),
    ("", "renda.network.contacts.api"),
    ("", "renda.chamber.meetings.api"),
    ("", "renda.chamber.observers.api"),
    ("", "renda.chamber.participations.api"),
    ("", "renda.chamber.ballots.api"),
    ("", "renda.chamber.elections.api"),
    ("", "renda.chamber.decisions.api"),
    ("", "renda.chamber.deliberations.api"),
    ("", "renda.chamber.appointments.api"),
    ("", "renda.voice.opinions.api"),
    ("", "renda.voice.opinions.api_paper"),
    ("", "renda.voice.suggestions.api"),
    ("", "renda.voice.motions.api"),
    ("", "renda.voice.pressing.api"),
    ("", "renda.voice.campaigns.api"),
    ("", "renda.readings.assessments.api"),
    ("", "renda.readings.duty.api"),
    ("", "renda.readings.portal.api"),
    ("dashboards", "renda.readings.dashboards.api"),
    ("dashboards", "renda.readings.dashboards.api_network"),
    ("", "renda.readings.topics.api"),
]


class OpenApi(NinjaAPI):
    """Its description takes a second to draw and is the same for everybody: it is drawn once in each process."""

    _drawn: OpenAPISchema | None = None

    def get_openapi_schema(self, **_: Any) -> OpenAPISchema:
        self._drawn = self._drawn or super().get_openapi_schema()
        return self._drawn


api = OpenApi(
    title="Renda 人大工作平台",
    version=__version__,
    description="一处记录，处处可读。写入要带 seen（您看到的版本号）；请求头 Idempotency-Key 相同的请求只办一次。",
    auth=[ApiAuth()],
    docs_url=None,
    urls_namespace="api",
    openapi_extra={"info": {"license": {"name": "AGPL-3.0-or-later", "identifier": "AGPL-3.0-or-later"}}},
)


def problem(status: int, title: str, detail: str, **more: Any) -> JsonResponse:
    body = {"type": "about:blank", "status": status, "title": title, "detail": detail, **more}
    return JsonResponse(body, status=status, content_type="application/problem+json")


def read_once(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give the request `once`, the idempotency key of the header, as a UUID (a word that is none is hashed to one)."""

    @wraps(view)
    def with_once(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        key = request.headers.get("Idempotency-Key", "").strip()[:200]
        request.once = as_uuid(f"{request.actor.user_id}:{key}", key) if key else None
        return view(request, *args, **kwargs)

    return with_once


def as_uuid(name: str, key: str) -> UUID:
    try:
        return UUID(key)
    except ValueError:
        return uuid5(NAMESPACE_URL, f"idempotency-key:{name}")


api.add_decorator(read_once, mode="view")
for _prefix, _module in SUBJECTS:
    if find_spec(_module):
        api.add_router(_prefix, import_module(_module).router)


@api.exception_handler(DomainError)
def refuse(request: HttpRequest, error: DomainError) -> HttpResponse:
    named = {getattr(error, "field", ""): [error.text], **error.details.get("errors", {})}
    errors = [{"field": field, "detail": text} for field, texts in named.items() if field for text in texts]
    more = {"errors": errors} if errors else {}
    answer = problem(error.status, error.title, error.text, **more)
    if isinstance(error, TooMany):
        answer["Retry-After"] = str(error.retry_after)
    return answer


@api.exception_handler(ValidationError)
def point_at_fields(request: HttpRequest, error: ValidationError) -> HttpResponse:
    errors = [{"field": ".".join(str(part) for part in e["loc"][1:]), "detail": sentence(e)} for e in error.errors]
    return problem(422, "填写的内容需要改一改", errors[0]["detail"] if errors else "请检查后再提交。", errors=errors)


@api.exception_handler(AuthenticationError)
def ask_to_sign_in(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    answer = problem(401, "请先登录", "没有带令牌，或令牌已失效。请在“我的账号”里重新生成一个。")
    answer["WWW-Authenticate"] = 'Bearer realm="renda"'
    return answer


@api.exception_handler(PermissionDenied)
def forbid(request: HttpRequest, error: PermissionDenied) -> HttpResponse:
    return problem(403, "这一步不由您来办", "您现在的职务不能办这件事。")


@api.exception_handler(Http404)
def not_found(request: HttpRequest, error: Http404) -> HttpResponse:
    return problem(404, "没有找到", "没有这一条，或者它不在您能看到的范围里。")


@api.exception_handler(HttpError)
def say_status(request: HttpRequest, error: HttpError) -> HttpResponse:
    if error.status_code == 400:
        return problem(400, "读不懂这个请求", "请求的内容不是有效的 JSON，请检查后再发。")
    return problem(error.status_code, "没有办成", str(error))


def no_such_route(request: HttpRequest) -> HttpResponse:
    return problem(404, "没有这个地址", "请看接口说明：/api/v1/docs")


def sentence(error: dict[str, Any]) -> str:
    """What a person is to change, from one pydantic error."""
    name = str(error["loc"][-1])
    limits = error.get("ctx", {})
    words = {
        "missing": f"缺少“{name}”。",
        "extra_forbidden": f"没有“{name}”这一项，请去掉。",
        "string_too_long": f"“{name}”太长，最多 {limits.get('max_length')} 个字。",
        "string_too_short": f"“{name}”太短，至少 {limits.get('min_length')} 个字。",
        "enum": f"“{name}”只能是：{limits.get('expected')}。",
        "literal_error": f"“{name}”只能是：{limits.get('expected')}。",
        "greater_than_equal": f"“{name}”不能小于 {limits.get('ge')}。",
        "less_than_equal": f"“{name}”不能大于 {limits.get('le')}。",
    }
    kinds = {"uuid": "编号", "date": "日期", "int": "整数", "bool": "是或否", "string": "文字", "datetime": "时间"}
    kind = next((word for start, word in kinds.items() if error["type"].startswith(start)), "")
    return words.get(error["type"]) or (f"“{name}”要填{kind}。" if kind else f"“{name}”填得不对，请检查。")


def show_docs(request: HttpRequest) -> HttpResponse:
    """The docs page, drawn from the schema on the server: no script, nothing from elsewhere."""
    schema = api.get_openapi_schema()
    return render(request, "config/api_docs.html", {"info": schema["info"], "sections": sections_of(schema)})
