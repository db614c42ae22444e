"""The suggestion and its parts as data: who may do what, what blocks it, who is waited for and until when."""

from collections.abc import Iterable
from datetime import date

from renda.ground.county.rules import Due, RuleBook
from renda.ground.kernel import law
from renda.ground.kernel.actor import Role, holder_key, person_key
from renda.ground.workflow.declare import by_clock, by_rule, step, waits
from renda.ground.workflow.engine import Workflow
from renda.voice.suggestions import access, rules
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
from renda.voice.suggestions.states import (
    FOLLOWED_STATES,
    OPEN_LOOKBACKS,
    UNFINISHED,
    HandlingState,
    LookbackState,
    PromiseState,
    PublicationState,
    RatingState,
    S,
    SignatureState,
)

IMPORTED_STATES = (S.REGISTERED, S.ASSIGNED, S.REPLIED, S.RATED, S.CLOSED, S.ARCHIVED, S.REFUSED)
H, P, R, G = HandlingState, PublicationState, RatingState, SignatureState
V, L = PromiseState, LookbackState

# Whom the matter waits for.


def author(row: Suggestion) -> Iterable[str]:
    user_id = row.proposer.user_id
    if user_id:
        return [person_key(user_id)]
    return [holder_key(Role.LIAISON, row.helper_org_id)] if row.helper_org_id else []


def office(row: Suggestion) -> Iterable[str]:
    return [holder_key(_office_role(row), row.office_id)]


def government(row: Suggestion) -> Iterable[str]:
    return [_government_key(row)] if row.government_id else office(row)


def signatory(row: Signature | Rating) -> Iterable[str]:
    if row.deputy.user_id:
        return [person_key(row.deputy.user_id)]
    org_id = row.parent.helper_org_id
    return [holder_key(Role.LIAISON, org_id)] if org_id else office(row.parent)


def unit(row: Handling | Point) -> Iterable[str]:
    return [holder_key(_unit_role(row), row.org_id)]


def unit_leader(row: Handling) -> Iterable[str]:
    role = Role.UNIT_LEADER if _unit_role(row) == Role.CLERK else _unit_role(row)
    return [holder_key(role, row.org_id)]


def government_of_part(row: Part) -> Iterable[str]:
    return government(row.parent)


def second_person(row: Publication) -> Iterable[str]:
    """The county's publisher; in a town another person of the presidium."""
    parent = row.parent
    return office(parent) if _office_role(parent) == Role.TOWNSHIP else [holder_key(Role.PUBLISHER, parent.office_id)]


def committee(row: Suggestion) -> Iterable[str]:
    """Who follows it (跟踪督办): the committee, or the office where a congress has no committee of its own."""
    if row.committee is None:
        return office(row)
    role = {"committee": Role.COMMITTEE, "presidium": Role.TOWNSHIP}.get(row.committee.kind, Role.OFFICE)
    return [holder_key(role, row.committee.pk)]


def _office_role(row: Suggestion) -> Role:
    return Role.TOWNSHIP if row.office.kind == "presidium" else Role.OFFICE


def _government_key(row: Suggestion) -> str:
    assert row.government is not None
    role = Role.TOWN_GOV if row.government.kind == "town_gov" else Role.GOV_OFFICE
    return holder_key(role, row.government.pk)


def confirmer(row: Promise) -> Iterable[str]:
    """The proposer as long as he serves; his station, or the office, when he cannot be asked."""
    proposer = row.parent.proposer
    if proposer.user_id and proposer.serving:
        return [person_key(proposer.user_id)]
    org_id = row.parent.helper_org_id
    return [holder_key(Role.LIAISON, org_id)] if org_id else office(row.parent)


def office_of_part(row: Part) -> Iterable[str]:
    return office(row.parent)


def _unit_role(row: Handling | Point) -> Role:
    kinds = {"town_gov": Role.TOWN_GOV, "village": Role.VILLAGE, "gov_office": Role.GOV_OFFICE}
    return kinds.get(row.org.kind, Role.CLERK)


# Until when.


