"""States and choices of participations. Words: docs/glossary.md, DOMAIN P3."""

from django.db.models import TextChoices


class ParticipationState(TextChoices):
    REQUESTED = "requested", "等安排代表"
    ALLOTTED = "allotted", "已安排代表"
    ATTENDED = "attended", "已参加"
    TAKEN_UP = "taken_up", "已反馈"
    REFUSED = "refused", "不安排"
    WITHDRAWN = "withdrawn", "已撤回"
    CANCELLED = "cancelled", "不办了"


class Sort(TextChoices):
    """What deputies are asked to. Source: DOMAIN P3"""

    OBSERVE = "observe", "旁听"
    HEARING = "hearing", "听证"
    TALK = "talk", "座谈"
    CONSULT = "consult", "征求意见"
    OTHER = "other", "其他工作和活动"


class Answer(TextChoices):
    """What a deputy says of coming."""

    NONE = "", "没有回"
    COMING = "coming", "参加"
    LEAVE = "leave", "请假"


S = ParticipationState
# A deputy hears of it when the office has named the deputies.
NAMED = (S.ALLOTTED, S.ATTENDED, S.TAKEN_UP, S.CANCELLED, S.WITHDRAWN)
HELD = (S.ATTENDED, S.TAKEN_UP)
GROUPS = {
    "requested": ("等安排", (S.REQUESTED,)), "allotted": ("已安排", (S.ALLOTTED,)), "attended": ("等反馈", (S.ATTENDED,)),
    "taken_up": ("已反馈", (S.TAKEN_UP,)), "off": ("没有办", (S.REFUSED, S.WITHDRAWN, S.CANCELLED)),
}  # fmt: skip
