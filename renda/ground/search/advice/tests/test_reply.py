import pytest

from renda.ground.search.advice.reply import hints

pytestmark = pytest.mark.once
LETTER = "东街的路灯坏了半个月。请问什么时候维修？另外希望增设垃圾箱。"
GOOD = (
    "您好。县城市管理局接到来信后，已于2026年3月5日派人到东街核实，损坏的路灯共六盏，将在3月20日前维修完毕；"
    "垃圾箱已列入采购，4月底前增设八个。联系电话：0831-1234567。"
)


def test_a_reply_that_answers_gets_no_hint():
    assert hints(LETTER, GOOD) == []


@pytest.mark.parametrize(
    ("reply", "kind", "sentence"),
    [
        (GOOD.replace("垃圾箱已列入采购，4月底前增设八个。", ""), "missed_request", "另外希望增设垃圾箱。"),
        ("县城市管理局已派人到东街核实路灯，将尽快维修；垃圾箱已列入采购计划，由街道办事处负责增设，请您放心等待，感谢您的支持和监督。",
         "no_date", "县城市管理局已派人到东街核实路灯，将尽快维修；"),
        ("来信收到。您反映东街的路灯坏了半个月。什么时候维修、增设垃圾箱，", "only_repeats", "您反映东街的路灯坏了半个月。"),
        ("已处理。", "too_short", "已处理。"),
    ],
)  # fmt: skip
def test_a_hint_names_the_sentence_that_caused_it(reply, kind, sentence):
    assert sentence in [hint.sentence for hint in hints(LETTER, reply) if hint.kind == kind]


def test_a_reply_from_nobody_is_noticed():
    assert "no_office" in [hint.kind for hint in hints(LETTER, "已收悉，正在处理。")]
