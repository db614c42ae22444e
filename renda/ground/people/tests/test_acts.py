"""What is done to accounts and posts is written down: who, to whom, when; it can't be changed, and only administrators read it."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from renda.ground.people import services
from renda.ground.people.models import AdminAct, Organisation, User
from renda.ground.people.states import Act

pytestmark = pytest.mark.django_db
PHONE = "13800004321"


@pytest.fixture
def newcomer(cast):
    return services.open_account(county_id=cast.admin.county_id, login="new", name="尤小月", actor=cast.admin)


@pytest.fixture
def water(cast):
    return Organisation.objects.get(county_id=cast.admin.county_id, kind="unit", pk=cast.orgs.water)


def acts_of(user):
    return list(AdminAct.objects.filter(user_id=user.pk).order_by("pk").values_list("act", flat=True))


def test_each_act_on_an_account_is_written_down(newcomer, cast):
    services.change_account(newcomer, actor=cast.admin, name="尤小月", phone=PHONE, email="")
    services.make_slip(newcomer, actor=cast.admin)
    services.reset_second_factor(newcomer, actor=cast.admin)
    services.close_account(newcomer, actor=cast.admin)
    services.reopen_account(newcomer, actor=cast.admin)
    assert acts_of(newcomer) == [
        Act.OPEN_ACCOUNT, Act.CHANGE_ACCOUNT, Act.PRINT_SLIP, Act.RESET_SECOND, Act.CLOSE_ACCOUNT, Act.REOPEN_ACCOUNT,
    ]  # fmt: skip
    assert {act.by_id for act in AdminAct.objects.filter(user_id=newcomer.pk)} == {cast.admin.user_id}


def test_a_post_is_written_down_with_body_role_and_days(newcomer, water, cast, client_of):
    post = services.start_post(user=newcomer, org=water, role="clerk", from_on=date(2026, 3, 1), actor=cast.admin)
    services.end_post(post, actor=cast.admin, on=date(2026, 9, 30))
    page = client_of("admin").get(f"/people/acts/?of={newcomer.pk}").text
    assert "尤小月" in page and water.name in page
    assert "3月1日起" in page and "9月30日" in page


def test_what_was_refused_leaves_nothing(newcomer, cast):
    with pytest.raises(Exception, match="管理员"):
        services.close_account(newcomer, actor=cast.office)
    assert acts_of(newcomer) == [Act.OPEN_ACCOUNT]


def test_a_changed_phone_is_named_and_not_kept(newcomer, cast):
    services.change_account(newcomer, actor=cast.admin, name="尤小月", phone=PHONE, email="")
    act = AdminAct.objects.get(user_id=newcomer.pk, act=Act.CHANGE_ACCOUNT)
    assert act.facts == {"changed": ["手机号"]}


@pytest.mark.parametrize("verb", ["update", "delete"])
def test_the_database_refuses_to_change_the_record(newcomer, verb):
    rows = AdminAct.objects.filter(user_id=newcomer.pk)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        rows.update(by_id=1) if verb == "update" else rows.delete()
    assert rows.count() == 1


def test_only_administrators_read_the_record(newcomer, client_of):
    assert "尤小月" in client_of("admin").get("/people/acts/").text
    assert client_of("office").get("/people/acts/").status_code == 403


def test_the_record_turns_pages_without_counting(newcomer, cast, client_of, django_assert_max_num_queries):
    client = client_of("admin")
    for _ in range(60):
        services.make_slip(newcomer, actor=cast.admin)
    client.get("/people/acts/")  # the counts in the rail are kept for some seconds
    with django_assert_max_num_queries(6):
        first = client.get("/people/acts/")
    second = client.get(f"/people/acts/{first.context['next_url']}")
    assert len(first.context["rows"]) == 50
    assert len(second.context["rows"]) >= 11


@pytest.mark.parametrize(
    "query", ["of=x", "act=nothing", "after=-1", "of=99999999999999999999", "after=99999999999999999999"]
)
def test_an_address_typed_wrong_is_no_error(newcomer, client_of, query):
    assert client_of("admin").get(f"/people/acts/?{query}").status_code == 200
    assert User.objects.filter(pk=newcomer.pk).exists()
