"""Lists from and to other systems: columns and names matched, faults named, nothing lost, nothing twice, both ways alike."""

from datetime import timedelta
from io import BytesIO, StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.core.management.base import CommandError

from renda.config.cli import TWO_WORDS
from renda.demo.cast import build_cast
from renda.ground.county.models import County
from renda.ground.kernel import clock
from renda.ground.kernel.errors import Conflict, Invalid, NotAllowed
from renda.ground.kernel.jobs import run_pending
from renda.ground.papers.excel import read_rows, write_rows
from renda.ground.papers.tables import read_table, write_csv
from renda.ground.people.models import Organisation
from renda.ground.workflow.models import StepTaken, Waiting
from renda.ground.workflow.testing import check_history
from renda.voice.suggestions import services
from renda.voice.suggestions.models import Handling, Intake, Publication, Rating, Signature, Suggestion
from renda.voice.suggestions.services import exchange
from renda.voice.suggestions.services.exchange import loading
from renda.voice.suggestions.states import Fate, S
from renda.voice.suggestions.tests.factories import assigned, published, rated, registered, replied
from renda.voice.suggestions.workflow import SUGGESTION

TITLES = [
    "建议编号",
    "建议名称",
    "提出人",
    "附议人",
    "内容",
    "承办单位",
    "协办单位",
    "交办日期",
    "答复日期",
    "办理类别",
    "满意度",
    "办理状态",
    "备注",
]
LAST_YEAR = clock.today().year - 1


def row(number="旧2025-7", **more):
    """A line of the old system's list: assigned, answered, rated."""
    cells = {
        "建议编号": number, "建议名称": "关于整治石门渠的建议", "提出人": "罗秋禾", "附议人": "严守田、邱月桐", "内容": "渠道淤塞。",
        "承办单位": "县水利局", "协办单位": "高县交通运输局", "交办日期": f"{LAST_YEAR}-03-02", "答复日期": f"{LAST_YEAR}/5/20",
        "办理类别": "A", "满意度": "满意", "办理状态": "已办结", "备注": "第一批",
    }  # fmt: skip
    return [{**cells, **more}[title] for title in TITLES]


def uploaded(cast, *rows, **more):
    data = write_rows(TITLES, rows or [row()])
    return exchange.draft_intake(data, actor=cast.office, file_name="旧系统.xlsx", **more)


def loaded(cast, intake):
    exchange.start_intake(intake, actor=cast.office, in_background=False)
    return exchange.load_intake(intake, actor=cast.office)


def faults(intake):
    return {one.number: "；".join(one.faults) for one in intake.rows.filter(fate=Fate.BAD)}


def test_columns_are_guessed_by_their_titles(cast):
    assert uploaded(cast).mapping == [
        "number", "title", "proposer", "cosigners", "problem", "lead", "co", "assigned_on", "replied_on", "reply_class",
        "result", "state", "",
    ]  # fmt: skip


def test_a_row_comes_in_with_its_number_days_units_class_and_rating(cast):
    assert loaded(cast, uploaded(cast)) == 1
    made = Suggestion.objects.get()
    assert (made.state, made.number_text, made.reply_class) == (S.CLOSED, "旧2025-7", "A")
    assert (str(made.assigned_on), str(made.replied_on)) == (f"{LAST_YEAR}-03-02", f"{LAST_YEAR}-05-20")
    assert made.lead_org_id == cast.orgs.water
    assert set(Handling.objects.values_list("org_id", "mode", "state")) == {
        (cast.orgs.water, "lead", "done"), (cast.orgs.roads, "co", "done")
    }  # fmt: skip
    assert Rating.objects.get().result == "satisfied"
    assert set(Signature.objects.values_list("deputy__name", flat=True)) == {"严守田", "邱月桐"}


def test_the_history_says_by_whom_when_and_from_which_row_it_was_imported(cast):
    loaded(cast, uploaded(cast))
    made = Suggestion.objects.get()
    check_history(SUGGESTION, made)
    step = StepTaken.objects.get(matter_id=made.pk)
    assert SUGGESTION.steps[step.step].label == "由旧系统导入"
    assert (step.user_id, clock.day_of(step.at)) == (cast.office.user_id, clock.today())


