"""The dictionary: every column of a suggestion list, its titles elsewhere, and how a cell is read."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from renda.ground.kernel import clock
from renda.ground.papers.excel import Field, read_day
from renda.voice.suggestions.states import CLASS_SHORT, Category, Disclosure, Grade, Need, Period, ReplyClass, S

NAMES = re.compile(r"[、，,；;\s/]+")
NUMBERED = re.compile(r"^[（(]?[0-9一二三四五六七八九十]{1,3}[）)、.．]\s*")
YES, NO = ("是", "√", "1", "对"), ("否", "×", "0", "")
STATES: Mapping[str, S] = {
    **{str(s.label): s for s in (S.REGISTERED, S.ASSIGNED, S.REPLIED, S.RATED, S.CLOSED, S.ARCHIVED, S.REFUSED)},
    "待交办": S.REGISTERED, "预交办": S.REGISTERED, "已交办": S.ASSIGNED, "承办中": S.ASSIGNED, "在办": S.ASSIGNED,
    "已办复": S.REPLIED, "答复": S.REPLIED, "办结": S.CLOSED, "已办理": S.CLOSED, "归档": S.ARCHIVED, "不予受理": S.REFUSED,
}  # fmt: skip
CLASSES = {**{str(c): c for c in ReplyClass}, **{str(c.label): c for c in ReplyClass}}
CLASSES |= {f"{c}类": c for c in ReplyClass} | {word: ReplyClass(c) for c, word in CLASS_SHORT.items()}
GRADES = {**{str(g.label): g for g in Grade}, "比较满意": Grade.BASICALLY, "未反馈": ""}


def _one_of(words: Mapping[str, Any], what: str) -> Any:
    def read(text: str) -> Any:
        if text not in words:
            known = "、".join(dict.fromkeys(str(word) for word in words if word))
            raise ValueError(f"{what}“{text[:20]}”看不懂，可以写：{known[:120]}。")
        return words[text]

    return read


def _labels(choices: Any) -> dict[str, Any]:
    return {str(c.label): c for c in choices}


def _yes(text: str) -> bool:
    if text in YES:
        return True
    if text in NO:
        return False
    raise ValueError(f"“{text[:20]}”看不懂，请写是或者否。")


def _past_day(text: str) -> date:
    day = read_day(text.split(" ")[0])
    if day > clock.today():
        raise ValueError(f"“{text[:20]}”晚于今天，请核对。")
    return day


def _round(text: str) -> int:
    if text not in ("1", "2"):
        raise ValueError(f"办理轮次“{text[:20]}”只能是1或者2。")
    return int(text)


def _within(most: int) -> Any:
    def read(text: str) -> str:
        if len(text) > most:
            raise ValueError(f"有{len(text)}个字，最多{most}个字。")
        return text

    return read


def split_names(text: str) -> list[str]:
    return [name for name in dict.fromkeys(NAMES.split(text)) if name]


def split_lines(text: str) -> list[str]:
    """One entry a line, numbers typed in front taken off."""
    return [NUMBERED.sub("", line.strip()) or line.strip() for line in text.splitlines() if line.strip()]


FIELDS: Sequence[Field] = (
    Field("number", "编号", also=("建议编号", "建议号", "文号"), read=_within(60)),
    Field("title", "标题", is_required=True, also=("建议标题", "建议名称", "题目", "案由"), read=_within(120)),
    Field("proposer", "领衔代表", is_required=True, also=("代表姓名", "提出代表", "提出人", "领衔人", "代表"), read=_within(40)),
    Field("cosigners", "联名代表", also=("附议代表", "附议人", "联名人"), read=split_names),
    Field("period", "提出时间", also=("会议类型",), read=_one_of(_labels(Period), "提出时间")),
    Field("session", "届次", also=("会议", "会次"), read=_within(40)),
    Field("category", "类别", also=("建议类别", "分类"), read=_one_of(_labels(Category), "类别")),
    Field("need", "需求", read=_one_of(_labels(Need), "需求")),
    Field("problem", "反映的问题", also=("内容", "建议内容", "正文", "问题"), read=_within(5000)),
    Field("analysis", "原因分析", also=("原因",), read=_within(5000)),
    Field("asks", "具体建议", also=("建议", "办法", "措施"), read=split_lines),
    Field("hoped_unit", "希望由谁办", also=("建议承办单位",), read=_within(60)),
    Field("may_be_public", "可以公开", also=("是否公开",), read=_yes),
    Field("is_researched", "做过调研", also=("是否调研",), read=_yes),
    Field("motion_paper", "主席团决定文号", read=_within(60)),
    Field("state", "状态", also=("办理状态", "办理情况"), read=_one_of(STATES, "状态")),
    Field("registered_on", "立案日", also=("立案日期", "登记日期"), read=_past_day),
    Field("ruling", "不立案的理由", read=_within(1000)),
    Field("lead", "主办单位", also=("承办单位", "主办"), read=_within(100)),
    Field("co", "会办单位", also=("协办单位", "会办", "协办"), read=split_names),
    Field("separate", "分办单位", also=("分办",), read=split_names),
    Field("assigned_on", "交办之日", also=("交办日期", "交办时间", "交办日"), read=_past_day),
    Field("is_complex", "六个月内答复", also=("六个月",), read=_yes),
    Field("is_key", "重点督办", also=("重点建议", "是否重点"), read=_yes),
    Field("round", "办理轮次", also=("轮次",), read=_round),
    Field("second_asked_on", "二次办理起算日", read=_past_day),
    Field("replied_on", "答复日", also=("答复日期", "办复日期", "答复时间"), read=_past_day),
    Field("reply_number", "答复文号", read=_within(60)),
    Field("reply_class", "答复类别", also=("办理类别", "办理结果", "答复结果"), read=_one_of(CLASSES, "答复类别")),
    Field("reply_text", "答复内容", also=("答复意见", "复文"), read=_within(20_000)),
    Field("process", "办理过程评价", also=("办理过程满意度",), read=_one_of(GRADES, "评价")),
    Field("result", "办理结果评价", also=("评价", "代表评价", "满意度", "反馈意见", "办理结果满意度"), read=_one_of(GRADES, "评价")),
    Field("rating_text", "评价说明", also=("不满意的理由",), read=_within(1000)),
    Field("rated_on", "评价日", also=("评价日期", "反馈日期"), read=_past_day),
    Field("disclosure", "公开方式", read=_one_of(_labels(Disclosure), "公开方式")),
    Field("disclosure_reason", "不全文公开的理由", read=_within(300)),
    Field("summary", "公开摘要", read=_within(3000)),
    Field("published_on", "公开日", also=("公开日期",), read=_past_day),
    Field("closed_on", "办结日", also=("办结日期", "办结时间"), read=_past_day),
)  # fmt: skip
BY_KEY = {field.key: field for field in FIELDS}
TITLES = [field.title for field in FIELDS]
CHOICES = [(field.key, field.title) for field in FIELDS]
FAULTS_TITLE = "问题"


def plain_title(title: str) -> str:
    """Titles compare without blanks, stars and what stands in brackets."""
    bare = re.split(r"[（(]", title)[0]
    return re.sub(r"[\s*　：:]", "", bare)


def guess(titles: Sequence[str], known: Mapping[str, str]) -> list[str]:
    """The field of each column: as remembered, or by its title; each field once, the first fitting column wins."""
    by_title = {plain_title(name): field.key for field in reversed(FIELDS) for name in (*field.also, field.title)}
    found: list[str] = []
    for title in titles:
        plain = plain_title(title)
        key = known.get(plain, by_title.get(plain, ""))
        found.append(key if key and key not in found else "")
    return found