def handling_due(row: Handling, since: date, book: RuleBook) -> Due:
    """主办、分办同建议的答复期限；会办意见自交办起一个月"""
    if row.is_co:
        return book.due("co_opinion", row.assigned_on)
    return rules.reply_due(row.parent, since, book)


def return_due(row: Handling, since: date, book: RuleBook) -> Due:
    """退办申请当在县定期限内答复；答复期限不顺延"""
    return book.due("handling_return", since)


def publication_due(row: Suggestion, since: date, book: RuleBook) -> Due | None:
    """答复后二十个工作日内定公开（县定）"""
    return None if row.disclosure else rules.publication_due(row, since, book)


def promise_due(row: Promise, since: date, _book: RuleBook) -> Due:
    """答复函承诺的日期；滚动办理时可以另定"""
    return rules.promise_due(row.promised_on, row.first_promised_on, row.carried_to_year, since)


SUGGESTION = Workflow(
    "suggestion", S, model=Suggestion, party=access.is_party, private={"title", "problem", "analysis", "asks", "frozen", "ruling", "summary"},
    steps=[
        step("draft", "起草", [], S.DRAFT, allow=access.is_author_or_helper),
        step("convert", "议案转建议", [], S.SUBMITTED, allow=access.is_office, seen_by="parties"),
        *(step(f"import_{state}", "由旧系统导入", [], state, allow=access.imports, seen_by="public", is_inner=True)
          for state in IMPORTED_STATES),
        step("edit", "改稿", [S.DRAFT, S.RETURNED], None, allow=access.is_author_or_helper, seen_by="parties"),
        step("submit", "提交", [S.DRAFT, S.RETURNED], S.SUBMITTED, allow=access.is_author_or_helper,
             blocked=access.not_ready_to_submit, seen_by="public"),
        step("withdraw", "撤回", [S.DRAFT, S.SUBMITTED, S.RETURNED], S.WITHDRAWN, allow=access.is_author,
             is_grave=True, seen_by="parties"),
        step("supplement", "补充说明", [S.SUBMITTED, S.REGISTERED, S.PREASSIGNED, S.ASSIGNED], None,
             allow=access.is_author_or_helper, seen_by="parties"),
        step("register", "立案编号", [S.SUBMITTED], S.REGISTERED, allow=access.is_office, seen_by="public", is_bulk=True),
        step("send_back", "退回修改", [S.SUBMITTED], S.RETURNED, allow=access.is_office, seen_by="parties"),
        step("merge", "并案", [S.SUBMITTED, S.REGISTERED], S.MERGED, allow=access.is_office, seen_by="parties"),
        step("refuse", "不予立案", [S.SUBMITTED, S.REGISTERED], S.REFUSED, allow=access.is_office, is_grave=True,
             seen_by="parties"),
        step("preassign", "预交办", [S.REGISTERED], S.PREASSIGNED, allow=access.is_office, is_bulk=True),
        step("propose", "提承办意见", [S.PREASSIGNED], None, allow=access.is_government),
        step("assign", "交办", [S.REGISTERED, S.PREASSIGNED], S.ASSIGNED, allow=access.is_office, seen_by="public",
             blocked=access.not_supervised, is_bulk=True),
        step("name_key", "定为重点督办", [S.REGISTERED, S.PREASSIGNED, S.ASSIGNED], None, allow=access.is_office,
             blocked=access.already_key, seen_by="public", is_bulk=True),
        step("supervise", "定督办的人", [S.REGISTERED, S.PREASSIGNED, S.ASSIGNED, S.REPLIED, S.RATED], None,
             allow=access.is_office, seen_by="parties"),
        step("unname_key", "调出重点督办", [S.REGISTERED, S.PREASSIGNED, S.ASSIGNED], None, allow=access.is_office,
             blocked=access.not_key, is_grave=True, seen_by="public"),
        step("urge", "催办", [S.ASSIGNED], None, allow=access.is_office_or_government, seen_by="parties", is_bulk=True),
        step("lengthen", "改为六个月", [S.ASSIGNED], None, allow=access.is_office, blocked=access.already_complex,
             seen_by="public"),
        step("reassign", "改办", [S.ASSIGNED], None, allow=access.is_office_or_government, seen_by="parties",
             is_inner=True),
        step("join", "并入一件", [S.SUBMITTED, S.REGISTERED, S.PREASSIGNED, S.ASSIGNED], None, allow=access.is_office,
             seen_by="parties", is_inner=True),
        step("reply", "答复", [S.ASSIGNED], S.REPLIED, allow=access.moves_along, seen_by="public", is_inner=True),
        step("rate", "评价", [S.REPLIED], S.RATED, allow=access.moves_along, seen_by="public", is_inner=True),
        step("second_handling", "二次办理", [S.REPLIED, S.RATED], S.ASSIGNED, allow=access.is_author_or_office,
             blocked=access.no_second_handling, seen_by="public"),
        step("publish", "公开", [S.REPLIED, S.RATED, S.CLOSED, S.ARCHIVED], None, allow=access.is_office_side, seen_by="public",
             is_inner=True),
        step("refer", "提请领导督办", [S.RATED], None, allow=access.is_office, blocked=access.not_twice_dissatisfied,
             seen_by="public"),
        step("reclass", "改答复类别", FOLLOWED_STATES, None, allow=access.moves_along, seen_by="public", is_inner=True),
        step("close", "办结", [S.RATED], S.CLOSED, allow=access.is_office, blocked=access.not_ready_to_close,
             seen_by="public", is_bulk=True),
        step("archive", "归档", [S.CLOSED], S.ARCHIVED, allow=access.is_office, blocked=access.not_ready_to_archive,
             is_bulk=True),
    ],
    waits=[
        waits(S.DRAFT, for_=author, until=None, ask="等您写完提交"),
        waits(S.RETURNED, for_=author, until=None, ask="请改好再交"),
        waits(S.SUBMITTED, for_=office, until=by_rule("suggestion_form_check"), ask="等您审核立案"),
        waits(S.REGISTERED, for_=office, until=by_rule("suggestion_assign"), ask="等您交办"),
        waits(S.PREASSIGNED, for_=government, until=by_rule("suggestion_preassign"), ask="等您提承办意见"),
        waits(S.ASSIGNED, for_=government, until=rules.reply_due, ask="督促按期答复", source=law.DEPUTIES_51),
        waits(S.REPLIED, for_=office, until=publication_due, ask="等代表评价"),
        waits(S.RATED, for_=office, until=publication_due, ask="等您办结"),
        waits(S.CLOSED, for_=office, until=None, ask="等您归档"),
    ],
)  # fmt: skip

