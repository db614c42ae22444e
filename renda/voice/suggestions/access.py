"""Facts about an actor and a suggestion or one of its parts. First line of a docstring: who it is, as pages say it."""

from renda.ground.county.services import rule_book
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor, Role
from renda.voice.suggestions import rules
from renda.voice.suggestions.models import (
    Handling,
    Lookback,
    Part,
    Point,
    Promise,
    Publication,
    Rating,
    Signature,
    Suggestion,
)
from renda.voice.suggestions.queries import is_concerned
from renda.voice.suggestions.states import (
    UNFINISHED,
    Disclosure,
    Grade,
    HandlingState,
    Mode,
    PublicationState,
    RatingState,
    S,
)

HELPERS = (Role.LIAISON, Role.STATION_MASTER)
CONGRESS_OFFICE = (Role.OFFICE, Role.TOWNSHIP)
WITHOUT_CLERKS = (Role.TOWN_GOV, Role.VILLAGE, Role.GOV_OFFICE)
UNIT = (Role.CLERK, Role.UNIT_LEADER, *WITHOUT_CLERKS)


def is_party(actor: Actor, suggestion: Suggestion) -> bool:
    """Who has to do with it, beyond reading what is public. Asked once for a row and an actor."""
    if not actor.posts:
        return False
    if suggestion.published_on is None:
        return True  # before publication only those concerned see it at all
    known: dict[Actor, bool] = suggestion.__dict__.setdefault("known_parties", {})
    if actor not in known:
        known[actor] = is_concerned(actor, suggestion.pk)
    return known[actor]


def remember_party(actor: Actor, suggestion: Suggestion) -> None:
    """Take over what the row's own read has found out (`knowing_party`), so that nothing is asked for it."""
    if actor.posts:
        suggestion.__dict__["known_parties"] = {actor: suggestion.__dict__["is_concerned"]}


def is_party_of_part(actor: Actor, part: Part) -> bool:
    return is_party(actor, part.parent)


def is_author(actor: Actor, suggestion: Suggestion) -> bool:
    """领衔代表"""
    return actor.is_signed_in and suggestion.proposer.user_id == actor.user_id


def is_helper(actor: Actor, suggestion: Suggestion) -> bool:
    """代表所在家站的联络员"""
    org_id = suggestion.helper_org_id
    return org_id is not None and actor.holds(*HELPERS, org_id=org_id)


def is_author_or_helper(actor: Actor, suggestion: Suggestion) -> bool:
    """领衔代表，或者代为起草的联络员"""
    return is_author(actor, suggestion) or is_helper(actor, suggestion)


def is_office(actor: Actor, suggestion: Suggestion) -> bool:
    """人大代表工作机构（乡镇为人大主席团）"""
    return actor.holds(*CONGRESS_OFFICE, org_id=suggestion.office_id)


def is_government(actor: Actor, suggestion: Suggestion) -> bool:
    """政府办督查室（乡镇为镇政府）"""
    org_id = suggestion.government_id
    return org_id is not None and actor.holds(Role.GOV_OFFICE, Role.TOWN_GOV, org_id=org_id)


def is_office_or_government(actor: Actor, suggestion: Suggestion) -> bool:
    """代表工作机构或者政府办督查室"""
    return is_office(actor, suggestion) or is_government(actor, suggestion)


def is_office_side(actor: Actor, suggestion: Suggestion) -> bool:
    """代表工作机构、公开审核人"""
    return is_office(actor, suggestion) or _of_congress(actor, suggestion, Role.PUBLISHER, Role.LEADER)


def is_author_or_office(actor: Actor, suggestion: Suggestion) -> bool:
    """领衔代表或者代表工作机构"""
    return is_author(actor, suggestion) or is_office(actor, suggestion)


def _of_congress(actor: Actor, suggestion: Suggestion, *roles: Role) -> bool:
    bodies = (suggestion.office_id, suggestion.congress_id)
    return any(post.role in roles and post.org_id in bodies for post in actor.posts)


def moves_along(_actor: Actor, _row: Suggestion | Part) -> bool:
    """随上一步自动办理"""
    return True


def imports(actor: Actor, row: Suggestion | Part) -> bool:
    """人大代表工作机构（乡镇为人大主席团），从旧系统导入"""
    return is_office(actor, row if isinstance(row, Suggestion) else row.parent)


def is_invited(actor: Actor, signature: Signature) -> bool:
    """被邀请的代表"""
    return actor.is_signed_in and signature.deputy.user_id == actor.user_id


