"""What a reply leaves open, before it is sent: hints for the unit, each with the sentence that caused it. They hinder nobody."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from renda.ground.search.advice.asked import DEED, WHEN, missed
from renda.ground.search.advice.texts import grams, sentences

LONGEST = 20_000
# What stands around an answer and says nothing about the matter.
POLITE = re.compile(
    r"您好|你好|^网友|感谢|谢谢|祝|敬请|敬礼|收悉|高度重视|如下|(?:问题|情况)$|希望您|欢迎|[持继]续关注|请.{0,4}关注|督促|及时(?:回复|反馈)|第一时间"
)
DATE = re.compile(
    r"\d{4}\s*年|\d{4}\s*[./-]\s*\d{1,2}|\d{1,2}\s*月|[年月]底|年末|年内|[上下]半年|第[一二三四]季度|周[一二三四五六日]|每[天日周月年]"
    r"|\d+\s*个?(?:工作日|月|小时)|\d+\s*(?:[天日周]|个?星期)内|[今明后当]年|[本下]个?[月周]|[一二三四五六七八九十两]+(?:[天日周年]|个?星期)内|个月"
)
SIGNED = re.compile(r"\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日\W*$")
# A deed is promised; to go on, to try harder and to keep an eye on something has no day.
PROMISE = re.compile(
    r"将(?=于|在(?!.{0,20}的)|会|陆续|召开|新增|更换|拆除|对|尽快|按|逐步|组织|安排|及时|积极|联合|启动|收回|结合|予以|由|着[重力])(?!.{0,6}(?:情况|结果)|.{0,12}(?:答复|回复)如下)|尽快|下一步|届时"
)
VAGUE = re.compile(
    r"加强|加大|力度|进一步|继续|不断|严格|常态|监管|宣传|巡[查逻]|沟通|争取|关注|打击|规范|持续|一旦|发现|如[果有您]|取决|配合|提高|探索|考虑|论证|会同|告知|反馈|联系|核实|公布|公开|发布|督促|按规定|转|统筹|检测|调整"
)
WAITS = re.compile(r"如(?!下|期|实)|[若待]|等.{2,20}后|视|《|暂[不无未]|一旦|建议(?![。，])|[须应]将")
CONTACT = re.compile(r"电话|\d{3,4}-\d{7,8}|1[3-9]\d{9}|\d{7,8}|12\d{3}|网站|https?:")
PASSED_ON = re.compile(
    r"(?:已|现|将)?(?:经|于.{0,14})?(?:转交|转[送至到请](?!告)|交由|交办|(?<!提)交(?:有关|相关)|批转|转办|(?:转|移交)(?=[^，。账告移]{1,14}(?:调查|核[查实处]|办理|处理|答复|办复|研究|阅处))|反馈给.{0,8}(?:部门|单位)|转(?:有关|相关)?[^，。账告移]{0,12}(?:局|部门|单位|政府)(?=$|[，。])|交办中)"
)
NOT_OURS = re.compile(
    r"不属于?.{0,12}(?:管辖|职责|职权|范围)|(?:没有|无)管辖权|不归.{1,8}管|不在.{0,12}范围|属于?.{1,12}辖区|请(?:您)?(?:直接)?向.{2,14}反映"
)
CLAUSE = re.compile(r"[，,；;。！!？?：:\n]")
ELSEWHERE = re.compile(NOT_OURS.pattern + r"|(?:建议|请)[您你]?.{0,24}(?:咨询|联系|反映|投诉|申请|描述|说明)")
# So much of what the reply says itself stands in the letter, word for word.
REPEATED = 0.85
SHORT = 60
LEFT_CHARS = 20


@dataclass(frozen=True, slots=True)
class Hint:
    """kind: missed_request, passed_on, no_date, only_repeats, too_short; text: for the clerk; sentence: what caused it."""

    kind: str
    text: str
    sentence: str = ""


def hints(question: str, reply: str, asks: Sequence[str] = ()) -> list[Hint]:
    """What the reply may lack. A reply that only passes the letter on is told that alone. asks: requests that are listed apart.

    >>> [hint.kind for hint in hints("路灯坏了。请问什么时候修？", "您反映的问题已转交有关单位。")]
    ['passed_on']
    """
    question, reply = question[:LONGEST], SIGNED.sub("", reply[:LONGEST].strip())
    if passed := [*_passed_on(reply)]:
        return passed
    answers = [*_answers(question, reply, asks)]
    dates = [] if any(WHEN.search(hint.sentence) for hint in answers) else [*_dates(reply)]
    return [*_short(question, reply), *_repeats(question, reply), *answers, *dates]


def _passed_on(reply: str) -> Iterator[Hint]:
    """It goes elsewhere, and nothing else is said."""
    passed = next((sentence for sentence in sentences(reply) if PASSED_ON.search(sentence)), "")
    left = [clause for clause in CLAUSE.split(reply) if not POLITE.search(clause) and not PASSED_ON.search(clause)]
    if passed and sum(map(len, left)) < LEFT_CHARS:
        yield Hint("passed_on", "是不是只说转给了别处？请写上转给了谁、怎么联系，最好把办得怎样也一起答。", passed)


def _short(question: str, reply: str) -> Iterator[Hint]:
    """Shorter than the letter, and it names no place where one could hear more."""
    if 0 < len(reply) < min(SHORT, len(question)) and not ELSEWHERE.search(reply) and not CONTACT.search(reply):
        yield Hint("too_short", "就这几句，事情说清了吗？请补上查了什么、怎么办。", reply)


def _repeats(question: str, reply: str) -> Iterator[Hint]:
    """The letter's own words and hardly any other."""
    own = [clause for clause in CLAUSE.split(reply) if not POLITE.search(clause)]
    said = grams("".join(own))
    if sum(map(len, own)) >= LEFT_CHARS and len(said & grams(question)) >= REPEATED * len(said):
        yield Hint("only_repeats", "这几句是不是来信里的原话？请写上查到了什么、怎么办。", max(own, key=len))


def _answers(question: str, reply: str, asks: Sequence[str]) -> Iterator[Hint]:
    """A reply that says it is not its matter answers."""
    if not NOT_OURS.search(reply):
        for sentence, text in missed(question, reply, asks):
            yield Hint("missed_request", text, sentence)


def _dates(reply: str) -> Iterator[Hint]:
    """A deed is promised and no time stands anywhere, nor what it waits for; the day under the reply is none."""
    promise = next((clause for sentence in sentences(reply) for clause in _promises(sentence)), "")
    if promise and not DATE.search(reply):
        yield Hint("no_date", "这件事什么时候办好，写了吗？请写上日期；定不下来的，说明要等什么。", promise)


def _promises(sentence: str) -> Iterator[str]:
    if not WAITS.search(sentence):
        for clause in CLAUSE.split(sentence):
            if PROMISE.search(clause) and DEED.search(clause) and not VAGUE.search(clause):
                yield clause
