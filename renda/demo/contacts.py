"""A year of keeping in touch: a leader for each town, members for a part of the deputies, deputies with residents; some gaps."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction

from renda.demo.texts import person
from renda.demo.year import People, key_of
from renda.ground.county.models import County
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor, Role, clock_actor
from renda.ground.people.models import User
from renda.ground.workflow.bulk import BulkLoad, Past
from renda.network.contacts import rules
from renda.network.contacts.models import ContactLog, Pair, Resident
from renda.network.contacts.queries import county_deputies, presidiums
from renda.network.contacts.services.keeping import index_of
from renda.network.contacts.states import Outcome, PairSort
from renda.network.contacts.workflow import PAIR
from renda.network.deputies.models import Deputy
from renda.network.stations.models import Membership, Station

Said = Sequence[tuple[str, str, str]]
# Outcome, what was talked about, what came of it.
SAID: Said = (
    (Outcome.VISIT, "今年收成和看病报销", ""), (Outcome.VISIT, "老人照料、娃娃上学", ""), (Outcome.NOTHING, "", ""),
    (Outcome.OPINION, "村道路灯坏了几盏", "已登记成群众意见"), (Outcome.NOTHING, "", ""),
    (Outcome.OPINION, "下雨天门前积水", "请镇里来看过"), (Outcome.VISIT, "合作社用工", ""),
)  # fmt: skip
WITH_TOWN = ("人代会怎样开得更实", "代表小组活动安排", "民生实事票决", "家站阵地和经费")
MEMBERS, OF_MEMBER, WITH_RESIDENTS, KEPT = 8, 4, 60, 0.86


class ContactYear:
    """The same pairs each time; each quarter about one pair in seven goes without contact."""

    def __init__(self, county: County, people: People, office: Actor) -> None:
        self.county, self.people, self.office, self.today = county, people, office, clock.today()
        self.clock = clock_actor(county.pk)
        self.dice = random.Random(f"{county.code}-contacts")  # noqa: S311
        self.first = date(self.today.year, 1, 8)
        self.logs: list[ContactLog] = []
        self.residents: list[Resident] = []
        self.serial = 0

    @transaction.atomic
    def load(self) -> None:
        if Pair.objects.filter(county=self.county).exists():
            return
        deputies = list(county_deputies(self.county.pk).select_related("user").order_by("pk"))
        with BulkLoad(PAIR) as load:
            self._towns(load)
            self._members(deputies, load)
            self._residents(deputies, load)
        Resident.objects.bulk_create(self.residents, batch_size=1000)
        ContactLog.objects.bulk_create(self.logs, batch_size=1000)

    def _towns(self, load: BulkLoad) -> None:
        leaders = list(User.objects.filter(county=self.county, posts__role=Role.LEADER).order_by("pk").distinct())
        for n, org in enumerate(presidiums(self.county.pk)):
            row = self._pair(PairSort.LEADER_TOWN, leader=leaders[n % len(leaders)], town_org=org)
            self._live(row, self.office, load, words=[(Outcome.VISIT, topic, "") for topic in WITH_TOWN])

    def _members(self, deputies: list[Deputy], load: BulkLoad) -> None:
        """The first few are members of the standing committee; each keeps in touch with some of the others."""
        members, others = deputies[:MEMBERS], deputies[MEMBERS:]
        for n, deputy in enumerate(others[: len(members) * OF_MEMBER]):
            row = self._pair(PairSort.MEMBER_DEPUTY, member=members[n % len(members)], deputy=deputy)
            self._live(row, self.office, load)

    def _residents(self, deputies: list[Deputy], load: BulkLoad) -> None:
        rows = Membership.objects.on(self.today).filter(county=self.county, is_main=True)
        places = {row.deputy_id: row.station for row in rows.select_related("station")}
        for n, deputy in enumerate(deputies[:WITH_RESIDENTS]):
            station = places.get(deputy.pk)
            if station is None or not self.people.has(Role.LIAISON, station.org_id):
                continue
            actor = self.people.holder(Role.LIAISON, station.org_id)
            for place in range(1, (3 if n % 9 == 4 else 5) + 1):
                self._household(deputy, station, place, actor, load)

    def _household(self, deputy: Deputy, station: Station, place: int, actor: Actor, load: BulkLoad) -> None:
        name, village = person(self.dice), self.dice.choice(station.villages or ["本村"])
        row = self._pair(PairSort.DEPUTY_RESIDENT, deputy=deputy, place=place, resident_index=index_of(name, village))
        row.main_station = station
        self._live(row, actor, load)
        phone = f"199{self.serial:08d}" if place % 2 else ""
        self.residents.append(Resident(pair=row, county=self.county, name=name, village=village, phone=phone))

    def _pair(self, sort: PairSort, **two: object) -> Pair:
        self.serial += 1
        begun = min(self.first + timedelta(days=self.dice.randint(0, 40)), self.today)
        key = key_of(self.county, "contacts", self.serial, begun)
        return Pair(pk=key, county=self.county, sort=sort, begun_on=begun, asked_on=begun, **two)

    def _live(self, row: Pair, actor: Actor, load: BulkLoad, words: Said = SAID) -> None:
        """One or two contacts in most quarters, a gap in the others."""
        past, first = [Past("begin", actor, _at(row.begun_on))], rules.quarter_begins(row.begun_on)
        while first <= self.today:
            following = rules.quarter_after(first)
            day = max(first, row.begun_on) + timedelta(days=self.dice.randint(3, 30))
            if self.dice.random() < KEPT and day <= self.today:
                past.append(Past("log", actor, _at(day), changes={"asked_on": following, "last_on": day}))
                self._log(row, day, actor, words)
            elif following <= self.today:
                past.append(Past("lapse", self.clock, _at(following), changes={"asked_on": following}))
            first = following
        load.add(row, past)

    def _log(self, row: Pair, day: date, actor: Actor, words: Said) -> None:
        outcome, topic, follow_up = self.dice.choice(words)
        self.logs.append(ContactLog(
            county=self.county, pair=row, on=day, outcome=outcome, topic=topic, follow_up=follow_up,
            place="家里" if outcome == Outcome.VISIT and row.is_with_resident else "", entered_by_id=actor.user_id,
        ))  # fmt: skip


def _at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 10, tzinfo=clock.COUNTY_TIME)
