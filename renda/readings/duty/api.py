"""Books, runs and archives as JSON: a book's rows, what the county calls them, runs begun and stopped, matters' routes."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Schema, Status
from pydantic import Field

from renda.ground.files.queries import staged_by
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Invalid, NotAllowed
from renda.ground.workflow.api import REFUSALS, Closed, matter_routes
from renda.network.stations.models import Station
from renda.readings.duty import access, services
from renda.readings.duty.models import BookRun, DutyArchive, MadeBook, Objection, PaperForm
from renda.readings.duty.queries import books_of, deputies_for, stations_for
from renda.readings.duty.record import Record
from renda.readings.duty.shown import columns_of, parts_of, read_book
from renda.readings.duty.states import BookPlan
from renda.readings.duty.workflow import DUTY_ARCHIVE, DUTY_OBJECTION, PAPER_FORM


class PlanOut(Schema):
    key: str
    title: str
    is_volume: bool
    sources: list[str]
    columns: list[str]


class SetIn(Closed):
    """From that year on; keys of sources and columns as `GET` shows them."""

    year: int = Field(ge=2000, le=2100)
    books: list[PlanOut] = Field(max_length=12, min_length=1)


class MadeOut(Schema):
    """sha256: of the PDF; digest: of what the book says."""

    key: str
    title: str
    pages: int
    sha256: str
    digest: str
    is_closed: bool
    made_at: datetime


class ShelfOut(Schema):
    station: str
    year: int
    books: list[PlanOut]
    made: list[MadeOut]


class BookOut(Schema):
    """rows: the texts of the columns in their order; residents masked."""

    station: str
    year: int
    title: str
    columns: list[str]
    rows: list[list[str]]
    pages: int
    digest: str


class RunIn(Closed):
    """All stations, a town's, or one by its code."""

    year: int = Field(ge=2000, le=2100)
    town: str = Field("", max_length=40)
    station: str = Field("", max_length=24)


class RunOut(Schema):
    id: int
    year: int
    scope: str
    stage: str
    total: int
    done: int
    same: int
    href: str


class DeedOut(Schema):
    part: str
    on: date
    what: str
    place: str
    key: str


class ArchiveOut(Schema):
    """state: empty if it was not yet put before the deputy. No sums: the lines are all there is."""

    deputy: str
    name: str
    year: int
    state: str
    lines: list[DeedOut]


class ObjectIn(Closed):
    objection: str = Field(max_length=500, min_length=1)
    line_key: str = Field("", max_length=60)


class MatterOut(Schema):
    id: UUID
    state: str
    version: int
    href: str


class BlankIn(Closed):
    book: str = Field(max_length=20, min_length=1)
    count: int = Field(1, ge=1, le=20)


def show_archive(row: DutyArchive, _actor: Actor) -> dict[str, Any]:
    return {
        "deputy": row.deputy.code,
        "year": row.year,
        "confirmed_on": _day(row.confirmed_on),
        "verified_on": _day(row.verified_on),
    }


def show_objection(row: Objection, _actor: Actor) -> dict[str, Any]:
    return {"deputy": row.deputy.code, "year": row.year, "line": row.line, "objection": row.objection, "answer": row.answer,
            "answered_on": _day(row.answered_on)}  # fmt: skip


def show_paper_form(row: PaperForm, _actor: Actor) -> dict[str, Any]:
    return {"code": row.code, "station": row.station.code, "book": row.book, "number": row.number_label, "feeds": row.feeds,
            "activity": str(row.activity_id or ""), "opinion": str(row.opinion_id or "")}  # fmt: skip


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


router = matter_routes(
    [(DUTY_ARCHIVE, show_archive), (DUTY_OBJECTION, show_objection), (PAPER_FORM, show_paper_form)],
    tag="六本两册和履职档案", staged=staged_by,
)  # fmt: skip


@router.get("/books", response={200: list[PlanOut], **REFUSALS}, summary="今年有哪些本册，各收什么")
def list_books(request: HttpRequest) -> Any:
    _check_reader(request)
    return [plan.as_data() for plan in books_of(_actor(request).county_id, clock.today().year)]


@router.put("/books", response={200: list[PlanOut], **REFUSALS}, summary="定本册的名称和栏目")
def set_books(request: HttpRequest, payload: SetIn) -> Any:
    books = [BookPlan.from_data(one) for one in payload.dict()["books"]]
    return services.set_books(actor=_actor(request), year=payload.year, books=books).books


@router.get("/books/{int:year}/{station}", response={200: ShelfOut, **REFUSALS}, summary="一个家站一年的本册")
def read_shelf(request: HttpRequest, year: int, station: str) -> Any:
    row = _station(request, station, year)
    made = MadeBook.objects.of(row, year).order_by("pk")
    plans = [plan.as_data() for plan in books_of(row.county_id, year)]
    files = [{"key": one.book, "title": one.title, "pages": one.pages, "sha256": one.sha256, "digest": one.digest,
              "is_closed": one.is_closed, "made_at": one.made_at} for one in made]  # fmt: skip
    return {"station": row.code, "year": year, "books": plans, "made": files}


