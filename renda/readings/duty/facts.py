"""What books may show: one declaration per source of the record, each fact with the field it is read from.

Nothing here is typed for a book. `reads` names the field of the record (`app.Model.field`) and `burden` shows it; a test
proves that each exists and that none belongs to this room. Residents' names are masked, numbers in texts struck out.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from renda.ground.kernel import clock
from renda.ground.kernel.text import mask_name, mask_phones
from renda.network.activities.models import Activity
from renda.network.activities.states import Sort, Topic
from renda.network.deputies.states import Level
from renda.readings.duty.record import Record
from renda.readings.duty.states import Part
from renda.voice.opinions.models import Opinion
from renda.voice.opinions.states import Entry, Outcome, S
from renda.voice.suggestions.states import ReplyClass
from renda.voice.suggestions.states import S as SuggestionState

ERASED = "（内容已按规定删除）"


@dataclass(frozen=True, slots=True)
class Column:
    """width: least characters; grows: takes what is left of the page."""

    label: str
    width: int
    grows: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of one source. says: where it comes from, in plain words."""

    reads: str
    says: str
    get: Callable[[Any, Record], str]


@dataclass(frozen=True, slots=True)
class Source:
    """rows: of a station's year; day: what they are sorted by; group: under which heading of the contents (month if None)."""

    label: str
    rows: Callable[[Record], Iterable[Any]]
    day: Callable[[Any], date | None]
    facts: dict[str, Fact]
    group: Callable[[Any], str] | None = None


COLUMNS = {
    "day": Column("日期", 6), "sort": Column("种类", 6), "number": Column("编号", 8), "what": Column("内容", 14, grows=True),
    "place": Column("地点", 9), "deputies": Column("代表", 9), "visitors": Column("来访群众", 5), "topic": Column("学什么", 6),
    "tags": Column("标签", 8), "who": Column("群众（隐去名字）", 5), "village": Column("村（社区）", 6), "entry": Column("怎么来的", 5),
    "handler": Column("谁在办", 9), "stage": Column("办到哪一步", 7), "result": Column("情况和结果", 16, grows=True),
    "told": Column("告知本人", 7), "rating": Column("本人评价", 5), "name": Column("姓名", 6), "level": Column("级别", 5),
    "district": Column("选区（选举单位）", 12, grows=True), "group": Column("代表小组", 8, grows=True),
    "occupation": Column("职业", 8, grows=True), "from_on": Column("编入日", 7), "to_on": Column("离站日", 7),
    "part": Column("哪一部分", 8),
}  # fmt: skip


def on(day: date | None) -> str:
    """>>> on(date(2026, 5, 27))
    '2026年5月27日'
    """
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def short(day: date | None) -> str:
    return f"{day.month}月{day.day}日" if day else ""


def _activities(sort: str, *more: str) -> Callable[[Record], Iterable[Activity]]:
    return lambda record: [row for row in record.activities if row.sort in (sort, *more)]


ACTIVITY_FACTS = {
    "day": Fact("activities.Activity.held_on", "活动记录里的开展日", lambda row, _: short(row.held_on)),
    "sort": Fact("activities.Activity.sort", "安排活动时选的种类", lambda row, _: str(Sort(row.sort).label)),
    "what": Fact("activities.Activity.title", "活动的名称", lambda row, _: mask_phones(row.title)),
    "place": Fact("activities.Activity.place", "活动的地点，没写的是家站地址", lambda row, _: row.place),
    "deputies": Fact("activities.Attendance.came", "记录活动时勾的到场代表", lambda row, record: "、".join(record.came(row.pk))),
    "visitors": Fact("activities.Activity.visitors", "记录接待时写的来访人数",
                     lambda row, _: f"{row.visitors}人" if row.visitors is not None else ""),
    "topic": Fact("activities.Activity.topic", "安排学习时选的内容", lambda row, _: str(Topic(row.topic).label) if row.topic else ""),
    "tags": Fact("activities.Activity.tags", "活动的标签", lambda row, _: "、".join(row.tag_labels)),
    "result": Fact("activities.Activity.result", "记录活动时写的一句结果", lambda row, _: mask_phones(row.result)),
}  # fmt: skip


