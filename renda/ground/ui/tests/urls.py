"""Addresses that refuse in every way, for the tests of this room."""

from django import forms
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import HttpResponse
from django.urls import include, path

from renda.ground.kernel import errors

handler400 = "renda.ground.ui.views.bad_request"
handler403 = "renda.ground.ui.views.forbidden"
handler404 = "renda.ground.ui.views.not_found"
handler500 = "renda.ground.ui.views.server_error"

KINDS = {
    "stale": errors.Stale("陶文澜先办了一步。"),
    "not-allowed": errors.NotAllowed("这件事由县水利局办。"),
    "invalid": errors.Invalid("请写清楚一点。"),
    "too-many": errors.TooMany("一分钟后再试。", retry_after=42),
    "forbidden": PermissionDenied(),
    "too-big": RequestDataTooBig("big"),
    "broken": ValueError("broken"),
}


class Typed(forms.Form):
    unit = forms.ChoiceField(label="主办", choices=[("1", "县水利局")])
    note = forms.CharField(label="说明")
    password = forms.CharField(label="密码", widget=forms.PasswordInput)


def refuse(request, kind):
    if request.method == "POST" and "with-form" in request.GET:
        request.typed = Typed(request.POST)
    raise KINDS[kind]


urlpatterns = [
    path("refuse/<slug:kind>/", refuse),
    path("fine/", lambda request: HttpResponse("fine")),
    path("", include("renda.ground.ui.urls")),
]
