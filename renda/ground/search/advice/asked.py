"""What a letter asks for in so many words and a reply does not take up, the surest first. Pure.

Only explicit requests count: a clause that wishes something to be done (`data/deeds.txt`), or a direct question. Reproaches and pleas
(`data/pleas.txt`) want no answer. A request is open if nothing of its own comes back in the reply, in its words or in others of the
same sense (`data/same_words.txt`), or if it asks for a time, a number, a notice (`data/asked.csv`) and the reply has none.
"""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, pairwise
from pathlib import Path

from renda.ground.search.advice.texts import containment, grams, normal, sentences, words

DATA = Path(__file__).parent / "data"


def listed(name: str) -> list[list[str]]:
    """The words of a data file, line by line."""
    return [line.split() for line in (DATA / name).read_text(encoding="utf-8").splitlines()]


def any_of(name: str) -> str:
    """A pattern for any of the words of a data file."""
    return "|".join(word for line in listed(name) for word in line)


# A clause that begins with one of these wants something; in the middle of a story the same words want nothing.
ASKS = re.compile(
    r"(?:^|[，,；;：:、）)\s.．])(?:我们?|本人|现|特|在此|为此|另外?|同时|强烈|诚?恳|也|还|再|因此|所以|故|并|更|最后|真心|衷心|想|那么?|以及|就|只|仅|第?[一二三四五六七八九十\d]){0,3}"
    r"(?:请问|恳?请(?!求?帖|假|客)|希望|建议|要求(?=[政有相领对给彻依查追尽整拆停])|能否|可否|能不能|想问|想?咨询(?!过|了|相|到)|什么时候|何时)"
)
ASKING = re.compile(r"请问|恳请|请求|想问|强烈(?:建议|要求)|(?<![邀申聘])请")
# Without such a word anywhere in the letter its questions are mostly reproaches, which nobody can answer.
CONSULTS = re.compile(r"请问|咨询|想问|请教|想了解|想知道|盼复|求解")
QUESTION = re.compile(r"[？?]\s*$|[吗呢]\W*$")
DIRECT = re.compile(
    r"请问|想问|咨询|想知道|想了解|[能可]否|可不可以|能不能|是否|是不是|有没有|可以.{0,20}吗|或者.*[吗？?]|如何|怎样|什么|多少|哪|为何|有.{0,10}[吗么]"
)
ONLY_ASKS = re.compile(r"^.{0,5}(?:问|咨询|什么时候|何时)")
WHEN = re.compile(r"什么时候|何时|啥时候|什么时间|几时|多久|何年何月")
PLEA = re.compile(any_of("pleas.txt"))
REPROACH = re.compile(
    any_of("pleas.txt")
    + r"|请你?们|请问你们|如此[大多难差艰]|^\W*(?:这|你们?|难|怎么|何(?!时)|凭|谁)|怎么[会能就可还敢]|真的.*吗|不是.{1,30}(?:是什么|吗)|到底|^以上|^上述"
    r"|(?:根据|《).{0,40}(?:规定|办法|意见|条例)"
)
# One of several requests: it is numbered or comes on top, so a reply may answer the rest and forget it.
ADDED = re.compile(
    r"(?:^\W*|[，,；;：:。\s])(?:另外|此外|其次|再者|还有(?=[，,一个就])|再就是|顺便|[一二三四]是|第[一二三四五六七]|[（(]?[1-9][)）、.．](?!\d)"
    r"|同时(?=.{0,6}(?:建议|希望|请|要求|能否)))"
    r"|^\W*(?:[一二三四五六七八九十][、，,.．：:]|[1-9][：:，,](?!\d)|或者|同时|[并也还]且?(?:希望|建议))"
)
# The reply says what becomes of the proposals, or that it can't say more without being told more.
CONSIDERS = re.compile(
    r"(?:意见|建议|诉求)[^。]{0,20}(?:考虑|论证|研究|采纳|反映|转达|参考|借鉴|吸纳|上报|汇报)|(?:考虑|采纳|吸纳|研究|转达|反馈)[^。]{0,12}(?:您|该|上述|此)[^。]{0,8}(?:意见|建议|诉求)"
)
WANTS_MORE = re.compile(
    r"[未没无]有?(?:您的?)?(?:留下?|提供|填写|说明|联系方式)|(?:请|可以)[您你]?(?:留下|提供|补充).{0,12}(?:联系|电话|资料|信息)|不知道|不清楚|不够清楚|不明|信息不清|要素不全|无效信件|信息有限"
)
LETTER_OF = re.compile(r"[于在]?\d+[月日年][^，。]{0,12}(?:来信|来电|留言|反映|收到)")
CLAUSE = re.compile(r"[，,。；;！？]")
FILLING = re.compile(r"[的了是在和有我你您他们吗呢请不这那个都也就没到为与及从被把上下要会能\d]")
PLACE = re.compile(r".*(?:省|市|县|区|镇|乡|村|组|街|路|大道|街道|花园|公司|楼盘)$|.*\d.*|^[a-z]+$")
# Words of any letter: a wish of such words alone wants nothing that a reply could miss.
PLAIN = frozenset(word for line in listed("plain_words.txt") for word in line)
SAME = [frozenset(line) for line in listed("same_words.txt")]
DEED = re.compile(any_of("deeds.txt"))
TEXT = "来信里还有这一条，答复里写到了吗？没写的话，请补一句办不办、怎么办。"
SENTENCE_CHARS = range(6, 301)
BRIEF = 200
LEAST = 60
LONGEST = 120
NEARLY = 0.6
MOST = 2
SHOWN_CHARS = 90
TAKEN = 2
LEAST_OWN = 2
MOST_READ = 40


