import pytest

from renda.ground.search.advice.reply import hints

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
        ("县城市管理局接到来信后已派人到东街核实，损坏的路灯共六盏，由路灯所负责；菜场门口的垃圾箱也列入了采购，请您放心，感谢您的监督。",
         "missed_request", "请问什么时候维修？"),
        ("已处理。", "too_short", "已处理。"),
    ],
)  # fmt: skip
def test_a_hint_names_the_sentence_that_caused_it(reply, kind, sentence):
    assert sentence in [hint.sentence for hint in hints(LETTER, reply) if hint.kind == kind]


def test_a_reply_that_only_passes_on_is_told_so_once():
    kinds = [hint.kind for hint in hints(LETTER, "您反映的问题已转交有关单位处理。2026年3月1日")]
    assert kinds == ["passed_on"]


def test_a_reply_of_the_letters_own_words_is_noticed_and_one_that_quotes_and_answers_is_not():
    letter = "东街的路灯坏了半个月，每天晚上老人孩子出门都要摸黑，走路很不安全。"
    said = "您好，您的来信收悉。关于东街的路灯坏了半个月，每天晚上老人孩子出门都要摸黑，走路很不安全"
    assert [hint.kind for hint in hints(letter, f"{said}。感谢您的来信。")] == ["only_repeats"]
    assert hints(letter, f"{said}的问题，六盏灯已于3月5日全部换好，费用由城市管理局承担。") == []


@pytest.mark.parametrize(
    ("promise", "kinds"),
    [("将尽快更换六盏路灯", ["no_date"]), ("将进一步加强路灯的巡查", []), ("待电力公司送电后将更换六盏路灯", []), ("将在两个星期内更换六盏路灯", [])],
)  # fmt: skip
def test_a_deed_without_a_day_is_noticed_and_the_day_under_the_reply_is_none(promise, kinds):
    reply = f"县城市管理局已派人到东街核实，确有路灯损坏的情况，感谢您对城市管理工作的关心。{promise}。2026年3月9日"
    assert [hint.kind for hint in hints("东街的路灯坏了半个月。", reply)] == kinds


def test_one_of_several_points_is_missed_if_nothing_of_it_comes_back_in_any_words():
    letter = "1、建议在东街增设公厕；2、请给北门的公交站装上雨棚；3、希望清理西河边的垃圾。"
    reply = (
        "县城市管理局答复：东街公厕已于3月开工，预计6月底建成；西河边的垃圾已在4月2日清理完毕，今后每天由环卫所保洁。"
    )
    found = [hint.sentence for hint in hints(letter, reply) if hint.kind == "missed_request"]
    assert found == ["2、请给北门的公交站装上雨棚；"]
    assert hints(letter, reply + "北门候车亭的雨棚由公交公司安装，5月10日前完成。") == []


def test_a_reply_that_takes_up_nothing_else_shows_no_gap():
    letter = "建议在东街增设公厕。另外请给北门的公交站装上雨棚。"
    reply = "您好，来信收悉。我局对您提出的意见十分重视，今后的工作中会认真研究，不断改进服务，谢谢您对城市建设的关心、理解和支持。"
    assert [hint.kind for hint in hints(letter, reply)] == []


def test_of_a_long_sentence_the_part_that_asks_is_shown():
    story = (
        "我住在城东小区已经二十年，每天早晚都要带孩子从这条没有灯的小路走到学校，冬天下雨时常有人摔倒，去年还有一位老人因此骨折住院，邻居们向社区反映过三次，至今没有下文，"
        * 2
    )
    (hint,) = hints(
        story + "请问什么时候安装路灯？",
        "县城市管理局已派人现场查看，情况属实，小区东侧的小路长约三百米，两边确实缺少照明设施，感谢您的来信和监督，也请您把这个情况转告邻居们。",
    )
    assert (hint.kind, hint.sentence) == ("missed_request", "请问什么时候安装路灯？")


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
    found = hints("1、如何是否请问" * 200_000, "已转有关部门处理。" + "谢" * 1_000_000)
    assert [hint.kind for hint in found] == ["passed_on"]
    assert hints("1、建议增设路灯；" * 200_000, "将" * 1_000_000) == []
