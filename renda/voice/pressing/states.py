"""States and choices of pressing for handling (督办). Words: docs/glossary.md, DOMAIN S-2 to S-9."""

from django.db.models import TextChoices


class TourState(TextChoices):
    """One inspection tour (督查)."""

    PLANNED = "planned", "已计划"
    ANNOUNCED = "announced", "已通知"
    HELD = "held", "已开展"
    REPORTED = "reported", "已通报"
    CANCELLED = "cancelled", "已取消"


class FindingState(TextChoices):
    """What a tour found of one item."""

    LISTED = "listed", "待查看"
    CLEAR = "clear", "没有问题"
    OPEN = "open", "要整改"
    ANSWERED = "answered", "待核实"
    DONE = "done", "已销号"
    LEFT = "left", "已移出"


class InquiryState(TextChoices):
    """One letter to a unit (督办函、函询函)."""

    PROPOSED = "proposed", "待定发不发"
    ISSUED = "issued", "等答复"
    ESCALATED = "escalated", "已升级"
    ANSWERED = "answered", "已答复"
    CLOSED = "closed", "已了结"
    DROPPED = "dropped", "不发"


class EvaluationState(TextChoices):
    """One of the four ratings of an item (四评). Silence is no mark: it is 未评."""

    OPEN = "open", "待评"
    RATED = "rated", "已评"
    LAPSED = "lapsed", "未评"


class Letter(TextChoices):
    """Which letter. Source: DOMAIN 5.4, 6.6"""

    PRESS = "press", "督办函"
    INQUIRY = "inquiry", "函询函"


class Cause(TextChoices):
    """Why a letter was proposed: by the platform for the first two, by a person for the third."""

    OVERDUE = "overdue", "答复超期"
    THIN = "thin", "答复空泛"
    HAND = "hand", "有人提出"


class Stage(TextChoices):
    """三个阶段. Source: DOMAIN S-9"""

    BEFORE = "before", "事前"
    DURING = "during", "事中"
    AFTER = "after", "事后"


class Role4(TextChoices):
    """四办: who handles what; words are county data. Source: DOMAIN S-8 [inferred]"""

    LED = "led", "主任会议领办"
    PRESSED = "pressed", "工委督办"
    GIVEN = "given", "政府交办"
    DONE = "done", "单位承办"


class Measure(TextChoices):
    """四评: what is rated; words, rater and time are county data. Source: DOMAIN S-8, S14 [inferred]"""

    ASSIGNMENT = "assignment", "交办合理性"
    TIMELINESS = "timeliness", "办理时效性"
    FEASIBILITY = "feasibility", "办理可行性"
    RESULT = "result", "解决满意度"


class Rater(TextChoices):
    """Who gives a rating."""

    UNIT = "unit", "承办单位"
    COMMITTEE = "committee", "跟踪工委"
    LEADER = "leader", "领衔领导"
    GOVERNMENT = "government", "政府办督查室"
    PROPOSER = "proposer", "领衔代表"


class Moment(TextChoices):
    """When a rating is asked for."""

    ASSIGNED = "assigned", "交办以后"
    MIDWAY = "midway", "答复期限过半"
    REPLIED = "replied", "答复以后"
    RATED = "rated", "代表评价以后"


class Mark(TextChoices):
    GOOD = "good", "好"
    FAIR = "fair", "一般"
    POOR = "poor", "不好"


class Half(TextChoices):
    """The two assessments of a year (评估): mid-year and year-end. Source: DOMAIN S-2"""

    MID = "mid", "年中"
    END = "end", "年底"


class Slip(TextChoices):
    """一表三单. Source: DOMAIN S-6 [inferred]"""

    SUMMARY = "summary", "汇总表"
    ASSIGNMENT = "assignment", "交办单"
    PRESSING = "pressing", "督办单"
    COMPLETION = "completion", "办结反馈单"


MARK_STROKES = {Mark.GOOD: "satisfied", Mark.FAIR: "basic", Mark.POOR: "dissatisfied"}
UNSEEN_LETTERS = (InquiryState.PROPOSED, InquiryState.DROPPED)
RUNNING_LETTERS = (InquiryState.ISSUED, InquiryState.ESCALATED)
OPEN_TOURS = (TourState.PLANNED, TourState.ANNOUNCED, TourState.HELD)
DONE_TOURS = (TourState.HELD, TourState.REPORTED)
UNSEEN_TOURS = (TourState.PLANNED, TourState.CANCELLED)
# Who rates what and when, until the county sets its own: nobody rates his own work. [inferred]
DEFAULT_RATERS = {
    Measure.ASSIGNMENT: (Rater.UNIT, Moment.ASSIGNED),
    Measure.TIMELINESS: (Rater.COMMITTEE, Moment.MIDWAY),
    Measure.FEASIBILITY: (Rater.LEADER, Moment.REPLIED),
    Measure.RESULT: (Rater.PROPOSER, Moment.RATED),
}
