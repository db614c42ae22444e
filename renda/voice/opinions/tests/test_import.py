"""A register kept before comes in once, line by line, and says what it did not take."""

import pytest
from django.core.management import CommandError, call_command

from renda.ground.people.models import User
from renda.voice.opinions.models import Opinion

pytestmark = pytest.mark.django_db

SHEET = """留言,地点,电话,收到日期,家站
村口路灯坏了三天没人修,东街,13800138000,2026-03-05,{station}
村口路灯坏了三天没人修,东街,13800138000,2026-03-05,{station}
好,东街,,2026-03-05,{station}
桥面有个大坑容易摔人,,12,昨天,{station}
水渠堵了,,,,别的家站
"""


def run(cast, tmp_path, capsys, **more):
    from renda.voice.opinions.tests import factories

    station = factories.collected(cast).station
    file = tmp_path / "register.csv"
    file.write_text(SHEET.format(station=station.name))
    login = User.objects.get(pk=cast.liaison.user_id).login
    call_command("import_opinions", file, by=login, text_column="留言", **more)
    return capsys.readouterr().out


def test_good_lines_come_in_once_and_the_rest_is_told_without_its_words(cast, tmp_path, capsys):
    said = run(cast, tmp_path, capsys)
    row = Opinion.objects.get(entry="register")
    assert (row.text, row.contact.phone, str(row.received_on), row.is_read_back) == (
        "村口路灯坏了三天没人修", "13800138000", "2026-03-05", False
    )  # fmt: skip
    assert "装入1行，已有1行，有问题3行" in said
    assert "第4行：请再写具体一点" in said and "第6行：没有这个家站" in said
    assert "不像手机号" in said and "日期要像" in said
    assert "桥面" not in said and "13800138000" not in said


def test_looking_takes_nothing(cast, tmp_path, capsys):
    assert "没有导入" in run(cast, tmp_path, capsys, dry_run=True)
    assert not Opinion.objects.filter(entry="register").exists()


def test_a_missing_column_and_a_missing_person_are_told(cast, tmp_path):
    file = tmp_path / "register.csv"
    file.write_text("甲,乙\n1,2\n")
    with pytest.raises(CommandError, match="--by"):
        call_command("import_opinions", file, by="nobody")
    login = User.objects.get(pk=cast.liaison.user_id).login
    with pytest.raises(CommandError, match="--text-column"):
        call_command("import_opinions", file, by=login)
