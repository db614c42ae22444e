"""Whatever is sent, wherever: a sentence in Chinese and 4xx, nothing moved, nothing typed lost, never a 500."""

import re
from collections.abc import Iterable, Iterator
from itertools import product
from typing import Any
from urllib.parse import urlencode

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from renda.ground.files.tests.factories import bomb, huge_png, lying_bomb
from renda.ground.workflow.engine import WORKFLOWS
from renda.ground.workflow.lookup import form_of
from tests.journeys.routes import ROUTES, SEES, address
from tests.journeys.test_routes import Browsers, page_of

WORDS = "这是我好不容易写下来的一段话"
LONG = "长文" * 50_000
VALUES: dict[str, Any] = {
    "too long": LONG, "nul": "好\0坏", "lone surrogate": b"\xed\xa0\x80", "not utf-8": b"\xff\xfe\xba", "huge number": "9" * 400,
    "negative": "-1", "no such day": "9999-99-99", "far day": "9999-12-31", "first day": "0001-01-01", "unknown id": "999999999999",
    "markup": "<script>alert(1)</script>", "exponent": "1e400", "not a number": "NaN", "direction": "\u202e\u0000\uffff",
}  # fmt: skip
HIDDEN = {"seen": "x", "once": "x", "next": "//elsewhere.test/\0"}
QUERIES = ("q=%00", "q=%FF%FE", "after=%00", "after=x-y", "after=9999999999999999999999-1", "level=99999999999999999999",
           "state=%00&kind=%00", "s=%00", "code=%00", "opinion=x", "opinion=%00", "next=%00//x.test", "limit=99999999999999999999",
           "org=-1&unit=x&year=99999999999&session=x&congress=%00", "due=x&light=x&holder=%00&page=x")  # fmt: skip
pytestmark = pytest.mark.strict
ROWS = ("0", "999999999999999999999999", "-1", "x" * 3000, "%00", "%FF", "..%2F..%2Fetc%2Fpasswd")
BODIES = (
    ("", "application/x-www-form-urlencoded"), ("a=%ff%fe&b=%00&c=\x00", "application/x-www-form-urlencoded"),
    ("&".join(f"f{n}=1" for n in range(1100)), "application/x-www-form-urlencoded"), ('{"a": ', "application/json"),
    ("[1, 2, 3]", "application/json"), ('"' + "x" * 100_000 + '"', "application/json"), ("[" * 20_000, "application/json"),
    ("--edge\r\nbroken", "multipart/form-data; boundary=edge"), ("nothing", "multipart/form-data"), ("<a/>", "text/xml"),
    ("text", "text/plain; charset=nonsense"),
)  # fmt: skip
# Everything odd at every address is for the long run; the ordinary one takes a third of the pairs, with every address and every oddity.
THIRDS = (0, *(pytest.param(third, marks=pytest.mark.long) for third in (1, 2)))
# Programs that read a file or a picture get no sentence.
WORDLESS = ("ui/look/", "sign-out/", "healthz", "readyz")
CHINESE = re.compile("[\u4e00-\u9fff]{4,}")


@pytest.fixture(autouse=True)
def quiet(caplog):
    """What is refused is written down by the server as well; here that would be a flood."""
    caplog.set_level("CRITICAL", logger="django")


@pytest.fixture
def cast(module_rows, db):
    return module_rows[0]


@pytest.fixture
def rows(module_rows, db):
    return module_rows[1]


@pytest.fixture
def browsers(cast):
    return Browsers(cast)


@pytest.mark.parametrize("third", THIRDS)
@pytest.mark.parametrize("kind", SEES)
def test_no_step_takes_a_bad_value(rows, browsers, cast, kind, third):
    """Every field of every step's form × every bad value, by one who may take the step where there is one."""
    row, wrong = getattr(rows, kind), []
    steps = steps_of(kind, row, rows, cast)
    for (where, who, form), name in pairs(steps, VALUES, third):
        sent = dict.fromkeys(shown(form), VALUES[name])
        answer, moved = post(browsers, who, where, row, {**sent, "seen": str(row.version)})
        wrong += faults(answer, f"{where} {name}", moved=moved)
    for (where, who, _), name in pairs(steps, HIDDEN, third):
        answer, moved = post(browsers, who, where, row, {name: HIDDEN[name]})
        wrong += faults(answer, f"{where} hidden {name}", moved=moved)
    assert wrong == []


def test_the_thirds_together_are_all_pairs():
    addresses, oddities = range(7), "abcde"
    thirds = [set(pairs(addresses, oddities, third)) for third in range(3)]
    assert set.union(*thirds) == set(product(addresses, oddities)) and sum(map(len, thirds)) == 35
    assert all(
        {one for one, _ in found} == set(addresses) and {odd for _, odd in found} == set(oddities) for found in thirds
    )