def invites(actor: Actor, signature: Signature) -> bool:
    """领衔代表，或者代为起草的联络员"""
    return is_author_or_helper(actor, signature.parent)


def is_unit(actor: Actor, handling: Handling) -> bool:
    """承办单位"""
    return actor.holds(*UNIT, org_id=handling.org_id)


def is_co_unit(actor: Actor, handling: Handling) -> bool:
    """会办单位"""
    return handling.mode == Mode.CO and is_unit(actor, handling)


def is_reply_unit(actor: Actor, handling: Handling) -> bool:
    """主办或者分办单位"""
    return handling.mode != Mode.CO and is_unit(actor, handling)


def is_unit_leader(actor: Actor, handling: Handling) -> bool:
    """承办单位负责人"""
    return actor.holds(Role.UNIT_LEADER, *WITHOUT_CLERKS, org_id=handling.org_id)


def checks_reply(actor: Actor, handling: Handling) -> bool:
    """承办单位负责人或者政府办督查室"""
    return is_unit_leader(actor, handling) or is_government(actor, handling.parent)


def rules_on_return(actor: Actor, handling: Handling) -> bool:
    """政府办督查室或者代表工作机构"""
    return is_office_or_government(actor, handling.parent)


def gives_work(actor: Actor, handling: Handling) -> bool:
    """代表工作机构；同意退办时为政府办督查室；二次办理时也可以是领衔代表"""
    parent = handling.parent
    return is_office_or_government(actor, parent) or (handling.round > 1 and is_author(actor, parent))


def is_rater(actor: Actor, rating: Rating) -> bool:
    """评价的代表，或者按纸质表代录的联络员；代表没有账号的，也可以由代表工作机构代录"""
    mine = actor.is_signed_in and rating.deputy.user_id == actor.user_id
    has_no_account = rating.deputy.user_id is None
    return mine or is_helper(actor, rating.parent) or (has_no_account and is_office(actor, rating.parent))


def proposes_publication(actor: Actor, publication: Publication) -> bool:
    """主办单位或者代表工作机构"""
    parent = publication.parent
    lead = parent.lead_org_id
    return is_office(actor, parent) or (lead is not None and actor.holds(*UNIT, org_id=lead))


def is_second_person(actor: Actor, publication: Publication) -> bool:
    """公开审核人，不能是提出的人"""
    if not actor.is_signed_in or actor.user_id == publication.proposed_by_id:
        return False
    return is_office_side(actor, publication.parent)


# What blocks a step: the reason as the user reads it, empty if there is none.


def not_ready_to_submit(suggestion: Suggestion) -> str:
    if not suggestion.problem.strip():
        return "先写清楚反映的问题，再提交。"
    return "" if suggestion.asks else "至少写一条具体建议，再提交。"


def already_complex(suggestion: Suggestion) -> str:
    if suggestion.is_complex:
        return "已经是六个月。"
    return "二次办理按县里的期限，不再改为六个月。" if suggestion.handling_round > 1 else ""


def no_second_handling(suggestion: Suggestion) -> str:
    """Once only, and only if a signatory of this round is not satisfied. Source: DOMAIN R-SG-13"""
    if suggestion.handling_round >= rules.LAST_ROUND:
        return "这件建议已经二次办理过一次，不再办第三次；仍不满意的，由代表工作机构提请领导督办，并写进报告。"
    return "" if has_dissatisfied(suggestion) else "要有代表评价“不满意”，才能二次办理。"


def has_dissatisfied(suggestion: Suggestion) -> bool:
    """In this round. Reads the ratings as a whole, so that a page that has them asks nothing."""
    now = [r for r in suggestion.ratings.all() if r.round == suggestion.handling_round]
    return any(r.state == RatingState.FINAL and rules.is_dissatisfied(r.process, r.result) for r in now)


def not_ready_to_close(suggestion: Suggestion) -> str:
    """All rounds done, publication decided, promises kept or carried over. Source: DOMAIN 5.2 row 19"""
    if has_dissatisfied(suggestion):
        if suggestion.handling_round < rules.LAST_ROUND:
            return "有代表不满意，要先二次办理。"
        if suggestion.referred_on is None:
            return "二次办理后代表仍不满意，要先提请领导督办。"
    if not suggestion.disclosure:
        return "公开方式还没有定，要先由第二人审定。"
    return not_ready_to_archive(suggestion)


def paper_is_in(signature: Signature) -> str:
    is_open = signature.parent.state in (S.DRAFT, S.RETURNED)
    return "" if is_open else "建议已经提交，不能再联名。"


