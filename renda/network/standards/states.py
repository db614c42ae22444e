"""States of a check, kinds of checklists and what may be answered. Source: DOMAIN 3.1 H6, H7"""

from django.db.models import TextChoices


class CheckState(TextChoices):
    """自查 → 镇核查 → 县核查, yearly. Source: DOMAIN 3.1 H6"""

    SELF = "self", "待家站自查"
    TOWN = "town", "待镇核查"
    COUNTY = "county", "待县核查"
    DONE = "done", "已核定"


class Sort(TextChoices):
    """How the items of a checklist are answered."""

    PLAIN = "plain", "有、部分有、没有"
    ROOMS = "rooms", "自用、共用、没有（可写面积）"


class Answer(TextChoices):
    """The first three are of plain items, the last three of rooms. Source: DOMAIN 3.1 H7 (融合共用)"""

    YES = "yes", "有"
    PARTLY = "partly", "部分有"
    NO = "no", "没有"
    OWN = "own", "有，家站自用"
    SHARED = "shared", "有，与党群服务中心共用"
    MISSING = "missing", "没有"


class Fact(TextChoices):
    """What the platform may know of an item by itself; the words stand in the typed lines of a checklist."""

    ADDRESS = "address", "地址"
    ACTIVITY = "activity", "活动"
    RECORDS = "records", "档案"


class GapState(TextChoices):
    OPEN = "open", "还缺"
    FIXED = "fixed", "已整改"


ANSWERS = {
    Sort.PLAIN: (Answer.YES, Answer.PARTLY, Answer.NO),
    Sort.ROOMS: (Answer.OWN, Answer.SHARED, Answer.MISSING),
}
LACKING = frozenset({Answer.PARTLY, Answer.NO, Answer.MISSING})
