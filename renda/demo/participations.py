"""A year of organs asking deputies to take part: answered, on its way, refused, and one the office still has to name deputies for."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from django.db import transaction

from renda.chamber.participations import services
from renda.chamber.participations.models import Participation
from renda.demo.cast import Cast
from renda.demo.sittings import at
from renda.ground.county.models import County
from renda.ground.kernel import clock
from renda.network.deputies.models import Deputy

# Days before today (after it, if negative), organ, sort, title, place, wishes, how far it has come.
EVENTS = (
    (210, "water", "hearing", "县城供水价格调整听证会", "县水利局", "教师、医生", "taken_up"),
    (96, "roads", "talk", "农村公路养护座谈会", "县交通运输局", "", "taken_up"),
    (12, "water", "consult", "节约用水实施办法征求意见会", "县水利局", "", "attended"),
    (-9, "roads", "observe", "旁听交通运输行政复议听证", "县交通运输局", "", "allotted"),
    (-24, "water", "hearing", "水库水源地保护范围听证会", "县水利局", "村民、茶农", "requested"),
    (40, "roads", "other", "公路工程招标评审", "县交通运输局", "", "refused"),
)
ASKED = 3
VIEWS = ("低收入家庭的水费要另外算，建议在方案里写明。", "养护经费按路的长短分，山区的路坏得快，建议按路况来分。")


class ParticipationYear:
    """Lives the year through services, each step on its own day."""

    def __init__(self, county: County, cast: Cast) -> None:
        self.county, self.cast, self.today = county, cast, clock.today()

    @transaction.atomic
    def load(self) -> None:
        if Participation.objects.filter(county=self.county).exists():
            return
        rows = Deputy.objects.serving().filter(
            county=self.county, congress_id=self.cast.orgs.congress, user__isnull=False
        )
        self.deputies = list(rows.select_related("user").order_by("pk")[: ASKED * 2])
        for n, event in enumerate(EVENTS):
            self._event(n, *event)

    def _event(self, n: int, ago: int, organ: str, sort: str, title: str, place: str, trades: str, until: str) -> None:
        clerk = self.cast.clerk if organ == "water" else self.cast.co_clerk
        on = self.today - timedelta(days=ago)
        begins = datetime.combine(on, time(9), tzinfo=clock.COUNTY_TIME)
        asked_on = min(on - timedelta(days=18), self.today - timedelta(days=2))
        with at(asked_on):
            row = services.request_participation(
                actor=clerk, organ_id=getattr(self.cast.orgs, organ), sort=sort, title=title, starts_at=begins, place=place,
                places=ASKED, trades=trades, words="会前把材料发给代表，请代表当场提意见。",
            )  # fmt: skip
        if until == "requested":
            return
        with at(asked_on + timedelta(days=1)):
            if until == "refused":
                services.refuse_participation(
                    row, actor=self.cast.office, note="代表不参与招标评审。依据：代表法第五十九条"
                )
                return
            people = (self.deputies * 2)[n : n + ASKED]
            services.allot_participation(row, actor=self.cast.office, deputy_ids=[one.pk for one in people])
            services.accept_participation(row, actor=self._of(people[0]))
        if until == "allotted":
            return
        with at(on, hour=12):
            services.attend_participation(row, actor=clerk, deputy_ids=[one.pk for one in people[:2]])
        with at(on + timedelta(days=2)):
            services.observe_participation(row, actor=self._of(people[0]), view=VIEWS[n % 2])
        if until == "taken_up":
            with at(on + timedelta(days=20)):
                services.take_up_participation(
                    row, actor=clerk, taken_up="代表的意见已经写进方案，文件印发时一并公布。"
                )

    def _of(self, one: Deputy) -> Any:
        from renda.ground.people.queries import actor_for

        assert one.user is not None
        return actor_for(one.user, self.today)
