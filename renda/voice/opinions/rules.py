"""Pure arithmetic and words of the law for opinions: where to go, when the period of keeping ends. No database, no clock."""

from dataclasses import dataclass
from datetime import date, timedelta

from renda.ground.kernel import law
from renda.ground.kernel.law import Source
from renda.voice.opinions.states import Guidance

EMERGENCY_NUMBERS = "人身危险打110，火灾打119，急病打120"


@dataclass(frozen=True, slots=True)
class Way:
    """Where a resident can go instead: `to` is proposed and may be edited, `why` is the sentence shown, with its source."""

    why: str
    to: str
    source: Source


WHERE_TO_GO: dict[str, Way] = {
    Guidance.LAWSUIT: Way(
        "这件事在打官司，代表不能过问", "可以找县法律援助中心（12348），或向受理的法院反映", law.DEPUTIES_59
    ),
    Guidance.RECONSIDERATION: Way(
        "这件事在行政复议或仲裁中，代表不能过问", "可以向受理的复议机关、仲裁委员会反映", law.DEPUTIES_59
    ),
    Guidance.PETITION: Way(
        "这件事信访部门正在办理或复查", "可以到县信访局，凭信访事项编号查办到哪一步", law.DEPUTIES_31
    ),
    Guidance.TENDER: Way("招标投标的事，代表不能插手", "可以向县公共资源交易监督部门提出异议或投诉", law.DEPUTIES_59),
    Guidance.BUSINESS: Way(
        "买卖、借贷这类个人之间的纠纷，代表不能办",
        "可以找村（社区）调解委员会、司法所，买东西的事打12315",
        law.DEPUTIES_59,
    ),
    Guidance.CASE: Way(
        "具体案件由办案机关依法办理，代表不能过问", "可以向办案机关或检察院（12309）反映", law.DEPUTIES_59
    ),
    Guidance.EMERGENCY: Way("紧急的事，这里看到会晚", EMERGENCY_NUMBERS, law.DEPUTIES_31),
    Guidance.NOT_HERE: Way("这件事不归本县管", "可以打12345，请他们转到管这件事的地方", law.DEPUTIES_31),
}


def way_for(guidance: str) -> Way:
    return WHERE_TO_GO[guidance]


def kept_until(closed_on: date, months: int) -> date:
    """Last day on which a closed opinion's personal content is kept; a month counts as 30 days, as the notice says."""
    return closed_on + timedelta(days=30 * months)


def code_is_old(asked_on_second: float, now_second: float, life_seconds: int) -> bool:
    return now_second - asked_on_second > life_seconds
