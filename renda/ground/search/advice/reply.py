"""What a reply leaves open, before it is sent: hints for the unit, each with the sentence that caused it. They hinder nobody."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from renda.ground.search.advice.texts import grams, sentences, words

REQUEST = re.compile(
    r"请求|恳请|希望|请问|要求|建议|咨询|盼望|能否|能不能|是否|什么时候|何时|如何|怎么|为什么|[吗呢]?[？?]"
)
GREETING = re.compile(r"^(?:尊敬的|您好|你好|谢谢|感谢|此致|敬礼|网友)")
DATE = re.compile(
    r"\d{4}\s*[年./-]\s*\d{1,2}|\d{1,2}\s*月(?:\s*\d{1,2}\s*日|底|初|中旬|上旬|下旬)|年底|年内|[上下]半年|第[一二三四]季度"
    r"|\d+\s*个?工作日|\d+\s*[天日]内"
)
OFFICE = re.compile(
    r"[一-鿿](?:局|委员会|街道|镇|乡|医院|公司|政府)|[县市区省州]委|[一-鿿]{2}(?:办公室|中心|所(?![有以反说])|队|处(?![理置罚于在])|站|学校)"
)
CONTACT = re.compile(r"电话|联系|\d{3,4}-\d{7,8}|1[3-9]\d{9}")
DONE = re.compile(
    r"已(?:经)?[一-鿿]{0,8}|将(?:于|在|会)?|责成|要求|组织|安排|完成|整改|核实|现场|根据|依据|按照|规定|不予|无法|暂不"
)
# Below it no word of the request comes back in the reply; measured in `renda evaluate reply`.
TOUCHED = 0.12
REPEATED = 0.6
MOST_REPEATED = 0.5
SHORT = 60


@dataclass(frozen=True, slots=True)
class Hint:
    """kind: missed_request, no_date, no_office, only_repeats, too_short; text: for the clerk; sentence: what caused it."""

    kind: str
    text: str
    sentence: str = ""


def hints(question: str, reply: str) -> list[Hint]:
    """What the reply may lack.

    >>> [hint.kind for hint in hints("路灯坏了。请问什么时候修？", "路灯坏了的情况已收悉。")]
    ['too_short', 'missed_request', 'no_date', 'no_office']
    """
    said = [sentence for sentence in sentences(reply) if not GREETING.match(sentence)]
    return [*_short(reply), *_missed(question, reply), *_dates(reply), *_offices(reply), *_repeats(question, said)]


def requests(question: str) -> list[str]:
    """The sentences of a letter that want something."""
    return [
        sentence
        for sentence in sentences(question)
        if REQUEST.search(sentence) and len(sentence) >= 6 and not GREETING.match(sentence)
    ]


def _short(reply: str) -> Iterator[Hint]:
    if len(reply.strip()) < SHORT:
        yield Hint("too_short", "答复很短，看看事情说清了没有。", reply.strip())


def _missed(question: str, reply: str) -> Iterator[Hint]:
    answered = set(words(reply))
    for request in requests(question):
        wanted = {word for word in words(request) if len(word) > 1 and not REQUEST.fullmatch(word)}
        if len(wanted) >= 2 and len(wanted & answered) / len(wanted) < TOUCHED:
            yield Hint("missed_request", "这一条好像没有答到。", request)
    if (wish := requests(question)) and not DONE.search(reply):
        yield Hint("missed_request", "没有说做了什么、准备做什么，或者为什么不能做。", wish[-1])


def _dates(reply: str) -> Iterator[Hint]:
    promise = next(
        (sentence for sentence in sentences(reply) if re.search(r"将|尽快|正在|下一步|近期|届时", sentence)), ""
    )
    if not DATE.search(reply):
        yield Hint("no_date", "没有写明时间。", promise)


def _offices(reply: str) -> Iterator[Hint]:
    if not OFFICE.search(reply) and not CONTACT.search(reply):
        yield Hint("no_office", "没有写明由谁办、找谁问。")


def _repeats(question: str, said: Iterable[str]) -> Iterator[Hint]:
    """Most of the reply's sentences stand in the letter already."""
    asked = grams(question)
    sizes = [(len(grams(sentence)), len(grams(sentence) & asked), sentence) for sentence in said]
    whole = sum(size for size, _, _ in sizes)
    again = [(size, sentence) for size, both, sentence in sizes if size >= 4 and both / size >= REPEATED]
    if whole and sum(size for size, _ in again) / whole > MOST_REPEATED:
        yield Hint("only_repeats", "大部分是来信的原话。", max(again)[1])
