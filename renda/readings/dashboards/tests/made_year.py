"""A year made at random through the services: every way a suggestion can go, on days of its own."""

import random
from datetime import date, datetime, timedelta
from typing import Any

from renda.ground.kernel import clock
from renda.ground.kernel.actor import clock_actor
from renda.voice.suggestions import services
from renda.voice.suggestions.models import Handling, Publication, Rating, Signature, Suggestion
from renda.voice.suggestions.tests.factories import TEXT

CATEGORIES = ("infrastructure", "health", "education")
CLASSES = ("A", "B", "C", "D")
GRADES = ("satisfied", "satisfied", "basic", "dissatisfied", "")


class Life:
    """One suggestion's steps, each some days after the one before and none after `last`."""

    def __init__(self, cast: Any, dice: random.Random, begins: date, last: date) -> None:
        self.cast, self.dice, self.day, self.last = cast, dice, begins, last
        self.clerks = {
            cast.orgs.water: (cast.clerk, cast.leader_of_unit),
            cast.orgs.roads: (cast.co_clerk, cast.co_leader),
        }

    def on(self, least: int = 0, most: int = 10) -> Any:
        self.day += timedelta(days=self.dice.randint(least, most))
        if self.day > self.last:
            raise StopIteration
        return clock.at(
            datetime(
                self.day.year, self.day.month, self.day.day, self.dice.randint(0, 23), 30, tzinfo=clock.COUNTY_TIME
            )
        )

    def live(self) -> None:
        try:
            self._live()
        except StopIteration:
            return

    def _live(self) -> None:
        cast, dice = self.cast, self.dice
        with self.on():
            row = services.draft_suggestion(actor=cast.deputy, **{**TEXT, "category": dice.choice(CATEGORIES)})
            if dice.random() < 0.5:
                services.invite_signature(row, actor=cast.deputy, deputy_ids=[cast.seats.deputy2.pk])
                services.sign_signature(Signature.objects.get(parent=row), actor=cast.deputy2)
            services.submit_suggestion(row, actor=cast.deputy)
        with self.on():
            services.register_suggestion(row, actor=cast.office)
        if self._stops(row):
            return
        with self.on(0, 20):
            self._assign(row)
        self._round(row)
        if dice.random() < 0.6:
            self._publish(row)

    def _stops(self, row: Suggestion) -> bool:
        main = Suggestion.objects.filter(state__in=["registered", "assigned"]).exclude(pk=row.pk).order_by("pk").first()
        chance = self.dice.random()
        if chance < 0.06:
            with self.on():
                services.refuse_suggestion(row, actor=self.cast.office, ruling="不属于本级职权。")
        elif chance < 0.12 and main is not None:
            with self.on():
                services.merge_suggestion(row, actor=self.cast.office, main_id=main.pk)
        return chance < 0.12 and row.state in ("refused", "merged")

    def _assign(self, row: Suggestion) -> None:
        water, roads = self.cast.orgs.water, self.cast.orgs.roads
        lead, other = (water, roads) if self.dice.random() < 0.6 else (roads, water)
        chance = self.dice.random()
        more = {"co_org_ids": [other]} if chance < 0.3 else {"separate_org_ids": [other]} if chance < 0.55 else {}
        services.assign_suggestion(
            row, actor=self.cast.office, lead_org_id=lead, is_complex=self.dice.random() < 0.2, on=clock.today(), **more
        )

    def _round(self, row: Suggestion) -> None:
        self._returns(row)
        if not row.is_complex and self.dice.random() < 0.15:
            with self.on(0, 40):
                services.lengthen_suggestion(Suggestion.objects.get(pk=row.pk), actor=self.cast.office)
        for key in list(
            Handling.objects.filter(parent=row, state="pending").order_by("mode", "pk").values_list("pk", flat=True)
        ):
            self._handle(key)
        row = Suggestion.objects.get(pk=row.pk)
        if row.state != "replied":
            return
        self._rate(row)
        row = Suggestion.objects.get(pk=row.pk)
        words = Rating.objects.filter(parent=row, round=1, state="final")
        if (
            row.handling_round == 1
            and any("dissatisfied" in (r.process, r.result) for r in words)
            and self.dice.random() < 0.7
        ):
            with self.on(0, 15):
                services.second_handling_suggestion(row, actor=self.cast.office)
            self._round(Suggestion.objects.get(pk=row.pk))

    def _returns(self, row: Suggestion) -> None:
        """A unit says that it is not its business; now and then another one gets it."""
        part = Handling.objects.filter(parent=row, mode="lead", state="pending", round=1).first()
        if part is None or self.dice.random() > 0.2 or row.handlings.count() > 1:
            return
        with self.on(0, 2):
            services.request_return_handling(part, actor=self.clerks[part.org_id][0], return_reason="不属于我局职责。")
        other = next(org for org in self.clerks if org != part.org_id)
        with self.on(0, 5):
            if self.dice.random() < 0.5:
                services.approve_return_handling(part, actor=self.cast.gov, new_org_id=other)
            else:
                services.refuse_return_handling(part, actor=self.cast.gov, return_ruling="仍请你局主办。")
        if part.state == "accepted":
            self._handle(part.pk)

    def _handle(self, key: Any) -> None:
        part = Handling.objects.select_related("parent", "org").get(pk=key)
        clerk, leader = self.clerks[part.org_id]
        if part.state == "pending":
            with self.on(0, 4):
                services.accept_handling(
                    part, actor=clerk, leader_name="甲", officer_name="乙", officer_phone="0831-5550000"
                )
        if part.mode == "co":
            with self.on(0, 30):
                services.give_opinion_handling(part, actor=clerk, co_opinion="同意。")
            return
        with self.on(5, 60):
            services.consult_handling(part, actor=clerk, way="phone", held_at=clock.now() - timedelta(days=1), people="代表",
                                      points="谈了", deputy_view="同意")  # fmt: skip
        with self.on(0, 50):
            letter = self.dice.choice(CLASSES)
            promise = (
                {"promised_on": "2027-08-25", "section": "建设股"}
                if letter == "B"
                else {"promised_on": "", "section": ""}
            )
            answers = [{"ask": ask, "text": "已办。", "reply_class": letter, **promise} for ask in TEXT["asks"]]
            services.draft_reply_handling(part, actor=clerk, answers=answers, disclosure="full")
        with self.on(0, 6):
            services.check_handling(part, actor=leader, signer_name="丙")
        with self.on(0, 6):
            services.reply_handling(part, actor=clerk)

    def _rate(self, row: Suggestion) -> None:
        actors = {self.cast.seats.deputy.pk: self.cast.deputy, self.cast.seats.deputy2.pk: self.cast.deputy2}
        open_ones = Rating.objects.filter(parent=row, round=row.handling_round, state="open").select_related(
            "deputy", "parent"
        )
        for rating in list(open_ones.order_by("pk")):
            grade = self.dice.choice(GRADES)
            with self.on(0, 8):
                if grade:
                    process = self.dice.choice(GRADES[:3])
                    services.rate_rating(
                        rating, actor=actors[rating.deputy_id], process=process, result=grade, text="望抓紧。"
                    )
                else:
                    services.lapse_rating(rating, actor=clock_actor(row.county_id))

    def _publish(self, row: Suggestion) -> None:
        row = Suggestion.objects.get(pk=row.pk)
        if row.state not in ("replied", "rated"):
            return
        with self.on(0, 10):
            services.propose_publication(row, actor=self.cast.office, extent="full")
        with self.on(0, 10):
            services.approve_publication(Publication.objects.get(parent=row), actor=self.cast.publisher)


def make_year(
    cast: Any, seed: int, count: int, *, first: date = date(2026, 1, 12), last: date = date(2026, 11, 20)
) -> None:
    dice = random.Random(seed)
    for _ in range(count):
        begins = first + timedelta(days=dice.choice([0, 0, 1, dice.randint(20, 200)]))
        Life(cast, dice, begins, last).live()
