"""Loading laws: once is enough, a fault keeps one file out, another text of a version is told before it is taken."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from renda.ground.county.models import County
from renda.ground.laws.models import Article, Law, Version
from renda.ground.laws.tests.factories import NEW, OLD
from renda.ground.search import finding
from renda.ground.search.finding import Ask

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "演练法-2010.md").write_text(OLD)
    (tmp_path / "演练法-2020.md").write_text(NEW)
    return tmp_path


def told_by(folder, *options):
    """What the command said of the files."""
    out = StringIO()
    call_command("import_laws", str(folder), *options, stdout=out, stderr=out)
    return out.getvalue()


def kept():
    return list(Article.objects.order_by("pk").values_list("pk", "text")), County.objects.get().version


def test_a_folder_is_loaded_once(county, folder):
    assert told_by(folder).count("已装入") == 2
    before = kept()
    assert told_by(folder).count("已经装过，没有变化") == 2
    assert kept() == before
    old, new = Version.objects.order_by("adopted_on")
    assert old.superseded_on == new.in_force_on and new.superseded_on is None
    assert Law.objects.get().names == ["演练法", "中华人民共和国演练法"]


def test_another_text_of_the_same_version_is_told_and_taken_only_when_asked(county, folder):
    told_by(folder)
    (folder / "演练法-2020.md").write_text(NEW.replace("六个月", "九个月"))
    before = kept()
    assert "和已装的同一版文本不一样（第三条），没有动" in told_by(folder)
    assert kept() == before
    assert "已换成新的文本（第三条）" in told_by(folder, "--replace")
    assert Article.objects.filter(text__contains="九个月").count() == 1
    assert [pk for pk, _ in kept()[0]] == [pk for pk, _ in before[0]]
    assert kept()[1] != before[1]


def test_a_fault_keeps_one_file_out(county, folder):
    (folder / "演练法-2010.md").write_text(OLD.replace("第三条", "第五条"))
    out = StringIO()
    with pytest.raises(CommandError, match="有1个文件没有装"):
        call_command("import_laws", str(folder), stdout=out, stderr=out)
    assert "演练法-2010.md第25行：第五条前面应当是第三条，没有找到。这个文件没有装。" in out.getvalue()
    assert [version.adopted_on.year for version in Version.objects.all()] == [2020]
    (folder / "演练法-2010.md").write_text(OLD.replace("# 中华人民共和国", "# "))
    with pytest.raises(CommandError):
        call_command("import_laws", str(folder), stdout=out, stderr=out)
    assert "简称“演练法”已经是另一部法律" in out.getvalue()


def test_articles_in_force_are_found_in_every_county(cast, folder):
    other = County.objects.create(code="341125", name="定远县", host="dy.test")
    told_by(folder)
    for county_id in (cast.county.pk, other.pk):
        visitor = type(cast.resident)(county_id)
        found = finding.search(visitor, Ask("演练法 组织者"))
        assert ["".join(piece.text for piece in hit.title) for hit in found.hits] == ["《演练法》第三条"]
        assert found.hits[0].href == "/laws/演练法/3/"
