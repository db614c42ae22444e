"""A law read from markdown, and what is told of one that cannot be read."""

import os
from datetime import date
from pathlib import Path

import pytest

from renda.ground.kernel.errors import Invalid
from renda.ground.laws.reading import read_law
from renda.ground.laws.rules import Number
from renda.ground.laws.tests.factories import NEW, OLD

REAL = Path(os.environ.get("RENDA_REAL_DATA") or Path(__file__).resolve().parents[5] / "shared" / "data") / "falv"
ARTICLES = {
    "代表法-2015": 52, "代表法-2025": 65, "监督法-2006": 48, "监督法-2024": 65, "地方组织法-2022": 90, "选举法-2020": 60,
    "立法法-2015": 105, "立法法-2023": 120, "预算法-2018": 101, "预算法实施条例-2020": 97, "村民委员会组织法-2018": 41,
}  # fmt: skip


def test_a_law_is_read_with_its_days_headings_and_articles():
    law = read_law(OLD.encode())
    assert (law.adopted_on, law.in_force_on, law.is_dated) == (date(2010, 3, 1), date(2010, 5, 1), True)
    assert [str(one.number) for one in law.articles] == ["第一条", "第二条", "第三条", "第四条"]
    third = law.articles[2]
    assert (third.chapter, third.section) == ("第二章 演练的组织和准备工作", "第一节 组织")
    assert law.articles[1].text.count("\n") == 3


def test_the_day_a_law_first_came_into_force_is_not_that_of_its_amendment():
    law = read_law(NEW.encode())
    assert (law.adopted_on, law.in_force_on, law.is_dated) == (date(2020, 6, 1), date(2020, 6, 1), False)
    assert law.articles[2].number == Number(2, 1)
    assert len(law.history) == 2


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (OLD.replace("第三条", "第五条").encode(), "第25行：第五条前面应当是第三条，没有找到。"),
        (OLD.replace("第三条 ", "第二条 ").encode(), "第25行：第二条出现了两次。"),
        (OLD.replace("2010年3月1日", "2010年2月30日").encode(), "第3行：没有“2010年2月30日”这一天。"),
        (OLD.replace("为了演练，制定本法。", "").encode(), "第9行：第一条没有正文。"),
        (OLD.replace("# 中华", "中华", 1).encode(), "第1行：没有找到标题"),
        (OLD.replace("通过", "想到").encode(), "第1行：标题下面没有通过或者修改的日期"),
        (OLD.encode().replace("下雨".encode(), b"\xff\xfe"), "第15行：不是UTF-8编码的文字"),
        (OLD.replace("下雨", "下\0雨").encode(), "第15行：有不能显示的字符"),
        (("# 法\n" + "演" * 10**6).encode(), "没有找到“第一条”"),
        (OLD.replace("演练法", "演/练", 1).encode(), "第1行：标题太长，或者有不能放进网址的字符"),
        (b"", "第1行：没有找到标题"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told_with_its_line(text, told):
    with pytest.raises(Invalid) as refused:
        read_law(text)
    assert told in refused.value.text


@pytest.mark.skipif(not REAL.is_dir(), reason="The real laws are not on this machine: ../shared/data is missing.")
def test_every_real_law_is_read_whole():
    read = {path.stem: read_law(path.read_bytes()) for path in REAL.glob("*-*.md")}
    assert {name: len(law.articles) for name, law in read.items()} == ARTICLES
    assert read["监督法-2006"].in_force_on == date(2007, 1, 1)
    assert read["监督法-2006"].articles[9].chapter == "第二章 听取和审议人民政府、人民法院和人民检察院的专项工作报告"
    assert not [one for law in read.values() for one in law.articles if not one.chapter or "\n\n" in one.text]
