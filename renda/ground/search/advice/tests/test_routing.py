import json

import pytest

from renda.ground.search.advice import measure, packing, sense
from renda.ground.search.advice.alike import Finder, groups
from renda.ground.search.advice.evaluate import main
from renda.ground.search.advice.linear import train
from renda.ground.search.advice.routing import UNSURE, Example, Router, learn, precedents, read
from renda.ground.search.advice.tests.samples import examples


@pytest.fixture(scope="module")
def router():
    return learn(examples(), seed=1)


def test_a_new_text_is_routed_with_the_words_that_spoke_for_it(router):
    advice = router.advise(Example("", "巷口的路灯一个月没亮了"))
    assert advice.label == "道路照明"
    assert "路灯" in [reason.word for reason in advice.reasons]


def test_a_text_that_says_nothing_known_is_unsure(router):
    wary = Router(router.labels, router.columns, router.weights, router.linear, router.sharpness, unsure_below=0.6)
    assert wary.advise(Example("", "谢谢")).label == UNSURE
    assert wary.advise(Example("路灯坏了", "路灯夜里不亮，请派人维修路灯")).label == "道路照明"


def test_learning_twice_gives_the_same_to_the_digit(router):
    again = learn(examples(), seed=1)
    text = read(Example("", "学校门口的路灯"))
    assert again.scores(text) == router.scores(text)


def test_an_error_on_a_rare_label_costs_more():
    """Twelve texts alike, nine of one label and three of the other: what the squared hinge has as its least, by hand."""
    import numpy as np

    rows = [(np.array([0]), np.array([1.0], dtype=np.float32))] * 12
    found = train(rows, [0] * 9 + [1] * 3, features=1, kinds=2, seed=1).weights[0]
    often, seldom = 9 * (12 / (2 * 9)) ** 0.5, 3 * (12 / (2 * 3)) ** 0.5
    least = 0.6 * (often - seldom) / (1 + 0.6 * (often + seldom))
    assert found == pytest.approx([least, -least], abs=1e-3)


@pytest.fixture
def meant(monkeypatch):
    """A model that knows of three matters what they are about, whatever the words."""
    import numpy as np

    about = {"道路照明": "路灯|夜里看不见", "教育": "学校|孩子念书", "医疗": "医院|医生|身体不适"}

    def vector(title, text):
        found = np.full(sense.SIZE, 0.01, dtype=np.float32)
        for at, words in enumerate(about.values()):
            found[at] = sum(word in text for word in words.split("|"))
        return found / np.linalg.norm(found)

    monkeypatch.setattr(sense, "vector", vector)


def test_what_a_text_is_about_speaks_where_its_words_are_unknown(meant):
    router = learn(examples(), seed=1)
    assert router.advise(Example("", "身体不适")).label == "医疗"
    assert router.advise(Example("", "夜里看不见")).label == "道路照明"


def test_reasons_stay_words_of_the_text(meant):
    advice = learn(examples(), seed=1).advise(Example("", "巷口的路灯一个月没亮了"))
    assert [reason.word for reason in advice.reasons][:1] == ["路灯"]


def test_a_router_is_kept_and_read_back_with_what_texts_are_about(meant):
    router = learn(examples(), seed=1)
    again = packing.unpack(packing.pack(router))
    text = read(Example("", "身体不适"))
    assert again.scores(text) == pytest.approx(router.scores(text), abs=1e-2)


def test_where_the_model_is_gone_nothing_is_sure(meant, monkeypatch):
    router = learn(examples(), seed=1)
    text = Example("路灯坏了", "路灯夜里不亮，请派人维修路灯")
    assert router.advise(text).label == "道路照明"
    monkeypatch.setattr(sense, "vector", lambda title, text: None)
    assert router.advise(text).label == UNSURE
    assert router.advise(text).likeliest[0][0] == "道路照明"


@pytest.mark.skipif(not sense.is_here(), reason="no processor for the model")
def test_texts_of_one_meaning_are_nearer_than_others():
    lamp, dark, school = (sense.vector("", text) for text in ("路灯坏了", "街上夜里没有照明", "学校食堂的饭菜太贵"))
    assert float(lamp @ lamp) == pytest.approx(1, abs=1e-4)
    assert float(lamp @ dark) > float(lamp @ school)
    sense._of.cache_clear()
    assert (sense.vector("", "路灯坏了") == lamp).all()