@pytest.mark.parametrize("kind", SEES)
def test_what_was_typed_is_still_there_when_the_page_was_stale(rows, browsers, cast, kind):
    row, wrong = getattr(rows, kind), []
    for where, who, form in steps_of(kind, row, rows, cast):
        texts = {name: WORDS for name, field in shown(form).items() if type(field) is forms.CharField}
        answer, moved = post(browsers, who, where, row, {**texts, "seen": "0"})
        wrong += faults(answer, f"{where} stale", moved=moved)
        if answer.status_code < 400:
            wrong.append(f"{where}: a stale page was taken")
        elif texts and answer.status_code != 403 and WORDS not in answer.content.decode():
            wrong.append(f"{where}: what was typed is gone ({answer.status_code})")
    assert wrong == []


@pytest.mark.parametrize("third", THIRDS)
def test_no_address_falls_over_a_strange_body(rows, browsers, third):
    wrong = []
    for (path, where, who), (body, kind) in pairs(open_addresses(rows), BODIES, third):
        answer = generic(browsers, who, where, body.encode(), kind)
        if answer.status_code != 405:
            wrong += faults(answer, f"{path} {kind} {body[:20]!r}", is_wordless=path in WORDLESS)
    assert wrong == []


@pytest.mark.parametrize("third", THIRDS)
def test_no_page_falls_over_a_strange_question(rows, browsers, third):
    wrong = []
    for (path, where, who), query in pairs(open_addresses(rows), QUERIES, third):
        with transaction.atomic():
            answer = browsers.of(who).get(f"{where}?{query}")
            transaction.set_rollback(True)
        if answer.status_code != 405:
            wrong += faults(answer, f"{path}?{query}", is_wordless=path in WORDLESS)
    assert wrong == []


@pytest.mark.parametrize("third", THIRDS)
def test_no_address_falls_over_a_row_that_is_not_there(rows, browsers, third):
    wrong = []
    paths = [path for path, route in ROUTES.items() if route.fills and not path.startswith("api/v1/opinion/<uuid")]
    for path, row in pairs(paths, ROWS, third):
        where = "/" + re.sub("<[^>]+>", row, path)
        for way in ("get", "post"):
            with transaction.atomic():
                answer = getattr(browsers.of("admin"), way)(where)
                transaction.set_rollback(True)
            if answer.status_code >= 500:
                wrong.append(f"{way} {where[:80]}: {answer.status_code}")
    assert wrong == []


@pytest.mark.parametrize("make", [bomb, lying_bomb, huge_png, lambda: SimpleUploadedFile("空.docx", b""),
                                  lambda: SimpleUploadedFile("程序.pdf", b"MZ\x90\x00"), lambda: SimpleUploadedFile("\0.docx", b"PK\3\4")],
                         ids=["bomb", "lying bomb", "huge picture", "empty", "program", "strange name"])  # fmt: skip
def test_no_upload_gets_through_that_should_not(rows, browsers, cast, make):
    wrong, file = [], make()
    for where, who, row, name in uploads(rows, cast):
        file.seek(0)
        answer, moved = post(browsers, who, where, row, {name: file, "seen": ""})
        wrong += faults(answer, f"{where} {name}", moved=moved)
        if answer.status_code < 400:
            wrong.append(f"{where}: {file.name!r} was taken")
    assert wrong == []


def test_more_than_20_megabytes_are_refused_with_a_sentence(rows, browsers, cast):
    wrong = []
    for where, who, _row, name in uploads(rows, cast):
        large = SimpleUploadedFile("大.pdf", b"%PDF-1.7" + b"0" * 21_500_000)
        answer = send(browsers, who, where, data={name: large})
        if answer.status_code != 413 or "20MB" not in answer.content.decode():
            wrong.append(f"{where}: {answer.status_code}")
    assert wrong == []


def test_a_form_sent_twice_makes_one_row(browsers, cast):
    from renda.ground.kernel.keys import uuid7
    from renda.voice.opinions.models import Opinion
    from renda.voice.suggestions.models import Suggestion

    opinions, suggestions, once = Opinion.objects.count(), Suggestion.objects.count(), str(uuid7())
    entry = {
        "station_id": cast.places.station.pk,
        "text": "老街水管漏了，半条街没水。",
        "entry": "visit",
        "is_read_back": "on",
        "once": once,
    }
    first, again = (browsers.of("liaison").post("/opinions/enter/", entry) for _ in range(2))
    assert (first["Location"], Opinion.objects.count()) == (again["Location"], opinions + 1)
    draft = {
        "title": "关于修水管的建议",
        "problem": "老街水管漏水。",
        "asks": "今年换管。",
        "category": "infrastructure",
        "once": str(uuid7()),
    }
    first, again = (browsers.of("deputy").post("/suggestions/new/", draft) for _ in range(2))
    assert (first["Location"], Suggestion.objects.count()) == (again["Location"], suggestions + 1)


