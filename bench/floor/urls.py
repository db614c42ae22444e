"""Two bare pages: one that is read, one that writes."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from bench.floor.models import BareRow

LINES = [f"第{n}行：这一行只是为了让页面有二十千字节。" for n in range(230)]


def read(request: HttpRequest) -> HttpResponse:
    """A page of 20 kB with a session and one row."""
    name = request.session.get("name", "")
    return render(request, "floor.html", {"name": name, "row": BareRow.objects.get(pk=1), "lines": LINES})


def insert(request: HttpRequest) -> HttpResponse:
    row = BareRow(text=request.POST["text"])
    row.save()
    return HttpResponse(str(row.pk), status=201)


urlpatterns = [path("", read), path("insert", insert)]
