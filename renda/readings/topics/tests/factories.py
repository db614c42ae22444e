"""Opinions on a few matters, received on days of their own and put into topics."""

from datetime import timedelta
from typing import Any

from renda.ground.kernel.clock import at, now
from renda.readings.topics.models import Topic, TopicOpinion
from renda.readings.topics.services import place_new
from renda.voice.opinions import services
from renda.voice.opinions.models import Opinion

NIGHT = (
    "县医院儿科晚上没有医生值班，娃娃半夜发烧只能往市里跑。",
    "县医院儿科夜里没有医生值班，孩子半夜发烧，护士让我们去市里看。",
    "希望县医院儿科开夜间门诊，娃娃半夜发烧没有医生看。",
)
BUS = ("到县城的末班公交五点半就收车，下班回不了家。", "城乡末班公交五点半收车太早，下班赶不上。")


def heard(cast: Any, text: str, *, days_ago: int = 0, station: Any = None, phone: str = "") -> Opinion:
    with at(now() - timedelta(days=days_ago)):
        return services.submit_opinion(
            actor=cast.resident, station=station or cast.places.station, text=text, phone=phone
        )


def night(cast: Any) -> Topic:
    """Three opinions on one matter, forty days, ten days and no days ago."""
    for text, days_ago in zip(NIGHT, (40, 10, 0), strict=True):
        heard(cast, text, days_ago=days_ago)
    place_new(cast.office.county_id)
    return TopicOpinion.objects.get(opinion__text=NIGHT[0]).topic
