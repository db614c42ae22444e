"""Choices of places. States are [inferred] in DOMAIN 3.1 H3."""

from django.db.models import TextChoices


class StationKind(TextChoices):
    """What a place is; one place may carry several names (DOMAIN 3.1 H4)."""

    COUNTY_HOME = "county_home", "县人大代表之家"
    TOWN_HOME = "town_home", "镇人大代表之家"
    STATION = "station", "代表联络站"
    ACTIVITY_ROOM = "activity_room", "代表活动室"
    PRACTICE = "practice", "全过程人民民主中心实践站"
    CONTACT_POINT = "contact_point", "群众联系点"
    THEMED = "themed", "特色站点"


class StationState(TextChoices):
    PLANNED = "planned", "规划"
    BUILDING = "building", "在建"
    OPENED = "opened", "开放"
    PAUSED = "paused", "暂停"
    CLOSED = "closed", "撤销"


class Placed(TextChoices):
    """Where the decision on a deputy's main station stands (DOMAIN 3.1 H8)."""

    PLACED = "placed", "已编入"
    EXCUSED = "excused", "例外"
    ENDED = "ended", "不再任职"


class Basis(TextChoices):
    """Why just this station. Source: 代表法 (2025) art. 28"""

    SERVES = "serves", "服务所在的村"
    NEAR = "near", "离得最近"
    TOWN = "town", "在同一个乡镇"
    CHOSEN = "chosen", "另外指定"


class Excuse(TextChoices):
    """Why a deputy has no main station for now. The list is [inferred]; the reason in words is the county's."""

    AWAY = "away", "长期在县外"
    ELSEWHERE = "elsewhere", "在别的县参加家站活动"
    LEAVING = "leaving", "即将离任或者调整"
    OTHER = "other", "其他"


class TagSort(TextChoices):
    """What a place is tied to (DOMAIN 3.1 H5)."""

    REVIVAL = "revival", "乡村振兴"
    LEADING = "leading", "主导产业"
    CHAIN = "chain", "重点产业链"
