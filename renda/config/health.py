"""Two addresses for whoever watches the machine: is the process alive, and can it do its work."""

import os
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse


def alive(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok", content_type="text/plain")


def ready(request: HttpRequest) -> JsonResponse:
    """200 when database, storage and worker answer; 503 names the one that does not."""
    found = {"database": _database(), "storage": _storage(), "worker": _worker()}
    is_ready = all(word == "ok" for word in found.values())
    more = {"search_lag_seconds": _search_lag(), "paper_reader": _paper_reader()}
    return JsonResponse({**found, **more}, status=200 if is_ready else 503)


def _database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return "没有回应"
    return "ok"


def _storage() -> str:
    folder = Path(settings.DATA)
    return "ok" if os.access(folder, os.W_OK) else "不能写入"


def _search_lag() -> float | None:
    """How far the search index is behind the record; without a worker it grows, and `worker` says so."""
    from renda.ground.search import services

    try:
        return round(services.lag().total_seconds(), 1)
    except DatabaseError:
        return None


def _paper_reader() -> str:
    """Whether photographed paper is read; everything else runs without."""
    from renda.ground.scans import reader

    return "ok" if reader.is_here() else "没有装"


def _worker() -> str:
    """The worker touches a row of its own each time round (kernel/jobs.py)."""
    from renda.ground.kernel import jobs

    return "ok" if jobs.is_alive() else "没有在跑"
