"""What a reply leaves open, before it is sent: hints for the unit, each with the sentence that caused it. They hinder nobody."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from renda.ground.search.advice.texts import grams, sentences, words

LONGEST = 20_000
# A clause that begins with one of these wants something; in the middle of a story the same words want nothing.
ASKS = re.compile(
    r"(?:^|[，,；;：:、）)\s.．])(?:我们?|现|特|在此|为此|另外?|同时|强烈|诚?恳|也|还|再|因此|所以|故|并|更|最后|真心|衷心|第?[一二三四五六七八九十\d]){0,3}"
    r"(?:请问|恳?请(?!求?帖|假|客)|希望|建议|要求(?=[政有相领对给彻依查追尽整拆停])|能否|可否|能不能|想问|想?咨询|什么时候|何时)"
)
# Without such a word anywhere in the letter its questions are mostly reproaches, which nobody can answer.
CONSULTS = re.compile(r"请问|咨询|想问|请教|想了解|想知道|盼复|求解")
QUESTION = re.compile(
    r"(?:如何|怎样|怎么样|什么时候|何时|多少|多久|哪[里儿个些位年]|什么|为什么|能否|可否|是否).*[？?]\s*$|[吗呢]\s*[？?]\s*$"
)
REPROACH = re.compile(
    r"难道|岂|凭什么|何况|天理|良心|怎么[会能就可还敢]|为何还|谁来|不是.{1,30}(?:是什么|吗)|哪里去了|到底(?:是否|有没有|有多|是多)"
    r"|这是否|是否一定|是否应该|只希望|^以上|^上述|父母官|亮剑|谅解|(?:根据|《).{0,40}(?:规定|办法|意见|条例)"
)
GREETING = re.compile(r"^(?:尊敬的|您好|你好|谢谢|感谢|此致|敬礼|网友).{0,20}$")
# Words of any letter: a wish of such words alone wants nothing that a reply could miss.
PLAIN = frozenset((Path(__file__).parent / "data" / "plain_words.txt").read_text(encoding="utf-8").split())
DATE = re.compile(
    r"\d{4}\s*[年./-]\s*\d{1,2}|\d{1,2}\s*月|年底|年内|[上下]半年|第[一二三四]季度"
    r"|\d+\s*个?工作日|\d+\s*[天日]内|[今明后当]年|[本下]月|[一二三四五六七八九十两]+[天日]内"
)
SIGNED = re.compile(r"\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日\W*$")
PROMISE = re.compile(
    r"将(?=于|在(?!.{0,20}的)|会|对|继续|进一步|尽快|按|逐步|组织|安排|及时|积极|联合|启动|加[大强快]|根据|收回|结合|予以|由|着[重力])"
    r"(?!.{0,6}(?:情况|结果)|.{0,12}(?:答复|回复)如下)|尽快|下一步|近期[将会内就]|届时"
)
OFFICE = re.compile(
    r"[一-鿿](?:局|厅|部(?!分|门)|委员会|街道|镇|乡|医院|公司|政府)|[县市区省州]委|[一-鿿]{2}(?:办公室|中心|所(?![有以反说])|队|处(?![理置罚于在])|站|学校)"
)
CONTACT = re.compile(r"电话|\d{3,4}-\d{7,8}|1[3-9]\d{9}")
PASSED_ON = re.compile(r"(?:已|现|将)?(?:经|于.{0,14})?(?:转交|转[送至到请]?|交由|交办|移交|交(?:有关|相关)|批转|转办)")
NOT_OURS = re.compile(r"不属于?.{0,12}(?:管辖|职责|职权|范围)|(?:没有|无)管辖权|不归.{1,8}管|不在.{0,12}范围")
REPEATED = 0.6
MOST_REPEATED = 0.5
SHORT = 60
PASSED_ON_CHARS = 90
LEAST_WORDS = 3
WISH_CHARS = range(6, 301)
MOST_REQUESTS = 3


@dataclass(frozen=True, slots=True)
class Hint:
    """kind: missed_request, passed_on, no_date, no_office, only_repeats, too_short; text: for the clerk; sentence: what caused it."""

    kind: str
    text: str
    sentence: str = ""


def hints(question: str, reply: str, asks: Sequence[str] = ()) -> list[Hint]:
    """What the reply may lack. asks: requests that are listed apart from the question.

    >>> [hint.kind for hint in hints("路灯坏了。请问什么时候修？", "您反映的问题已转交有关单位。")]
    ['too_short', 'passed_on', 'no_office']
    """
    question, reply = question[:LONGEST], SIGNED.sub("", reply[:LONGEST].strip())
    said = [sentence for sentence in sentences(reply) if not GREETING.match(sentence)]
    return [
        *_short(reply), *_answers(question, reply, said, asks), *_dates(reply), *_offices(reply), *_repeats(question, said),
    ]  # fmt: skip


def requests(question: str) -> list[str]:
    """The sentences of a letter that want something."""
    consults = bool(CONSULTS.search(question))
    found = [sentence for sentence in sentences(question) if _wants(sentence, consults)]
    return list(dict.fromkeys(found))


def _wants(sentence: str, consults: bool) -> bool:
    if len(sentence) not in WISH_CHARS or GREETING.match(sentence) or REPROACH.search(sentence):
        return False
    return bool(ASKS.search(sentence) or (consults and QUESTION.search(sentence)))


def _short(reply: str) -> Iterator[Hint]:
    if len(reply) < SHORT:
        yield Hint("too_short", "答复很短，看看事情说清了没有。", reply)


def _answers(question: str, reply: str, said: list[str], asks: Sequence[str]) -> Iterator[Hint]:
    """What was asked and not taken up. A reply that only passes the letter on is told so once; one that says it is not its matter answers."""
    passed = next((sentence for sentence in sentences(reply) if PASSED_ON.search(sentence)), "")
    if passed and sum(map(len, said)) - len(passed) < PASSED_ON_CHARS:
        yield Hint("passed_on", "只说转给了别处，没有说办得怎样。", passed)
    elif not NOT_OURS.search(reply):
        wishes = [*requests(question), *asks]
        missed = [wish for wish in wishes if _is_missed(wish, question, reply)]
        # Where nothing at all comes back the reply speaks in other words; beside what was taken up a gap shows.
        if 2 * len(missed) <= len(wishes):
            for wish in missed[:MOST_REQUESTS]:
                yield Hint("missed_request", "这一条好像没有答到。", wish)


def _is_missed(wish: str, question: str, reply: str) -> bool:
    """Not a word of what this sentence alone wants comes back in the reply."""
    elsewhere = question.replace(wish, "")
    own = {word for word in words(_clause(wish)) if len(word) > 1 and word not in PLAIN}
    wanted = {word for word in own if word not in elsewhere}
    return len(wanted) >= LEAST_WORDS and not any(word in reply for word in wanted)


def _clause(wish: str) -> str:
    """From the clause on that asks: what stands before it tells the story."""
    found = ASKS.search(wish)
    before = found.start() + 1 if found else len(wish)
    return wish[max(wish.rfind(mark, 0, before) for mark in "，,：:、 ") + 1 :]


def _dates(reply: str) -> Iterator[Hint]:
    """Something is promised and no time stands anywhere; the day under the reply is none."""
    promise = next((sentence for sentence in sentences(reply) if PROMISE.search(sentence)), "")
    if promise and not DATE.search(reply):
        yield Hint("no_date", "要办的事没有写明时间。", promise)


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