def test_a_running_one_waits_for_its_unit_until_the_day_the_law_gives(cast):
    day = clock.today() - timedelta(days=30)
    loaded(cast, uploaded(cast, row(交办日期=day.isoformat(), 答复日期="", 办理类别="", 满意度="", 办理状态="承办中")))
    wait = Waiting.objects.get(holder=f"clerk:{cast.orgs.water}")
    assert (wait.due_on.year * 12 + wait.due_on.month) - (day.year * 12 + day.month) == 3
    services.consult_handling(
        Handling.objects.get(mode="lead"), actor=cast.clerk, way="visit", held_at=clock.now(), people="罗", points="看",
        deputy_view="好",
    )  # fmt: skip


def test_silence_long_ago_is_no_feedback_and_asks_nobody(cast):
    loaded(cast, uploaded(cast, row(满意度="", 办理状态="已答复")))
    assert (Suggestion.objects.get().state, Rating.objects.get().state) == (S.RATED, "lapsed")
    assert not Waiting.objects.filter(kind="rating").exists()


def test_a_fresh_reply_is_still_rated_by_all_who_signed(cast):
    day = clock.today().isoformat()
    loaded(cast, uploaded(cast, row(答复日期=day, 满意度="", 办理状态="已答复")))
    assert Suggestion.objects.get().state == S.REPLIED
    assert Waiting.objects.filter(kind="rating").count() == 3


@pytest.mark.parametrize(("change", "fault"), [
    ({"建议编号": ""}, "“编号”没有填"), ({"建议名称": ""}, "“标题”没有填"), ({"提出人": "无此人"}, "名册里没有“无此人”"),
    ({"承办单位": "县天文局"}, "没有“县天文局”这个单位"), ({"交办日期": "上个月"}, "不是日期"), ({"办理类别": "优"}, "答复类别“优”看不懂"),
    ({"满意度": "还行"}, "评价“还行”看不懂"), ({"办理状态": "草稿"}, "状态“草稿”看不懂"), ({"交办日期": ""}, "要有交办之日"),
    ({"答复日期": ""}, "要有答复日"), ({"答复日期": "2999-1-1"}, "晚于今天"), ({"答复日期": "2001-1-1"}, "早于交办之日"),
    ({"承办单位": "县水利局、县交通运输局"}, "一格只写一个"),
])  # fmt: skip
def test_a_bad_row_keeps_its_place_and_its_reason(cast, change, fault):
    intake = uploaded(cast, row("甲1"), row("甲2", **change))
    assert fault in faults(intake)[3]
    assert loaded(cast, intake) == 1
    assert [r[-1] for r in exchange.rest_rows(intake)] == [faults(intake)[3]]
    assert exchange.rest_rows(intake)[0][1] == change.get("建议名称", "关于整治石门渠的建议")


def test_a_number_that_stands_twice_or_is_taken_is_refused_with_the_row_named(cast):
    ours = registered(cast)
    intake = uploaded(cast, row("甲1"), row("甲1"), row(ours.number_text), row(ours.number_short))
    assert list(faults(intake)) == [3, 4, 5]
    assert "和第2行重复" in faults(intake)[3]
    assert f"“{ours.title[:30]}”重复" in faults(intake)[4]


def test_unknown_names_are_listed_matched_once_and_never_made(cast):
    bodies = Organisation.objects.count()
    intake = uploaded(cast, row("甲1", 承办单位="水务局"), row("甲2", 承办单位="水务局", 提出人="罗秋荷"))
    kept = Intake.objects.get(pk=intake.pk)
    assert (kept.unknown_units, kept.unknown_deputies) == ([["水务局", 2]], [["罗秋荷", 1]])
    with pytest.raises(Invalid):
        exchange.match_names(intake, actor=cast.office, units={"水务局": cast.orgs.office})
    exchange.match_names(
        intake, actor=cast.office, units={"水务局": cast.orgs.water}, deputies={"罗秋荷": cast.seats.deputy.pk}
    )
    assert faults(intake) == {}
    assert faults(uploaded(cast, row("甲3", 承办单位="水务局"))) == {}
    assert Organisation.objects.count() == bodies


def test_a_column_once_matched_is_remembered(cast):
    intake = uploaded(cast)
    exchange.map_columns(intake, actor=cast.office, mapping=[*intake.mapping[:-1], "hoped_unit"])
    assert uploaded(cast).mapping[-1] == "hoped_unit"
    with pytest.raises(Invalid, match="对了两列"):
        exchange.map_columns(intake, actor=cast.office, mapping=["title", *intake.mapping[1:]])