def _of_activity(label: str, *sorts: str) -> Source:
    return Source(label, _activities(*sorts), lambda row: row.held_on, ACTIVITY_FACTS)


def _who(row: Opinion, _record: Record) -> str:
    return mask_name(row.contact.name) if row.has_contact and row.contact.name else "没有留名"


def _said(row: Opinion, _record: Record) -> str:
    return ERASED if row.erased_at else mask_phones(row.text)


def _became(row: Opinion, _record: Record) -> str:
    if row.erased_at:
        return ERASED
    parts = [str(Outcome(row.outcome).label) if row.outcome else "", mask_phones(row.result), row.became_number]
    return "；".join(part.rstrip("。") for part in parts if part)


OPINION_FACTS = {
    "day": Fact("opinions.Opinion.received_on", "意见收到的日期", lambda row, _: short(row.received_on)),
    "sort": Fact("opinions.Opinion.category", "甄别意见时选的类别", lambda row, _: row.get_category_display() or "群众意见"),
    "number": Fact("opinions.Opinion.code", "意见的回执编号", lambda row, _: row.code[:9]),
    "what": Fact("opinions.Opinion.text", "群众自己说的，号码隐去", _said),
    "place": Fact("opinions.Opinion.place", "群众说的地方，号码隐去",
                  lambda row, _: "" if row.erased_at else mask_phones(row.place)),
    "who": Fact("opinions.Contact.name", "群众愿意留的称呼，只显示姓", _who),
    "village": Fact("opinions.Opinion.village", "登记时选的村（社区）", lambda row, _: row.village),
    "entry": Fact("opinions.Opinion.entry", "意见从哪里来", lambda row, _: str(Entry(row.entry).label)),
    "deputies": Fact("opinions.Opinion.deputy", "接下意见的代表", lambda row, _: str(row.deputy or "")),
    "handler": Fact("opinions.Opinion.target_org", "在办的单位，没转出的是代表",
                    lambda row, _: row.target_org.label if row.target_org else str(row.deputy or "")),
    "stage": Fact("opinions.Opinion.state", "办到哪一步，由每一步带出来", lambda row, _: str(S(row.state).label)),
    "result": Fact("opinions.Opinion.result", "办完时写的结果和去向", _became),
    "told": Fact("opinions.Opinion.told_on", "告诉本人那一步的日期", lambda row, _: short(row.told_on)),
    "rating": Fact("opinions.Opinion.rating", "本人的评价；没评的不算满意", lambda row, _: row.get_rating_display() or "未评"),
}  # fmt: skip

SUGGESTION_FACTS = {
    "day": Fact("suggestions.Suggestion.submitted_at", "代表提交建议的日期",
                lambda row, _: short(clock.day_of(row.submitted_at))),
    "sort": Fact("suggestions.Suggestion.category", "建议的类别", lambda row, _: "代表建议"),
    "number": Fact("suggestions.Suggestion.number_short", "立案时取的编号", lambda row, _: row.number_short),
    "what": Fact("suggestions.Suggestion.title", "建议的标题", lambda row, _: mask_phones(row.title)),
    "deputies": Fact("suggestions.Suggestion.proposer", "领衔的代表", lambda row, _: str(row.proposer)),
    "handler": Fact("suggestions.Suggestion.lead_org", "交办时定的主办单位",
                    lambda row, _: row.lead_org.label if row.lead_org else ""),
    "stage": Fact("suggestions.Suggestion.state", "办到哪一步，由每一步带出来", lambda row, _: str(SuggestionState(row.state).label)),
    "result": Fact("suggestions.Suggestion.reply_class", "答复的类别",
                   lambda row, _: f"答复{row.reply_class}类：{ReplyClass(row.reply_class).label}" if row.reply_class else ""),
}  # fmt: skip

