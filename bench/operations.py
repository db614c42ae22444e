"""What is measured, against which floor, and the goal. Each operation makes its requests from what `prepare` found."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from bench.client import request

CSRF = "c" * 32
FORM = {"Content-Type": "application/x-www-form-urlencoded", "Referer": "http://127.0.0.1/"}
Found = dict[str, Any]


@dataclass(frozen=True)
class Operation:
    name: str
    floor: str
    goal: float
    expected: str
    make: Callable[[Found], list[bytes]]

    @property
    def is_repeated(self) -> bool:
        return self.floor == "read"


def reads(who: str, path: str) -> Callable[[Found], list[bytes]]:
    return lambda found: [request("GET", path, headers=cookie(found, who))]


def details(found: Found) -> list[bytes]:
    return [request("GET", f"/suggestions/{key}/", headers=cookie(found, "office")) for key in found["suggestions"]]


def book(found: Found) -> list[bytes]:
    """The book of receptions of a station's running year."""
    path = f"/duty/books/{found['station_code']}/{time.localtime().tm_year}/reception/"
    return [request("GET", path, headers=cookie(found, "office"))]


def leaving_opinions(found: Found) -> list[bytes]:
    """A resident's form without script: each from an address of its own, since one address may not send many."""
    sent = []
    for n, token in enumerate(found["tokens"]):
        headers = {
            **FORM,
            "Cookie": f"csrftoken={CSRF}",
            "X-Forwarded-For": f"10.{n >> 16 & 255}.{n >> 8 & 255}.{n & 255}",
        }
        words = {"text": f"第{n}件：村口的路灯坏了三盏，晚上老人不好走，希望修一修。", "place": "石门村三组"}
        body = urlencode({"csrfmiddlewaretoken": CSRF, "s": found["station_code"], "token": token, **words})
        sent.append(request("POST", "/o/new", headers=headers, body=body.encode()))
    return sent


def screening(found: Found) -> list[bytes]:
    sent = []
    for key, version in found["collected"]:
        headers = {**FORM, "Cookie": f"{cookie(found, 'liaison')['Cookie']}; csrftoken={CSRF}"}
        words = {"seen": version, "once": uuid4(), "category": "infrastructure"}
        body = urlencode({"csrfmiddlewaretoken": CSRF, **words})
        sent.append(request("POST", f"/opinions/{key}/screen/", headers=headers, body=body.encode()))
    return sent


def cookie(found: Found, who: str) -> dict[str, str]:
    return {"Cookie": f"sessionid={found['sessions'][who]}"}


OPERATIONS = [
    Operation("list of suggestions", "read", 0.5, "200", reads("office", "/suggestions/")),
    Operation("one suggestion", "read", 0.5, "200", details),
    Operation("inbox", "read", 0.5, "200", reads("office", "/desk/")),
    Operation("list of opinions", "read", 0.5, "200", reads("liaison", "/opinions/")),
    Operation("map of the stations", "read", 0.5, "200", reads("office", "/stations/map/")),
    Operation("coverage", "read", 0.5, "200", reads("office", "/dashboards/network/")),
    Operation("months of the stations", "read", 0.5, "200", reads("office", "/activities/calendar/")),
    Operation("a station's book", "read", 0.5, "200", book),
    Operation("leave an opinion", "write", 0.3, "302", leaving_opinions),
    Operation("take a step (screen)", "write", 0.25, "302", screening),
]
