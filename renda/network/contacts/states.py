"""States of a pair, the three kinds of pairs, what came of a contact. Source: DOMAIN 3.1 H10, P6"""

from dataclasses import dataclass

from django.db.models import IntegerChoices, TextChoices


class PairState(TextChoices):
    ACTIVE = "active", "联系中"
    ENDED = "ended", "已结束"
    ERASED = "erased", "个人信息已删除"


class PairSort(IntegerChoices):
    """Who keeps in touch with whom. The county's own names of them are in `KindWords`."""

    LEADER_TOWN = 1, "常委会领导联系镇人大主席团"
    MEMBER_DEPUTY = 2, "常委会组成人员联系县人大代表"
    DEPUTY_RESIDENT = 3, "县人大代表联系群众"


class Outcome(TextChoices):
    """What came of one contact."""

    OPINION = "opinion", "记下意见"
    VISIT = "visit", "上门走访"
    NOTHING = "nothing", "没有新的事"


# What is written of a contact.
LOG_WORDS = ("place", "topic", "problem", "follow_up")


@dataclass(frozen=True, slots=True)
class Words:
    """How a county calls a kind of pairs and what it is to further (促什么). is_inferred: our wording, 可修改."""

    name: str
    promotes: str
    source: str
    is_inferred: bool = False


SOURCE = "县“三联三促”安排"
# Where the county has set nothing. The third of the three 促 is lost in the source (DOMAIN H10): ours, to be changed.
DEFAULT_WORDS = {
    PairSort.LEADER_TOWN: Words(str(PairSort.LEADER_TOWN.label), "促基层人大工作提升", SOURCE),
    PairSort.MEMBER_DEPUTY: Words(str(PairSort.MEMBER_DEPUTY.label), "促代表履职能力提升", SOURCE),
    PairSort.DEPUTY_RESIDENT: Words(
        str(PairSort.DEPUTY_RESIDENT.label), "促群众所提问题解决", SOURCE, is_inferred=True
    ),
}
# The county's rules this room goes by: at least so many residents each, so many months are their data kept.
LEAST_RULE, RETENTION_RULE = "contact_residents", "contact_retention"
