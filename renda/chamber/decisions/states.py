"""States and choices of decisions on major matters. Words: docs/glossary.md, DOMAIN 3.4 D1."""

from dataclasses import dataclass

from django.db.models import TextChoices


class Sort(TextChoices):
    """What the county's list says of a matter. Source: DOMAIN 3.4 D1"""

    MUST = "must", "应当作出决定"
    MAY = "may", "可以讨论、提出意见"
    RECORD = "record", "报送备案"


class Proposer(TextChoices):
    """Who lays a matter before the committee. Source: 地方组织法 (2022) art. 52"""

    GOVERNMENT = "government", "县人民政府"
    SUPERVISORS = "supervisors", "县监察委员会"
    COURT = "court", "县人民法院"
    PROCURATORS = "procurators", "县人民检察院"
    COUNCIL = "council", "主任会议"
    COMMITTEE = "committee", "专门委员会、工作委员会"
    MEMBERS = "members", "常委会组成人员联名"


class Form(TextChoices):
    """What the voted text is called."""

    DECISION = "decision", "决定"
    RESOLUTION = "resolution", "决议"


class DecisionState(TextChoices):
    PROPOSED = "proposed", "已提出"
    RESEARCH = "research", "委室研究"
    COUNCIL = "council", "报主任会议"
    AGENDA = "agenda", "列入议程"
    DELIBERATED = "deliberated", "已审议"
    VOTED = "voted", "已通过"
    ANNOUNCED = "announced", "已公布"
    IMPLEMENTED = "implemented", "正在落实"
    OPINED = "opined", "意见已送出"
    REPORTED = "reported", "已报落实情况"
    CLOSED = "closed", "办结"
    RECORDED = "recorded", "已备案"
    REFUSED = "refused", "不列入议程"
    FAILED = "failed", "没有通过"
    WITHDRAWN = "withdrawn", "撤回"


S = DecisionState
BEFORE_AGENDA = (S.PROPOSED, S.RESEARCH, S.COUNCIL)
BEFORE_VOTE = (*BEFORE_AGENDA, S.AGENDA, S.DELIBERATED)
AT_WORK = (S.ANNOUNCED, S.IMPLEMENTED, S.OPINED)
GROUPS = {
    "before": ("会前", BEFORE_AGENDA), "meeting": ("会上", (S.AGENDA, S.DELIBERATED, S.VOTED)),
    "work": ("落实", (*AT_WORK, S.REPORTED)), "done": ("办结", (S.CLOSED, S.RECORDED)),
    "stopped": ("没有作出决定", (S.REFUSED, S.FAILED, S.WITHDRAWN)),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the county's list of matters."""

    sort: str
    title: str
    source: str = ""
