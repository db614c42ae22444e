"""A year of services: in several towns groups of deputies with a menu, and orders in every state."""

from __future__ import annotations

import random
from datetime import datetime, time, timedelta
from typing import Any

from django.db import transaction

from renda.demo.year import People, bearer, key_of
from renda.ground.county.models import County
from renda.ground.county.services import rule_book
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor, Role, clock_actor
from renda.ground.kernel.sealed import blind_index
from renda.ground.people.models import Organisation
from renda.ground.people.states import OrgKind
from renda.ground.workflow.bulk import BulkLoad, Past
from renda.network.deputies.models import Deputy
from renda.network.menus import rules, services
from renda.network.menus.models import Order, OrderContact, ServiceGroup, ServiceItem
from renda.network.menus.queries import PHONE_PURPOSE
from renda.network.menus.states import Entry, Guidance
from renda.network.menus.workflow import ORDER
from renda.network.stations.models import Membership, Station

TOWNS, A_GROUP = 4, 3
# Field, group, items (title, what is offered, when and where), what residents asked, what was done.
MENU: tuple[tuple[str, str, tuple[tuple[str, str, str], ...], tuple[str, ...], tuple[str, ...]], ...] = (
    ("农业技术", "农技服务小组", (("看茶园、果园病虫害", "到地里看一看，教您怎么治", "每周三下午，上门"),
                            ("养殖技术上门", "猪牛羊和鱼的喂养、防疫", "提前两天约")),
     ("茶叶发黄，请懂的代表来看看。", "果树流胶，不知道打什么药。", "想养鱼，问问怎么起步。"),
     ("看了，是茶饼病，教了怎么打药。", "当场修剪示范，三户一起学。", "讲了两个小时，留了资料。")),
    ("法律咨询", "法律咨询小组", (("看合同、借条", "帮您看看写得对不对，有没有风险", "每月10日，家站"),
                            ("家庭、邻里纠纷怎么说理", "讲法律，也讲人情；不代打官司", "接待日，家站")),
     ("租地的合同要续签，想请人看看。", "借条怎么写才作数。", "两家为排水沟说不拢。"),
     ("逐条看了合同，改了两处。", "教了借条的写法。", "到现场劝和，两家说好一起出工。")),
    ("健康医疗", "健康服务小组", (("量血压、看慢病", "乡村医生代表上门量血压、讲用药", "每周五上午，上门"),),
     ("老人腿脚不便，想请上门量血压。", "药吃完了，不知道要不要换。"), ("量了血压，讲了用药，约好下月再来。",)),
    ("教育辅导", "教育辅导小组", (("留守孩子作业辅导", "教师代表周末在家站辅导", "周六上午，家站"),),
     ("孩子数学跟不上。", "想给两个娃报周末辅导。"), ("辅导了三次，和学校老师也说了。",)),
)  # fmt: skip
# How many orders end so, in each town.
ENDS = ("rated", "rated", "rated", "unrated", "served", "taken", "ordered", "refused", "cancelled", "handed_back")
RATINGS = ("satisfied", "satisfied", "satisfied", "basic", "dissatisfied")
BACK = "代表这周出差，请另一位接。"