CONTACT_FACTS = {
    "day": Fact("contacts.ContactLog.on", "代表记联系的那天", lambda row, _: short(row.on)),
    "sort": Fact("contacts.ContactLog.outcome", "记联系时点的那个键", lambda row, _: str(row.get_outcome_display())),
    "what": Fact("contacts.ContactLog.topic", "记联系时写的话，号码隐去",
                 lambda row, _: "；".join(mask_phones(text) for text in (row.topic, row.problem) if text)),
    "place": Fact("contacts.ContactLog.place", "记联系时写的地点，号码隐去", lambda row, _: mask_phones(row.place)),
    "who": Fact("contacts.Resident.name", "联系的群众，只显示姓",
                lambda row, _: row.pair.resident.masked if row.pair.has_resident else ERASED),
    "deputies": Fact("contacts.Pair.deputy", "联系群众的代表", lambda row, _: str(row.pair.deputy or "")),
    "result": Fact("contacts.ContactLog.follow_up", "后来怎么办，号码隐去", lambda row, _: mask_phones(row.follow_up)),
}  # fmt: skip

MEMBER_FACTS = {
    "name": Fact("deputies.Deputy.name", "代表名册", lambda row, _: row.deputy.name),
    "level": Fact("deputies.Deputy.level", "代表名册", lambda row, _: str(Level(row.deputy.level).label)),
    "district": Fact("deputies.Deputy.district", "代表名册", lambda row, _: row.deputy.district),
    "group": Fact("deputies.Deputy.group", "代表名册", lambda row, _: row.deputy.group or row.deputy.delegation),
    "occupation": Fact("deputies.Deputy.occupation", "代表名册", lambda row, _: row.deputy.occupation),
    "from_on": Fact("stations.Membership.from_on", "编入家站的日期", lambda row, _: on(row.from_on)),
    "to_on": Fact("stations.Membership.to_on", "离开家站的日期", lambda row, _: on(row.to_on) or "在站"),
}  # fmt: skip

DUTY_FACTS = {
    "name": Fact("deputies.Deputy.name", "代表名册", lambda row, _: row.name),
    "part": Fact("activities.Activity.sort", "事情是哪一种，就归哪一部分", lambda row, _: str(Part(row.part).label)),
    "day": Fact("activities.Activity.held_on", "活动、建议、意见各自的日期", lambda row, _: short(row.on)),
    "what": Fact("activities.Activity.title", "活动、建议、意见各自的名称", lambda row, _: row.what),
    "place": Fact("activities.Activity.station", "在哪个家站", lambda row, _: row.place),
}  # fmt: skip

SOURCES: dict[str, Source] = {
    "reception": _of_activity("接待群众", Sort.RECEPTION),
    "heard": Source("接待时记下的意见", lambda record: [row for row in record.opinions if row.activity_id],
                    lambda row: row.received_on, OPINION_FACTS),
    "visit": _of_activity("走访联系", Sort.VISIT),
    "contact": Source("代表联系群众", lambda record: record.contacts, lambda row: row.on, CONTACT_FACTS),
    "opinion": Source("群众意见", lambda record: record.opinions, lambda row: row.received_on, OPINION_FACTS),
    "suggestion": Source("从群众意见来的代表建议", lambda record: record.suggestions,
                         lambda row: clock.day_of(row.submitted_at), SUGGESTION_FACTS),
    "study": _of_activity("学习培训", Sort.STUDY),
    "tour": _of_activity("视察调研", Sort.TOUR),
    "service": _of_activity("志愿服务和其他活动", Sort.SERVICE, Sort.OTHER),
    "meeting": _of_activity("会议座谈", Sort.MEETING),
    "report": _of_activity("代表述职", Sort.REPORT),
    "member": Source("本站代表", lambda record: record.members, lambda row: None, MEMBER_FACTS,
                     lambda row: str(Level(row.deputy.level).label)),
    "duty": Source("本站代表的履职", lambda record: record.deeds, lambda row: row.on, DUTY_FACTS, lambda row: row.name),
}  # fmt: skip
