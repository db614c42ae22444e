"""Texts of a subject that exists in tests only; they are found as those of any subject are."""

import pytest

TEXTS = (
    "城区路灯不亮｜滨江路一带夜里很黑，三处路灯坏了两个月。",
    "村道护栏被撞坏｜高石坎弯道护栏断了，晚上没有路灯。",
    "关于加强河道保洁的建议｜请县水利局安排人员清理长盛社区一段河道的污水和垃圾。",
    "常委会审议意见｜县人民代表大会常务委员会对执法检查报告的审议意见，编号ＡＢ１２。",
    "申请低保｜老人想办低保，问村里要带哪些材料。",
    "关于增设校车停靠点的建议｜建议第123号的后续。",
)


@pytest.fixture
def hidden():
    return set()


@pytest.fixture
def notes(county, hidden, monkeypatch):
    from renda.ground.search import declare
    from renda.ground.search.tests.factories import source_of_texts, write

    source = source_of_texts(hidden)
    monkeypatch.setattr(declare, "sources", lambda: {"note": source})
    monkeypatch.setattr("renda.ground.search.finding.sources", lambda: {"note": source})
    monkeypatch.setattr("renda.ground.search.near.sources", lambda: {"note": source})
    monkeypatch.setattr("renda.ground.search.finding.source_of", lambda kind: source)
    keys = write(county, source, *TEXTS)
    keys += write(
        county,
        source,
        "石林渡｜县人大代表",
        names=("石林渡",),
        number="建议第023号",
        org="县水利局",
        town="庆符镇",
        state="在办",
    )
    return source, keys
