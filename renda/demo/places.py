"""The demo county's bodies, people and places by the figures of the field: written in batches, invented, marked so."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from renda.demo.texts import DATA, person, topics
from renda.ground.county.models import County, Term
from renda.ground.kernel.actor import Role
from renda.ground.people.models import Organisation, Post, User
from renda.ground.people.states import OrgKind
from renda.network.deputies.models import Deputy
from renda.network.deputies.states import Level
from renda.network.stations.models import Membership, Station

SINCE = date(2022, 1, 1)
PAPER_CODES = {
    "住房和城乡建设局": "住建", "教育和体育局": "教体", "生态环境局": "环", "卫生健康局": "卫", "农业农村局": "农", "民政局": "民",
    "市场监督管理局": "市监", "经济信息化局": "经信", "人力资源和社会保障局": "人社", "文化广播电视和旅游局": "文旅", "司法局": "司",
}  # fmt: skip
HOURS = "周一至周五 9:00—17:00"


# Name, kind, town, body above it, villages served.
Place = tuple[str, str, str, Organisation, list[str]]


@dataclass(frozen=True)
class Figures:
    """What a county's network counts: stations beside the homes, contact points in villages, deputies by level."""

    key: str
    stations: int
    contact_points: int
    county_deputies: int
    town_deputies: int
    homes_in: int
    with_practice: bool
    opinions: int
    suggestions: int
    campaign_items: int


# Source: the figures of the field, DOMAIN 3.9 and 8.3; the number of county deputies is inferred from the seat formula.
FIGURES = {
    "gaoxian": Figures("gaoxian", 47, 0, 220, 941, 13, False, 300, 150, 300),
    "dingyuan": Figures("dingyuan", 0, 258, 270, 1600, 22, True, 300, 150, 15_000),
    "daan": Figures("daan", 51, 0, 200, 900, 22, False, 200, 100, 200),
}


@dataclass
class Built:
    """What later loading needs: towns with their bodies, stations by town, units by name."""

    towns: list[dict[str, Any]] = field(default_factory=list)
    stations: list[Station] = field(default_factory=list)
    units: dict[str, Organisation] = field(default_factory=dict)


