"""What stands in the rail, in the tabs and in the public menu, and who sees it. Wiring only: addresses by name."""

from renda.ground.kernel.actor import Role
from renda.ground.ui.nav import Entry, Rail, Section

CONGRESS = frozenset({Role.OFFICE, Role.COMMITTEE, Role.LEADER, Role.PUBLISHER, Role.TOWNSHIP, Role.ADMIN})
NETWORK = CONGRESS | {Role.LIAISON, Role.STATION_MASTER}
STATION = frozenset({Role.LIAISON, Role.STATION_MASTER})
UNITS = frozenset({Role.CLERK, Role.UNIT_LEADER, Role.GOV_OFFICE, Role.TOWN_GOV, Role.VILLAGE})
FUNDS = frozenset({Role.OFFICE, Role.COMMITTEE, Role.LEADER, Role.TOWNSHIP})
CONTACTS = FUNDS | {Role.LIAISON}
ADMIN = frozenset({Role.ADMIN})
PARTICIPATIONS = frozenset(
    {
        Role.OFFICE,
        Role.COMMITTEE,
        Role.LEADER,
        Role.DEPUTY,
        Role.CLERK,
        Role.UNIT_LEADER,
        Role.GOV_OFFICE,
        Role.TOWN_GOV,
    }
)
PLAN = FUNDS | {Role.ADMIN}
PLACING = frozenset({Role.OFFICE, Role.TOWNSHIP, Role.ADMIN})
BOOKS = frozenset({Role.OFFICE, Role.LEADER, Role.TOWNSHIP, Role.LIAISON, Role.STATION_MASTER})
FIGURES = (CONGRESS | UNITS) - ADMIN
TOPICS = frozenset({Role.OFFICE, Role.LEADER, Role.TOWNSHIP, Role.DEPUTY}) | STATION

RAIL = Rail(
    sections=(
        Section("我的", (Entry("待办", "workbench:desk", key="inbox"), Entry("消息", "notices:inbox", key="unread"))),
        Section(
            "民意与建议",
            (
                Entry("群众意见", "opinions:index", key="opinions", roles=NETWORK | {Role.VILLAGE, Role.TOWN_GOV}),
                Entry("热点", "topics:list", roles=TOPICS),
                Entry("代表建议", "suggestions:list", key="suggestions", roles=NETWORK | UNITS),
                Entry("议案", "motions:list", key="motions", roles=NETWORK | UNITS),
                Entry("督办", "pressing:list", key="pressing", roles=CONGRESS | UNITS),
                Entry("代表在行动", "campaigns:list", key="campaigns", roles=NETWORK | UNITS),
                Entry("承诺台账", "suggestions:promises", roles=CONGRESS | UNITS),
            ),
        ),
        Section(
            "会议",
            (
                Entry("会议", "meetings:list", key="meetings", roles=NETWORK | {Role.DEPUTY}),
                Entry("选举", "elections:list", key="elections", roles=NETWORK | {Role.DEPUTY}),
                Entry("重大事项决定", "decisions:list", key="decisions", roles=CONGRESS | UNITS | {Role.DEPUTY}),
                Entry("审议意见", "deliberations:list", key="deliberations", roles=CONGRESS | UNITS | {Role.DEPUTY}),
                Entry("代表参与", "participations:list", key="participations", roles=PARTICIPATIONS),
                Entry("人事任免", "appointments:list", roles=frozenset({Role.OFFICE, Role.LEADER, Role.GOV_OFFICE})),
            ),
        ),
        Section(
            "阵地",
            (
                Entry("家站", "portal:stations"),
                Entry("家站活动", "activities:list", key="activities", roles=NETWORK),
                Entry("家站覆盖", "dashboards:network", roles=CONGRESS),
                Entry("建设计划", "stations:plan", roles=PLAN),
                Entry("编入家站", "stations:placings", roles=PLACING),
                Entry("家站考评", "assessments:list", roles=NETWORK - {Role.PUBLISHER} - ADMIN),
                Entry("代表", "portal:deputies"),
                Entry("履职经费", "funds:list", roles=FUNDS),
                Entry("品牌与工作法", "brands:list", roles=NETWORK),
                Entry("服务菜单", "menus:list", roles=NETWORK | {Role.DEPUTY}),
                Entry("家站标准", "standards:list", roles=NETWORK),
                Entry("制度上墙", "standards:wall", roles=NETWORK),
                Entry("联系", "contacts:list", key="contacts", roles=CONTACTS),
                Entry("六本两册", "duty:shelves", roles=BOOKS),
                Entry("履职档案", "duty:archives", roles=BOOKS | {Role.DEPUTY}),
            ),
        ),
        Section(
            "看",
            (
                Entry("统计", "dashboards:suggestions", roles=FIGURES),
                Entry("单位评估", "dashboards:assessments", roles=FIGURES),
                Entry("报告", "dashboards:reports", roles=(CONGRESS | {Role.GOV_OFFICE}) - ADMIN),
                Entry("办理流程", "workflow:list"),
                Entry("法律条文", "laws:list"),
                Entry("基层减负", "workflow:burden"),
            ),
        ),
        Section(
            "管理",
            (
                Entry("人员", "people:people", roles=ADMIN),
                Entry("机构", "people:orgs", roles=ADMIN),
                Entry("期限和规则", "county:rules", roles=ADMIN | {Role.OFFICE}),
                Entry("参考意见", "insight:index", roles=ADMIN | {Role.OFFICE, Role.LEADER}),
                Entry("节假日", "county:holidays", roles=ADMIN | {Role.OFFICE}),
                Entry("一表三单", "campaigns:forms", roles=ADMIN | {Role.OFFICE}),
                Entry("投诉", "portal:complaints", roles=ADMIN | {Role.OFFICE}),
                Entry("发送记录", "notices:outbox", roles=ADMIN),
            ),
        ),
    ),
    tabs=(
        Entry("待办", "workbench:desk", icon="inbox"),
        Entry("建议", "suggestions:list", icon="file-text", roles=(NETWORK | UNITS) - STATION),
        Entry("活动", "activities:list", icon="calendar-days", roles=STATION),
        Entry("意见", "opinions:index", icon="message-square-text", roles=NETWORK | {Role.VILLAGE, Role.TOWN_GOV}),
        Entry("搜索", "search:page", icon="search"),
        Entry("我的", "people:account", icon="user-round"),
    ),
    hand_tabs=(
        Entry("首页", "workbench:desk", icon="house"),
        Entry("我的建议", "suggestions:list", icon="file-text"),
        Entry("群众意见", "opinions:index", icon="message-square-text"),
        Entry("我的", "people:account", icon="user-round"),
    ),
    public=(
        Entry("首页", "portal:home"),
        Entry("建议办理", "portal:suggestions"),
        Entry("代表在行动", "campaigns:list"),
        Entry("会议", "meetings:list"),
        Entry("找代表", "portal:deputies"),
        Entry("家站", "portal:stations"),
        Entry("开放数据与接口", "api-docs"),
    ),
    find=(Entry("搜文字、编号、人名、地名", "search:page"),),
)
