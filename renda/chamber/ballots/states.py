"""Kinds of votes, what may be chosen, and what may come of it. Words: docs/glossary.md."""

from django.db.models import TextChoices


class Vote(TextChoices):
    """What is voted on. Source: DOMAIN 6.5."""

    AGENDA = "agenda", "议程、名单和办法"
    RESOLUTION = "resolution", "大会决议"
    LEADERS = "leaders", "选举国家机关领导人员"
    UPPER_DEPUTIES = "upper_deputies", "选举上级人大代表"
    LIVELIHOOD = "livelihood", "民生实事项目票决"
    HANDLING = "handling", "主席团决定"
    DECISION = "decision", "常委会决定、决议"
    APPOINTMENT = "appointment", "任免"
    DISMISSAL = "dismissal", "撤职案"
    SATISFACTION = "satisfaction", "满意度测评"
    APPRAISAL = "appraisal", "工作评议"


class Basis(TextChoices):
    """Of whom more than half is asked."""

    DEPUTIES = "deputies", "代表"
    MEMBERS = "members", "常委会组成人员"
    PRESIDIUM = "presidium", "主席团成员"

    @property
    def measure(self) -> str:
        return "名" if self is Basis.DEPUTIES else "人"


class Option(TextChoices):
    YES = "yes", "赞成"
    NO = "no", "反对"
    ABSTAIN = "abstain", "弃权"
    SATISFIED = "satisfied", "满意"
    BASIC = "basic", "基本满意"
    DISSATISFIED = "dissatisfied", "不满意"


class Outcome(TextChoices):
    PASSED = "passed", "通过"
    FAILED = "failed", "未通过"
    PARTLY = "partly", "没有选够"
    AGAIN = "again", "再次投票"
    VOID = "void", "投票无效"


class Grade(TextChoices):
    SATISFIED = "satisfied", "满意"
    BASIC = "basic", "基本满意"
    DISSATISFIED = "dissatisfied", "不满意"


class Post(TextChoices):
    """What an election fills; it decides how many candidates there may be. Source: 地方组织法 (2022) art. 27."""

    CHIEF = "chief", "正职"
    DEPUTY = "deputy", "副职"
    MEMBER = "member", "常委会委员"


class Way(TextChoices):
    """How a vote is taken."""

    NAMED = "named", "记名按键"
    HANDS = "hands", "举手"
    SECRET = "secret", "无记名按键"


OPEN_WAYS = frozenset({Way.NAMED, Way.HANDS})
"""Ways in which others learn who chose what."""


class BallotState(TextChoices):
    READY = "ready", "准备好"
    OPEN = "open", "正在表决"
    CLOSED = "closed", "有结果"
    WITHDRAWN = "withdrawn", "不表决了"


class IssuingState(TextChoices):
    """Papers of secret votes are given out."""

    RUNNING = "running", "正在发票"
    ENDED = "ended", "发票结束"