class Places:
    """Builds the network of one county from its divisions; the same seed gives the same county."""

    def __init__(
        self, county: County, figures: Figures, *, congress: Organisation, government: Organisation, term: Term
    ) -> None:
        self.county, self.figures, self.congress, self.government, self.term = (
            county,
            figures,
            congress,
            government,
            term,
        )
        self.dice = random.Random(f"{county.code}-places")  # noqa: S311
        self.divisions = json.loads((DATA / f"{figures.key}.json").read_text())
        self.serial = self.sitting = 0

    def build(self) -> Built:
        built = Built()
        self._units(built)
        towns = [t for t in self.divisions["towns"] if t["name"].endswith(("镇", "乡", "街道"))][
            : self.figures.homes_in
        ]
        for town in towns:
            built.towns.append(self._town(town))
        self._stations(built)
        self._deputies(built)
        return built

    def found(self) -> Built:
        """The network as an earlier load left it."""
        built = Built(stations=list(Station.objects.shown().filter(county=self.county).order_by("pk")))
        orgs = {o.name: o for o in Organisation.objects.filter(county=self.county)}
        built.units = {o.name.removeprefix(self.county.name): o for o in orgs.values() if o.kind == OrgKind.UNIT}
        for town in self.divisions["towns"]:
            if f"{town['name']}人大主席团" in orgs:
                built.towns.append({
                    "name": town["name"], "congress": orgs[f"{town['name']}人民代表大会"],
                    "presidium": orgs[f"{town['name']}人大主席团"], "government": orgs[f"{town['name']}人民政府"], "villages": [],
                })  # fmt: skip
        return built

    def _units(self, built: Built) -> None:
        wanted = {f"{self.county.name}{topic['unit']}" for topic in topics()}
        have = {org.name: org for org in Organisation.objects.filter(county=self.county, kind=OrgKind.UNIT)}
        missing = sorted(wanted - set(have))
        made = self._orgs([(OrgKind.UNIT, name, self.government) for name in missing])
        self._holders([(org, role) for org in made for role in (Role.CLERK, Role.UNIT_LEADER)])
        units = {**have, **{org.name: org for org in made}}
        built.units = {name.removeprefix(self.county.name): org for name, org in units.items()}

    def _town(self, town: dict[str, Any]) -> dict[str, Any]:
        name = town["name"]
        have = {o.name: o for o in Organisation.objects.filter(county=self.county, name__startswith=name)}
        orgs = dict(have)
        congress = (
            have.get(f"{name}人民代表大会") or self._orgs([(OrgKind.CONGRESS, f"{name}人民代表大会", self.congress)])[0]
        )
        of = {"congress": congress}
        government = (
            orgs.get(f"{name}人民政府") or self._orgs([(OrgKind.TOWN_GOV, f"{name}人民政府", self.government)], **of)[0]
        )
        presidium = (
            orgs.get(f"{name}人大主席团") or self._orgs([(OrgKind.PRESIDIUM, f"{name}人大主席团", congress)], **of)[0]
        )
        new = [(OrgKind.VILLAGE, f"{name}{village}", government) for village in town["villages"]]
        villages = self._orgs([one for one in new if one[1] not in orgs], **of)
        fresh = [o for o in (presidium, government) if o.name not in have]
        self._holders([(o, Role.TOWNSHIP if o is presidium else Role.TOWN_GOV) for o in fresh])
        self._holders([(village, Role.VILLAGE) for village in villages])
        villages = [orgs[f"{name}{v}"] for v in town["villages"] if f"{name}{v}" in orgs] + villages
        return {
            "name": name,
            "congress": congress,
            "presidium": presidium,
            "government": government,
            "villages": villages,
        }

    def _stations(self, built: Built) -> None:
        places: list[Place] = [("县人大代表之家", "county_home", "", self.congress, [])]
        if self.figures.with_practice:
            places.append(("全过程人民民主中心实践站", "practice", "", self.congress, []))
        for town in built.towns:
            names = [v.name.removeprefix(town["name"]) for v in town["villages"]]
            places.append((f"{town['name']}人大代表之家", "town_home", town["name"], town["presidium"], names))
        places += self._zones(built)
        have = set(Station.objects.filter(county=self.county).values_list("name", flat=True))
        places = [p for p in places if p[0] not in have]
        orgs = self._orgs([(OrgKind.STATION, name, parent) for name, _, _, parent, _ in places])
        self._holders([(org, Role.LIAISON) for org in orgs])
        Station.objects.bulk_create([self._station(org, p, built) for org, p in zip(orgs, places, strict=True)])
        built.stations = list(Station.objects.filter(county=self.county).order_by("pk"))

    def _zones(self, built: Built) -> list[Place]:
        """Stations of zones spread evenly over the towns, each serving some of their villages; or one point a village."""
        zones: list[Place] = []
        count = self.figures.stations
        for i, town in enumerate(built.towns):
            share = count // len(built.towns) + (i < count % len(built.towns))
            names = [v.name.removeprefix(town["name"]) for v in town["villages"]]
            zones += [
                (
                    f"{town['name']}第{'一二三四五六'[z]}片区代表联络站",
                    "station",
                    town["name"],
                    town["presidium"],
                    names[z::share],
                )
                for z in range(share)
            ]
        return zones + self._contact_points(built)

    def _contact_points(self, built: Built) -> list[Place]:
        """One in each village; those of zones and farms belong to the first town. The cast's station is one of them."""
        if not self.figures.contact_points:
            return []
        Station.objects.filter(county=self.county, org__code="station").update(kinds=["station", "contact_point"])
        by_name = {town["name"]: town for town in built.towns}
        points: list[Place] = []
        for division in self.divisions["towns"]:
            town = by_name.get(division["name"], built.towns[0])
            points += [
                (f"{division['name']}{v}群众联系点", "contact_point", town["name"], town["presidium"], [v])
                for v in division["villages"]
            ]
        return points[: self.figures.contact_points - 1]

    def _station(self, org: Organisation, place: Place, built: Built) -> Station:
        name, kind, town, _, villages = place
        town_org = next((t["presidium"] for t in built.towns if t["name"] == town), None)
        return Station(
            county=self.county, org=org, name=name, kinds=[kind], town=town, town_org=town_org, villages=villages,
            address=f"{town or '文江镇'}{self.dice.choice(['党群服务中心', '便民服务中心', '文化站'])}一楼",
            lon=round(104.3 + self.dice.random() * 0.5, 4), lat=round(28.2 + self.dice.random() * 0.5, 4), is_invented_point=True,
            hours=HOURS, reception=f"每月{self.dice.randint(5, 25)}日上午", opened_on=date(2024, 3, 1),
        )  # fmt: skip

    def _deputies(self, built: Built) -> None:
        there = Deputy.objects.filter(county=self.county)
        county = self.figures.county_deputies - there.filter(level=Level.COUNTY).count()
        town = self.figures.town_deputies - there.filter(level=Level.TOWNSHIP).count()
        homes = [s for s in built.stations if s.town]
        rows = [self._deputy(Level.COUNTY, self.congress, homes[i % len(homes)]) for i in range(county)]
        rows += [self._deputy(Level.TOWNSHIP, t["congress"], self._one_of(homes, t["name"])) for t in built.towns
                 for _ in range(town // len(built.towns) + 1)][:town]  # fmt: skip
        rows += [self._deputy(level, None, homes[level]) for level, n in ((3, 14), (4, 3), (5, 1)) for _ in range(n)]
        deputies = Deputy.objects.bulk_create([deputy for deputy, _ in rows], batch_size=500)
        Membership.objects.bulk_create(
            [Membership(county=self.county, deputy=d, station=s, from_on=date(2024, 3, 1))
             for d, (_, s) in zip(deputies, rows, strict=True)], batch_size=500,
        )  # fmt: skip

    def _deputy(self, level: int, congress: Organisation | None, station: Station) -> tuple[Deputy, Station]:
        self.sitting += 1
        village = station.villages[self.sitting % len(station.villages)] if station.villages else ""
        deputy = Deputy(
            county=self.county, name=person(self.dice), level=level, congress=congress,
            term=self.term if level == Level.COUNTY else None,
            live_town=station.town, live_village=village,
            delegation=f"{station.town}代表团", district=f"{station.town}第{self.dice.randint(1, 12)}选区", from_on=SINCE,
            occupation=self.dice.choice(["农民", "教师", "医生", "企业职工", "村干部", "合作社理事长", "社区工作者"]),
        )  # fmt: skip
        return deputy, station

    def _one_of(self, homes: list[Station], town: str) -> Station:
        return self.dice.choice([s for s in homes if s.town == town])

    def _orgs(
        self, wanted: list[tuple[str, str, Organisation]], congress: Organisation | None = None
    ) -> list[Organisation]:
        return Organisation.objects.bulk_create(
            [self._org(kind, name, parent, congress) for kind, name, parent in wanted], batch_size=500
        )

    def _org(self, kind: str, name: str, parent: Organisation, congress: Organisation | None) -> Organisation:
        """A body of the congress above it; units are said short as people do: 县水利局."""
        congress = congress or (parent if parent.kind == OrgKind.CONGRESS else parent.congress)
        short = name.replace(self.county.name, "县", 1) if kind == OrgKind.UNIT else ""
        code = PAPER_CODES.get(name.removeprefix(self.county.name), "")
        paper = f"{self.county.short}{code}" if code else ""
        return Organisation(
            county=self.county, kind=kind, name=name, short=short, paper_code=paper, parent=parent, congress=congress
        )

    def _holders(self, wanted: list[tuple[Organisation, str]]) -> None:
        """One invented person per post, without a password: only the cast can sign in."""
        users = []
        for _ in wanted:
            self.serial += 1
            users.append(User(county=self.county, login=f"demo{self.serial}", name=person(self.dice), password="!"))  # noqa: S106
        User.objects.bulk_create(users, batch_size=500)
        Post.objects.bulk_create(
            [Post(county=self.county, user=user, org=org, role=role, from_on=SINCE)
             for user, (org, role) in zip(users, wanted, strict=True)], batch_size=500,
        )  # fmt: skip
