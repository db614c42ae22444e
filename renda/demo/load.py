"""Loads a demo county: figures from the field, invented people, a year of work in every state. Stopped, it goes on."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import TextIO

from django.db import transaction

from renda.demo.activities import ActivityYear
from renda.demo.appointments import AppointmentYear
from renda.demo.assessments import AssessmentYears
from renda.demo.brands import BrandYear
from renda.demo.campaigns import CampaignYear
from renda.demo.cast import Cast, build_cast, login_names
from renda.demo.contacts import ContactYear
from renda.demo.decisions import DecisionYear
from renda.demo.deliberations import DeliberationYear
from renda.demo.duty import DutyYear
from renda.demo.elections import ElectionYear
from renda.demo.figures import make_readings
from renda.demo.funds import FundYear
from renda.demo.meetings import MeetingYear
from renda.demo.menus import MenuYear
from renda.demo.motions import MotionYear
from renda.demo.network import NetworkYear
from renda.demo.opinions import OpinionYear
from renda.demo.participations import ParticipationYear
from renda.demo.places import FIGURES, Built, Figures, Places
from renda.demo.pressing import PressingYear, build_pressers
from renda.demo.standards import StandardsYear
from renda.demo.suggestions import SuggestionYear
from renda.demo.texts import DATA
from renda.demo.year import People
from renda.ground.county.models import County, Term
from renda.ground.kernel import jobs
from renda.ground.people.models import Organisation
from renda.network.stations.models import Station
from renda.readings.portal.services import refresh_figures
from renda.readings.topics.services import place_new

PASSWORD = "renda-demo-2026"  # noqa: S105
HELP_PHONE = "0831-5550100"  # invented
KEYS = tuple(FIGURES)
AT_ONCE = 300
LOADING = "renda.demo.tasks.load_items"


def load_demo(key: str, out: TextIO) -> Cast:
    """Load the county `key` (gaoxian, dingyuan or daan), say how it goes, print the cast. What is there is left as it is."""
    begun = time.monotonic()
    figures = FIGURES[key]
    county = _county(key)
    cast = build_cast(county, password=PASSWORD, with_other=False)
    built = _places(county, cast, key)
    out.write(f"{county.name}：家站{len(built.stations)}个，{time.monotonic() - begun:.1f}秒\n")
    NetworkYear(county, cast, key).load()
    ActivityYear(county, cast.office).load()
    out.write(f"家站一年的活动，{time.monotonic() - begun:.1f}秒\n")
    leaders = build_pressers(county, cast)
    people = People(county)
    FundYear(county, people).load()
    BrandYear(county, people, cast).load()
    out.write(f"品牌和工作法，{time.monotonic() - begun:.1f}秒\n")
    MenuYear(county, people, cast.office).load()
    StandardsYear(county, people, cast.office).load()
    ContactYear(county, people, cast.office).load()
    MeetingYear(county, cast).load()
    ElectionYear(county, cast).load()
    DecisionYear(county, cast).load()
    DeliberationYear(county, cast).load()
    AppointmentYear(county, cast).load()
    ParticipationYear(county, cast).load()
    AssessmentYears(county, people, cast.office).load()
    out.write(f"家站考评，{time.monotonic() - begun:.1f}秒\n")
    SuggestionYear(county, built, people, cast, figures.suggestions, leaders).load(_progress(out, "代表建议", begun))
    PressingYear(county, people, cast).load()
    MotionYear(county, cast).load(_progress(out, "议案", begun))
    OpinionYear(county, built, people, cast.office, figures.opinions).load(_progress(out, "群众意见", begun))
    campaigns = CampaignYear(county, built, people, cast.office, min(figures.campaign_items, AT_ONCE))
    _campaign(campaigns, figures, out, begun)
    refresh_figures(county.pk)
    while place_new(county.pk):
        pass
    make_readings(cast)
    DutyYear(county, cast).load()
    _print_cast(out)
    return cast


def _campaign(year: CampaignYear, figures: Figures, out: TextIO, begun: float) -> None:
    """A few hundred items now; the thousands of a large county are left to the worker."""
    year.load(_progress(out, "活动建议", begun))
    if figures.campaign_items > AT_ONCE:
        jobs.enqueue(LOADING, figures.key)
        out.write(f"活动建议{figures.campaign_items:,}件由后台任务装入，几分钟内陆续看得到。\n")


def load_campaign(key: str) -> None:
    """The whole campaign of a county that is there; what is loaded already is left as it is."""
    facts, figures = json.loads((DATA / f"{key}.json").read_text()), FIGURES[key]
    county = County.objects.get(code=facts["code"])
    cast = build_cast(county, with_other=False)
    CampaignYear(county, _places(county, cast, key), People(county), cast.office, figures.campaign_items).load(
        lambda done, of: None
    )


def _county(key: str) -> County:
    facts = json.loads((DATA / f"{key}.json").read_text())
    county = County.objects.filter(code=facts["code"]).first()
    if county is None:
        is_first = not County.objects.filter(is_default=True).exists()
        county = County.objects.create(
            code=facts["code"],
            name=facts["name"],
            short=facts["short"],
            is_demo=True,
            is_default=is_first,
            paper_code=facts["short"],
            settings={"help_phone": HELP_PHONE},
        )
    return county


@transaction.atomic
def _places(county: County, cast: Cast, key: str) -> Built:
    congress = Organisation.objects.get(pk=cast.orgs.congress)
    places = Places(
        county, FIGURES[key], congress=congress, government=Organisation.objects.get(pk=cast.orgs.county_gov),
        term=Term.objects.filter(county=county).order_by("pk")[0],
    )  # fmt: skip
    if Station.objects.filter(county=county).count() > FIGURES[key].homes_in:
        return places.found()
    return places.build()


def _progress(out: TextIO, what: str, begun: float) -> Callable[[int, int], None]:
    def say(done: int, of: int) -> None:
        if done % 25 == 0 or done == of:
            out.write(f"{what} {done}/{of}，{time.monotonic() - begun:.1f}秒\n")
            out.flush()

    return say


def _print_cast(out: TextIO) -> None:
    out.write(f"\n可以用这些账号登录（口令都是 {PASSWORD}）：\n")
    for login, name, role in login_names():
        out.write(f"  {login:<16}{name}　{role}\n")