@dataclass(frozen=True, slots=True)
class Request:
    """sentence: as it stands in the letter; text: the part that asks; is_added: one of several; is_listed: apart from the letter."""

    sentence: str
    text: str
    is_added: bool
    is_listed: bool = False

    @property
    def shown(self) -> str:
        """The sentence, or of a long one the part that asks."""
        return self.sentence if len(self.sentence) <= SHOWN_CHARS else self.text.lstrip("，,；;：:、）) ")

    @property
    def is_question(self) -> bool:
        return bool(QUESTION.search(self.text) and DIRECT.search(self.text))


@dataclass(frozen=True)
class Reply:
    text: str

    @cached_property
    def even(self) -> str:
        return normal(self.text)

    @cached_property
    def pairs(self) -> frozenset[str]:
        return grams(self.text)

    def has(self, word: str) -> bool:
        """The word, one of the same sense, or half of a long one."""
        alike = any(
            other in self.even
            for group in SAME
            if any(len(one) > 1 and one in word for one in group)
            for other in group
        )
        halves = {2: (), 3: (word[:2], word[1:])}.get(len(word), (word[:2], word[-2:]))
        return word in self.even or alike or any(half in self.even for half in halves)


def missed(question: str, reply: str, asks: Sequence[str] = ()) -> list[tuple[str, str]]:
    """At most two open requests: the sentence and what to tell the clerk. asks: requests that are listed apart from the letter."""
    if WANTS_MORE.search(reply):
        return []
    whole, answer = "\n".join((question, *asks)), Reply(reply)
    asked = [
        *islice(requests(question), MOST_READ),
        *(Request(ask, ask, True, is_listed=True) for ask in asks[:MOST_READ]),
    ]
    points = islice((sentence for sentence in sentences(question) if ADDED.search(sentence)), MOST_READ)
    taken = [other for other in {*points, *(one.sentence for one in asked)} if _is_taken_up(other, whole, answer)]
    found = [(rank, request, text) for request in asked for rank, text in _open(request, whole, taken, answer)]
    shown: list[tuple[str, str]] = []
    for _, request, text in sorted(found, key=lambda one: one[0]):
        if not any(containment(grams(request.sentence), grams(other)) >= NEARLY for other, _ in shown):
            shown.append((request.shown, text))
    return shown[:MOST]


