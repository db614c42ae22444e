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


class Act(TextChoices):
    """What an administrator, or a colleague who names a stand-in, did to an account, a post or an organisation."""

    OPEN_ACCOUNT = "open_account", "建账号"
    CHANGE_ACCOUNT = "change_account", "改账号"
    CLOSE_ACCOUNT = "close_account", "停用账号"
    REOPEN_ACCOUNT = "reopen_account", "恢复账号"
    PRINT_SLIP = "print_slip", "打印首次登录通知单"
    RESET_SECOND = "reset_second", "重置第二步验证"
    START_POST = "start_post", "任职"
    END_POST = "end_post", "止职"
    APPOINT_STAND_IN = "appoint_stand_in", "定谁代为履行"
    END_STAND_IN = "end_stand_in", "收回代为履行"
    OPEN_ORG = "open_org", "建机构"
    CHANGE_ORG = "change_org", "改机构"
    CLOSE_ORG = "close_org", "停用机构"
    LOAD_ROSTER = "load_roster", "导入名册"
