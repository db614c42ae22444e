"""A deputy's archive: read from events, seen, objected to, verified, and what of it is public."""

import re

import pytest
from django.urls import reverse

from renda.ground.kernel.clock import today
from renda.ground.kernel.errors import Blocked, Invalid, NotAllowed
from renda.ground.workflow.models import Waiting
from renda.network.activities.services import amend_activity
from renda.network.contacts.tests import factories as contacts
from renda.readings.duty import services
from renda.readings.duty.models import DutyArchive, Objection
from renda.readings.duty.queries import deputies_for
from renda.readings.duty.states import Part
from renda.readings.duty.tests.factories import begun, lived, objected
from renda.voice.suggestions.tests import factories as suggestions

THIS_YEAR = today().year


def lines(cast, seat="deputy"):
    return services.lines_of(getattr(cast.seats, seat), THIS_YEAR)


def test_each_event_comes_to_its_part(cast):
    lived(cast)
    found = {deed.what: deed.part for deed in lines(cast)}
    assert found["代表接待日"] == Part.GROUP and found["活动study"] == Part.TRAINING
    assert (
        found["活动tour"] == Part.TOURS and found["活动meeting"] == Part.MEETINGS and found["活动report"] == Part.REPORT
    )
    assert any(what.startswith("领衔提出建议") for what in found)
    assert any(what.startswith("接下群众意见") for what in found)


def test_a_contact_with_a_resident_is_a_line_without_the_resident(cast):
    contacts.logged(cast, topic="问低保怎么办")
    said = [deed for deed in lines(cast) if deed.what.startswith("联系群众")]
    assert [deed.what for deed in said] == ["联系群众（第1户）：上门走访"] and not said[0].is_open
    assert contacts.NAME not in said[0].what and not lines(cast, "deputy2")


def test_who_was_asked_but_did_not_come_has_no_line(cast):
    lived(cast)
    assert not [deed for deed in lines(cast, "deputy2") if deed.what == "代表接待日"]


def test_an_opinion_taken_up_says_nothing_of_the_resident(cast):
    lived(cast)
    said = "".join(deed.what for deed in lines(cast))
    assert "积水" not in said and "自来水" not in said


def test_the_deputy_looks_and_the_office_verifies(cast):
    lived(cast)
    row = begun(cast)
    assert {one.holder for one in Waiting.objects.of(row)} == {f"person:{cast.deputy.user_id}"}
    services.confirm_duty_archive(row, actor=cast.deputy)
    services.verify_duty_archive(row, actor=cast.office)
    assert row.verified_on == today() and row.digest


def test_no_archive_is_verified_over_an_open_objection(cast):
    lived(cast)
    row, said = begun(cast), objected(cast)
    with pytest.raises(Blocked):
        services.verify_duty_archive(row, actor=cast.office)
    services.explain_duty_objection(said, actor=cast.office, note="签到表上有名字。")
    services.verify_duty_archive(row, actor=cast.office)
    assert Objection.objects.get().answer == "签到表上有名字。"


def test_an_objection_names_the_line_as_it_read(cast):
    row = lived(cast).study
    said = objected(cast, line_key=f"activity:{row.pk}")
    assert "活动study" in said.line
    with pytest.raises(Invalid):
        objected(cast, line_key="activity:别的")


def test_a_corrected_record_corrects_the_archive(cast):
    row = lived(cast).study
    said = objected(cast, line_key=f"activity:{row.pk}")
    amend_activity(type(row).objects.get(pk=row.pk), actor=cast.liaison, came=[cast.seats.deputy2.pk], result="改过")
    services.correct_duty_objection(said, actor=cast.office, note="已把到场代表改正。")
    assert "活动study" not in [deed.what for deed in lines(cast)]


def test_only_the_deputy_objects_and_only_the_office_answers(cast):
    lived(cast)
    for name in ("office", "liaison", "deputy2", "township"):
        with pytest.raises(NotAllowed):
            services.object_duty_objection(
                cast.seats.deputy, actor=getattr(cast, name), year=THIS_YEAR, objection="不对"
            )
    said = objected(cast)
    for name in ("deputy", "liaison", "township", "chair"):
        with pytest.raises(NotAllowed):
            services.explain_duty_objection(said, actor=getattr(cast, name), note="不")


