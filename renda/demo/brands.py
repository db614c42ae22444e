"""Brands of every town, some themed stations, and a year of cases worked on by 四三工作法 and by a town's own method."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from renda.demo.cast import Cast
from renda.demo.year import People, key_of
from renda.ground.county.models import County
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor, Role
from renda.ground.people.models import Organisation
from renda.ground.people.states import OrgKind
from renda.ground.workflow.bulk import BulkLoad, Past
from renda.network.brands import services
from renda.network.brands.models import Brand, Method, MethodCase, MethodVersion, Part, Tick
from renda.network.brands.rules import Groups
from renda.network.brands.services.branding import town_name
from renda.network.brands.services.methods import standard_version
from renda.network.brands.states import DEFAULT_GROUPS, DEFAULT_THEMES, BrandSort
from renda.network.brands.workflow import BRAND, METHOD_CASE
from renda.network.stations.models import Membership, Station

WELFARE, TRADE, VILLAGE = DEFAULT_THEMES
# Town → name, theme, how. Three of them are the field's own (DOMAIN H16-H18), the others invented.
BRANDS: dict[str, tuple[str, str, str]] = {
    "落润镇": ("“四三”服务到家", WELFARE, "以服务基层为核心，按“问、聚、督、助”四三工作法办群众的事：一件事走完四个动作，每一步都记下。"),
    "嘉乐镇": ("代表活动日＋主题党日", VILLAGE, "每月固定一天，代表活动日和主题党日一起开展，上午学、下午到村里办，学了就用。"),
    "胜天镇": ("菜单式服务", TRADE, "结合区域和产业特色列出服务菜单，选民点单，农技、法律、医疗、教育四个专业小组上门。"),
    "文江镇": ("文江议事厅", WELFARE, "每月一题，居民、物业和代表坐在一起议，议定的事当月办。"),
    "庆符镇": ("石门夜话", WELFARE, "接待日放在晚饭后，代表轮流进村，白天出工的人也说得上话。"),
    "沙河镇": ("豆腐街上的代表", TRADE, "代表联系沙河豆腐作坊，帮着办检测、谈用工、找销路。"),
    "罗场镇": ("土火锅议事", VILLAGE, "一村一月一桌，边吃边说，说定的事写在墙上。"),
    "蕉村镇": ("桑园直通车", TRADE, "采桑时节代表进桑园，收购、农药、用工的难处当场记。"),
    "可久镇": ("院坝亮灯", VILLAGE, "从一盏路灯做起，代表带着村民算账、选点、管护。"),
    "来复镇": ("茶山代表哨", TRADE, "茶农代表轮值，一季一次问价、问路、问水。"),
    "月江镇": ("江岸守护", VILLAGE, "代表分段看河，发现的问题和河长一起办。"),
    "复兴镇": ("老街新事", WELFARE, "老街的停车、消防、排水，一季办一件。"),
    "庆岭镇": ("竹海连心", VILLAGE, "一个代表连十户竹农，林道和防火一起管。"),
}  # fmt: skip
OTHERS = (
    ("连心圩", VILLAGE, "赶集的日子代表在圩上听意见，小事当天办。"), ("代表跑一次", WELFARE, "群众的事代表跑一次，镇里在一处接。"),
    ("产业链上的家", TRADE, "家站建在产业链上，企业的难处每月听一次。"), ("院坝会", WELFARE, "会开在院坝里，说定的事写在墙上。"),
)  # fmt: skip
# Title, theme, how, and how far it has come.
STATIONS = (
    ("茶乡议事站", TRADE, "茶农、收购点和代表一季议一次茶价和用工。", "named"),
    ("红色记忆站", VILLAGE, "老党员讲村史，代表听治理的老办法。", "named"),
    ("法治夜校站", WELFARE, "律师代表每月讲一晚，会后答疑。", "named"),
    ("河长联络站", VILLAGE, "代表和河长同巡一段河，问题当场分。", "named"),
    ("银发互助站", WELFARE, "低龄老人帮高龄老人，代表牵线。", "applied"),
    ("工友之家站", TRADE, "园区工友的工资、食堂、班车，每月听一次。", "handed"),
    ("亲子书屋站", WELFARE, "周末开书屋，代表带着读。", "sent_back"),
    ("电商助农站", TRADE, "代表教直播，帮着卖山货。", "withdrawn"),
)  # fmt: skip
# What, about what, what came of it.
WORK = (
    ("三处路灯不亮", "晚上走路看不见，老人摔过一次。", "三处都换了灯，管护定到人。"),
    ("村道排水沟堵塞", "一下雨就漫路，接送娃娃不方便。", "清了四百米沟，补了两处盖板。"),
    ("卫生室缺常用药", "买药要跑镇上，来回半天。", "常用药补到六十种，每周配一次。"),
    ("茶叶鲜叶收购点太远", "采茶季排队到天黑，鲜叶会坏。", "村里添了一个临时收购点。"),
    ("校门口上下学拥堵", "上学时段车多人多，不安全。", "错时十分钟，志愿者每天在岗。"),
    ("老楼没有扶手", "楼梯陡，老人上下困难。", "十二个单元都装了扶手。"),
    ("垃圾点离水源近", "雨季有异味，担心渗进水里。", "垃圾点迁走，原地复绿。"),
    ("赶场车位不够", "赶场天路上堵一上午。", "划了四十个临时车位，有人管。"),
    ("灌溉渠年久失修", "渠尾的田总是最后才有水。", "修了一公里渠，排了轮灌表。"),
    ("农机维修要出镇", "坏一次误三天农时。", "请来流动维修点，农忙每周到村。"),
)  # fmt: skip
OWN = [("学", ["上午集中学"]), ("访", ["下午分组访", "记下三件事"]), ("办", ["当月办一件", "下月说结果"])]
# The field's own brands show a case each.
SHOWN = ("“四三”服务到家", "菜单式服务")
FATES = ("published", "open", "finished", "proposed", "late", "stopped", "published")


class BrandYear:
    """Named in spring, worked on through the year, the same each time."""

    def __init__(self, county: County, people: People, cast: Cast) -> None:
        self.county, self.people, self.cast, self.today = county, people, cast, clock.today()
        self.dice = random.Random(f"{county.code}-brands")  # noqa: S311
        self.serial = 0
        self.ticks: list[Tick] = []
        self.parts: list[Part] = []

    @transaction.atomic
    def load(self) -> None:
        if Brand.objects.filter(county=self.county).exists():
            return
        first, second = self._methods()
        presidiums = Organisation.objects.filter(county=self.county, kind=OrgKind.PRESIDIUM).order_by("pk")
        towns = [org for org in presidiums if self.people.has(Role.TOWNSHIP, org.pk)]
        with BulkLoad(BRAND) as load:
            brands = {org.pk: self._town(org, n, first.method, load) for n, org in enumerate(towns)}
            self._themed(load)
        members: dict[int, list[int]] = {}
        rows = (
            Membership.objects.on(self.today)
            .filter(county=self.county, is_main=True, deputy__serving=True)
            .order_by("pk")
        )
        for station_id, deputy_id in rows.values_list("station_id", "deputy_id"):
            members.setdefault(station_id, []).append(deputy_id)
        with BulkLoad(METHOD_CASE) as load:
            for n, station in enumerate(self._stations(towns)):
                version = first if n % 5 == 4 else self._own(station) or second
                fate = "published" if brands[station.town_org_id or 0].title in SHOWN else FATES[n % len(FATES)]
                self._case(
                    station,
                    fate,
                    brands[station.town_org_id or 0],
                    version,
                    members.get(station.pk, []),
                    load,
                )
        Tick.objects.bulk_create(self.ticks, batch_size=1000)
        Part.objects.bulk_create(self.parts, batch_size=1000)

    def _methods(self) -> tuple[MethodVersion, MethodVersion]:
        """四三工作法 as packaged, and as the office put it in March; a town's own in Gaoxian."""
        office = self.cast.office
        with clock.at(self._day(320)):
            first = standard_version(actor=office)
        groups: Groups = [(verb, list(steps)) for verb, steps in DEFAULT_GROUPS]
        groups[2] = ("督", ["列单督进度", "代表现场看", "回访督实效"])
        with clock.at(self._day(250)):
            second = services.change_method(first.method, actor=office, groups=groups)
            for org in Organisation.objects.filter(county=self.county, kind=OrgKind.PRESIDIUM, name="嘉乐镇人大主席团"):
                services.make_method(actor=self.people.holder(Role.TOWNSHIP, org.pk), name="活动日三步法", groups=OWN)
        return first, second

    def _own(self, station: Station) -> MethodVersion | None:
        method = Method.objects.filter(county=self.county, town_org_id=station.town_org_id).first()
        return method.newest if method else None

    def _town(self, org: Organisation, n: int, method: Method, load: BulkLoad) -> Brand:
        town, actor = town_name(org), self.people.holder(Role.TOWNSHIP, org.pk)
        title, theme, text = BRANDS.get(town) or OTHERS[n % len(OTHERS)]
        row = self._brand(sort=BrandSort.TOWN, town_org=org, town=town, title=title, theme=theme, text=text)
        if "四三" in text or n % 3 == 0:
            row.method = method
        begun = self._day(370 if n % 6 == 5 else 300 - n % 13 * 7)
        past = [*self._applied(actor, begun), self._named(begun + timedelta(days=12))]
        if n % 12 == 5:
            day = begun + timedelta(days=355)
            past.append(Past("keep", self.cast.office, day, changes={"reviewed_on": clock.day_of(day)}))
        load.add(row, past)
        return row

    def _themed(self, load: BulkLoad) -> None:
        rows = Station.objects.filter(county=self.county, state="opened", town_org__isnull=False).exclude(
            kinds=["town_home"]
        )
        stations = [one for one in rows.order_by("pk") if self.people.has(Role.LIAISON, one.org_id)]
        step = max(len(stations) // len(STATIONS), 1)
        for n, ((title, theme, text, fate), station) in enumerate(zip(STATIONS, stations[::step], strict=False)):
            row = self._brand(
                sort=BrandSort.STATION, station=station, org_id=station.org_id, town_org_id=station.town_org_id, town=station.town,
                title=title, theme=theme, text=text, is_from_station=True,
            )  # fmt: skip
            load.add(row, self._fate(fate, station, self._day(200 - n * 9 if fate in ("named", "withdrawn") else 9)))

    def _fate(self, fate: str, station: Station, begun: datetime) -> list[Past]:
        liaison = self.people.holder(Role.LIAISON, station.org_id)
        town = self.people.holder(Role.TOWNSHIP, station.town_org_id or 0)
        handed = [Past("draft", liaison, begun), Past("hand_in", liaison, begun + timedelta(hours=2))]
        day = begun + timedelta(days=3)
        applied = [*handed, Past("apply", town, day, changes={"applied_on": clock.day_of(day)})]
        office, later = self.cast.office, begun + timedelta(days=6)
        named = [*applied, self._named(later)]
        reason = "站点合并，不再单独挂牌。"
        gone = Past("withdraw", office, later + timedelta(days=90), note=reason, changes={"reason": reason})
        back = Past("send_back", office, later, note="请写清楚每月做什么、谁来做。")
        return {
            "handed": handed,
            "applied": applied,
            "sent_back": [*applied, back],
            "named": named,
            "withdrawn": [*named, gone],
        }[fate]

    def _brand(self, **facts: Any) -> Brand:
        self.serial += 1
        pk = key_of(self.county, "brand", self.serial, date(self.today.year, 1, 4))
        return Brand(pk=pk, county=self.county, office_id=self.cast.orgs.office, **facts)

    def _applied(self, actor: Actor, begun: datetime) -> list[Past]:
        day = begun + timedelta(days=2)
        return [Past("draft", actor, begun), Past("apply", actor, day, changes={"applied_on": clock.day_of(day)})]

    def _named(self, at: datetime) -> Past:
        return Past("name", self.cast.office, at, changes={"named_on": clock.day_of(at)})

    def _stations(self, towns: list[Organisation]) -> list[Station]:
        """Two of each town that have a liaison officer, the cast's station three times."""
        mine = self.cast.places.station
        found = [mine, mine, mine]
        for org in towns:
            rows = Station.objects.filter(county=self.county, town_org=org, state="opened").order_by("pk")
            found += [one for one in rows.exclude(pk=mine.pk) if self.people.has(Role.LIAISON, one.org_id)][:2]
        return found

    def _case(
        self, station: Station, fate: str, brand: Brand, version: MethodVersion, deputies: list[int], load: BulkLoad
    ) -> None:
        self.serial += 1
        title, text, result = WORK[self.serial % len(WORK)]
        days = {"open": 20, "late": 95, "proposed": 60}.get(fate) or self.dice.randint(90, 180)
        begun, liaison = self._day(days), self.people.holder(Role.LIAISON, station.org_id)
        row = MethodCase(
            pk=key_of(self.county, "method-case", self.serial, clock.day_of(begun)), county=self.county, station=station,
            org_id=station.org_id, town_org_id=station.town_org_id, office_id=self.cast.orgs.office, method_version=version,
            title=self._named_after(station, title), text=text, begun_on=clock.day_of(begun),
            planned_on=clock.day_of(begun) + timedelta(days=60),
        )  # fmt: skip
        past = [Past("begin", liaison, begun), *self._ticked(row, fate, liaison, begun)]
        load.add(row, past + self._ended(fate, liaison, past[-1].at, brand, title, text, result))
        is_mine = station.pk == self.cast.places.station.pk
        mine = [self.cast.seats.deputy.pk, self.cast.seats.town_deputy.pk]
        for pk in mine if is_mine else self.dice.sample(deputies, min(2, len(deputies))):
            self.parts.append(Part(county=self.county, case=row, deputy_id=pk))

    def _named_after(self, station: Station, title: str) -> str:
        village = self.dice.choice(station.villages) if station.villages else station.town
        return f"{village}{title}"

    def _ticked(self, row: MethodCase, fate: str, liaison: Actor, begun: datetime) -> list[Past]:
        steps = row.method_version.steps
        most = len(steps) if fate in ("published", "proposed", "finished") else self.dice.randint(2, len(steps) - 1)
        found = []
        for n, step in enumerate(steps[:most], 1):
            at = min(begun + timedelta(days=n * 2, hours=n % 5), clock.now() - timedelta(hours=2))
            self.ticks.append(Tick(county=self.county, case=row, place=step.place, done_on=clock.day_of(at)))
            found.append(Past("tick", liaison, at, note=step.label, changes={"passed": n}))
        return found

    def _ended(
        self, fate: str, liaison: Actor, at: datetime, brand: Brand, title: str, text: str, result: str
    ) -> list[Past]:
        day = at + timedelta(days=2)
        if fate == "stopped":
            return [Past("stop", liaison, day, note="并到镇里的工程一起办，这里不再另办。")]
        if fate in ("open", "late"):
            return []
        done = [Past("finish", liaison, day, changes={"result": result, "finished_on": clock.day_of(day)})]
        if fate == "finished":
            return done
        said = {
            "brand_id": brand.pk,
            "summary": f"{title}：{text}代表问清楚情况，和镇里、村里一步一步办。{result}",
            "proposed_by": liaison.user_id,
        }
        done.append(Past("propose", liaison, day + timedelta(days=1), changes=said))
        if fate == "published":
            on = day + timedelta(days=4)
            done.append(Past("publish", self.cast.publisher, on, changes={"published_on": clock.day_of(on)}))
        return done

    def _day(self, days_ago: int) -> datetime:
        on = self.today - timedelta(days=days_ago)
        return datetime(on.year, on.month, on.day, 10, tzinfo=clock.COUNTY_TIME)
