"""The workflow of a resident's opinion (群众意见), from a word said to a result told. Source: DOMAIN 5.1"""

from collections.abc import Iterable

from renda.ground.kernel import law
from renda.ground.kernel.actor import Role, holder_key, person_key
from renda.ground.workflow.declare import by_clock, by_rule, extending, pausing, step, waits
from renda.ground.workflow.engine import Workflow
from renda.voice.opinions.access import (
    already_reopened,
    has_no_contact,
    is_anyone,
    is_bearer,
    is_holder,
    is_office,
    is_taker,
    may_answer_on_spot,
    may_carry_word,
    may_close,
    may_enter,
    may_erase,
    may_extend,
    may_handle,
    may_pass_on,
    may_pass_up,
    may_screen,
    may_take_up,
    may_tell,
    may_unmask,
)
from renda.voice.opinions.models import Opinion
from renda.voice.opinions.queries import county_offices
from renda.voice.opinions.states import ARRIVED, OPEN, S

# --- who is waited for ----------------------------------------------------------------------------------------------


def the_liaison(opinion: Opinion) -> Iterable[str]:
    return [holder_key(Role.LIAISON, opinion.station.org_id)]


def the_deputies(opinion: Opinion) -> Iterable[str]:
    """The deputy asked for, else every deputy of the station; without an account, the liaison officer who enters for them."""
    asked = [opinion.deputy.user_id] if opinion.deputy else sorted(opinion.member_user_ids)
    return [person_key(user_id) for user_id in asked if user_id] or the_liaison(opinion)


def the_village(opinion: Opinion) -> Iterable[str]:
    return [holder_key(Role.VILLAGE, opinion.target_org_id or 0)]


def the_town(opinion: Opinion) -> Iterable[str]:
    return [holder_key(Role.TOWN_GOV, opinion.target_org_id or 0)]


def the_unit(opinion: Opinion) -> Iterable[str]:
    return [holder_key(Role.CLERK, opinion.target_org_id or 0)]


def the_office(opinion: Opinion) -> Iterable[str]:
    return [holder_key(Role.OFFICE, org_id) for org_id in county_offices(opinion.county_id)]


def the_teller(opinion: Opinion) -> Iterable[str]:
    """The deputy who took it up knows the resident best; else the station."""
    return the_deputies(opinion) if opinion.deputy else the_liaison(opinion)


def the_resident(opinion: Opinion) -> Iterable[str]:
    """A key no account answers to: the day runs, and the clock takes the step when it is over."""
    return ["resident:0"]


# --- the workflow ---------------------------------------------------------------------------------------------------

WITH_STATION = (*ARRIVED, S.SCREENED)
WITH_UNIT = (S.VILLAGE, S.TOWN, S.COUNTY)

