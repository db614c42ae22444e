"""Sending a file to the browser. The subject's own view has decided that this caller may have it."""

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control

from renda.ground.files import storage
from renda.ground.files.models import StoredFile
from renda.ground.files.states import Audience


def stream(file: StoredFile, request: HttpRequest) -> HttpResponseBase:
    """Images, which we drew ourselves, in place; everything else as a download. Raises NotFound if the bytes are gone."""
    mark = f'"{file.sha256}"'
    if mark in request.headers.get("If-None-Match", ""):
        return _guarded(HttpResponseNotModified(), file, mark)
    content = storage.open_bytes(file.county_id, file.sha256)
    answer = FileResponse(content, as_attachment=not file.is_image, filename=file.name, content_type=file.content_type)
    answer["Content-Length"] = str(file.size)
    return _guarded(answer, file, mark)


def _guarded(answer: HttpResponse | FileResponse, file: StoredFile, mark: str) -> HttpResponseBase:
    """No guessing of types, nothing active inside, kept by the browser alone and asked for again."""
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; img-src 'self'; sandbox"
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    answer["ETag"] = mark
    if file.audience == Audience.PUBLIC:
        patch_cache_control(answer, public=True, max_age=300)
    else:
        patch_cache_control(answer, private=True, no_cache=True)
    return answer
