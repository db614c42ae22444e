"""What happened, in the words of the resident's receipt and of the matter page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from renda.ground.county.rules import Due
from renda.ground.county.services import rule_book
from renda.ground.kernel.clock import day_of
from renda.ground.kernel.web import Request
from renda.ground.ui.show import Stage
from renda.ground.workflow.models import Waiting
from renda.ground.workflow.waiting import due_of
from renda.voice.opinions.models import Opinion
from renda.voice.opinions.states import ARRIVED, S
from renda.voice.opinions.workflow import OPINION

RESIDENT_WORDS = {
    "submit": "收到了",
    "enter": "收到了",
    "import": "收到了",
    "screen": "联络员看过了",
    "guide_away": "给您指了路",
    "answer_on_spot": "当场答复了",
    "pass_elsewhere": "转给了管这件事的地方",
    "take_up": "代表接下了",
    "hand_back": "代表交回，另请人办",
    "pass_to_village": "交村里办",
    "pass_to_town": "交镇里办",
    "refer_to_county": "报请县里办",
    "pass_to_county": "交县级单位办",
    "send_back": "退回家站，另请人办",
    "decline": "退回家站，另请人办",
    "decline_county": "县里另请单位办",
    "pause": "先停一停",
    "resume": "接着办",
    "extend": "延长了期限",
    "keep_for": "转作了他用",
    "handle": "有结果了",
    "tell": "告诉了您",
    "become_suggestion": "写成了代表建议",
    "suggestion_assigned": "建议交给单位办了",
    "suggestion_replied": "单位答复了代表",
    "leave_suggestion": "建议没有办成，代表再想办法",
    "answer": "建议有了结果",
    "answer_by_mouth": "建议有了结果",
    "rate": "您评价了",
    "lapse": "没有评价",
    "reopen": "您要求再办一次",
    "withdraw": "您说不用办了",
    "add_word": "您补充了一句",
    "complain": "您投诉了",
    "close": "办结了",
    "lapse_rated": "办结了",
    "lapse_guided": "办结了",
    "erase": "个人信息已删除",
}
DONE = {S.TOLD, S.RATED, S.CLOSED, S.GUIDED, S.ERASED}
STAGES = ("收到", "甄别", "在办", "有结果", "告知", "评价", "办结")
REACHED = {
    S.COLLECTED: 1, S.REOPENED: 1, S.SCREENED: 2, S.TAKEN: 2, S.VILLAGE: 2, S.TOWN: 2, S.REFERRED: 2, S.COUNTY: 2,
    S.SUGGESTION: 2, S.HANDLED: 4, S.GUIDED: 5, S.TOLD: 5, S.RATED: 6, S.CLOSED: 7, S.ERASED: 7,
}  # fmt: skip


@dataclass(frozen=True)
class Mark:
    """One line of a trail or a history."""

    label: str
    at: datetime
    who: str = ""
    acted_as: str = ""
    note: str = ""
    hash: str = ""
    state: str = "done"


def why(request: Request, opinion: Opinion, waiting: Waiting | None) -> Due | None:
    """Why this date, from the row and the county the page has already read."""
    rule = OPINION.waits_in(opinion.state)
    if waiting is None or rule is None or waiting.due_on is None:
        return None
    return due_of(rule, opinion, waiting.since, rule_book(opinion.county_id, version=request.county.version))


def marks(steps: Iterable[Any], names: Mapping[int, str]) -> list[Mark]:
    """The staff's history, newest first."""
    return [
        Mark(OPINION.steps[s.step].label, s.at, names.get(s.user_id, ""), s.acted_as, s.note, s.hash) for s in steps
    ]


def resident_marks(steps: Iterable[Any], names: Mapping[int, str], deputy: str) -> list[Mark]:
    """The receipt's trail, oldest first: what happened, with the word left for the resident."""
    return [_resident_mark(s, names, deputy) for s in reversed(list(steps)) if s.step in RESIDENT_WORDS]


def _resident_mark(step: Any, names: Mapping[int, str], deputy: str) -> Mark:
    who = names.get(step.user_id, "")
    label = RESIDENT_WORDS[step.step]
    if step.step == "take_up" and (who or deputy):
        label = f"{deputy or who}代表接下了"
    note = f"{who}：{step.note}" if who and step.note else step.note
    return Mark(label, step.at, note=note)


def ahead(opinion: Opinion, due_on: date | None) -> list[Stage]:
    """What is still to come."""
    if opinion.state in {S.CLOSED, S.RATED, S.GUIDED, S.ERASED}:
        return []
    rating = Stage("请您评价", note="不满意，可以要求再办一次" if not opinion.reopened else "")
    if opinion.state == S.TOLD:
        return [rating]
    told = Stage("告诉您结果", on=due_on) if opinion.state not in {*ARRIVED, S.SCREENED} else Stage("告诉您结果")
    return [told, rating]


def headline(opinion: Opinion) -> str:
    """Who has it, in a few words."""
    holder = str(opinion.target_org) if opinion.target_org else ""
    deputy = str(opinion.deputy) if opinion.deputy else ""
    words = {
        S.COLLECTED: "家站联络员会先看一看",
        S.REOPENED: "家站联络员会重新安排",
        S.SCREENED: f"在请{deputy}代表接" if deputy else "在请本站代表接",
        S.TAKEN: f"{deputy}代表在办",
        S.VILLAGE: f"{holder}在办",
        S.TOWN: f"{holder}在办",
        S.COUNTY: f"{holder}在办",
        S.REFERRED: "县人大代表工委在安排单位",
        S.SUGGESTION: f"已写成代表建议{opinion.became_number}，在办",
        S.HANDLED: "有结果了，会来告诉您",
        S.GUIDED: "这件事代表不能直接办，给您指了路",
        S.TOLD: "有结果了，请您说满不满意",
        S.RATED: "您的评价收到了" if opinion.rating else "已经告诉您结果",
        S.CLOSED: "这件事办结了",
        S.ERASED: "个人信息已按规定删除",
    }
    return words[S(opinion.state)]


def stages(opinion: Opinion, steps: Iterable[Any]) -> list[Stage]:
    """The way of an opinion across the head of its page, with the day each part was reached (since it was reopened)."""
    reached, on = REACHED[S(opinion.state)], dict[int, date]()
    for taken in sorted(steps, key=lambda taken: taken.seq):
        if taken.step == "reopen":
            on = {0: on[0]}
        for part in range(REACHED[S(taken.to_state)]):
            on.setdefault(part, day_of(taken.at))
    states = ["done"] * reached + ["now"] + ["next"] * len(STAGES)
    return [Stage(label, states[n], on.get(n) if n < reached else None) for n, label in enumerate(STAGES)]