def test_a_killed_load_goes_on_without_loss_or_double(cast, monkeypatch):
    monkeypatch.setattr(loading, "SIZE", 2)
    intake = uploaded(cast, *(row(f"甲{i}") for i in range(5)))
    exchange.start_intake(intake, actor=cast.office, in_background=False)
    whole, count = loading._write, iter(range(10))

    def dies_in_the_second_batch(*args):
        whole(*args)
        if next(count) == 1:
            raise KeyboardInterrupt

    monkeypatch.setattr(loading, "_write", dies_in_the_second_batch)
    with pytest.raises(KeyboardInterrupt):
        exchange.load_intake(intake, actor=cast.office)
    assert Suggestion.objects.count() == intake.rows.filter(fate=Fate.LOADED).count() == 2
    with pytest.raises(Conflict):
        exchange.map_columns(intake, actor=cast.office, mapping=intake.mapping)
    assert exchange.load_intake(intake, actor=cast.office) == 3
    assert sorted(Suggestion.objects.values_list("number_text", flat=True)) == [f"甲{i}" for i in range(5)]
    assert exchange.load_intake(intake, actor=cast.office) == 0
    assert Intake.objects.get().done_at is not None


def test_our_own_kind_of_number_moves_the_series_on(cast):
    loaded(cast, uploaded(cast, row("第十九届人大第五次会议第120号"), row(f"闭会{clock.today().year}-041号")))
    old = Suggestion.objects.get(number=120)
    assert (old.number_short, old.session.number, old.period) == ("19-5-120", 5, "session")
    assert registered(cast).number_text == f"闭会{clock.today().year}-042号"


def test_what_was_public_elsewhere_waits_for_a_second_person(cast):
    data = write_rows([*TITLES, "公开日期"], [[*row(), f"{LAST_YEAR}-06-01"]])
    intake = exchange.draft_intake(data, actor=cast.office, file_name="旧.xlsx")
    loaded(cast, intake)
    assert not Suggestion.objects.published().exists()
    services.approve_publication(Publication.objects.get(), actor=cast.publisher)
    assert Suggestion.objects.published().exists()


def test_an_export_imports_again_as_it_was(cast):
    assigned(cast, co=True)
    for make in (replied, rated, published):
        make(cast)
    mine = list(exchange.export_rows(Suggestion.objects.visible_to(cast.office), cast.office))
    other = build_cast(County.objects.create(code="341125", name="高县", short="高", paper_code="高"), with_other=False)
    data = b"".join(write_csv(exchange.TITLES, mine))
    intake = exchange.draft_intake(data, actor=other.office, file_name="导出.csv")
    assert faults(intake) == {}
    loaded(other, intake)
    theirs = list(exchange.export_rows(Suggestion.objects.visible_to(other.office), other.office))
    not_yet = [exchange.TITLES.index(title) for title in ("公开方式", "公开日", "公开摘要")]
    assert sorted(_without(mine, not_yet)) == sorted(_without(theirs, not_yet))
    assert len(theirs) == 4


def _without(rows, places):
    return [[str(cell) for i, cell in enumerate(cells) if i not in places] for cells in rows]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_csv_of_any_office_program_is_read_with_its_row_numbers(encoding):
    text = '旧系统导出,,\n编号,标题,领衔代表\n甲1,"一行\n两行",罗\n,,\n甲2,\'=1+1,严\n'
    titles, rows = read_table(text.encode(encoding))
    assert titles == ["编号", "标题", "领衔代表"]
    assert rows == [(3, ["甲1", "一行\n两行", "罗"]), (6, ["甲2", "=1+1", "严"])]


def test_what_is_no_table_gets_a_sentence():
    for data, words in ((b"", "空的"), (b"\x00\x01\x02", "编码"), (b"PK\x03\x04", "不完整")):
        with pytest.raises(Invalid, match=words):
            read_table(data)


def test_only_the_congresss_office_imports(cast):
    with pytest.raises(NotAllowed):
        exchange.draft_intake(write_rows(TITLES, [row()]), actor=cast.gov, file_name="a.xlsx")
    intake = uploaded(cast)
    for who in ("deputy", "gov", "township", "resident", "other_office", "admin"):
        assert not Intake.objects.visible_to(getattr(cast, who)).exists()
    with pytest.raises(NotAllowed):
        exchange.start_intake(intake, actor=cast.township)


