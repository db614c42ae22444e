"""Who plays in the demo county: bodies, places and persons as data. Everybody is invented."""

from dataclasses import dataclass

from renda.ground.kernel.actor import Role
from renda.ground.people.states import OrgKind
from renda.network.deputies.states import Level

# The seat of each county's congress, where the cast's town and station are.
TOWNS = {"511525": "庆符镇", "341125": "定城镇", "220882": "安广镇"}


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation of the cast. `{county}` and `{town}` in its names are filled in."""

    key: str
    kind: OrgKind
    name: str
    short: str = ""
    parent: str = ""
    congress: str = ""
    paper: str = ""


@dataclass(frozen=True, slots=True)
class Player:
    """A person of the cast: the attribute of `Cast` and the login, the name, the post. level: a seat as deputy."""

    key: str
    name: str
    role: Role
    org: str
    title: str = ""
    level: Level | None = None
    gender: str = ""
    occupation: str = ""
    district: str = ""


# In the order of their parents.
BODIES = (
    Body("congress", OrgKind.CONGRESS, "{county}人民代表大会", "{county}人大"),
    Body("county_gov", OrgKind.COUNTY_GOV, "{county}人民政府", "县政府"),
    Body("office", OrgKind.OFFICE, "{county}人大常委会代表工作委员会", "县人大代表工委", "congress", "congress"),
    Body(
        "committee",
        OrgKind.COMMITTEE,
        "{county}人大常委会农业农村工作委员会",
        "县人大农业农村工委",
        "congress",
        "congress",
    ),
    Body("town_congress", OrgKind.CONGRESS, "{town}人民代表大会", "{town}人大", "congress"),
    Body("gov_office", OrgKind.GOV_OFFICE, "{county}人民政府办公室", "县政府办督查室", "county_gov", "congress"),
    Body("water", OrgKind.UNIT, "{county}水利局", "县水利局", "county_gov", "congress", "水"),
    Body("roads", OrgKind.UNIT, "{county}交通运输局", "县交通运输局", "county_gov", "congress", "交"),
    Body("presidium", OrgKind.PRESIDIUM, "{town}人大主席团", "", "town_congress", "town_congress"),
    Body("town_gov", OrgKind.TOWN_GOV, "{town}人民政府", "{town}政府", "county_gov", "town_congress"),
    Body("village", OrgKind.VILLAGE, "{town}石门村村民委员会", "石门村", "town_gov", "town_congress"),
    Body("home", OrgKind.STATION, "{town}人大代表之家", "", "presidium", "town_congress"),
    Body("station", OrgKind.STATION, "{town}第二片区代表联络站", "{town}第二片区站", "presidium", "town_congress"),
)

PLAYERS = (
    Player("liaison", "苏小满", Role.LIAISON, "station", "联络员"),
    Player("station_master", "柳长河", Role.STATION_MASTER, "station", "站长"),
    Player("deputy", "罗秋禾", Role.DEPUTY, "congress", "", Level.COUNTY, "f", "小学教师", "第十二选区"),
    Player("deputy2", "严守田", Role.DEPUTY, "congress", "", Level.COUNTY, "m", "村民", "第十三选区"),
    Player("deputy3", "邱月桐", Role.DEPUTY, "congress", "", Level.COUNTY, "f", "乡村医生", "第十四选区"),
    Player("town_deputy", "江晚舟", Role.DEPUTY, "town_congress", "", Level.TOWNSHIP, "f", "茶农", "第三选区"),
    Player("office", "程知远", Role.OFFICE, "office", "工作人员"),
    Player("publisher", "顾清和", Role.PUBLISHER, "office", "公开审核"),
    Player("chair", "岳鸣山", Role.LEADER, "congress", "常委会副主任"),
    Player("committee", "孟知秋", Role.COMMITTEE, "committee", "工作人员"),
    Player("gov", "韩立言", Role.GOV_OFFICE, "gov_office", "督查室工作人员"),
    Player("clerk", "易川", Role.CLERK, "water", "经办人"),
    Player("leader_of_unit", "闻道平", Role.UNIT_LEADER, "water", "局长"),
    Player("co_clerk", "陆远程", Role.CLERK, "roads", "经办人"),
    Player("co_leader", "车致和", Role.UNIT_LEADER, "roads", "局长"),
    Player("township", "唐青山", Role.TOWNSHIP, "presidium", "专职副主席"),
    Player("village", "石大有", Role.VILLAGE, "village", "文书"),
    Player("town_gov", "白露", Role.TOWN_GOV, "town_gov", "党政办工作人员"),
    Player("admin", "管理员", Role.ADMIN, "office", "系统管理员"),
)
