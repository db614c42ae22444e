"""A hundred and fifty suggestions of the demo year: most made at the session, some between, in every state."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.auth.hashers import make_password

from renda.demo.cast import Cast
from renda.demo.places import SINCE, Built
from renda.demo.promises import PromiseYear
from renda.demo.texts import Story
from renda.demo.year import Diary, People, key_of, live, story_at
from renda.ground.county.models import County
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor, Role, clock_actor
from renda.ground.people.models import Organisation, Post, User
from renda.network.deputies.models import Deputy
from renda.network.stations.models import Station
from renda.voice.opinions import services as opinions
from renda.voice.suggestions import services
from renda.voice.suggestions.models import Handling, Publication, Rating, Signature, Suggestion

SESSION_DAYS = (date(2026, 1, 12), date(2026, 1, 13))
OFFICE_DAY = date(2026, 2, 26)
# How far each has come: (last stage, weight). Those of the last weeks are on their way.
FAR = (("archived", 62), ("closed", 24), ("merged", 3), ("refused", 4), ("withdrawn", 2), ("second", 5))
# Where those of the last weeks stand, and how many days ago they were begun.
NEAR = (
    ("draft", 3), ("invited", 2), ("submitted", 2), ("returned", 5), ("registered", 6), ("preassigned", 7), ("assigned", 9),
    ("accepted", 20), ("return_asked", 14), ("consulted", 35), ("drafted", 48), ("checked", 45), ("replied", 55), ("published", 75),
    ("overdue", 112),
)  # fmt: skip
STAGES = (
    "submitted",
    "registered",
    "assigned",
    "accepted",
    "consulted",
    "drafted",
    "checked",
    "replied",
    "rated",
    "published",
    "closed",
    "archived",
)
PROPOSERS = 60


class SuggestionYear:
    def __init__(
        self, county: County, built: Built, people: People, cast: Cast, count: int, leaders: list[int]
    ) -> None:
        self.county, self.built, self.people, self.cast, self.count = county, built, people, cast, count
        self.dice = random.Random(f"{county.code}-suggestions")  # noqa: S311
        self.proposers, self.leaders = self._proposers(), leaders
        self.promises = PromiseYear(county, people, cast, self.proposers)

    def load(self, say: Callable[[int, int], None]) -> None:
        today = clock.today()
        at_session = self.count * 4 // 5
        days = [SESSION_DAYS[i % 2] for i in range(at_session)]
        plan = [self._entry(i, day, self._pick_far()) for i, day in enumerate(days)]
        for i in range(at_session, self.count):
            far, ago = NEAR[i % len(NEAR)]
            plan.append(self._entry(i, today - timedelta(days=ago + self.dice.randint(0, 2)), far))
        self._pick_key(plan)
        done = set(Suggestion.objects.filter(county=self.county).values_list("pk", flat=True))
        live(plan, self._live, done=done, say=say)
        self.promises.look_back()

    def _pick_key(self, plan: list[dict[str, Any]]) -> None:
        """Nine that the chairpersons' council names: seven of the session, two still at work."""
        far = ("archived", "closed", "second")
        chosen = [entry for entry in plan if entry["far"] in far and entry["day"] in SESSION_DAYS][::5][:7]
        chosen += [entry for entry in plan if entry["far"] in ("overdue", "consulted")][:2]
        for i, entry in enumerate(chosen):
            entry["leader"] = self.leaders[i % len(self.leaders)]
            entry["far"] = "closed" if entry["far"] == "archived" else entry["far"]

    def _pick_far(self) -> str:
        return self.dice.choices([name for name, _ in FAR], [weight for _, weight in FAR])[0]

    def _entry(self, i: int, day: date, far: str) -> dict[str, Any]:
        deputy, actor = self.dice.choice(self.proposers)
        station = deputy.memberships.select_related("station").order_by("pk")[0].station
        others = [pair for pair in self.proposers if pair[0].pk != deputy.pk]
        return {
            "key": key_of(self.county, "suggestion", i, day), "day": day, "far": far, "deputy": deputy, "actor": actor, "seed": i,
            "story": story_at(self.dice, station), "cosigners": self.dice.sample(others, self.dice.choice([0, 0, 1, 2, 3])),
            "station": station,
        }  # fmt: skip

    def _proposers(self) -> list[tuple[Deputy, Actor]]:
        """County deputies with an account: the cast's three, and others who get one without a password."""
        congress = Organisation.objects.get(pk=self.cast.orgs.congress)
        rows = Deputy.objects.filter(county=self.county, congress=congress, memberships__isnull=False).order_by("pk")
        deputies = list(rows.distinct()[:PROPOSERS])
        for i, deputy in enumerate(deputies):
            if deputy.user_id is None:
                deputy.user = User.objects.create(
                    county=self.county, login=f"deputy-{i}", name=deputy.name, password=make_password(None)
                )
                deputy.save(update_fields=["user"])
            Post.objects.get_or_create(
                county=self.county, user=deputy.user, org=congress, role=Role.DEPUTY, defaults={"from_on": SINCE}
            )
        posts = {
            p.user_id: p
            for p in Post.objects.filter(county=self.county, org=congress, role=Role.DEPUTY).select_related(
                "user", "org"
            )
        }
        return [(d, self.people.actor(posts[d.user_id])) for d in deputies if d.user_id]

    def _live(self, entry: dict[str, Any]) -> None:
        day: date = entry["day"]
        diary = Diary(random.Random(entry["seed"]), datetime(day.year, day.month, day.day, 8, tzinfo=clock.COUNTY_TIME))  # noqa: S311
        row = self._draft(entry, diary)
        far: str = entry["far"]
        if far in ("draft", "invited"):
            return None
        with diary.later(0, 0):
            services.submit_suggestion(row, actor=entry["actor"])
        ends = {
            "returned": self._send_back,
            "refused": self._refuse,
            "withdrawn": self._withdraw,
            "merged": self._merge,
        }
        if far in ends:
            return ends[far](row, entry, diary)
        target = {
            "second": "rated",
            "overdue": "accepted",
            "return_asked": "assigned",
            "preassigned": "registered",
        }.get(far, far)
        for stage in STAGES[1 : STAGES.index(target) + 1] if target in STAGES else ():
            getattr(self, f"_{stage}")(row, entry, diary)
            row.refresh_from_db()
        if far in ("second", "return_asked", "preassigned"):
            getattr(self, f"_{far}")(row, entry, diary)
        return None

    def _draft(self, entry: dict[str, Any], diary: Diary) -> Suggestion:
        told: Story = entry["story"]
        with diary.later(0, 0):
            row = services.draft_suggestion(
                actor=entry["actor"], deputy_id=entry["deputy"].pk, key=entry["key"], title=told.title, problem=told.problem,
                asks=list(told.asks), category=told.category, need=told.need, hoped_unit=f"县{told.unit}",
                opinion_ids=self._voices(entry, diary), is_researched=bool(entry["seed"] % 2),
            )  # fmt: skip
            if entry["cosigners"]:
                services.invite_signature(row, actor=entry["actor"], deputy_ids=[d.pk for d, _ in entry["cosigners"]])
        if entry["far"] != "invited":
            for signature in Signature.objects.filter(parent=row).select_related("deputy", "parent"):
                with diary.later(0, 0):
                    actor = next(a for d, a in entry["cosigners"] if d.pk == signature.deputy_id)
                    services.sign_signature(signature, actor=actor)
        return row

    def _voices(self, entry: dict[str, Any], diary: Diary) -> list[Any]:
        """One or two residents' words on the same matter, taken up by the deputy before."""
        told: Story = entry["story"]
        station: Station = entry["station"]
        found: list[Any] = []
        if not self.people.has(Role.LIAISON, station.org_id):
            return found
        liaison = self.people.holder(Role.LIAISON, station.org_id)
        for i in range(entry["seed"] % 3):
            told_at = diary.moment - timedelta(days=9 - i)
            with clock.at(told_at):
                opinion = opinions.submit_opinion(
                    actor=Actor(self.county.pk), station=station, text=told.opinion, place=told.place,
                    key=key_of(self.county, f"voice-{i}", entry["seed"], told_at.date()),
                )  # fmt: skip
                opinions.screen_opinion(opinion, actor=liaison, category=told.category)
                opinions.take_up_opinion(opinion, actor=liaison, deputy_id=entry["deputy"].pk)
            found.append(opinion.pk)
        return found

    # Ends of the form check.

    def _send_back(self, row: Suggestion, _entry: dict[str, Any], diary: Diary) -> None:
        with diary.later(0, 2):
            services.send_back_suggestion(
                row, actor=self.cast.office, ruling="请把要修的路段和长度写具体，便于单位现场核实。", criteria=[]
            )

    def _refuse(self, row: Suggestion, _entry: dict[str, Any], diary: Diary) -> None:
        with diary.later(0, 2):
            services.refuse_suggestion(
                row, actor=self.cast.office, ruling="所提事项正在诉讼中，不宜作为建议提出；可补充面上的情况后重新提交。"
            )

    def _withdraw(self, row: Suggestion, entry: dict[str, Any], diary: Diary) -> None:
        with diary.later(0, 1):
            services.withdraw_suggestion(row, actor=entry["actor"], note="情况已经解决。")

    def _merge(self, row: Suggestion, _entry: dict[str, Any], diary: Diary) -> None:
        main = (
            Suggestion.objects.filter(county=self.county, state="registered").exclude(pk=row.pk).order_by("pk").first()
        )
        main = main or Suggestion.objects.filter(county=self.county, state="assigned").order_by("pk").first()
        with diary.later(0, 2):
            if main is None:
                services.register_suggestion(row, actor=self.cast.office)
            else:
                services.merge_suggestion(row, actor=self.cast.office, main_id=main.pk)

    # The main way, stage by stage.

    def _registered(self, row: Suggestion, _entry: dict[str, Any], diary: Diary) -> None:
        with diary.later(0, 3):
            services.register_suggestion(row, actor=self.cast.office)

    def _preassigned(self, row: Suggestion, entry: dict[str, Any], diary: Diary) -> None:
        with diary.later(1, 3):
            services.preassign_suggestion(row, actor=self.cast.office, lead_org_id=self._unit(entry).pk)

    def _assigned(self, row: Suggestion, entry: dict[str, Any], diary: Diary) -> None:
        if diary.moment.date() < OFFICE_DAY and row.session_id:
            diary.moment = datetime(2026, 2, 26, 9, tzinfo=clock.COUNTY_TIME)
        co = [self.cast.orgs.roads] if entry["seed"] % 4 == 0 and self._unit(entry).pk != self.cast.orgs.roads else []
        if entry.get("leader"):
            with diary.later(0, 0):
                services.name_key_suggestion(
                    row,
                    actor=self.cast.office,
                    key_paper="高人常主〔2026〕3号",
                    key_on=clock.today(),
                    leader_id=entry["leader"],
                )
        with diary.later(0, 1):
            services.assign_suggestion(
                row,
                actor=self.cast.office,
                lead_org_id=self._unit(entry).pk,
                co_org_ids=co,
                on=clock.today(),
                is_complex=entry["seed"] % 7 == 3,
            )

    def _accepted(self, row: Suggestion, _entry: dict[str, Any], diary: Diary) -> None:
        with diary.later(0, 3):
            for handling in self._handlings(row, "pending"):
                services.accept_handling(
                    handling, actor=self._clerk(handling), leader_name="分管领导", officer_name=self._clerk(handling).name,
                    officer_phone="0831-5550000", plan="现场核实，提出办法，与代表面商后答复。",
                )  # fmt: skip
        for handling in self._handlings(row, "accepted", mode="co"):
            with diary.later(2, 9):
                services.give_opinion_handling(
                    handling, actor=self._clerk(handling), co_opinion="我局支持所提意见，涉及公路用地的部分可以先行。"
                )

    def _consulted(self, row: Suggestion, entry: dict[str, Any], diary: Diary) -> None:
        handling = self._lead(row)
        # Now and then a unit takes its time, and answers after the last day.
        is_slow = entry["seed"] % 11 == 5 and entry["far"] in ("archived", "closed")
        with diary.later(*((80, 110) if is_slow else (5, 12))):
            services.consult_handling(
                handling, actor=self._clerk(handling), way="visit", held_at=clock.now() - timedelta(hours=2), people=f"{entry['deputy'].name}代表",
                points="到现场看了情况，逐条说明打算。", deputy_view="同意先急后缓，请写明完成时间。", place=entry["story"].place,
            )  # fmt: skip

    def _drafted(self, row: Suggestion, entry: dict[str, Any], diary: Diary) -> None:
        handling, told = self._lead(row), entry["story"]
        with diary.later(2, 8):
            promised = (clock.today() + timedelta(days=diary.dice.randint(60, 300))).isoformat()
            promise = {"promised_on": promised, "section": "业务股"} if told.reply_class == "B" else {}
            answers = [{"text": text, "reply_class": told.reply_class, **promise} for text in told.replies]
            services.draft_reply_handling(
                handling, actor=self._clerk(handling), answers=answers, disclosure="full", reply_class=told.reply_class
            )

    def _checked(self, row: Suggestion, _entry: dict[str, Any], diary: Diary) -> None:
        handling = self._lead(row)
        with diary.later(0, 3):
            leader = self.people.holder(Role.UNIT_LEADER, handling.org_id)
            services.check_handling(handling, actor=leader, signer_name=leader.name)

    def _replied(self, row: Suggestion, _entry: dict[str, Any], diary: Diary) -> None:
        handling = self._lead(row)
        with diary.later(0, 3):
            services.reply_handling(handling, actor=self._clerk(handling))

    def _rated(self, row: Suggestion, entry: dict[str, Any], diary: Diary) -> None:
        actors = {d.pk: a for d, a in self.proposers}
        is_second = entry["far"] == "second"
        for rating in Rating.objects.filter(parent=row, state="open").select_related("deputy", "parent"):
            grade = "dissatisfied" if is_second and rating.deputy_id == entry["deputy"].pk else diary.dice.choice(
                ["satisfied", "satisfied", "satisfied", "basic", "silent"])  # fmt: skip
            if grade == "silent" and not is_second:
                with diary.later(12, 14):
                    services.lapse_rating(rating, actor=clock_actor(self.county.pk))
                continue
            grade = "satisfied" if grade == "silent" else grade
            with diary.later(0, 4):
                services.rate_rating(rating, actor=actors[rating.deputy_id], process="satisfied", result=grade,
                                     text="望按时间办到位。" if grade != "satisfied" else "")  # fmt: skip

    def _published(self, row: Suggestion, _entry: dict[str, Any], diary: Diary) -> None:
        with diary.later(0, 4):
            publication = services.propose_publication(row, actor=self.cast.office, extent="full")
        with diary.later(0, 3):
            publication = (
                publication
                if isinstance(publication, Publication)
                else Publication.objects.filter(parent=row).latest("created_at")
            )
            services.approve_publication(publication, actor=self.cast.publisher)

    def _closed(self, row: Suggestion, entry: dict[str, Any], diary: Diary) -> None:
        """What is promised and neither kept nor carried over keeps the matter open; key items stay open through the tours."""
        if not self.promises.follow(row, diary):
            return
        row.refresh_from_db()
        with diary.later(*((150, 200) if entry.get("leader") else (1, 5))):
            services.close_suggestion(row, actor=self.cast.office)

    def _archived(self, row: Suggestion, _entry: dict[str, Any], diary: Diary) -> None:
        if row.state != "closed":
            return
        with diary.later(5, 20):
            services.archive_suggestion(row, actor=self.cast.office)

    def _second(self, row: Suggestion, entry: dict[str, Any], diary: Diary) -> None:
        """Handled again and, this time, to the deputy's satisfaction."""
        with diary.later(0, 3):
            services.second_handling_suggestion(row, actor=self.cast.office, note="代表对结果不满意，请重新研究。")
        entry["far"] = "closed"
        for stage in STAGES[STAGES.index("accepted") : STAGES.index("closed") + 1]:
            row.refresh_from_db()
            getattr(self, f"_{stage}")(row, entry, diary)

    def _return_asked(self, row: Suggestion, _entry: dict[str, Any], diary: Diary) -> None:
        handling = self._lead(row)
        with diary.later(1, 2):
            services.request_return_handling(
                handling,
                actor=self._clerk(handling),
                return_reason="所提路段由镇里管护，不属于我局职责。",
                proposed_unit="镇人民政府",
            )

    def _unit(self, entry: dict[str, Any]) -> Organisation:
        return self.built.units[entry["story"].unit]

    def _handlings(self, row: Suggestion, state: str, **more: Any) -> list[Handling]:
        return list(
            Handling.objects.filter(parent=row, state=state, **more).select_related("org", "parent").order_by("pk")
        )

    def _lead(self, row: Suggestion) -> Handling:
        return (
            Handling.objects.filter(parent=row, mode="lead")
            .select_related("org", "parent")
            .order_by("-round", "-pk")[0]
        )

    def _clerk(self, handling: Handling) -> Actor:
        return self.people.holder(Role.CLERK, handling.org_id)