def test_the_office_imports_by_pages(client_of, cast):
    client = client_of("office")
    file = SimpleUploadedFile("旧系统.xlsx", write_rows(TITLES, [row("甲1"), row("甲2", 承办单位="水务局")]))
    place = client.post("/suggestions/import/", {"file": file}).url
    page = client.get(place).content.decode()
    for words in ("共2行", "可以导入1行", "有问题1行", "没有“水务局”这个单位", "第3行", "单位：水务局", "不导入这一列"):
        assert words in page
    client.post(f"{place}names/", {"unit_0": cast.orgs.water})
    assert client.post(f"{place}load/").url == place
    assert "正在导入" in client.get(place).content.decode()
    run_pending()
    assert "已导入2行" in client.get(place).content.decode()
    assert Suggestion.objects.count() == 2
    titles, _ = read_rows(client.get(f"{place}rest.xlsx").content)
    assert titles[-1] == "问题"
    assert client.post(f"{place}load/").status_code == 422
    assert client.post("/suggestions/import/", {"file": SimpleUploadedFile("a.xlsx", b"?")}).status_code in (302, 422)


def test_a_program_imports_and_exports(client_of, cast):
    client = client_of("office")
    file = SimpleUploadedFile("旧系统.xlsx", write_rows(TITLES, [row("甲1"), row("甲2", 承办单位="水务局")]))
    made = client.post("/api/v1/suggestions/imports", {"file": file})
    assert made.status_code == 201, made.content
    body = made.json()
    assert (body["counts"], body["unknown_units"]) == ({"all": 2, "ready": 1, "bad": 1, "loaded": 0}, {"水务局": 1})
    where = f"/api/v1/suggestions/imports/{body['id']}"
    matched = client.post(f"{where}/mapping", {"units": {"水务局": cast.orgs.water}}, content_type="application/json")
    assert matched.json()["counts"]["ready"] == 2
    assert client.post(f"{where}/load", content_type="application/json").status_code == 200
    run_pending()
    assert client.get(where).json()["is_done"] is True
    out = b"".join(client.get("/api/v1/suggestions/export.csv?state=closed").streaming_content)
    assert out.startswith(b"\xef\xbb\xbf")
    assert len(read_table(out)[1]) == 2


def test_the_public_export_holds_what_is_public(client_of, cast):
    published(cast)
    text = b"".join(client_of("resident").get("/suggestions/export.csv?published=1").streaming_content).decode()
    assert "关于打通庆符镇滨江路断头路的建议" in text
    titles, rows = read_rows(client_of("office").get("/suggestions/export.xlsx?state=rated").content)
    assert titles == exchange.TITLES
    assert len(rows) == 1


def test_commands_import_dry_and_wet_and_export(cast, tmp_path):
    assert TWO_WORDS["import", "suggestions"] == "import_suggestions"
    file, out = tmp_path / "旧.xlsx", StringIO()
    file.write_bytes(write_rows([*TITLES[:-1], "建议由谁"], [row("甲1"), row("甲1")]))
    mapping = tmp_path / "m.json"
    mapping.write_text('{"建议由谁": "hoped_unit"}')
    call_command(
        "import_suggestions", str(file), "--dry-run", "--mapping", str(mapping), "--county", "511525", stdout=out
    )
    assert "可以导入1行，有问题1行" in out.getvalue()
    assert not Suggestion.objects.exists() and not Intake.objects.exists()
    call_command("import_suggestions", str(file), "--mapping", str(mapping), "--county", "511525", stdout=out)
    assert Suggestion.objects.get().hoped_unit == "第一批"
    assert "第3行：编号“甲1”和第2行重复" in out.getvalue()
    for name in ("a.csv", "a.xlsx"):
        call_command("export_suggestions", str(tmp_path / name), "--county", "511525", stdout=out)
        assert len(read_table((tmp_path / name).read_bytes())[1]) == 1
    with pytest.raises(CommandError):
        call_command("import_suggestions", str(tmp_path / "no.xlsx"), "--county", "511525", stdout=out)


def test_the_export_reads_a_fixed_number_of_times(cast, django_assert_max_num_queries):
    for _ in range(3):
        rated(cast)
    with django_assert_max_num_queries(8):
        assert len(list(exchange.export_rows(Suggestion.objects.visible_to(cast.office), cast.office))) == 3
    assert BytesIO(b"".join(write_csv(["编号"], [["=1"]]))).read().decode("utf-8-sig") == "编号\r\n'=1\r\n"
