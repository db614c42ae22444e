import csv
import json
from datetime import datetime, timedelta

from renda.ground.search.advice.alike import MERGE_AT, Finder, rank
from renda.ground.search.advice.evaluate import main
from renda.ground.search.advice.hot import Message, topics

LAMP = "东街小学门口的路灯坏了半个月，夜里接孩子很危险，请尽快派人修理。"
LAMP_AGAIN = "东街小学门口路灯坏了快一个月了，夜里接孩子太危险，请派人修理！"
LIFT = "南门小区三栋的电梯停运两个星期，老人上下楼不便，请督促物业维修。"
BUS = "青石乡到县城的班车一天只有一班，学生周末回家不方便，希望增加班次。"


def test_the_likest_comes_first_with_the_words_both_have():
    first, second, _ = rank(LAMP_AGAIN, [("lift", LIFT), ("lamp", LAMP), ("bus", BUS)])
    assert first.key == "lamp"
    assert {"路灯", "危险"} & set(first.shared)
    assert first.is_same and not second.is_same


def test_nothing_is_alike_where_nothing_is():
    assert rank(LAMP, []) == []
    assert rank("", [("lamp", LAMP)])[0].score == 0.0


def test_the_index_finds_what_was_added_before():
    finder = Finder()
    for key, text in (("lamp", LAMP), ("lift", LIFT), ("bus", BUS)):
        finder.add(key, text)
    assert finder.alike(LAMP_AGAIN)[0].key == "lamp"
    assert finder.alike(LAMP_AGAIN)[0].score >= MERGE_AT


def test_letters_on_one_matter_become_a_topic():
    hottest, *rest = topics(_messages())
    assert [message.key for message in hottest.messages] == ["1", "3", "4"]
    assert (hottest.authors, hottest.likes, len(rest)) == (3, 7, 2)
    assert hottest.growth(hottest.messages[-1].at) == (3, 0)
    assert hottest.representative().key in {"1", "3", "4"}


def test_what_comes_later_leaves_earlier_topics_together():
    before = {frozenset(message.key for message in topic.messages) for topic in topics(_messages()[:4])}
    after = [frozenset(message.key for message in topic.messages) for topic in topics(_messages())]
    assert all(any(old <= new for new in after) for old in before)


def test_the_same_words_in_another_place_are_another_matter():
    here, there = (Message(place, LAMP, "", datetime(2026, 3, 1), places=(place,)) for place in ("柳林镇", "青石乡"))
    assert len(topics([here, there])) == 2


def test_the_commands_count_what_was_found(tmp_path, capsys):
    path = tmp_path / "messages.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(["留言编号", "用户", "留言主题", "留言时间", "留言详情", "点赞数"])
        lines.writerows([m.key, m.author, m.title, f"{m.at:%Y/%m/%d %H:%M:%S}", m.text, m.likes] for m in _messages())
    assert main(["alike", "--test", str(path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["messages"] == 5
    assert main(["hot", "--test", str(path), "--show", "1"]) == 0
    assert "两件以上的事 1 件" in capsys.readouterr().out


def _messages():
    start = datetime(2026, 3, 1, 9)
    texts = [("路灯", LAMP, 4), ("电梯", LIFT, 0), ("路灯", LAMP_AGAIN, 2), ("路灯坏了", LAMP, 1), ("班车", BUS, 0)]
    return [
        Message(str(at), title, text, start + timedelta(days=at), author=f"u{at}", likes=likes)
        for at, (title, text, likes) in enumerate(texts, start=1)
    ]