SIGNATURE = Workflow(
    "signature", G, model=Signature, party=access.is_party_of_part,
    steps=[
        step("invite", "邀请联名", [], G.INVITED, allow=access.invites, blocked=access.paper_is_in, seen_by="parties"),
        step("record", "记下纸上联名", [], G.PAPER, allow=access.invites, blocked=access.paper_is_in, seen_by="parties"),
        step("carry", "随原件转来", [], G.SIGNED, allow=access.moves_along, is_inner=True, seen_by="parties"),
        step("import_signed", "由旧系统导入", [], G.SIGNED, allow=access.imports, is_inner=True, seen_by="parties"),
        step("sign", "联名", [G.INVITED, G.DECLINED], G.SIGNED, allow=access.is_invited, blocked=access.paper_is_in,
             seen_by="parties"),
        step("decline", "不联名", [G.INVITED], G.DECLINED, allow=access.is_invited, seen_by="parties"),
    ],
    waits=[waits(G.INVITED, for_=signatory, until=None, ask="请您看要不要联名")],
)  # fmt: skip

HANDLING = Workflow(
    "handling", H, model=Handling, party=access.is_party_of_part,
    private={"leader_name", "officer_name", "officer_phone", "plan", "return_reason", "co_opinion", "answers", "closing",
             "signer_name"},
    steps=[
        step("open", "交到单位", [], H.PENDING, allow=access.gives_work, seen_by="public", is_inner=True),
        step("import_accepted", "由旧系统导入", [], H.ACCEPTED, allow=access.imports, seen_by="public", is_inner=True),
        step("import_done", "由旧系统导入", [], H.DONE, allow=access.imports, seen_by="public", is_inner=True),
        step("accept", "签收", [H.PENDING], H.ACCEPTED, allow=access.is_unit, seen_by="public"),
        step("request_return", "申请退办", [H.PENDING, H.ACCEPTED], H.RETURN_REQUESTED, allow=access.is_unit,
             blocked=access.too_late_to_return, seen_by="parties"),
        step("approve_return", "同意退办", [H.RETURN_REQUESTED], H.RETURNED, allow=access.rules_on_return,
             seen_by="parties"),
        step("refuse_return", "不同意退办", [H.RETURN_REQUESTED], H.ACCEPTED, allow=access.rules_on_return,
             seen_by="parties"),
        step("give_opinion", "交会办意见", [H.ACCEPTED], H.DONE, allow=access.is_co_unit, seen_by="parties"),
        step("draft_reply", "送审答复", [H.ACCEPTED], H.DRAFTED, allow=access.is_reply_unit,
             blocked=access.no_consultation),
        step("consult", "记下面商", [H.ACCEPTED, H.DRAFTED], None, allow=access.is_reply_unit, seen_by="parties"),
        step("keep_draft", "存草稿", [H.ACCEPTED], None, allow=access.is_reply_unit),
        step("check", "审核签发", [H.DRAFTED], H.CHECKED, allow=access.is_unit_leader),
        step("send_back", "退回重拟", [H.DRAFTED, H.CHECKED], H.ACCEPTED, allow=access.checks_reply),
        step("reply", "答复代表", [H.CHECKED], H.DONE, allow=access.is_reply_unit, seen_by="public"),
        step("attach_scan", "上传盖章件", [H.DONE], None, allow=access.is_reply_unit, seen_by="parties"),
    ],
    waits=[
        waits(H.PENDING, for_=unit, until=by_rule("handling_accept"), ask="等您签收"),
        waits(H.ACCEPTED, for_=unit, until=handling_due, ask="等您办理答复", source=law.DEPUTIES_51),
        waits(H.RETURN_REQUESTED, for_=government_of_part, until=return_due, ask="等您定退不退"),
        waits(H.DRAFTED, for_=unit_leader, until=by_rule("reply_check"), ask="等您审核签发"),
        waits(H.CHECKED, for_=unit, until=handling_due, ask="等您送达代表", source=law.DEPUTIES_51),
    ],
)  # fmt: skip

