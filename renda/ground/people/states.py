"""Choices of people, organisations and codes."""

from django.db.models import TextChoices


class OrgKind(TextChoices):
    """What an organisation is. A congress and its government are different principals (DOMAIN 1)."""

    CONGRESS = "congress", "人民代表大会"
    OFFICE = "office", "人大代表工作机构"
    COMMITTEE = "committee", "专门委员会、工作委员会"
    PRESIDIUM = "presidium", "乡镇人大主席团"
    STATION = "station", "代表家站"
    VILLAGE = "village", "村（社区）"
    TOWN_GOV = "town_gov", "乡镇人民政府"
    GOV_OFFICE = "gov_office", "政府办公室"
    UNIT = "unit", "承办单位"
    COUNTY_GOV = "county_gov", "县人民政府"


class Mode(TextChoices):
    """How large the screen is set."""

    PLAIN = "", "标准"
    ELDER = "elder", "大字"


class Theme(TextChoices):
    """Light or dark; as the device says by default."""

    DEVICE = "", "跟随设备"
    LIGHT = "light", "浅色"
    DARK = "dark", "深色"


class CodePurpose(TextChoices):
    """What a one-time code opens."""

    SLIP = "slip", "首次登录通知单"
    SMS = "sms", "短信验证码"


class RosterKind(TextChoices):
    """What a roster lists."""

    PEOPLE = "people", "人员"
    UNITS = "units", "机构"
