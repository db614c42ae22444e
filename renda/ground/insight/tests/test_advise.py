"""From decisions to advice and back, on invented texts of three kinds."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult

from renda.ground.insight import services, tasks
from renda.ground.insight.declare import questions
from renda.ground.insight.forms import read_json
from renda.ground.insight.models import Advice, Duty, Learned
from renda.ground.insight.states import Basis
from renda.ground.kernel.clock import at, now
from renda.ground.kernel.errors import NotAllowed
from renda.voice.opinions.models import Opinion
from renda.voice.opinions.services import erase_opinion, screen_opinion
from renda.voice.opinions.states import S
from renda.voice.opinions.tests.factories import collected
from renda.voice.suggestions.services import assign_suggestion
from renda.voice.suggestions.tests import factories as suggestions

pytestmark = pytest.mark.django_db
WHERE = (
    "东街",
    "西街",
    "河湾村",
    "老车站",
    "集镇",
    "桥头村",
    "北坡",
    "新村",
    "南门",
    "水库边",
    "茶场",
    "三组",
    "渡口",
    "粮站",
)
KINDS = {
    "education": ("{}小学的校车一天只来一趟，学生放学要等很久，食堂的饭也凉了", "{}幼儿园缺老师，孩子入学要排队，请加老师"),
    "health": ("{}卫生院看病没有医生值班，老人拿药要去县医院", "{}村医退了没人接，打疫苗要跑很远的医院"),
    "environment": ("{}养殖场夜里排污，河水发黑，一股臭味", "{}砖厂烧得满天粉尘，废气呛人，窗户不敢开"),
}  # fmt: skip


@pytest.fixture
def taught(cast):
    """Eighty-four opinions that have been screened, as rows alone."""
    Opinion.objects.bulk_create(
        Opinion(county_id=cast.county.pk, station=cast.places.station, text=text.format(place), category=category,
                need="livelihood", state=S.SCREENED, version=2)
        for category, texts in KINDS.items() for text in texts for place in WHERE
    )  # fmt: skip
    return cast


def advised():
    """As the worker does: it looks, and where something is to be done a process does it."""
    tasks.look.call()
    ordered = DBTaskResult.objects.filter(task_path=tasks.advise.module_path)
    if ordered.exists():
        ordered.delete()
        tasks.advise.call()


def of(row, name):
    return Advice.objects.get(matter_id=row.pk, question=name)


def test_what_was_decided_is_learned_advised_shown_and_followed(taught, client_of, settings):
    row = collected(taught, text="渡口小学的校车坏了，学生走路放学，电话13800136021")
    advised()
    learned = Learned.objects.get(county=taught.county, question="opinion-category")
    advice = of(row, "opinion-category")
    assert (learned.basis, learned.examples, learned.answers) == (Basis.DECIDED, 84, 3)
    # The texts of one kind differ in the place alone and are held out together: what is measured is that they were.
    assert (learned.quality["rows"], 0 <= learned.quality["accuracy"] <= 1) == (84, True)
    assert (advice.first, advice.examples) == ("education", 84)
    assert "校车" in advice.reasons
    assert [answer for _, answer in advice.earlier] == ["education"] * 3
    words = {"education": "教育"}
    assert len(read_json(advice, taught.office, words)["earlier"]) == 3
    assert read_json(advice, taught.clerk, words)["earlier"] == []  # nobody reads what is hidden from him
    # Two kinds of answers are needed to learn from; the need was always the same.
    assert Learned.objects.get(county=taught.county, question="opinion-need").basis == Basis.DUTIES

    client = client_of("liaison")
    address = f"{row.get_absolute_url()}screen/"
    client.get(address)
    with CaptureQueriesContext(connection) as seen:
        page = client.get(f"{address}?category=education&note=x").content.decode()
    assert len(seen) <= 12, "\n".join(q["sql"] for q in seen)
    assert 'data-value="education"' in page and "校车" in page and 'value="education" selected' in page
    assert client.get(f"/api/v1/insight/opinion/{row.pk}").json()[0]["likeliest"][0]["value"] == "education"
    assert client_of("clerk").get(f"/api/v1/insight/opinion/{row.pk}").status_code == 404

    screen_opinion(row, actor=taught.liaison, category="health")
    advised()
    assert (of(row, "opinion-category").decided, of(row, "opinion-category").settled) == ("health", "")
    figures = client_of("office").get("/api/v1/insight").json()
    assert [one for one in figures["wrong"] if one["question"] == "opinion-category"] == [
        {"question": "opinion-category", "first": "education", "decided": "health", "count": 1}
    ]
    month = next(one for one in figures["months"] if one["question"] == "opinion-category")
    assert (month["given"], month["asked"], month["followed"]) == (1, 1, 0)


def test_advice_is_given_anew_only_for_what_waits_after_learning_anew(taught):
    row = collected(taught, text="渡口小学的校车坏了")
    advised()
    first = of(row, "opinion-category").learned_at
    assert services.advise(row.county_id) == 0
    tasks.look.call()
    assert not DBTaskResult.objects.filter(task_path=tasks.advise.module_path).exists()
    with at(now() + timedelta(days=1)):
        tasks.learn.call()
        advised()
    assert of(row, "opinion-category").learned_at > first


def test_an_erased_opinion_leaves_no_word(taught):
    row = collected(taught, text="渡口小学的校车坏了")
    advised()
    erase_opinion(row, actor=taught.office)
    assert not Advice.objects.filter(matter_id=row.pk).exists()


def test_before_anything_was_decided_duties_speak_and_never_surely(cast, client_of, monkeypatch):
    monkeypatch.setattr(services, "find_spec", lambda name: None)
    row = suggestions.registered(
        cast, title="关于疏通灌溉沟渠的建议", problem="水库放水进不了田，沟渠堵了。", asks=["清淤。"]
    )
    advised()
    advice = of(row, "suggestion-unit")
    choices = questions()["suggestion-unit"].choices(row.county_id)
    assert (advice.basis, advice.is_sure, choices[advice.first]) == (Basis.DUTIES, False, "高县水利局")
    page = client_of("office").get(f"/suggestions/{row.pk}/assign/").content.decode()
    assert "不确定" in page and "按职责对的" in page
    assign_suggestion(row, actor=cast.office, lead_org_id=int(advice.first))
    advised()
    assert of(row, "suggestion-unit").decided == advice.first


def test_the_office_writes_duties_in_its_own_words(cast, client_of):
    water = next(one for one in services.units_of(cast.office.county_id) if "水利" in one.name)
    address = f"/insight/duties/{water.pk}/"
    assert client_of("office").post(address, {"text": "管水井、打井"}).status_code == 302
    assert "管水井" in client_of("admin").get("/insight/duties/").content.decode()
    row = suggestions.registered(cast, title="关于打井的建议", problem="村里要打井。", asks=["打一口井。"])
    advised()
    assert of(row, "suggestion-unit").first == str(water.pk)
    client_of("office").post(address, {"text": ""})
    assert not Duty.objects.exists()
    assert client_of("clerk").get(address).status_code == 403
    with pytest.raises(NotAllowed):
        services.set_duty(water, actor=cast.clerk, text="x")
    assert client_of("office").post(address, {"text": "长" * 2001}).status_code == 422


def test_the_page_of_figures_costs_as_many_queries_for_much_as_for_little(taught, client_of):
    client = client_of("office")
    advised()
    client.get("/insight/")
    with CaptureQueriesContext(connection) as seen:
        page = client.get("/insight/").content.decode()
    assert "本县办过的" in page
    assert len(seen) <= 12, "\n".join(q["sql"] for q in seen)
