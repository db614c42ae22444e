"""What the law asks before a vote: who may nominate how many, when there is time to vote. Pure: no database, no clock."""

from datetime import date, datetime, timedelta

from renda.chamber.elections.states import CHIEF_ONLY, COUNTY_ORGANS, TOWN_ORGANS, Organ, Post
from renda.ground.county.rules import Due, say
from renda.ground.kernel import law
from renda.ground.kernel.law import Source

JOINT = 10
"""Deputies who nominate together, in a county and in a township alike. Source: 地方组织法 (2022) art. 26, DOMAIN R-TH-14"""
DISCUSSED_DAYS = 2
"""At a change of term nomination and discussion take no less. Source: 地方组织法 (2022) art. 27, DOMAIN R-MT-14"""
DEADLINE = Source("主席团决定", "提名候选人的截止时间")


def post_fault(organ: Organ, post: Post, seats: int, *, is_town: bool) -> str:
    """What is wrong with a post to be filled; empty if nothing.

    >>> post_fault(Organ.COURT, Post.DEPUTY, 1, is_town=False)
    '人民法院在大会上只选正职。'
    """
    if organ not in (TOWN_ORGANS if is_town else COUNTY_ORGANS):
        return f"{'镇' if is_town else '县'}人民代表大会不选{organ.label}的领导人员。"
    if (organ is Organ.UPPER) != (post is Post.UPPER):
        return "选上一级人大代表，职务也要选“上一级人大代表”。"
    if organ in CHIEF_ONLY and post is not Post.CHIEF:
        return f"{organ.label}在大会上只选正职。"
    if post is Post.MEMBER and organ is not Organ.STANDING:
        return "委员只有人大常委会才选。"
    return "正职只选一名。" if post is Post.CHIEF and seats != 1 else ""


def joint_fault(signed: int) -> str:
    """Why so many deputies cannot nominate; empty if they can. Source: 地方组织法 (2022) art. 26, DOMAIN R-TH-14"""
    if signed >= JOINT:
        return ""
    return f"要{JOINT}名以上代表联名，现在有{signed}名，还差{JOINT - signed}名。依据：{law.ORGANIC_26}"


def too_many_fault(named: int, seats: int) -> str:
    """A nominator may name no more than the seats. named: before this one. Source: 地方组织法 (2022) art. 26"""
    if named < seats:
        return ""
    return f"提名的人数不能超过应选的{seats}名，已经提了{named}名。依据：{law.ORGANIC_26}"


def too_soon_fault(begun_on: date, today: date) -> str:
    """At a change of term two whole days of nomination and discussion come before the vote. Source: DOMAIN R-MT-14

    >>> too_soon_fault(date(2027, 1, 11), date(2027, 1, 13))
    ''
    """
    first = begun_on + timedelta(days=DISCUSSED_DAYS)
    if today >= first:
        return ""
    return f"换届时提名、酝酿候选人不得少于{DISCUSSED_DAYS}天，{say(begun_on)}开始的，最早{say(first)}投票。依据：{law.ORGANIC_27}"


def put_up_due(elected_on: date) -> Due:
    """选出新一届政府领导人员以后两个月。Source: 地方组织法 (2022) art. 71, DOMAIN R-EL-14

    >>> put_up_due(date(2026, 12, 30)).day
    datetime.date(2027, 2, 28)
    """
    return Due.months_after(elected_on, 2, source=law.ORGANIC_71)


def nominate_due(until: datetime, since: date) -> Due:
    """主席团决定的提名截止时间"""
    day = max(until.date(), since)
    return Due(day, (f"提名到{say(until.date())}{until:%H:%M}截止。", f"依据：{DEADLINE}"), DEADLINE, since)
