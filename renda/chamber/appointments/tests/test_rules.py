import pytest

from renda.chamber.appointments import rules
from renda.chamber.appointments.services.bank import packaged

BANK = [(n, kind) for n, kind in enumerate(["single"] * 8 + ["multiple"] * 4 + ["judge"] * 4)]
QUOTAS = {"single": 4, "multiple": 2, "judge": 2}


def test_the_same_bank_and_seed_draw_the_same_paper():
    first, faults = rules.draw_paper(BANK, QUOTAS, 42)
    assert rules.draw_paper(reversed(BANK), QUOTAS, 42)[0] == first and not faults
    assert len(set(first)) == 8 and rules.draw_paper(BANK, QUOTAS, 43)[0] != first


def test_a_bank_with_too_few_questions_says_of_which_kind():
    assert "判断题只有4道，要5道" in rules.draw_paper(BANK, {"judge": 5}, 1)[1][0]


@pytest.mark.parametrize(
    ("kind", "key", "given", "got"),
    [("single", ["B"], "B", 2), ("single", ["B"], "A", 0), ("multiple", ["A", "C"], "C,A", 2), ("multiple", ["A", "C"], "A", 0),
     ("judge", ["对"], "对", 2), ("judge", ["对"], "", 0), ("short", ["x"], "写了", None), ("short", ["x"], " ", 0)],
)  # fmt: skip
def test_marking(kind, key, given, got):
    assert rules.mark_given(kind, key, given, 2) == got


@pytest.mark.parametrize(("got", "score"), [((59,), 59), ((60,), 60), ((100,), 100), ((0,), 0)])
def test_the_score_is_of_a_hundred(got, score):
    assert rules.score_of(got, (100,)) == score


@pytest.mark.parametrize(("members", "needed"), [(27, 6), (25, 5), (26, 6), (15, 3)])
def test_a_fifth_of_all_members_bring_a_dismissal(members, needed):
    assert rules.needed_signers(members) == needed


def test_a_list_is_read_with_its_faults_by_row():
    titles = ["序号", "姓名", "任免", "单位", "职务"]
    rows, faults = rules.read_rows(titles, [(2, ["1", "甲", "任命", "县水利局", "局长"]), (3, ["2", "乙", "升", "县水利局", "局长"]),
                                            (4, ["3", "", "免职", "县水利局", "局长"])])  # fmt: skip
    assert [one.name for one in rows] == ["甲"]
    assert faults[0].startswith("第3行") and faults[1].startswith("第4行")


def test_a_list_without_its_columns_says_which():
    assert "任免、职务" in rules.read_rows(["姓名", "机构"], [])[1][0]


def test_every_packaged_question_is_sound_and_names_its_source():
    bank = packaged()
    assert len(bank) >= 60 and all(one["source"] for one in bank)
    assert [
        one["text"] for one in bank if rules.question_faults(one["kind"], one["text"], one["options"], one["key"])
    ] == []


@pytest.mark.parametrize(
    ("kind", "options", "key", "words"),
    [("single", ["甲", "乙"], ["A", "B"], "只有一个"), ("multiple", ["甲", "乙"], ["A"], "至少有两个"), ("single", ["甲"], ["A"], "2到6"),
     ("single", ["甲", "乙"], ["C"], "A、B里选"), ("judge", [], ["也许"], "对或者错"), ("short", [], [""], "参考答案")],
)  # fmt: skip
def test_a_bad_question_is_told(kind, options, key, words):
    assert words in rules.question_faults(kind, "题目", options, key)


def test_options_are_read_as_offices_type_them():
    assert (
        rules.split_options("A.宪法 B.法律 C.法规") == ["宪法", "法律", "法规"] == rules.split_options("宪法|法律|法规")
    )
