"""Facts about an actor and a motion. First line of a docstring: who it is, as pages say it."""

from renda.ground.county.models import Session
from renda.ground.county.states import Level
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor, Role
from renda.ground.people.models import Organisation
from renda.ground.people.states import OrgKind
from renda.voice.motions import queries, rules
from renda.voice.motions.models import Cosigning, Motion
from renda.voice.motions.states import DECIDED, SIGNED_STATES, M

HELPERS = (Role.LIAISON, Role.STATION_MASTER)
CONGRESS_OFFICE = (Role.OFFICE, Role.TOWNSHIP)
BODIES = (*CONGRESS_OFFICE, Role.COMMITTEE, Role.GOV_OFFICE, Role.TOWN_GOV)
UNIT = (Role.CLERK, Role.UNIT_LEADER, Role.GOV_OFFICE, Role.TOWN_GOV)


def is_party(actor: Actor, motion: Motion) -> bool:
    """Who has to do with it, beyond reading what is public. Asked once for a row and an actor."""
    if not actor.posts:
        return False
    if motion.published_on is None:
        return True  # before publication only those concerned see it at all
    known: dict[Actor, bool] = motion.__dict__.setdefault("known_parties", {})
    if actor not in known:
        known[actor] = Motion.objects.concerning(actor).filter(pk=motion.pk).exists()
    return known[actor]


def is_party_of_cosigning(actor: Actor, cosigning: Cosigning) -> bool:
    return is_party(actor, cosigning.parent)


def is_author(actor: Actor, motion: Motion) -> bool:
    """领衔代表，或者提案机关"""
    if motion.mover is not None:
        return actor.is_signed_in and motion.mover.user_id == actor.user_id
    return motion.mover_org_id is not None and actor.holds(*BODIES, org_id=motion.mover_org_id)


def is_author_or_helper(actor: Actor, motion: Motion) -> bool:
    """领衔代表、提案机关，或者代为起草的联络员"""
    helper = motion.helper_org_id
    return is_author(actor, motion) or (helper is not None and actor.holds(*HELPERS, org_id=helper))


def is_office(actor: Actor, motion: Motion) -> bool:
    """大会议案组（人大代表工作机构；乡镇为人大主席团）"""
    return actor.holds(*CONGRESS_OFFICE, org_id=motion.office_id)


def is_reviewer(actor: Actor, motion: Motion) -> bool:
    """大会议案组，或者受托提意见的委员会"""
    reviewer = motion.reviewer_id
    return is_office(actor, motion) or (reviewer is not None and actor.holds(Role.COMMITTEE, org_id=reviewer))


def is_committee(actor: Actor, motion: Motion) -> bool:
    """审议的委员会（乡镇为人大主席团）"""
    committee = motion.committee_id
    return committee is not None and actor.holds(Role.COMMITTEE, *CONGRESS_OFFICE, org_id=committee)


def is_committee_or_office(actor: Actor, motion: Motion) -> bool:
    """审议的委员会或者人大代表工作机构"""
    return is_committee(actor, motion) or is_office(actor, motion)


def is_unit(actor: Actor, motion: Motion) -> bool:
    """办理单位"""
    return motion.unit_id is not None and actor.holds(*UNIT, org_id=motion.unit_id)


def is_handler(actor: Actor, motion: Motion) -> bool:
    """议案组、委员会或者办理单位"""
    return is_reviewer(actor, motion) or is_committee(actor, motion) or is_unit(actor, motion)


def is_second_person(actor: Actor, motion: Motion) -> bool:
    """公开审核人（乡镇为人大主席团），不能是登记决定的人"""
    if not actor.is_signed_in or actor.user_id == motion.decided_by_id:
        return False
    bodies = (motion.office_id, motion.congress_id)
    roles = (Role.PUBLISHER, Role.LEADER, Role.TOWNSHIP)
    return any(post.role in roles and post.org_id in bodies for post in actor.posts)


def moves_along(_actor: Actor, _row: Motion | Cosigning) -> bool:
    """随上一步自动办理"""
    return True


def is_invited(actor: Actor, cosigning: Cosigning) -> bool:
    """被邀请的代表"""
    return actor.is_signed_in and cosigning.deputy.user_id == actor.user_id