def too_late_to_return(handling: Handling) -> str:
    """Seven working days from the day the unit got it, by the county's rule. Source: DOMAIN R-SG-10"""
    if handling.round > 1:
        return "二次办理不能再退办。"
    due = rule_book(handling.county_id).due("handling_return", handling.assigned_on)
    return "" if clock.today() <= due.day else f"申请退办要在{due.day.month}月{due.day.day}日以前，已经过了。"


def no_consultation(handling: Handling) -> str:
    """At least one talk with the deputy in this round. Source: 代表法 (2025) art. 51, DOMAIN R-SG-4"""
    return "" if handling.consultations.exists() else "还没有和代表面商；先记下面商，再送审答复。"


def nothing_to_publish(publication: Publication) -> str:
    return "提出的是不公开，请选“审定不公开”。" if publication.extent == Disclosure.NONE else ""


def not_supervised(suggestion: Suggestion) -> str:
    """All three supervisors stand before a key suggestion is assigned; its units are the third. Source: DOMAIN S-3"""
    if not suggestion.is_key:
        return ""
    missing = [
        word for word, pk in (("领衔领导", suggestion.leader_id), ("跟踪工委", suggestion.committee_id)) if not pk
    ]
    return f"重点督办的建议要先定{'和'.join(missing)}，再交办；请先办“定督办的人”。" if missing else ""


def already_key(suggestion: Suggestion) -> str:
    return "已经是重点督办。" if suggestion.is_key else ""


def not_key(suggestion: Suggestion) -> str:
    return "" if suggestion.is_key else "这件不是重点督办。"


def is_waiting_for_reply(suggestion: Suggestion) -> bool:
    return suggestion.handlings.open_replies(suggestion.handling_round).exists()


def publication_settled(publication: Publication) -> str:
    parent = publication.parent
    if parent.state not in (S.REPLIED, S.RATED, S.CLOSED):
        return "要等答复以后。"
    if parent.publications.filter(state=PublicationState.PROPOSED).exists():
        return "已经有人提出，等第二人审定。"
    return ""


def grade_word(grade: str) -> str:
    return str(Grade(grade).label) if grade else "未反馈"


def is_kept_from(actor: Actor, handling: Handling) -> bool:
    """Whether the content of a reply in the making is to be left out for this actor."""
    if handling.state == HandlingState.DONE:
        return False
    return not (is_unit(actor, handling) or is_office_or_government(actor, handling.parent))


# What follows the reply: promises and the look-back.


def is_promise_unit(actor: Actor, point: Point) -> bool:
    """作出承诺、答复的单位"""
    return actor.holds(*UNIT, org_id=point.org_id)


def is_office_of_part(actor: Actor, part: Part) -> bool:
    """代表工作机构"""
    return is_office(actor, part.parent)


def is_confirmer(actor: Actor, promise: Promise) -> bool:
    """领衔代表，或者代录的联络员；代表没有账号或者已经离任的，由代表工作机构代录"""
    parent = promise.parent
    proposer = parent.proposer
    is_gone = proposer.user_id is None or not proposer.serving
    return is_author(actor, parent) or is_helper(actor, parent) or (is_gone and is_office(actor, parent))


def asks_lookback(actor: Actor, lookback: Lookback) -> bool:
    """代表工作机构，或者到时自动"""
    return actor.is_clock or is_office(actor, lookback.parent)


def not_twice_dissatisfied(suggestion: Suggestion) -> str:
    """Source: DOMAIN 5.2 rows 14 and 15: a second handling comes once; what is still bad is pressed for by leaders"""
    if suggestion.handling_round < rules.LAST_ROUND or not has_dissatisfied(suggestion):
        return "要二次办理以后代表仍不满意，才提请领导督办。"
    return "已经提请领导督办。" if suggestion.referred_on else ""


def unkept_promises(suggestion: Suggestion) -> int:
    """Neither at their end nor carried over. Reads the promises as a whole, so that a page that has them asks nothing."""
    return sum(p.state in UNFINISHED and p.carried_to_year is None for p in suggestion.promises.all())


def not_ready_to_archive(suggestion: Suggestion) -> str:
    """Every promise kept, ended or carried over. Source: DOMAIN 5.2 row 19"""
    count = unkept_promises(suggestion)
    return f"还有{count}项承诺没有了结；办成、终止或者滚动到下一年以后再办。" if count else ""


def says_nothing_yet(lookback: Lookback) -> str:
    """What nobody has said can't be found true."""
    return "" if lookback.claim else "单位还没有说明；可以等它说明，或者到现场看过以后按“不属实”办。"