def requests(question: str) -> Iterator[Request]:
    consults = bool(CONSULTS.search(question))
    for sentence in sentences(question):
        if len(sentence) not in SENTENCE_CHARS:
            continue
        begins, added = [found.start() for found in ASKS.finditer(sentence)], ADDED.search(sentence)
        for begin, end in pairwise([*begins, len(sentence)]):
            yield Request(sentence, sentence[begin:end], bool(added and added.start() <= begin))
        if not begins and (added or consults):
            part = Request(sentence, sentence[added.start() :] if added else sentence, bool(added))
            yield from [part] * part.is_question


def _open(request: Request, whole: str, taken: Sequence[str], reply: Reply) -> Iterator[tuple[int, str]]:
    """Rank and text if the request is open: no time for a when first, then nothing of its own beside another that is taken up."""
    if (PLEA if WHEN.search(request.text) else REPROACH).search(request.text) or len(request.text) > LONGEST:
        return
    told = next((text for asked, answered, text in ASKED if _unanswered(asked, answered, request, reply)), "")
    if told and _is_put(request) and not _is_done(content(request.text), reply):
        yield 0, told
    elif request.is_added and _is_concrete(request, reply) and any(other != request.sentence for other in taken):
        own, pairs = _own(request.text, request.sentence, whole)
        if len(own) >= LEAST_OWN and not any(reply.has(word) for word in own) and not pairs & reply.pairs:
            yield 1, TEXT


def _own(text: str, sentence: str, whole: str) -> tuple[set[str], frozenset[str]]:
    """Words and pairs of characters that stand nowhere else in the letter."""
    rest = normal(whole.replace(sentence, ""))
    own = {word for word in content(text) if word not in rest}
    return own, frozenset(
        pair for pair in grams(ASKING.sub(" ", text)) if pair not in rest and not FILLING.search(pair)
    )


def _is_taken_up(other: str, whole: str, reply: Reply) -> bool:
    """The reply speaks of what is another request's own: only beside that does a gap show."""
    own = _own(other, other, whole)[0]
    return 0 < min(TAKEN, len(own)) <= sum(reply.has(word) for word in own)


def _unanswered(asked: re.Pattern[str], answered: re.Pattern[str], request: Request, reply: Reply) -> bool:
    return (
        bool(asked.search(request.text))
        and len(reply.text) >= LEAST
        and not answered.search(LETTER_OF.sub("", reply.even))
    )


def _is_put(request: Request) -> bool:
    """Asked of the reader; who tells that he asks himself when it will end does not."""
    return not WHEN.search(request.text) or request.is_question or bool(ONLY_ASKS.search(request.text))


def _is_done(own: set[str], reply: Reply) -> bool:
    """What is asked for stands in the reply as done already."""
    return any("已" in clause and any(word in clause for word in own) for clause in CLAUSE.split(reply.even))


def _is_concrete(request: Request, reply: Reply) -> bool:
    """It is clear what is wanted, and the reply does not say of all proposals alike that they are considered."""
    if request.is_listed:
        return True
    if ONLY_ASKS.search(request.text) and not request.is_question:
        return False
    return request.is_question or bool(
        DEED.search(request.text[:40]) and not (len(reply.text) < BRIEF and CONSIDERS.search(reply.text))
    )


def content(text: str) -> set[str]:
    """The words that say what a text is about."""
    return {
        word for word in words(ASKING.sub(" ", text)) if len(word) > 1 and word not in PLAIN and not PLACE.match(word)
    }


def _asked() -> list[tuple[re.Pattern[str], re.Pattern[str], str]]:
    with (DATA / "asked.csv").open(encoding="utf-8") as lines:
        return [(re.compile(row["问"]), re.compile(row["答"]), row["提示"]) for row in csv.DictReader(lines)]


ASKED = _asked()
