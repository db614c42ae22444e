import pytest

from renda.ground.search.advice.reply import hints

pytestmark = pytest.mark.once
LETTER = "东街的路灯坏了半个月。请问什么时候维修？另外希望在菜场门口增设垃圾箱。"
GOOD = (
    "您好。县城市管理局接到来信后，已于2026年3月5日派人到东街核实，损坏的路灯共六盏，将在3月20日前维修完毕；"
    "菜场门口的垃圾箱已列入采购，4月底前增设八个。联系电话：0831-1234567。"
)


def test_a_reply_that_answers_gets_no_hint():
    assert hints(LETTER, GOOD) == []


@pytest.mark.parametrize(
    ("reply", "kind", "sentence"),
    [
        (GOOD.replace("菜场门口的垃圾箱已列入采购，4月底前增设八个。", ""), "missed_request", "另外希望在菜场门口增设垃圾箱。"),
        ("县城市管理局已派人到东街核实路灯，将尽快维修；垃圾箱已列入采购计划，由街道办事处负责增设，请您放心等待，感谢您的支持和监督。",
         "no_date", "县城市管理局已派人到东街核实路灯，将尽快维修；"),
        ("来信收到。您反映东街的路灯坏了半个月。什么时候维修、在菜场门口增设垃圾箱，", "only_repeats", "什么时候维修、在菜场门口增设垃圾箱，"),
        ("已处理。", "too_short", "已处理。"),
    ],
)  # fmt: skip
def test_a_hint_names_the_sentence_that_caused_it(reply, kind, sentence):
    assert sentence in [hint.sentence for hint in hints(LETTER, reply) if hint.kind == kind]


def test_a_reply_from_nobody_is_noticed():
    assert "no_office" in [hint.kind for hint in hints(LETTER, "已收悉，正在处理。")]


def test_a_reply_that_only_passes_on_is_told_so_once():
    kinds = [hint.kind for hint in hints(LETTER, "您反映的问题已转交有关单位处理。2026年3月1日")]
    assert kinds == ["too_short", "passed_on", "no_office"]


def test_the_day_under_a_reply_is_no_date_of_what_is_promised():
    reply = (
        GOOD.split("已于")[0]
        + "已派人到东街核实，将尽快维修路灯，菜场门口的垃圾箱也将由街道办事处增设，请您放心，感谢您对城市管理工作的关心、支持和监督。2026年3月9日"
    )
    assert [hint.kind for hint in hints(LETTER, reply)] == ["no_date"]


def test_reproaches_want_no_answer_and_other_competence_is_one():
    assert hints("路灯坏了。难道就没有人管菜场门口的垃圾箱吗？还要等多久才增设垃圾箱呢！", GOOD) == []
    far = "您好，跨市铁路的规划和建设由省铁路主管部门负责，不属于本县管辖范围，请您向省发展改革委员会的铁路处反映，电话0831-1234567。"
    assert hints(LETTER, far) == []


def test_asks_listed_apart_are_looked_for():
    asks = ["在菜场门口增设垃圾箱", "维修东街的路灯"]
    found = hints(
        "",
        "县城市管理局已于2026年3月5日派人到东街核实，损坏的路灯共六盏，将在3月20日前维修完毕，由路灯所负责，感谢您对城市管理工作的支持和监督。",
        asks,
    )
    assert [(hint.kind, hint.sentence) for hint in found] == [("missed_request", asks[0])]


def test_a_million_characters_are_looked_at_in_part():
    assert hints("如何是否请问" * 200_000, "将" * 1_000_000)
