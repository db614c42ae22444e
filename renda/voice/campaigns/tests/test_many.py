"""15,000 items of 1,900 deputies through the whole flow: time of each stage and peak memory are printed.

`RENDA_MANY=15000,1900` sets the figures of the long test; the ordinary one is small. Source: DOMAIN 8.2, 定远
"""

import os
import random
import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from renda.demo.texts import story
from renda.ground.county.models import County
from renda.ground.kernel import clock, jobs
from renda.ground.papers.excel import write_rows
from renda.ground.people.models import Organisation, User
from renda.ground.workflow.services import lapse_due
from renda.network.deputies.models import Deputy
from renda.network.stations.models import Membership
from renda.voice.campaigns import services
from renda.voice.campaigns.models import BatchRun, Campaign, CampaignItem, Similar
from renda.voice.campaigns.services.rows import FIELDS
from renda.voice.campaigns.services.sheets import sheet_figures
from renda.voice.campaigns.states import Category
from renda.voice.campaigns.tests.factories import running

CATEGORIES = {str(value): str(label) for value, label in Category.choices}
SHARES = (1, 3, 14, 270, 1612)
MOST_FOR_A_LIST, MOST_FOR_A_MATTER = 6, 12


class Stages:
    """Writes down what each stage took: seconds, and the most memory the process has had so far."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        begun = time.monotonic()
        yield
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        self.lines.append(f"{name:<24}{time.monotonic() - begun:8.1f} s   peak {peak:6.0f} MB")
        print(self.lines[-1], flush=True)


def test_some_items_go_through_the_whole_flow(cast, client_of):
    live(cast, client_of, items=60, deputies=20)


@pytest.mark.long
def test_fifteen_thousand_items_of_nineteen_hundred_deputies(copied_db):
    """Committed piece by piece, as the worker does it: in one transaction a database finds no room to forget old versions."""
    from renda.demo.cast import build_cast

    items, deputies = (int(number) for number in os.environ.get("RENDA_MANY", "15000,1900").split(","))
    facts = {"name": "高县", "short": "高", "is_default": True, "is_demo": True}
    cast = build_cast(County.objects.get_or_create(code="511525", defaults=facts)[0])
    live(cast, lambda name: signed_in(cast, name), items=items, deputies=deputies)


def signed_in(cast, name: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=getattr(cast, name).user_id))
    return client


def live(cast, client_of, *, items: int, deputies: int) -> None:
    stages, dice = Stages(), random.Random(7)
    print(f"\n{connection.vendor}: {items} items, {deputies} deputies")
    campaign = running(cast)
    enrol(cast, deputies)
    with stages.stage("write the table"):
        data = table(dice, items, deputies)
    with stages.stage("read and check the table"):
        sheet = services.read_sheet(campaign, data, actor=cast.office, file_name="汇总.xlsx")
    assert sheet_figures(sheet)["bad"] == 1
    with stages.stage("import (job)"):
        services.confirm_sheet(sheet, actor=cast.office)
        services.load_sheet(sheet.pk, cast.county.pk)
    assert CampaignItem.objects.count() == items
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # a server in service does so by itself within a minute
    with stages.stage("find what is alike (job)"):
        services.compare_items(campaign.pk, cast.county.pk)
    assert Similar.objects.exists()
    flow(cast, campaign, stages, items)
    check_pages(campaign, client_of)
    assert services.close_campaign(Campaign.objects.get(pk=campaign.pk), actor=cast.office).state == "closed"


def flow(cast, campaign: Campaign, stages: Stages, items: int) -> None:
    """Sorted as the table says, assigned by level and place, handled, answered, lapsed, closed: each in one run."""
    run(cast, campaign, stages, "sort", {"category": "", "level": ""}, items)
    run(cast, campaign, stages, "assign", {"org_id": None}, items)
    with stages.stage("count (job)"):
        totals = services.count_campaign(campaign.pk, cast.county.pk)
    assert totals is not None and totals.data["total"] == items
    run(cast, campaign, stages, "handle", {"outcome": "solved", "result": "已经办好，请看。"}, items)
    run(cast, campaign, stages, "reply", {"reply": ""}, items)
    with stages.stage("lapse (job)"), clock.at(date(clock.today().year + 1, 12, 1)):
        assert lapse_due() == items
    run(cast, campaign, stages, "close", {}, items)
    jobs.run_pending()


def run(cast, campaign: Campaign, stages: Stages, step: str, fields: dict, items: int) -> None:
    with stages.stage(f"{step} (job)"):
        started = services.start_run(campaign, step, actor=cast.office, filters={}, fields=fields)
        services.take_run(started.pk, cast.county.pk)
    done = BatchRun.objects.get(pk=started.pk)
    assert (done.taken, done.refused) == (items, 0), list(done.troubles.values_list("reason", flat=True)[:3])


def check_pages(campaign: Campaign, client_of) -> None:
    client, address = client_of("office"), campaign.get_absolute_url()
    last = CampaignItem.objects.order_by("pk")[CampaignItem.objects.count() // 2].pk
    pages = ("", "items/", "items/?state=closed", "items/?category=education", "items/?town=庆符镇&level=village",
             "items/?light=red", "items/?words=路灯", f"items/?after={last}", "totals/")  # fmt: skip
    for page in pages:
        client.get(f"{address}{page}")
        begun = time.monotonic()
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"{address}{page}").status_code == 200
        print(
            f"  {page or '(page)':<36}{1000 * (time.monotonic() - begun):6.0f} ms  {len(queries)} queries", flush=True
        )
        assert len(queries) <= (MOST_FOR_A_LIST if page else MOST_FOR_A_MATTER)


def enrol(cast, count: int) -> None:
    """Deputies of five levels, all of the cast's station."""
    congress = Organisation.objects.get(pk=cast.orgs.congress)
    levels = [level for level, share in zip(range(5, 0, -1), SHARES, strict=True) for _ in range(share)]
    rows = [
        Deputy(county=cast.county, name=f"代表{i}", level=levels[i % len(levels)] if count < len(levels) else levels[i],
               congress=congress, district=f"第{i}选区", delegation="庆符镇代表团") for i in range(count)
    ]  # fmt: skip
    made = Deputy.objects.bulk_create(rows, batch_size=500)
    Membership.objects.bulk_create(
        [Membership(county=cast.county, deputy=d, station=cast.places.station, from_on="2024-03-01") for d in made],
        batch_size=500,
    )


def table(dice: random.Random, items: int, deputies: int) -> bytes:
    """A row for each item, eight for a deputy on the whole, and one that names nobody."""

    def rows() -> Iterator[list[str]]:
        for i in range(items):
            told = story(dice, town="庆符镇", village="石门村")
            yield [f"代表{i % deputies}", "", "", f"{told.opinion}（{i}）", told.place, "", "石门村" if i % 2 else "",
                   CATEGORIES[told.category], ("镇办", "村")[i % 2]]  # fmt: skip
        yield ["查无此人", "", "", "桥断了", "", "", "", "", ""]

    return write_rows([field.title for field in FIELDS], rows())