OPINION = Workflow(
    "opinion",
    S,
    model=Opinion,
    label="群众意见",
    private={"text", "place", "village", "result", "guided_to", "other_number", "became_title", "code", "intake_digest",
             "complaint"},
    related=("station", "deputy"),
    steps=[
        # received
        step("submit", "提交", [], S.COLLECTED, allow=is_anyone, seen_by="public"),
        step("enter", "代为登记", [], S.COLLECTED, allow=may_enter, seen_by="public"),
        step("import", "由旧台账导入", [], S.COLLECTED, allow=may_enter, seen_by="public", is_inner=True),
        # screened at the station
        step("screen", "请代表接", ARRIVED, S.SCREENED, allow=may_screen, seen_by="public", is_bulk=True),
        step("guide_away", "指路", WITH_STATION, S.GUIDED, allow=may_screen, seen_by="public"),
        step("answer_on_spot", "当场答复", (*WITH_STATION, S.TAKEN), S.TOLD, allow=may_answer_on_spot, seen_by="public"),
        step("pass_elsewhere", "转其他渠道", (*WITH_STATION, S.TAKEN), S.HANDLED, allow=may_screen, seen_by="public"),
        # with a deputy
        step("take_up", "接下来办", [S.SCREENED], S.TAKEN, allow=may_take_up, seen_by="public"),
        step("hand_back", "交回", [S.SCREENED, S.TAKEN], S.COLLECTED, allow=is_taker, seen_by="public"),
        # passed to who can do it
        step("pass_to_village", "转村里办", (*WITH_STATION, S.TAKEN), S.VILLAGE, allow=may_pass_on, seen_by="public"),
        step("pass_to_town", "转镇里办", (*WITH_STATION, S.TAKEN, S.VILLAGE), S.TOWN, allow=may_pass_up, seen_by="public",
             is_bulk=True),
        step("refer_to_county", "报请县里办", (*WITH_STATION, S.TAKEN, S.VILLAGE, S.TOWN), S.REFERRED, allow=may_pass_up,
             seen_by="public"),
        step("pass_to_county", "转办", [*ARRIVED, S.REFERRED], S.COUNTY, allow=is_office, seen_by="public", is_bulk=True),
        step("send_back", "退回家站", [S.REFERRED], S.COLLECTED, allow=is_office, seen_by="public"),
        step("decline", "退回家站", [S.VILLAGE, S.TOWN], S.COLLECTED, allow=is_holder, seen_by="public"),
        step("decline_county", "退回转办", [S.COUNTY], S.REFERRED, allow=is_holder, seen_by="public"),
        *pausing(WITH_UNIT, allow=may_extend),
        *extending((S.TAKEN, *WITH_UNIT), allow=may_extend),
        step("keep_for", "转作他用", (*ARRIVED, S.TAKEN, S.REFERRED), S.HANDLED, allow=is_office, seen_by="public"),
        # a result
        step("handle", "办完了", (S.TAKEN, *WITH_UNIT), S.HANDLED, allow=may_handle, seen_by="public"),
        step("tell", "告诉本人", [S.HANDLED], S.TOLD, allow=may_tell, seen_by="public"),
        # becomes a suggestion: taken by the services of suggestions
        step("become_suggestion", "转为代表建议", [S.TAKEN], S.SUGGESTION, allow=may_carry_word, seen_by="public",
             is_inner=True),
        step("suggestion_assigned", "建议已交办", [S.SUGGESTION], None, allow=may_carry_word, seen_by="public",
             is_inner=True),
        step("suggestion_replied", "建议已答复", [S.SUGGESTION], None, allow=may_carry_word, seen_by="public",
             is_inner=True),
        step("leave_suggestion", "建议未办成，退回代表", [S.SUGGESTION], S.TAKEN, allow=may_carry_word, seen_by="public",
             is_inner=True),
        step("answer", "建议有了结果", [S.SUGGESTION], S.TOLD, allow=may_carry_word, seen_by="public", is_inner=True),
        step("answer_by_mouth", "建议有了结果", [S.SUGGESTION], S.HANDLED, allow=may_carry_word, seen_by="public",
             is_inner=True),
        # the resident's word
        step("rate", "评价", [S.TOLD], S.RATED, allow=is_bearer, seen_by="public"),
        step("lapse", "未评", [S.TOLD], S.RATED, allow=by_clock, at="due", seen_by="public"),
        step("reopen", "再办一次", [S.TOLD, S.RATED, S.GUIDED, S.CLOSED], S.REOPENED, allow=is_bearer,
             blocked=already_reopened, seen_by="public"),
        step("withdraw", "不用办了", (*WITH_STATION, S.TAKEN), S.CLOSED, allow=is_bearer, seen_by="public"),
        step("add_word", "补充一句", [s for s in OPEN if s not in {S.RATED, S.GUIDED}], None, allow=is_bearer,
             seen_by="parties"),
        step("complain", "投诉", [*OPEN, S.CLOSED], None, allow=is_bearer, seen_by="parties"),
        # the end
        step("close", "办结", [S.RATED], S.CLOSED, allow=may_close, seen_by="public", is_bulk=True),
        step("lapse_rated", "到期办结", [S.RATED], S.CLOSED, allow=by_clock, at="due", seen_by="public"),
        step("lapse_guided", "到期办结", [S.GUIDED], S.CLOSED, allow=by_clock, at="due", seen_by="public"),
        step("unmask", "查看联系方式", [*OPEN, S.CLOSED], None, allow=may_unmask, blocked=has_no_contact, is_grave=True),
        step("erase", "删除个人信息", [*OPEN, S.CLOSED], S.ERASED, allow=may_erase, is_grave=True, seen_by="public"),
    ],
    waits=[
        waits(S.COLLECTED, for_=the_liaison, until=by_rule("opinion_screening"), ask="看一看，分给谁"),
        waits(S.REOPENED, for_=the_liaison, until=by_rule("opinion_screening"), ask="群众要求再办，重新分"),
        waits(S.SCREENED, for_=the_deputies, until=by_rule("opinion_take_up"), ask="接下来办，或交回"),
        waits(S.TAKEN, for_=the_deputies, until=by_rule("opinion_county"), ask="办一办，或转给能办的"),
        waits(S.VILLAGE, for_=the_village, until=by_rule("opinion_village"), ask="办好写明结果"),
        waits(S.TOWN, for_=the_town, until=by_rule("opinion_town"), ask="办好写明结果"),
        waits(S.REFERRED, for_=the_office, until=by_rule("opinion_screening"), ask="转给县级单位"),
        waits(S.COUNTY, for_=the_unit, until=by_rule("opinion_county"), ask="办好写明结果"),
        waits(S.HANDLED, for_=the_teller, until=by_rule("opinion_tell"), ask="把结果告诉本人"),
        waits(S.TOLD, for_=the_resident, until=by_rule("opinion_rating"), ask="请群众评价"),
        waits(S.GUIDED, for_=the_resident, until=by_rule("opinion_rating"), ask="已指路", source=law.DEPUTIES_59),
        waits(S.RATED, for_=the_liaison, until=by_rule("opinion_tell"), ask="办结归档"),
    ],
)  # fmt: skip
