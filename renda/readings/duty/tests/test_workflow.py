"""Random walks over archives, objections and paper forms."""

from itertools import cycle

from renda.ground.kernel.clock import today
from renda.ground.workflow.testing import walk
from renda.network.activities.tests.factories import planned
from renda.readings.duty import services
from renda.readings.duty.tests.factories import objected, printed
from renda.readings.duty.workflow import DUTY_ARCHIVE, DUTY_OBJECTION, PAPER_FORM

NAMES = ("office", "township", "liaison", "deputy", "resident")


def actors(cast):
    return {**{name: getattr(cast, name) for name in NAMES}, "other": cast.other_office}


def test_walks_of_an_archive(cast):
    years = cycle(range(2000, 2026))
    walk(
        DUTY_ARCHIVE, lambda: services.begin_duty_archive(cast.seats.deputy, actor=cast.office, year=next(years)),
        actors(cast), fields=lambda row, name: {"verified_on": today()} if name == "verify" else {}, examples=4,
    )  # fmt: skip


def test_walks_of_an_objection(cast):
    answer = {"answer": "已经改好。", "answered_on": today()}
    walk(DUTY_OBJECTION, lambda: objected(cast), actors(cast), examples=4,
         fields=lambda row, name: answer if name in ("correct", "explain") else {})  # fmt: skip


def test_walks_of_a_paper_form(cast):
    went = {"activity_id": planned(cast).pk}
    books = cycle(["visit", "opinions"])
    walk(PAPER_FORM, lambda: printed(cast, next(books)), actors(cast), examples=4,
         fields=lambda row, name: went if name in ("place", "enter") else {})  # fmt: skip
