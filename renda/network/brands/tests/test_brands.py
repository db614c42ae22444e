"""A brand from the draft to the yearly look; who sees and writes which."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor, Held, Role
from renda.ground.kernel.errors import Blocked, Invalid, NotAllowed
from renda.ground.notices.models import Message
from renda.ground.people.models import Organisation
from renda.ground.workflow.models import Waiting
from renda.network.brands import services
from renda.network.brands.models import Brand
from renda.network.brands.queries import themes_of
from renda.network.brands.tests.factories import TEXT, applied, drafted, fresh, method, named, of_station


def wait_of(row):
    return Waiting.objects.filter(matter_id=row.pk).first()


def test_a_towns_brand_is_applied_for_named_and_looked_at_a_year_later(cast):
    row = applied(cast)
    assert wait_of(row).holder == f"office:{cast.orgs.office}" and wait_of(row).due_on is not None
    row = services.name_brand(row, actor=cast.office)
    assert (row.named_on, row.town, row.sort) == (clock.today(), "庆符镇", "town")
    a_year_on = clock.today().replace(year=clock.today().year + 1)
    assert wait_of(row).due_on == a_year_on
    assert Message.objects.filter(user_id=cast.township.user_id, title__startswith="品牌命名").exists()
    with clock.at(a_year_on):
        row = services.keep_brand(fresh(row), actor=cast.office)
    assert row.state == "named" and wait_of(row).due_on == a_year_on.replace(year=a_year_on.year + 1)


def test_the_yearly_look_renames_or_withdraws_with_a_reason(cast):
    row = services.rename_brand(named(cast), actor=cast.office, title="和美庆符", note="突出乡村振兴")
    assert (row.title, row.state, row.reviewed_on) == ("和美庆符", "named", clock.today())
    with pytest.raises(Invalid, match="一样"):
        services.rename_brand(fresh(row), actor=cast.office, title="和美庆符", note="x")
    row = services.withdraw_brand(fresh(row), actor=cast.office, note="一年没有活动")
    assert (row.state, row.reason) == ("withdrawn", "一年没有活动") and wait_of(row) is None
    assert named(cast, title="新品牌").state == "named"


def test_a_station_applies_by_its_town(cast):
    row = of_station(cast)
    assert row.is_from_station and wait_of(row).holder.endswith(f":{cast.orgs.station}")
    with pytest.raises(NotAllowed):
        services.apply_brand(row, actor=cast.liaison)
    row = services.hand_in_brand(fresh(row), actor=cast.liaison)
    assert wait_of(row).holder == f"township:{cast.orgs.presidium}"
    row = services.apply_brand(row, actor=cast.township)
    assert services.name_brand(row, actor=cast.office).title_line() == f"{cast.places.station.name}：茶乡议事站"


def test_what_is_sent_back_goes_to_who_drafted_it_with_the_reason(cast):
    row = services.send_back_brand(applied(cast), actor=cast.office, note="做法写得太空")
    assert row.state == "draft" and wait_of(row).holder == f"township:{cast.orgs.presidium}"
    assert Message.objects.filter(user_id=cast.township.user_id, body__contains="做法写得太空").exists()
    station = services.hand_in_brand(of_station(cast), actor=cast.liaison)
    with pytest.raises(NotAllowed):
        services.send_back_brand(fresh(station), actor=cast.office, note="x")
    station = services.send_back_brand(station, actor=cast.township, note="先办起来")
    assert wait_of(station).holder.endswith(f":{cast.orgs.station}")


def test_a_town_has_one_running_brand_and_any_number_of_themed_stations(cast):
    first, second = applied(cast), applied(cast, title="第二个")
    services.name_brand(first, actor=cast.office)
    with pytest.raises(Blocked, match="一镇一品牌"):
        services.name_brand(second, actor=cast.office)
    with pytest.raises(Blocked, match="幸福庆符"):
        services.apply_brand(drafted(cast, title="第三个"), actor=cast.township)
    for name in ("甲站", "乙站"):
        row = services.apply_brand(of_station(cast, title=name), actor=cast.township)
        services.name_brand(row, actor=cast.office)
    assert Brand.objects.named().count() == 3


def test_the_database_itself_refuses_a_second_brand_of_a_town(cast):
    named(cast)
    second = drafted(cast, title="第二个")
    with pytest.raises(IntegrityError), transaction.atomic():
        Brand.objects.filter(pk=second.pk).update(state="named", named_on=clock.today())


def test_a_theme_or_method_that_is_not_the_countys_is_said(cast):
    with pytest.raises(Invalid, match="主题"):
        drafted(cast, theme="没有的")
    with pytest.raises(Invalid, match="工作法"):
        drafted(cast, method=10**6)
    with pytest.raises(Invalid, match="选一个家站"):
        services.draft_brand(actor=cast.liaison, title="x", theme="民生福祉", text="x")
    assert drafted(cast, method=method(cast, "township").pk).method.name == "两步法"


def test_the_county_sets_other_themes_and_a_brand_keeps_its_own(cast):
    row = named(cast)
    assert themes_of(cast.county.pk) == ["民生福祉", "产业发展", "乡村振兴"]
    services.set_themes(actor=cast.office, names=["茶产业", " 茶产业 ", "基层治理"])
    assert themes_of(cast.county.pk) == ["茶产业", "基层治理"]
    assert fresh(row).theme == "民生福祉"
    for who in ("township", "liaison", "admin"):
        with pytest.raises(NotAllowed):
            services.set_themes(actor=getattr(cast, who), names=["x"])
    with pytest.raises(Invalid):
        services.set_themes(actor=cast.office, names=[" "])


def elsewhere(cast, role):
    """The same role in another town, or at another station of it."""
    town, _ = Organisation.objects.get_or_create(county=cast.county, kind="presidium", name="来复镇人大主席团")
    return Actor(cast.county.pk, 10**6, "别处", (Held(1, role, town.pk if role == Role.TOWNSHIP else cast.orgs.home),))


# Who sees: the town's draft, a station's draft, what a station handed in, an application, one named, one withdrawn.
SEEN = {
    "township": "draft station handed applied named withdrawn",
    "liaison": "station handed named",
    "station_master": "station handed named",
    "office": "applied named withdrawn",
    "committee": "applied named withdrawn",
    "chair": "applied named withdrawn",
    "deputy": "named",
    "clerk": "named",
    "resident": "named",
}


def test_drafts_are_their_towns_and_stations_and_what_is_named_is_for_all(cast):
    rows = {
        "draft": drafted(cast, title="草稿"), "station": of_station(cast), "applied": applied(cast, title="申请"),
        "handed": services.hand_in_brand(of_station(cast, title="报镇"), actor=cast.liaison),
        "withdrawn": services.withdraw_brand(named(cast, title="撤下"), actor=cast.office, note="x"),
        "named": named(cast),
    }  # fmt: skip
    by_key = {row.pk: word for word, row in rows.items()}

    def seen(actor):
        return {by_key[pk] for pk in Brand.objects.visible_to(actor).values_list("pk", flat=True)}

    assert {who: seen(getattr(cast, who)) for who in SEEN} == {who: set(words.split()) for who, words in SEEN.items()}
    assert seen(elsewhere(cast, Role.TOWNSHIP)) == {"named"}
    assert seen(elsewhere(cast, Role.LIAISON)) == {"named"}
    assert Brand.objects.visible_to(cast.other_office).count() == 0


@pytest.mark.parametrize("role", [Role.TOWNSHIP, Role.LIAISON, Role.STATION_MASTER])
def test_another_town_or_station_writes_none_of_it(cast, role):
    other = elsewhere(cast, role)
    said = {"actor": other, "title": "x", "theme": "民生福祉", "text": TEXT}
    for row in (drafted(cast), of_station(cast)):
        for take in (services.apply_brand, services.hand_in_brand):
            with pytest.raises(NotAllowed):
                take(fresh(row), actor=other)
        with pytest.raises(NotAllowed):
            services.edit_brand(fresh(row), **said)
    with pytest.raises(NotAllowed):
        services.draft_brand(station=cast.places.station, **said)


def test_an_overdue_application_is_overdue(cast):
    row = applied(cast)
    with clock.at(clock.now() + timedelta(days=60)):
        assert Waiting.objects.filter(matter_id=row.pk).overdue(clock.today()).exists()
