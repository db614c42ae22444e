"""States and choices of what goes on at a station. Words: docs/glossary.md, DOMAIN H11, H17, H20, H22, P1."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import TextChoices


class ActivityState(TextChoices):
    """One activity, from the plan to its record."""

    PLANNED = "planned", "已安排"
    ANNOUNCED = "announced", "已公告"
    RECORDED = "recorded", "已记录"
    CANCELLED = "cancelled", "已取消"


class SummaryState(TextChoices):
    """A station's summary of a quarter (季季有总结)."""

    DRAFT = "draft", "初稿"
    CONFIRMED = "confirmed", "已定稿"


class Sort(TextChoices):
    """What kind of activity. Source: DOMAIN H12 (the six books), H22"""

    RECEPTION = "reception", "接待群众"
    VISIT = "visit", "走访联系"
    STUDY = "study", "学习培训"
    TOUR = "tour", "视察调研"
    MEETING = "meeting", "会议座谈"
    REPORT = "report", "代表述职"
    SERVICE = "service", "志愿服务"
    OTHER = "other", "其他活动"


class Tag(TextChoices):
    """What else it is: fixed days, and the four that are held at the station (四在家站). Source: DOMAIN H11, H17"""

    ACTIVITY_DAY = "activity_day", "代表活动日"
    PARTY_DAY = "party_day", "主题党日"
    HEARD = "heard", "听取汇报在家站"
    LOOKED = "looked", "调查了解在家站"
    SOLVED = "solved", "解决问题在家站"
    ASSESSED = "assessed", "评比考核在家站"


class Topic(TextChoices):
    """What is studied (培训的八个方面). The first three are named in the source, five are our proposal. Source: DOMAIN P1"""

    LAW = "law", "学法"
    DUTY = "duty", "履职"
    SERVING = "serving", "服务"
    THEORY = "theory", "政治理论"
    CONGRESS = "congress", "人大业务"
    WRITING = "writing", "议案建议撰写"
    BUDGET = "budget", "财经预算"
    RESEARCH = "research", "调研方法"


class Answer(TextChoices):
    """What a deputy says beforehand."""

    NONE = "", "没有回"
    GOING = "going", "参加"
    LEAVE = "leave", "请假"


class Family(TextChoices):
    """What the county may name in its own words."""

    KIND = "kind", "种类"
    TAG = "tag", "标签"
    TOPIC = "topic", "学习内容"


PACKAGED: dict[str, type[TextChoices]] = {Family.KIND: Sort, Family.TAG: Tag, Family.TOPIC: Topic}
# The duties of stations are made of it.
ALWAYS = (Sort.RECEPTION,)
FOUR = (Tag.HEARD, Tag.LOOKED, Tag.SOLVED, Tag.ASSESSED)
COMING = (ActivityState.PLANNED, ActivityState.ANNOUNCED)
PUBLIC = (ActivityState.ANNOUNCED, ActivityState.RECORDED)


@dataclass(frozen=True, slots=True)
class WordLine:
    """One word as it holds in a county. is_set: the county has said it; is_own: it is none of the packaged ones."""

    family: str
    key: str
    label: str
    sort: str = ""
    is_on: bool = True
    is_set: bool = False

    @property
    def is_own(self) -> bool:
        return self.key.startswith("own_")


@dataclass(frozen=True, slots=True)
class Words:
    """Kinds, tags and topics of a county: the packaged ones under the county's names, its own behind them."""

    lines: tuple[WordLine, ...]

    @classmethod
    def of(cls, own: Iterable[WordLine]) -> "Words":
        """What the county has said over what is packaged."""
        said = {(line.family, line.key): line for line in own}
        lines = [
            said.pop((str(family), key), WordLine(str(family), key, str(label), key if family == Family.KIND else ""))
            for family, packaged in PACKAGED.items() for key, label in packaged.choices
        ]  # fmt: skip
        return cls((*lines, *said.values()))

    def of_family(self, family: str) -> list[WordLine]:
        return [line for line in self.lines if line.family == family]

    def find(self, family: str, key: str) -> WordLine | None:
        return next((line for line in self.lines if line.family == family and line.key == key), None)

    def label(self, family: str, key: str) -> str:
        line = self.find(family, key)
        return line.label if line else key

    def choices(self, family: str, kept: Iterable[str] = ()) -> list[tuple[str, str]]:
        """What a form offers: the words in use, and those a row carries already."""
        kept = set(kept)
        return [(line.key, line.label) for line in self.of_family(family) if line.is_on or line.key in kept]

    def sorts(self) -> dict[str, str]:
        """The packaged kinds, which books and figures go by, under the county's names."""
        return {line.key: line.label for line in self.of_family(Family.KIND) if not line.is_own}