@router.get("/books/{int:year}/{station}/{book}", response={200: BookOut, **REFUSALS}, summary="一本的各行")
def read_rows(request: HttpRequest, year: int, station: str, book: str) -> Any:
    row = _station(request, station, year)
    plan = next((one for one in books_of(row.county_id, year) if one.key == book), None)
    if plan is None:
        raise Http404
    shown = read_book(plan, Record(row, year))
    return {"station": row.code, "year": year, "title": plan.title, "columns": list(columns_of(plan)),
            "rows": [list(one.texts) for one in shown.rows], "pages": shown.layout.total, "digest": shown.digest}  # fmt: skip


@router.get("/book-runs/{int:pk}", response={200: RunOut, **REFUSALS}, summary="成批生成到了哪里")
def read_run(request: HttpRequest, pk: int) -> Any:
    return _run_out(_run(request, pk))


@router.post("/book-runs", response={201: RunOut, **REFUSALS}, summary="成批生成本册")
def start_run(request: HttpRequest, payload: RunIn) -> Any:
    station = _station(request, payload.station, payload.year) if payload.station else None
    run = services.start_run(actor=_actor(request), year=payload.year, town=payload.town, station=station,
                             once=getattr(request, "once", None))  # fmt: skip
    return Status(201, _run_out(run))


@router.post("/book-runs/{int:pk}/stop", response={200: RunOut, **REFUSALS}, summary="停下")
def stop_run(request: HttpRequest, pk: int) -> Any:
    return _run_out(services.stop_run(_run(request, pk), actor=_actor(request)))


@router.post("/book-runs/{int:pk}/resume", response={200: RunOut, **REFUSALS}, summary="接着生成")
def resume_run(request: HttpRequest, pk: int) -> Any:
    return _run_out(services.resume_run(_run(request, pk), actor=_actor(request)))


@router.get("/archives/{int:year}/{deputy}", response={200: ArchiveOut, **REFUSALS}, summary="一名代表一年的履职档案")
def read_archive(request: HttpRequest, year: int, deputy: str) -> Any:
    row = get_object_or_404(deputies_for(_actor(request)), code=deputy)
    state = (
        DutyArchive.objects.filter(county_id=row.county_id, deputy=row, year=year)
        .values_list("state", flat=True)
        .first()
    )
    lines = [
        {"part": deed.part, "on": deed.on, "what": deed.what, "place": deed.place, "key": deed.key}
        for part in parts_of(services.lines_of(row, _checked(year))) for deed in part.deeds
    ]  # fmt: skip
    return {"deputy": row.code, "name": row.name, "year": year, "state": state or "", "lines": lines}


@router.post("/archives/{int:year}/{deputy}", response={201: MatterOut, **REFUSALS}, summary="请代表看履职档案")
def begin_archive(request: HttpRequest, year: int, deputy: str) -> Any:
    row = get_object_or_404(deputies_for(_actor(request)), code=deputy)
    once = getattr(request, "once", None)
    return Status(201, _made(services.begin_duty_archive(row, actor=_actor(request), year=_checked(year), once=once)))


@router.post(
    "/archives/{int:year}/{deputy}/objections", response={201: MatterOut, **REFUSALS}, summary="对履职档案提出异议"
)
def object_to(request: HttpRequest, year: int, deputy: str, payload: ObjectIn) -> Any:
    row = get_object_or_404(deputies_for(_actor(request)), code=deputy)
    made = services.object_duty_objection(row, actor=_actor(request), year=_checked(year), once=getattr(request, "once", None),
                                          **payload.dict())  # fmt: skip
    return Status(201, _made(made))


@router.post("/paper-forms/{station}", response={201: list[MatterOut], **REFUSALS}, summary="印空白单")
def print_forms(request: HttpRequest, station: str, payload: BlankIn) -> Any:
    year = clock.today().year
    rows = services.print_forms(_station(request, station, year), actor=_actor(request), year=year, **payload.dict())
    return Status(201, [_made(row) for row in rows])


def _actor(request: HttpRequest) -> Actor:
    return request.actor  # type: ignore[attr-defined, no-any-return]


def _check_reader(request: HttpRequest) -> None:
    if not access.reads_books(_actor(request)):
        raise NotAllowed("六本两册由本站、本镇和县人大代表工作机构来看。")


def _station(request: HttpRequest, code: str, year: int) -> Station:
    _check_reader(request)
    _checked(year)
    return get_object_or_404(stations_for(_actor(request)).select_related("county"), code=code)


def _checked(year: int) -> int:
    if not 2000 <= year <= clock.today().year:
        raise Invalid("请写今年或者以前的四位数年份。", field="year")
    return year


def _run(request: HttpRequest, pk: int) -> BookRun:
    _check_reader(request)
    return get_object_or_404(BookRun.objects.visible_to(_actor(request)).select_related("station"), pk=pk)


def _run_out(run: BookRun) -> dict[str, Any]:
    return {"id": run.pk, "year": run.year, "scope": run.scope, "stage": run.stage, "total": run.total, "done": run.done,
            "same": run.same, "href": run.get_absolute_url()}  # fmt: skip


def _made(row: DutyArchive | Objection | PaperForm) -> dict[str, Any]:
    return {"id": row.pk, "state": row.state, "version": row.version, "href": row.get_absolute_url()}