RATING = Workflow(
    "rating", R, model=Rating, party=access.is_party_of_part, private={"text"},
    steps=[
        step("open", "请代表评价", [], R.OPEN, allow=access.moves_along, is_inner=True),
        step("import_open", "由旧系统导入，请代表评价", [], R.OPEN, allow=access.imports, is_inner=True),
        step("import_final", "由旧系统导入", [], R.FINAL, allow=access.imports, is_inner=True),
        step("import_lapsed", "由旧系统导入", [], R.LAPSED, allow=access.imports, is_inner=True),
        step("rate", "评价", [R.OPEN], R.FINAL, allow=access.is_rater),
        step("lapse", "未反馈", [R.OPEN], R.LAPSED, allow=by_clock, at="due"),
        step("overtake", "因二次办理结束", [R.OPEN], R.LAPSED, allow=access.moves_along, is_inner=True),
    ],
    waits=[waits(R.OPEN, for_=signatory, until=by_rule("rating_days"), ask="看答复，说满不满意")],
)  # fmt: skip

PUBLICATION = Workflow(
    "publication", P, model=Publication, party=access.is_party_of_part, private={"reason", "summary", "redactions"},
    steps=[
        step("propose", "提出公开方式", [], P.PROPOSED, allow=access.proposes_publication,
             blocked=access.publication_settled),
        step("import_proposed", "由旧系统导入", [], P.PROPOSED, allow=access.imports, is_inner=True),
        step("approve", "审定公开", [P.PROPOSED], P.PUBLISHED, allow=access.is_second_person,
             blocked=access.nothing_to_publish, seen_by="public", is_bulk=True),
        step("withhold", "审定不公开", [P.PROPOSED], P.WITHHELD, allow=access.is_second_person, is_grave=True,
             seen_by="parties"),
        step("drop", "退回重提", [P.PROPOSED], P.DROPPED, allow=access.is_second_person),
    ],
    waits=[waits(P.PROPOSED, for_=second_person, until=None, ask="等您审定公开")],
)  # fmt: skip

