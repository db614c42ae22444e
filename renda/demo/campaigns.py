"""The year's campaign of the demo county: some hundred items in all states by the services; thousands by the bulk path.

In the large county the items are lived in memory, step by step as the workflow allows, and written in batches.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from renda.demo.places import Built
from renda.demo.texts import Story, story
from renda.demo.year import People, key_of
from renda.ground.county.models import County
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor, Role, clock_actor
from renda.ground.people.models import Organisation
from renda.ground.workflow.bulk import BulkLoad, Past
from renda.network.deputies.models import Deputy
from renda.voice.campaigns import rules, services
from renda.voice.campaigns.models import Campaign, CampaignAction, CampaignItem, Similar
from renda.voice.campaigns.queries import Home, Town, homes_in, towns_of
from renda.voice.campaigns.services.entering import new_item
from renda.voice.campaigns.services.numbers import mark_of, number_of, take_serials
from renda.voice.campaigns.workflow import CAMPAIGN_ITEM

TITLE = "关注民生提建议·五级代表在行动"
THEME = "走访身边的群众，提一件看得见、办得了的小事"
MERGED = 6
LEVELS = (("town", 46), ("village", 30), ("county", 22), ("city", 2))
# How far the items of the year have come: (last step, weight).
FAR = (
    ("close", 62),
    ("rate", 6),
    ("lapse", 6),
    ("reply", 7),
    ("handle", 4),
    ("assign", 8),
    ("sort", 3),
    ("collect", 4),
)
# How many days ago those still on their way came in; the others lie further back.
AGES = {"collect": (0, 6), "sort": (1, 9), "assign": (4, 26), "handle": (12, 30), "reply": (14, 30)}
WAY = ("collect", "sort", "assign", "handle", "reply", "rate", "close")
RATINGS = (("satisfied", 62), ("basic", 20), ("dissatisfied", 4))
OUTCOMES = (("solved", 66), ("planned", 20), ("explained", 14))
DEEDS = (
    "帮独居老人装上一键呼叫",
    "修通组里一段断头渠",
    "给村小捐一批课外书",
    "劝和两户多年的宅基地纠纷",
    "带村民清一次河道",
    "帮合作社谈下一笔订单",
)


class CampaignYear:
    """count: items; deeds come on top. Loaded once: a campaign of this name that has its items is left as it is."""

    def __init__(self, county: County, built: Built, people: People, office: Actor, count: int) -> None:
        self.county, self.built, self.people, self.office, self.count = county, built, people, office, count
        self.dice = random.Random(f"{county.code}-campaign")  # noqa: S311
        self.homes, self.towns = homes_in(county.pk), {t.presidium_id: t for t in towns_of(county.pk)}
        self.orgs = {org.pk: org for org in Organisation.objects.filter(county=county)}
        self.deputies = self._deputies()

    def load(self, say: Callable[[int, int], None]) -> None:
        campaign = self._campaign()
        done = set(CampaignItem.objects.filter(county=self.county, campaign=campaign).values_list("pk", flat=True))
        serials = iter(take_serials(self.county.pk, campaign.from_on.year, self.count))
        mark, today = mark_of(self.county.pk), clock.today()
        with BulkLoad(CAMPAIGN_ITEM) as load:
            for i in range(self.count):
                far = self._pick(FAR)
                least, most = AGES.get(far, (35, 320))
                day = max(campaign.from_on, today - timedelta(days=self.dice.randint(least, most)))
                item, past = self._lived(campaign, i, day, far)
                item.serial = next(serials)
                item.number_text = number_of(mark, item.year, item.serial)
                if item.pk not in done:
                    load.add(item, past)
                say(i + 1, self.count)
        self._deeds(campaign)
        services.compare_items(campaign.pk, self.county.pk)
        self._merge(campaign)
        services.count_campaign(campaign.pk, self.county.pk)

    def _campaign(self) -> Campaign:
        found = Campaign.objects.filter(county=self.county, title__startswith=TITLE).select_related("office").first()
        if found is not None:
            return found
        year = clock.today().year
        with clock.at(date(year, 1, 6)):
            row = services.prepare_campaign(
                actor=self.office, title=f"{TITLE}（{year}年）", theme=THEME, takes="both", from_on=date(year, 1, 6),
                until_on=date(year, 12, 31), paper=f"{self.county.short}人办〔{year}〕2号",
            )  # fmt: skip
        with clock.at(date(year, 1, 8)):
            return services.open_campaign(row, actor=self.office)

    def _deputies(self) -> list[Deputy]:
        rows = Deputy.objects.filter(county=self.county, serving=True).order_by("pk")
        return [deputy for deputy in rows if self.homes.get(deputy.pk, Home()).presidium_id]

    def _lived(self, campaign: Campaign, i: int, day: date, far: str) -> tuple[CampaignItem, list[Past]]:
        """One item from its first day to where it stands today."""
        deputy = self.dice.choice(self.deputies)
        home = self.homes[deputy.pk]
        town = self.towns[home.presidium_id or 0]
        village = self.dice.choice(list(town.villages) or [""])
        told = story(self.dice, town=town.name, village=village)
        text = f"{village}{told.place}：{told.opinion}"
        item = new_item(
            campaign, deputy, text=text, place=told.place, category=told.category, presidium=self.orgs[town.presidium_id],
            helper_org_id=home.org_id,
        )  # fmt: skip
        item.pk, item.entry, item.village_org_id = (
            key_of(self.county, "campaign", i, day),
            "sheet",
            town.villages.get(village),
        )
        item.digest = rules.digest(deputy.pk, f"{text}{i}")
        item.entered_by_id = self.office.user_id
        return item, self._past(item, told, town, day, far)

    def _past(self, item: CampaignItem, told: Story, town: Town, day: date, far: str) -> list[Past]:
        level = self._pick(LEVELS)
        sorter = self.office if level in ("county", "city") else self.people.holder(Role.TOWNSHIP, town.presidium_id)
        unit_org, unit = self._unit(item, told, town, level)
        moment = datetime(day.year, day.month, day.day, 9, self.dice.randrange(60), tzinfo=clock.COUNTY_TIME)
        past = [Past("collect", self.office, moment)]
        for name in self._steps(far):
            moment = min(
                moment + timedelta(days=self.dice.randint(0, 6), minutes=self.dice.randint(5, 200)), clock.now()
            )
            changes = self._changes(name, told, level, unit_org, moment)
            past.append(Past(name, self._who(name, item, sorter, unit), moment, changes=changes))
        return past

    def _steps(self, far: str) -> list[str]:
        if far == "lapse":
            return [*WAY[1:5], "lapse"]
        steps = list(WAY[1 : WAY.index(far) + 1])
        if far == "close" and self.dice.random() < 0.25:
            steps[steps.index("rate")] = "lapse"
        return steps

    def _who(self, name: str, item: CampaignItem, sorter: Actor, unit: Actor) -> Actor:
        """Ratings come on paper by way of the station: most deputies of the demo have no account."""
        if name == "lapse":
            return clock_actor(self.county.pk)
        if name == "rate" and item.helper_org_id and self.people.has(Role.LIAISON, item.helper_org_id):
            return self.people.holder(Role.LIAISON, item.helper_org_id)
        return unit if name in ("handle", "reply") else sorter

    def _unit(self, item: CampaignItem, told: Story, town: Town, level: str) -> tuple[Organisation | None, Actor]:
        if level == "city":
            return None, self.office
        if level == "county":
            org = self.built.units[told.unit]
            return org, self.people.holder(Role.CLERK, org.pk)
        if level == "village" and item.village_org_id and self.people.has(Role.VILLAGE, item.village_org_id):
            return self.orgs[item.village_org_id], self.people.holder(Role.VILLAGE, item.village_org_id)
        government = self.orgs[town.government_id or 0]
        return government, self.people.holder(Role.TOWN_GOV, government.pk)

    def _changes(
        self, name: str, told: Story, level: str, org: Organisation | None, moment: datetime
    ) -> dict[str, Any]:
        day = clock.day_of(moment)
        given = level if org is None or org.kind != "town_gov" else "town"
        known: dict[str, dict[str, Any]] = {
            "sort": {"category": told.category, "handling_level": given},
            "assign": {"handling_org_id": org.pk if org else None, "handling_level": given, "assigned_on": day},
            "handle": {"outcome": self._pick(OUTCOMES), "result": told.result, "handled_on": day},
            "reply": {"replied_on": day},
            "rate": {"rating": self._pick(RATINGS)},
            "close": {"closed_on": day},
        }
        return known.get(name, {})

    def _merge(self, campaign: Campaign) -> None:
        """A few that say the same and are not at work yet go together, as the office would let them."""
        early = ("collected", "sorted")
        if CampaignItem.objects.filter(county=self.county, campaign=campaign, state="merged").exists():
            return
        pairs = Similar.objects.filter(
            county=self.county, one__campaign=campaign, one__state__in=early, other__state__in=early
        )
        for pair in pairs.select_related("one__deputy", "one__office", "one__presidium", "other").order_by(
            "-percent", "pk"
        )[:MERGED]:
            main = CampaignItem.objects.get(pk=pair.other_id)
            if main.state in early and not pair.one.merged_from.exists():
                services.merge_campaign_item(pair.one, actor=self.office, main_number=main.number_text)

    def _deeds(self, campaign: Campaign) -> None:
        """A dozen deeds of deputies, some done, some verified by the presidium."""
        if CampaignAction.objects.filter(county=self.county, campaign=campaign).exists():
            return
        for i in range(12):
            deputy = self.dice.choice(self.deputies)
            presidium = self.people.holder(Role.TOWNSHIP, self.homes[deputy.pk].presidium_id or 0)
            with clock.at(clock.now() - timedelta(days=60 - 4 * i)):
                row = services.plan_campaign_action(
                    campaign, actor=self.office, deputy_id=deputy.pk, title=DEEDS[i % len(DEEDS)], way="service",
                )  # fmt: skip
            if i < 9:
                with clock.at(clock.now() - timedelta(days=30 - 3 * i)):
                    services.report_campaign_action(
                        row, actor=self.office, result="已经办成，村里都说好。", beneficiaries=f"{10 + 7 * i}户"
                    )
            if i < 6:
                services.verify_campaign_action(row, actor=presidium)

    def _pick(self, weighted: tuple[tuple[str, int], ...]) -> str:
        return self.dice.choices([name for name, _ in weighted], [weight for _, weight in weighted])[0]