def invites(actor: Actor, cosigning: Cosigning) -> bool:
    """领衔代表，或者代为起草的联络员"""
    return is_author_or_helper(actor, cosigning.parent)


def sets_deadline(actor: Actor, session: Session) -> bool:
    """人大代表工作机构按主席团的决定登记（乡镇为人大主席团）"""
    if session.county_id != actor.county_id or not actor.holds(*CONGRESS_OFFICE):
        return False
    congress = Organisation.objects.filter(
        county_id=session.county_id, kind=OrgKind.CONGRESS, code=session.term.congress_key
    ).first()
    return congress is not None and actor.holds(*CONGRESS_OFFICE, org_id=queries.office_of(congress).pk)


# What blocks a step: the reason as the user reads it, empty if there is none.


def level_of(motion: Motion) -> int:
    """Of the congress it is moved at."""
    return motion.mover.level if motion.mover else Level.COUNTY


def signers_of(motion: Motion) -> int:
    """The lead deputy and those who have signed. Reads the rows as a whole, so that a page that has them asks nothing."""
    return 1 + sum(one.state in SIGNED_STATES for one in motion.cosignings.all())


def not_ready_to_submit(motion: Motion) -> str:
    """Content, signers and the presidium's deadline. Source: 代表法 (2025) art. 15, 地方组织法 (2022) art. 22"""
    if missing := rules.missing_parts(motion):
        return f"还没有写{'、'.join(missing)}。议案要有案由、案据和方案。"
    if short := signers_missing(motion):
        least = rules.least_signers(level_of(motion))
        return f"议案要有{least}名以上代表联名，现在有{least - short}名，还差{short}名。"
    return too_late(motion)


def signers_missing(motion: Motion) -> int:
    return rules.missing_signers(signers_of(motion), level_of(motion)) if motion.is_by_deputies else 0


def too_late(motion: Motion) -> str:
    """Until when, and what else is possible. Source: DOMAIN 6.1, 代表法 (2025) arts 15, 36"""
    sessions = _last_sessions(motion)
    now = clock.now()
    if queries.open_session(motion.congress, now, sessions) is not None:
        return ""
    last = next((one for one in sessions if one.starts_on <= clock.day_of(now)), None)
    if last is None or last.deadline_at is None:
        return "现在是闭会期间，议案要到大会期间才能提；可以改提代表建议。"
    when = last.deadline_at.astimezone(clock.COUNTY_TIME)
    name = rules.session_name(last.term.number, last.number)
    return f"{name}的议案截止时间是{when.year}年{when.month}月{when.day}日{when:%H:%M}，已经过了。现在是闭会期间，可以改提代表建议。"


def _last_sessions(motion: Motion) -> list[Session]:
    """Read once for a row: the page asks several times."""
    known: list[Session] | None = motion.__dict__.get("last_sessions")
    if known is None:
        known = motion.__dict__["last_sessions"] = queries.last_sessions(motion.congress)
    return known


def has_no_deputy(motion: Motion) -> str:
    return "" if motion.is_by_deputies else "机关提出的议案，不能作为代表建议处理。"


def cannot_convert(motion: Motion) -> str:
    return has_no_deputy(motion) or asked_back(motion)


def asked_back(motion: Motion) -> str:
    return "提案人要求撤回，先登记主席团同不同意。" if motion.is_asked_back else ""


def not_asked_back(motion: Motion) -> str:
    return "" if motion.is_asked_back else "提案人没有要求撤回。"


def no_talk(motion: Motion) -> str:
    """At least one talk with the movers before the report. Source: 代表法 (2025) art. 50"""
    return "" if motion.talks.all() else "还没有听取提案人的意见；先记下来，再提报告。"


def nothing_to_publish(motion: Motion) -> str:
    if motion.published_on is not None:
        return "已经公开。"
    return "" if motion.state in DECIDED else "要等主席团决定以后。"


def paper_is_in(cosigning: Cosigning) -> str:
    is_open = cosigning.parent.state in (M.DRAFT, M.COSIGNING)
    return "" if is_open else "议案已经提交，不能再联名。"