def test_a_processor_without_the_instructions_is_not_asked(monkeypatch, tmp_path):
    sense.is_here.cache_clear()
    monkeypatch.setattr(sense.platform, "machine", lambda: "x86_64")
    flags = tmp_path / "cpuinfo"
    flags.write_text("flags : fpu sse2 fma")
    monkeypatch.setattr(sense, "FLAGS", flags)
    monkeypatch.setattr(sense, "find_spec", lambda name: True)
    try:
        assert sense.vector("", "路灯") is None
        sense.is_here.cache_clear()
        flags.write_text("flags : fpu sse2 fma avx2")
        assert sense.is_here()
    finally:
        sense.is_here.cache_clear()


def test_earlier_decided_texts_stand_beside_the_advice():
    finder = Finder()
    for one in examples():
        finder.add(one.key, one.whole)
    decided = {one.key: one.label for one in examples()}
    match, label = precedents(Example("东街路灯", "东街的路灯夜里不亮"), finder, decided)[0]
    assert (label, match.key) == ("道路照明", "s:0道路照明")
    assert "路灯" in match.shared


def test_a_text_and_its_cut_twin_are_on_one_side():
    raw = "东街小学门口的路灯已经坏了半个月，夜里接孩子非常危险，恳请有关部门尽快派人修理。"
    cut = "东街 小学 门口 路灯 已经 坏了 半个月 夜里 接 孩子 非常 危险 恳请 有关 部门 尽快 派人 修理"
    other = "南门小区的电梯停运，老人上下楼不便，物业一直推脱，请房管部门督促维修。"
    found = groups([raw, other, cut, raw.replace("半个月", "二十天")])
    assert found[0] == found[2] == found[3] != found[1]
    sides = measure.folds(found, 5, seed=3)
    assert sides[0] == sides[2] == sides[3]


def test_figures_count_what_was_said_of_each_label():
    found = measure.figures(["a", "a", "b", "c"], ["a", "b", "b", "b"])
    by_label = {one.label: one for one in found.labels}
    assert (by_label["b"].precision, by_label["b"].recall) == (1 / 3, 1.0)
    assert found.confusion["c"] == {"a": 0, "b": 1, "c": 0}
    assert found.macro_f1 == pytest.approx((2 / 3 + 0.5 + 0) / 3)


def test_the_confidence_is_the_lowest_that_keeps_the_promise():
    scores = [[2.0, 0.0]] * 180 + [[0.1, 0.0]] * 20
    chosen = measure.calibrate(scores, [0] * 180 + [1] * 20)
    assert chosen.coverage == 0.9
    assert chosen.accuracy == 1.0
    assert measure.worth([[0.1, 0.0]], [0], chosen).coverage == 0.0


def test_the_command_prints_figures_and_a_confusion_table(tmp_path, capsys):
    train, test = _written(tmp_path, "train", examples()[::2]), _written(tmp_path, "test", examples()[1::2])
    words = ["routing", "--train", train, "--test", test, "--label", "类", "--title", "题", "--text", "文"]
    assert main(words) == 0
    assert "宏平均F1 " in capsys.readouterr().out
    assert main([*words, "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["confusion"]["道路照明"] == {"医疗": 0, "教育": 0, "道路照明": 4}


def test_without_a_test_file_the_rows_are_judged_in_turn(tmp_path, capsys):
    train = _written(tmp_path, "train", examples())
    words = [
        "routing",
        "--train",
        train,
        "--label",
        "类",
        "--title",
        "题",
        "--text",
        "文",
        "--folds",
        "3",
        "--json",
        "--doubtful",
        "2",
    ]
    assert main(words) == 0
    first = capsys.readouterr().out
    assert main(words) == 0
    assert capsys.readouterr().out == first
    report = json.loads(first)
    assert (report["rows"], report["groups"]) == (24, 24)
    assert report["macro_f1"] > 0.6


def test_a_column_that_is_not_there_is_said_in_a_sentence(tmp_path, capsys):
    train = _written(tmp_path, "train", examples())
    assert main(["routing", "--train", train, "--label", "没有的列"]) == 1
    assert "请用 --label 写明" in capsys.readouterr().err
    assert main(["routing", "--train", str(tmp_path / "none.csv")]) == 1
    assert "没有找到文件" in capsys.readouterr().err


def _written(folder, name, rows):
    path = folder / f"{name}.csv"
    lines = ["题,文,类", *(f"{row.title},{row.text},{row.label}" for row in rows)]
    path.write_text("\n".join(lines), encoding="gb18030")
    return str(path)