PROMISE = Workflow(
    "promise", V, model=Promise, party=access.is_party_of_part,
    private={"text", "progress", "answer", "dispute", "ruling"},
    steps=[
        step("open", "立下承诺", [], V.OPEN, allow=access.moves_along, seen_by="public", is_inner=True),
        step("progress", "报进展", [V.OPEN], None, allow=access.is_promise_unit, seen_by="parties"),
        step("answer", "办成了，再次答复", [V.OPEN], V.ANSWERED, allow=access.is_promise_unit, seen_by="public"),
        step("confirm", "确认办成", [V.ANSWERED], V.KEPT, allow=access.is_confirmer, seen_by="public"),
        step("dispute", "不认可", [V.ANSWERED], V.DISPUTED, allow=access.is_confirmer, seen_by="public"),
        step("lapse", "未反馈", [V.ANSWERED], V.SILENT, allow=by_clock, at="due", seen_by="public"),
        step("verify", "核实办成", [V.DISPUTED, V.SILENT], V.KEPT, allow=access.is_office_of_part, seen_by="public"),
        step("uphold", "退回继续办", [V.DISPUTED, V.SILENT], V.OPEN, allow=access.is_office_of_part, seen_by="public"),
        step("carry_over", "滚动办理", [V.OPEN], None, allow=access.is_office_of_part, seen_by="public", is_bulk=True),
        step("end", "终止承诺", [V.OPEN], V.ENDED, allow=access.is_office_of_part, is_grave=True, seen_by="public"),
        step("supersede", "由再次答复代替", UNFINISHED, V.SUPERSEDED, allow=access.moves_along, seen_by="public",
             is_inner=True),
    ],
    waits=[
        waits(V.OPEN, for_=unit, until=promise_due, ask="到期前办成并再次答复", source=rules.FOLLOW_UP),
        waits(V.ANSWERED, for_=confirmer, until=by_rule("promise_confirm"), ask="请您确认承诺办成没有"),
        waits(V.DISPUTED, for_=office_of_part, until=by_rule("promise_ruling"), ask="等您核实承诺办成没有"),
        waits(V.SILENT, for_=office_of_part, until=by_rule("promise_ruling"), ask="等您核实承诺办成没有"),
    ],
)  # fmt: skip

LOOKBACK = Workflow(
    "lookback", L, model=Lookback, party=access.is_party_of_part, private={"text", "finding"},
    steps=[
        step("ask", "回头看", [], L.ASKED, allow=access.asks_lookback, seen_by="parties", is_inner=True),
        step("answer", "说明现在的情况", [L.ASKED], L.ANSWERED, allow=access.is_promise_unit, seen_by="parties", is_bulk=True),
        step("verify", "核实：属实", OPEN_LOOKBACKS, L.VERIFIED, allow=access.is_office_of_part, blocked=access.says_nothing_yet,
             seen_by="public", is_bulk=True),
        step("refute", "核实：不属实", OPEN_LOOKBACKS, L.REFUTED, allow=access.is_office_of_part, seen_by="public"),
        step("drop", "不再需要", OPEN_LOOKBACKS, L.DROPPED, allow=access.moves_along, is_inner=True),
    ],
    waits=[
        waits(L.ASKED, for_=unit, until=by_rule("lookback_answer"), ask="回头看：请说明现在的情况"),
        waits(L.ANSWERED, for_=office_of_part, until=by_rule("lookback_check"), ask="回头看：等您核实"),
    ],
)  # fmt: skip
