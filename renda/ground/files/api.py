"""Uploads ahead of a step: a program stages files here, then names their ids in the step."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from ninja import File, Router, Schema, Status
from ninja.files import UploadedFile

from renda.ground.files import services, web
from renda.ground.files.models import StoredFile

router = Router(tags=["附件"])


class StoredFileOut(Schema):
    """sha256 is of what is kept: an image is drawn anew, so it differs from what was sent."""

    id: UUID
    name: str
    content_type: str
    size: int
    sha256: str
    width: int
    height: int
    made_at: datetime


@router.post("", response={201: StoredFileOut}, summary="上传一个附件（一天内用上，否则清除）；请勿上传涉密内容")
def stage_file(request: HttpRequest, file: File[UploadedFile]) -> Any:
    actor = request.actor  # type: ignore[attr-defined]
    return Status(201, services.keep(file, county_id=actor.county_id, actor=actor))


@router.get("/{uuid:pk}", response=StoredFileOut, summary="我上传、还没用上的附件")
def show_staged(request: HttpRequest, pk: UUID) -> Any:
    return _mine(request, pk)


@router.get("/{uuid:pk}/content", summary="它的内容")
def download_staged(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    return web.stream(_mine(request, pk), request)


@router.delete("/{uuid:pk}", response={204: None}, summary="删去没用上的附件")
def discard_staged(request: HttpRequest, pk: UUID) -> Any:
    services.discard_staged(_mine(request, pk), actor=request.actor)  # type: ignore[attr-defined]
    return Status(204, None)


def _mine(request: HttpRequest, pk: UUID) -> StoredFile:
    return get_object_or_404(StoredFile.objects.visible_to(request.actor), pk=pk)  # type: ignore[attr-defined]