class MenuYear:
    """Four towns with groups, and what was ordered of them, the same each time."""

    def __init__(self, county: County, people: People, office: Actor) -> None:
        self.county, self.people, self.office, self.now = county, people, office, clock.now()
        self.dice = random.Random(f"{county.code}-menus")  # noqa: S311
        self.contacts: list[OrderContact] = []
        self.number = 0

    @transaction.atomic
    def load(self) -> None:
        if ServiceGroup.objects.filter(county=self.county).exists():
            return
        towns = Organisation.objects.filter(county=self.county, kind=OrgKind.PRESIDIUM).order_by("pk")[:TOWNS]
        with BulkLoad(ORDER) as load:
            for n, town in enumerate(towns):
                self._town(town, n, load)
        OrderContact.objects.bulk_create(self.contacts)

    def _town(self, town: Organisation, n: int, load: BulkLoad) -> None:
        stations = list(Station.objects.filter(county=self.county, town_org=town, state="opened").order_by("pk")[:3])
        members = Membership.objects.on(clock.today()).filter(county=self.county, station__in=stations)
        deputies = Deputy.objects.serving().filter(pk__in=members.values("deputy_id")).order_by("pk")
        people = [one for one in deputies if one.user_id] or list(deputies)
        if not stations or not people or not self.people.has(Role.TOWNSHIP, town.pk):
            return
        for i, (field, name, items, asked, done) in enumerate(MENU[: 4 - n % 2]):
            first = i * A_GROUP % len(people)
            chosen = dict.fromkeys([*people[first : first + A_GROUP], people[0]])
            group = services.open_group(actor=self.office, name=name, field=field, town_org_id=town.pk,
                                        deputy_ids=[one.pk for one in chosen])  # fmt: skip
            lines = [services.open_item(group, actor=self.office, title=t, offer=o, times=w) for t, o, w in items]
            for end in ENDS if i == n % 4 else ENDS[: 7 - i]:
                station = self.dice.choice([*stations, None])
                self._order(self.dice.choice(lines), station, town, list(chosen), asked, done, end, load)

    def _order(
        self, item: ServiceItem, station: Station | None, town: Organisation, people: list[Deputy], asked: tuple[str, ...],
        done: tuple[str, ...], end: str, load: BulkLoad,
    ) -> None:  # fmt: skip
        dice, group = self.dice, item.group
        ago = dice.randint(1, 2) if end in {"ordered", "handed_back", "taken", "served"} else dice.randint(25, 280)
        begun = self._at(ago + (3 if end in {"taken", "served"} else 0))
        self.number += 1
        order = Order(
            id=key_of(self.county, "menus", self.number, clock.day_of(begun)), county=self.county, item=item, group=group,
            item_title=item.title, item_offer=item.offer, item_times=item.times, station=station,
            org_id=station.org_id if station else town.pk, town_org=town, text=dice.choice(asked), entry=Entry.PAGE,
            wanted_on=clock.day_of(begun + timedelta(days=4)) if dice.random() < 0.5 else None,
        )  # fmt: skip
        order.__dict__["group_users"] = frozenset(one.user_id for one in people if one.user_id)
        load.add(order, self._past(order, begun, dice.choice(people), town, dice.choice(done), end))
        if dice.random() < 0.6:
            phone = f"139{self.number:08d}"
            self.contacts.append(OrderContact(order=order, county=self.county, name="群众", phone=phone,
                                              phone_index=blind_index(phone, purpose=PHONE_PURPOSE)))  # fmt: skip

    def _past(
        self, order: Order, begun: datetime, deputy: Deputy, town: Organisation, result: str, end: str
    ) -> list[Past]:
        resident, keeper = Actor(self.county.pk), self.people.holder(Role.TOWNSHIP, town.pk)
        past = [Past("place", resident, begun)]
        if end == "ordered":
            return past
        if end == "cancelled":
            return [*past, Past("cancel", bearer(self.county, order.pk), self._later(past))]
        if end == "refused":
            why = Guidance.LAWSUIT if "法律" in order.group.name else Guidance.OUTSIDE
            facts = {"guidance": why, "guided_to": rules.way_for(why).to}
            return [*past, Past("refuse", keeper, self._later(past), changes=facts)]
        past.append(Past("give", keeper, self._later(past), changes={"deputy_id": deputy.pk}))
        if end == "handed_back":
            past.append(Past("call_back", keeper, self._later(past), note=BACK, changes={"deputy_id": None}))
        if end in {"taken", "handed_back"}:
            return past
        day = self._later(past)
        past.append(Past("serve", keeper, day, changes={"served_on": clock.day_of(day), "result": result}))
        if end == "rated":
            rating = {"rating": self.dice.choice(RATINGS)}
            past.append(Past("rate", bearer(self.county, order.pk), self._later(past), changes=rating))
        if end == "unrated":
            due = rule_book(self.county.pk).due("order_rating", clock.day_of(day)).day
            past.append(Past("lapse", clock_actor(self.county.pk), self._morning(due + timedelta(days=1))))
        return past

    def _later(self, past: list[Past]) -> datetime:
        return min(past[-1].at + timedelta(days=self.dice.randint(0, 2), minutes=self.dice.randint(9, 90)), self.now)

    def _at(self, days: int) -> datetime:
        return self._morning(clock.today() - timedelta(days=days)) + timedelta(minutes=self.dice.randint(0, 400))

    def _morning(self, day: Any) -> datetime:
        return min(datetime.combine(day, time(8, 30), tzinfo=clock.COUNTY_TIME), self.now)