def test_the_presidium_verifies_a_township_deputy(cast):
    row = services.begin_duty_archive(cast.seats.town_deputy, actor=cast.township, year=THIS_YEAR)
    services.verify_duty_archive(row, actor=cast.township)
    other = begun(cast)
    with pytest.raises(NotAllowed):
        services.verify_duty_archive(other, actor=cast.township)


READS = {
    "office": {"deputy", "deputy2", "town_deputy"}, "chair": {"deputy", "deputy2", "town_deputy"}, "deputy": {"deputy"},
    "deputy2": {"deputy2"}, "clerk": set(), "committee": set(), "admin": set(), "resident": set(), "other_office": set(),
}  # fmt: skip


@pytest.mark.parametrize(("name", "seats"), READS.items())
def test_who_reads_whose_archive(cast, name, seats):
    rows = deputies_for(getattr(cast, name))
    assert {key for key in READS["office"] if rows.filter(pk=getattr(cast.seats, key).pk).exists()} == seats


def test_a_station_reads_the_archives_of_its_own_deputies(cast):
    from renda.network.stations.models import Membership

    here = set(Membership.objects.on(today()).filter(station=cast.places.station).values_list("deputy_id", flat=True))
    assert set(deputies_for(cast.liaison).values_list("pk", flat=True)) == here


def test_the_public_reads_a_verified_year_and_no_figure(cast, client_of):
    lived(cast)
    published = suggestions.published(cast)
    address = reverse("duty:public", args=[cast.seats.deputy.code])
    before = client_of("resident").get(address).text
    assert "核实以后在这里公开" in before and "活动study" not in before
    services.verify_duty_archive(begun(cast), actor=cast.office)
    page = client_of("resident").get(address).text
    assert "活动study" in page and published.title in page
    assert "接下群众意见" not in page and "待审" not in page
    main = page.split("<main")[1].split("</main>")[0]
    assert not re.search(r"\d+\s*(次|件|分|名次|人次)", re.sub(r"<[^>]+>", "", main))


def test_a_disputed_line_is_not_public(cast, client_of):
    row = lived(cast).study
    services.verify_duty_archive(begun(cast), actor=cast.office)
    objected(cast, line_key=f"activity:{row.pk}")
    assert "活动study" not in client_of("resident").get(reverse("duty:public", args=[cast.seats.deputy.code])).text


def test_the_page_asks_few_queries_and_says_what_changed(cast, client_of, django_assert_max_num_queries):
    lived(cast)
    services.verify_duty_archive(begun(cast), actor=cast.office)
    office, address = client_of("office"), reverse("duty:archive", args=[cast.seats.deputy.code, THIS_YEAR])
    office.get(address)
    with django_assert_max_num_queries(22):
        assert "核实以后记录又有改动" not in office.get(address).text
    suggestions.submitted(cast, title="关于另一件事的建议")
    assert "核实以后记录又有改动" in office.get(address).text


def test_the_deputy_says_it_is_right_in_one_tap_and_objects_in_words(cast, client_of):
    lived(cast)
    deputy, code = client_of("deputy"), cast.seats.deputy.code
    page = deputy.get(reverse("duty:archive", args=[code, THIS_YEAR])).text
    assert "看过了，没有不对的" in page and "这条不对" in page
    assert deputy.post(reverse("duty:begin", args=[code, THIS_YEAR])).status_code == 302
    assert DutyArchive.objects.get().state == "confirmed"
    empty = deputy.post(reverse("duty:object", args=[code, THIS_YEAR]), {"objection": ""})
    assert empty.status_code == 422 and "请写一句哪里不对" in empty.text
    stale = deputy.post(
        reverse("duty:object", args=[code, THIS_YEAR]), {"objection": "那天下雨", "line_key": "activity:0"}
    )
    assert stale.status_code == 422 and "那天下雨" in stale.text
    done = deputy.post(reverse("duty:object", args=[code, THIS_YEAR]), {"objection": "少了一次培训"})
    assert done.status_code == 302
    office = client_of("office")
    assert "少了一次培训" in office.get(done.url).text
    row = Objection.objects.get()
    step = office.post(reverse("duty:objection-step", args=[row.pk, "explain"]), {"note": "那是别县的培训。"})
    assert step.status_code == 302 and "那是别县的培训" in deputy.get(done.url).text
    assert client_of("deputy2").get(done.url).status_code == 404
