"""States and choices of meetings. Words: docs/glossary.md, DOMAIN 1.1, 6.1 to 6.4."""

from dataclasses import dataclass

from django.db.models import TextChoices


class BodyKind(TextChoices):
    """Which body meets. It decides how many must be there and whose plan the preparation follows."""

    CONGRESS = "congress", "人民代表大会会议"
    STANDING = "standing", "常委会会议"
    COUNCIL = "council", "主任会议"
    PRESIDIUM = "presidium", "主席团会议"


class MeetingState(TextChoices):
    PLANNED = "planned", "筹备"
    CONVENED = "convened", "已通知"
    OPEN = "open", "正在开会"
    CLOSED = "closed", "已闭会"
    PUBLISHED = "published", "已发纪要"
    CANCELLED = "cancelled", "不开了"


class PreparationState(TextChoices):
    """One thing to be done before or after a meeting."""

    WAITING = "waiting", "待办"
    DONE = "done", "办好了"
    DROPPED = "dropped", "这次不办"


class ItemKind(TextChoices):
    """What an item of the agenda is. Source: DOMAIN 6.2, 6.5"""

    REPORT = "report", "听取和审议报告"
    DECISION = "decision", "决定、决议"
    APPOINTMENT = "appointment", "人事任免"
    ELECTION = "election", "选举"
    SATISFACTION = "satisfaction", "满意度测评"
    OTHER = "other", "其他事项"


class Answer(TextChoices):
    """What a member says of coming."""

    NONE = "", "没有回"
    COMING = "coming", "参加"
    LEAVE = "leave", "请假"


class GuestKind(TextChoices):
    """Who is there without a vote. Source: DOMAIN P2, R-MT-7, R-MT-11"""

    ATTENDING = "attending", "列席"
    OBSERVER = "observer", "旁听"


class GuestPart(TextChoices):
    """In which part an organisation's people attend. Source: DOMAIN R-MT-7, R-MT-8"""

    HEADS = "heads", "负责人列席会议"
    ANSWERS = "answers", "有关负责人到会听取意见、回答询问"


class InvitationState(TextChoices):
    INVITED = "invited", "等回复"
    ANSWERED = "answered", "已回复"
    WITHDRAWN = "withdrawn", "不请了"


class SittingKind(TextChoices):
    """What a sitting of a meeting is. Source: DOMAIN 6.1"""

    PREPARATORY = "preparatory", "预备会议"
    PLENARY = "plenary", "全体会议"
    PRESIDIUM = "presidium", "主席团会议"
    GROUP = "group", "审议"


PRESIDIUM = "主席台"
# All members sit in one hall; the presidium and the delegations sit elsewhere.
IN_HALL = (SittingKind.PREPARATORY, SittingKind.PLENARY)
RUNNING = (MeetingState.PLANNED, MeetingState.CONVENED, MeetingState.OPEN)
PUBLIC = (MeetingState.CONVENED, MeetingState.OPEN, MeetingState.CLOSED, MeetingState.PUBLISHED)


class PaperSort(TextChoices):
    """Papers that are drawn up from the record of a meeting. Source: DOMAIN 6.6"""

    NOTICE = "notice", "会议通知"
    AGENDA = "agenda", "议程"
    SCHEDULE = "schedule", "日程"
    CATALOGUE = "catalogue", "会议材料目录"
    SEATING = "seating", "座次表"
    SIGN_IN = "sign_in", "签到表"
    LEAVE = "leave", "请假单"
    SPEECHES = "speeches", "审议发言摘要"
    BULLETIN = "bulletin", "简报"
    MINUTES = "minutes", "会议记录"


AFTER_OPENING = (PaperSort.SPEECHES, PaperSort.BULLETIN, PaperSort.MINUTES)
# Leave is asked for with a reason that is the office's alone.
OFFICE_ONLY = (PaperSort.LEAVE, PaperSort.SIGN_IN)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a plan of preparation. days: before the first day of the meeting; negative: after it."""

    days: int
    title: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class GroupLine:
    """One delegation or group as it is typed."""

    name: str
    head: str = ""
    place: str = ""
    members: tuple[str, ...] = ()
