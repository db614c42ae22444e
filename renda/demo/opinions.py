"""Three hundred opinions of the demo year, in every state the workflow knows."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from renda.demo.places import Built
from renda.demo.texts import Story, guided_words, hot_matters, story_of
from renda.demo.year import Diary, People, bearer, days_of_year, key_of, live, story_at
from renda.ground.county.models import County
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor, Role, clock_actor
from renda.network.stations.models import Station
from renda.voice.opinions import services
from renda.voice.opinions.models import Opinion

# How the year's opinions end: (path, weight). Those that arrived in the last days stay where they are.
PATHS = (
    ("village", 22), ("town", 22), ("county", 18), ("spot", 10), ("guided", 8), ("deputy", 8), ("elsewhere", 2), ("kept", 2),
)  # fmt: skip
OPEN_PATHS = (
    "collected",
    "screened",
    "taken",
    "at_village",
    "at_town",
    "referred",
    "at_county",
    "handled",
    "told",
    "reopened",
)
RATINGS = (("satisfied", 60), ("basic", 18), ("dissatisfied", 5), ("", 17))
# Whose matter an opinion on this path is, so that what is told and who does it agree; any matter, where none is named.
BY = {
    "village": "village", "at_village": "village", "town": "town", "at_town": "town", "handled": "town", "told": "town", "reopened": "town",
    "county": "county", "referred": "county", "at_county": "county", "kept": "county", "elsewhere": "county",
    "spot": "spot", "deputy": "deputy", "screened": "deputy", "taken": "deputy",
}  # fmt: skip


class OpinionYear:
    def __init__(self, county: County, built: Built, people: People, office: Actor, count: int) -> None:
        self.county, self.built, self.people, self.office, self.count = county, built, people, office, count
        self.dice = random.Random(f"{county.code}-opinions")  # noqa: S311
        self.stations = [s for s in built.stations if s.town and people.has(Role.LIAISON, s.org_id)]

    def load(self, say: Callable[[int, int], None]) -> None:
        today = clock.today()
        old = days_of_year(
            self.dice, self.count - self.count // 4, first=today - timedelta(days=350), last=today - timedelta(days=25)
        )
        new = days_of_year(self.dice, self.count // 4, first=today - timedelta(days=6), last=today)
        plan = [self._entry(i, day, is_open=False) for i, day in enumerate(old)]
        plan += [self._entry(i + len(old), day, is_open=True) for i, day in enumerate(new)]
        plan += [self._hot_entry(i, day, words) for i, (day, words) in enumerate(self._hot())]
        done = set(Opinion.objects.filter(county=self.county).values_list("pk", flat=True))
        live(plan, self._live, done=done, say=say)

    def _entry(self, i: int, day: date, *, is_open: bool) -> dict[str, Any]:
        station = self.dice.choice(self.stations)
        path = OPEN_PATHS[i % len(OPEN_PATHS)] if is_open else self._pick(PATHS)
        told = story_at(self.dice, station, by=BY.get(path, ""))
        if path == "guided":
            why, words = self.dice.choice(list(guided_words().items()))
            told = replace(told, topic=why, opinion=self.dice.choice(words))
        return {
            "key": key_of(self.county, "opinion", i, day), "day": day, "station": station, "path": path, "seed": i,
            "story": told, "rating": self._pick(RATINGS), "by_liaison": self.dice.random() < 0.3,
        }  # fmt: skip

    def _hot(self) -> list[tuple[date, dict[str, str]]]:
        """What many write about: more and more of them over the last half year, from many towns."""
        today = clock.today()
        return [
            (today - timedelta(days=3 + 150 * (len(matter["opinions"]) - at - 1) ** 2 // len(matter["opinions"]) ** 2),
             {"key": matter["key"], "place": matter["places"][0], "opinion": text})
            for matter in hot_matters() for at, text in enumerate(matter["opinions"])
        ]  # fmt: skip

    def _hot_entry(self, i: int, day: date, words: dict[str, str]) -> dict[str, Any]:
        station = self.stations[i * 7 % len(self.stations)]
        told = story_of(words["key"], self.dice, town=station.town, village="本村")
        told = replace(told, opinion=words["opinion"].format(town=station.town), place=words["place"])
        path = "screened" if day > clock.today() - timedelta(days=60) else "county"
        return {"key": key_of(self.county, "hot", i, day), "day": day, "station": station, "path": path, "seed": i,
                "story": told, "rating": "", "by_liaison": i % 3 == 0}  # fmt: skip

    def _pick(self, weighted: tuple[tuple[str, int], ...]) -> str:
        return self.dice.choices([name for name, _ in weighted], [weight for _, weight in weighted])[0]

    def _live(self, entry: dict[str, Any]) -> None:
        day: date = entry["day"]
        diary = Diary(random.Random(entry["seed"]), datetime(day.year, day.month, day.day, 8, tzinfo=clock.COUNTY_TIME))  # noqa: S311
        station: Station = entry["station"]
        liaison = self.people.holder(Role.LIAISON, station.org_id)
        with diary.later(0, 0):
            opinion = self._receive(entry, liaison)
        path = getattr(self, f"_{entry['path']}")
        path(opinion, diary, liaison, entry["story"])
        if entry["path"] in dict(PATHS):
            self._end(opinion, diary, liaison, entry["rating"])

    def _receive(self, entry: dict[str, Any], liaison: Actor) -> Opinion:
        told: Story = entry["story"]
        if entry["by_liaison"]:
            return services.enter_opinion(
                actor=liaison, station=entry["station"], text=told.opinion, entry="visit", is_read_back=True, place=told.place,
                key=entry["key"],
            )  # fmt: skip
        resident = Actor(self.county.pk)
        return services.submit_opinion(
            actor=resident, station=entry["station"], text=told.opinion, place=told.place, key=entry["key"]
        )

    # Paths that reach a result.

    def _spot(self, opinion: Opinion, diary: Diary, liaison: Actor, told: Story) -> None:
        with diary.later(0, 1):
            services.answer_on_spot_opinion(
                opinion, actor=liaison, result=told.result, told_way="face", category=told.category, need=told.need
            )

    def _guided(self, opinion: Opinion, diary: Diary, liaison: Actor, told: Story) -> None:
        with diary.later(0, 2):
            services.guide_away_opinion(
                opinion, actor=liaison, guidance=told.topic, note="代表不能直接过问，已说明去处。"
            )

    def _village(self, opinion: Opinion, diary: Diary, liaison: Actor, told: Story) -> None:
        village = self.people.village_of(opinion.station)
        if village is None:
            return self._town(opinion, diary, liaison, told)
        self._at_village(opinion, diary, liaison, told)
        with diary.later(2, 6):
            services.handle_opinion(opinion, actor=self.people.holder(Role.VILLAGE, village.pk), result=told.result)
        return self._tell(opinion, diary, liaison)

    def _town(self, opinion: Opinion, diary: Diary, liaison: Actor, told: Story) -> None:
        self._at_town(opinion, diary, liaison, told)
        with diary.later(2, 9):
            services.handle_opinion(opinion, actor=self._town_gov(opinion), result=told.result)
        self._tell(opinion, diary, liaison)

    def _county(self, opinion: Opinion, diary: Diary, liaison: Actor, told: Story) -> None:
        self._at_county(opinion, diary, liaison, told)
        with diary.later(3, 12):
            services.handle_opinion(opinion, actor=self._clerk(told), result=told.result)
        self._tell(opinion, diary, liaison)

    def _deputy(self, opinion: Opinion, diary: Diary, liaison: Actor, told: Story) -> None:
        self._taken(opinion, diary, liaison, told)
        with diary.later(2, 6):
            services.handle_opinion(opinion, actor=liaison, result=told.result)
        self._tell(opinion, diary, liaison)

    def _elsewhere(self, opinion: Opinion, diary: Diary, liaison: Actor, _told: Story) -> None:
        with diary.later(0, 2):
            services.pass_elsewhere_opinion(
                opinion, actor=liaison, result="已转12345热线办理。", other_number="12345-已转"
            )
        self._tell(opinion, diary, liaison)

    def _kept(self, opinion: Opinion, diary: Diary, liaison: Actor, told: Story) -> None:
        self._referred(opinion, diary, liaison, told)
        with diary.later(1, 3):
            services.keep_for_opinion(opinion, actor=self.office, outcome="topic", result="已列入明年监督议题的备选。")
        self._tell(opinion, diary, liaison)

    # Places where an opinion of the last days still is.

    def _collected(self, *_: Any) -> None:
        """Nobody has looked yet."""

    def _screened(self, opinion: Opinion, diary: Diary, liaison: Actor, told: Story) -> None:
        with diary.later(0, 2):
            services.screen_opinion(opinion, actor=liaison, category=told.category, need=told.need)

    def _taken(self, opinion: Opinion, diary: Diary, liaison: Actor, told: Story) -> None:
        self._screened(opinion, diary, liaison, told)
        member = opinion.station.memberships.filter(to_on=None).order_by("pk").first()
        if member is None:
            return
        with diary.later(0, 2):
            services.take_up_opinion(opinion, actor=liaison, deputy_id=member.deputy_id)

    def _at_village(self, opinion: Opinion, diary: Diary, liaison: Actor, told: Story) -> None:
        village = self.people.village_of(opinion.station)
        if village is None:
            return self._at_town(opinion, diary, liaison, told)
        with diary.later(0, 2):
            services.pass_to_village_opinion(
                opinion, actor=liaison, target_org_id=village.pk, category=told.category, need=told.need
            )
        return None

    def _at_town(self, opinion: Opinion, diary: Diary, liaison: Actor, told: Story) -> None:
        with diary.later(0, 2):
            town = next(t for t in self.built.towns if t["name"] == opinion.station.town)
            services.pass_to_town_opinion(
                opinion, actor=liaison, target_org_id=town["government"].pk, category=told.category, need=told.need
            )

    def _referred(self, opinion: Opinion, diary: Diary, liaison: Actor, _told: Story) -> None:
        with diary.later(0, 2):
            services.refer_to_county_opinion(opinion, actor=liaison, note="镇里办不了，请县里转有关部门。")

    def _at_county(self, opinion: Opinion, diary: Diary, liaison: Actor, told: Story) -> None:
        self._referred(opinion, diary, liaison, told)
        with diary.later(0, 2):
            unit = self.built.units[told.unit]
            services.pass_to_county_opinion(opinion, actor=self.office, target_org_id=unit.pk)

    def _handled(self, opinion: Opinion, diary: Diary, liaison: Actor, told: Story) -> None:
        self._at_town(opinion, diary, liaison, told)
        with diary.later(0, 2):
            services.handle_opinion(opinion, actor=self._town_gov(opinion), result=told.result)

    def _told(self, opinion: Opinion, diary: Diary, liaison: Actor, told: Story) -> None:
        self._handled(opinion, diary, liaison, told)
        self._tell(opinion, diary, liaison)

    def _reopened(self, opinion: Opinion, diary: Diary, liaison: Actor, told: Story) -> None:
        self._told(opinion, diary, liaison, told)
        with diary.later(0, 1):
            services.reopen_opinion(
                opinion, actor=bearer(self.county, opinion.pk), note="办了一部分，还有一处没有好，请再看看。"
            )

    def _tell(self, opinion: Opinion, diary: Diary, liaison: Actor) -> None:
        with diary.later(0, 2):
            services.tell_opinion(opinion, actor=liaison, told_way=diary.dice.choice(["phone", "face", "letter"]))

    def _end(self, opinion: Opinion, diary: Diary, liaison: Actor, rating: str) -> None:
        """The resident's word or silence, then the end; what was only guided away ends by itself."""
        if opinion.state == "told" and rating:
            with diary.later(0, 6):
                services.rate_opinion(opinion, actor=bearer(self.county, opinion.pk), rating=rating)
        elif opinion.state == "told":
            with diary.later(16, 18):
                services.lapse_opinion(opinion, actor=clock_actor(self.county.pk))
        elif opinion.state == "guided":
            with diary.later(16, 18):
                services.lapse_guided_opinion(opinion, actor=clock_actor(self.county.pk))
        if opinion.state == "rated":
            with diary.later(0, 3):
                services.close_opinion(opinion, actor=liaison)

    def _town_gov(self, opinion: Opinion) -> Actor:
        town = next(t for t in self.built.towns if t["name"] == opinion.station.town)
        return self.people.holder(Role.TOWN_GOV, town["government"].pk)

    def _clerk(self, told: Story) -> Actor:
        return self.people.holder(Role.CLERK, self.built.units[told.unit].pk)
