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