def test_a_page_without_its_token_is_told_so(cast):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    answer = client.post("/complain/", {"text": WORDS})
    assert answer.status_code == 403
    assert CHINESE.search(answer.content.decode()) and WORDS in answer.content.decode()


def pairs(ones: Iterable[Any], others: Iterable[Any], third: int) -> Iterator[tuple[Any, Any]]:
    """A third of all pairs. With three and more on both sides everything of either stands in it."""
    for at, one in enumerate(ones):
        for turn, other in enumerate(others):
            if (at + turn) % 3 == third:
                yield one, other


def steps_of(kind: str, row: Any, rows: Any, cast: Any) -> list[tuple[str, str, Any]]:
    """Address, taker and form of each step that has a page; the taker sees the row, and may take it if anyone may."""
    workflow, found = WORKFLOWS[kind], []
    for step in workflow.steps.values():
        if step.is_offered:
            able = [who for who in sorted(SEES[kind]) if step.allow(getattr(cast, who), row)]
            who = able[0] if able else sorted(SEES[kind])[0]
            where = address(*page_of(kind, step.name), rows)
            found.append((where, who, form_of(workflow, step.name)(row=row, actor=getattr(cast, who))))
    return found


def shown(form: Any) -> dict[str, Any]:
    """The fields a person fills in."""
    return {
        name: field
        for name, field in form.fields.items()
        if not field.widget.is_hidden and not isinstance(field, forms.FileField)
    }


def uploads(rows: Any, cast: Any) -> list[tuple[str, str, Any, str]]:
    """Every form that takes a file: address, who, row, field."""
    found = [
        ("/deputies/import/", "office", None, "file"), ("/stations/import/stations/", "office", None, "file"),
        ("/people/rosters/", "admin", None, "file"), (f"/o/new?s={rows.station.code}", "resident", None, "photos"),
        ("/opinions/enter/", "liaison", None, "photos"), ("/opinions/paper/", "liaison", None, "picture"), ("/county/holidays/draft/", "office", None, "file"),
        ("/api/v1/files", "office", None, "file"),
    ]  # fmt: skip
    for kind in SEES:
        row = getattr(rows, kind)
        for where, who, form in steps_of(kind, row, rows, cast):
            names = [name for name, field in form.fields.items() if isinstance(field, forms.FileField)]
            found += [(where, who, row, name) for name in names]
    return found


def open_addresses(rows: Any) -> list[tuple[str, str, str]]:
    """Every address with somebody who gets in."""
    order = ("resident", "office", "admin", "deputy", "liaison", "clerk")
    return [
        (path, address(path, route, rows), next((who for who in order if who in route.who), "admin"))
        for path, route in ROUTES.items()
        if path != "api/v1/docs"
    ]


def post(browsers: Browsers, who: str, where: str, row: Any, data: dict[str, Any]) -> tuple[Any, bool]:
    """The answer, and whether the row moved; undone at once."""
    with transaction.atomic():
        answer = browsers.of(who).post(where, **body_of(data))
        moved = row is not None and type(row).objects.get(pk=row.pk).version != row.version
        transaction.set_rollback(True)
    return answer, moved


def body_of(data: dict[str, Any]) -> dict[str, Any]:
    """Raw bytes can't go as multipart text: those are sent as a plain form."""
    if any(isinstance(value, bytes) for value in data.values()):
        return {"data": urlencode(data).encode(), "content_type": "application/x-www-form-urlencoded"}
    return {"data": data}


def generic(browsers: Browsers, who: str, where: str, body: bytes, kind: str) -> Any:
    """As it stands: the test client would tidy an ordinary post up."""
    with transaction.atomic():
        answer = browsers.of(who).generic("POST", where, body, kind)
        transaction.set_rollback(True)
    return answer


def send(browsers: Browsers, who: str, where: str, **body: Any) -> Any:
    with transaction.atomic():
        answer = browsers.of(who).post(where, **body)
        transaction.set_rollback(True)
    return answer


def faults(answer: Any, what: str, *, moved: bool = False, is_wordless: bool = False) -> list[str]:
    """What is wrong with an answer to bad input; a step whose fields are all optional may go through."""
    text = "" if answer.streaming else answer.content.decode("utf-8", "replace")
    found = []
    if answer.status_code >= 500 and not what.startswith("readyz"):
        found.append(f"{what}: {answer.status_code}")
    if "Traceback" in text or "Internal Server" in text:
        found.append(f"{what}: a traceback")
    if 400 <= answer.status_code < 500 and not is_wordless and not CHINESE.search(plain(text)):
        found.append(f"{what}: {answer.status_code} without a sentence: {text[:80]!r}")
    if moved and answer.status_code >= 400:
        found.append(f"{what}: refused, and moved all the same")
    return found


def plain(text: str) -> str:
    """JSON writes Chinese as escapes."""
    return re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), text)
