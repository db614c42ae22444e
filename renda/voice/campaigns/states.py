"""States and choices of campaigns, their items and their deeds. Source: DOMAIN 3.2 S-6, S-7 and 3.1 H19."""

from django.db.models import TextChoices

from renda.voice.opinions.states import Category as Category


class CampaignState(TextChoices):
    """A campaign (活动): prepared, collecting and handling, closed when nothing in it is open."""

    DRAFT = "draft", "筹备"
    OPEN = "open", "进行中"
    CLOSED = "closed", "已结束"


class Takes(TextChoices):
    """What deputies bring to a campaign."""

    ITEMS = "items", "提建议"
    ACTIONS = "actions", "办实事"
    BOTH = "both", "提建议、办实事"


class S(TextChoices):
    """Where an item stands. MERGED waits for the answer of the item it went into."""

    COLLECTED = "collected", "等梳理"
    SORTED = "sorted", "等交办"
    ASSIGNED = "assigned", "办理中"
    HANDLED = "handled", "有结果，等答复"
    REPLIED = "replied", "已答复，等评价"
    RATED = "rated", "等办结"
    CLOSED = "closed", "已办结"
    MERGED = "merged", "已合并，随主件答复"
    WITHDRAWN = "withdrawn", "已撤回"


class A(TextChoices):
    """Where a deed stands (实事)."""

    PLANNED = "planned", "打算办"
    DONE = "done", "办了，等核实"
    VERIFIED = "verified", "已核实"
    DROPPED = "dropped", "不办了"


ENDED = (S.CLOSED, S.WITHDRAWN)
OPEN = tuple(s for s in S if s not in ENDED)
BEFORE_REPLY = (S.COLLECTED, S.SORTED, S.ASSIGNED, S.HANDLED)
ANSWERED = (S.REPLIED, S.RATED, S.CLOSED)
OPEN_ACTIONS = (A.PLANNED, A.DONE)
UNSORTED = "未分类"


class HandlingLevel(TextChoices):
    """At which level an item is handled (办理层级)."""

    VILLAGE = "village", "村（社区）办"
    TOWN = "town", "镇办"
    COUNTY = "county", "县级单位办"
    CITY = "city", "报市里办"


class Outcome(TextChoices):
    """What the handling came to (办理结果)."""

    SOLVED = "solved", "已解决"
    PLANNED = "planned", "列入计划"
    EXPLAINED = "explained", "已说明情况"


class Grade(TextChoices):
    """The deputy's word on the answer. Silence is no grade: it is 未反馈."""

    SATISFIED = "satisfied", "满意"
    BASIC = "basic", "基本满意"
    DISSATISFIED = "dissatisfied", "不满意"


class Entry(TextChoices):
    """How an item came in (来源)."""

    SELF = "self", "代表自己提"
    PROXY = "proxy", "代为录入"
    SHEET = "sheet", "表格导入"


class Deed(TextChoices):
    """What a deputy does: 办实事、做好事、解难事. Source: DOMAIN 3.1 H19"""

    PRACTICAL = "practical", "办实事"
    GOOD = "good", "做好事"
    HARD = "hard", "解难事"


class Way(TextChoices):
    """How it is done. Source: DOMAIN 3.1 H19"""

    VISIT = "visit", "入户走访"
    TOUR = "tour", "视察调研"
    SERVICE = "service", "志愿服务"
    OTHER = "other", "其他"


class Sheet(TextChoices):
    """一表三单: one table and three slips made of the same row. Source: DOMAIN 3.2 S-6"""

    TABLE = "table", "汇总表"
    ASSIGN = "assign", "交办单"
    PRESS = "press", "督办单"
    CLOSE = "close", "办结反馈单"


SLIPS = (Sheet.ASSIGN, Sheet.PRESS, Sheet.CLOSE)


class Stage(TextChoices):
    """How far a job over many rows has come."""

    READY = "ready", "等确认"
    RUNNING = "running", "正在办"
    DONE = "done", "办完了"


class Fate(TextChoices):
    """What became of one row of an uploaded table."""

    WAITING = "", "未导入"
    SKIPPED = "skipped", "跳过"
    LOADED = "loaded", "已导入"
