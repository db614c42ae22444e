import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from renda.chamber.meetings import services
from renda.chamber.meetings.models import Material
from renda.chamber.meetings.tests import factories as made
from renda.ground.kernel.errors import Invalid, NotAllowed
from renda.ground.notices.models import Message


def text(name="供水报告.pdf", words="报告"):
    return SimpleUploadedFile(name, b"%PDF-1.4\n" + words.encode(), "application/pdf")


def given(cast, row, *papers, **facts):
    facts = {"position": 1, "is_clean": True, **facts}
    services.add_material_meeting(row, actor=cast.office, papers=papers or [text()], **facts)
    return Material.objects.order_by("pk").last()


def test_a_new_version_stands_first_and_the_old_one_is_still_read(cast, client_of):
    row = made.convened(cast)
    first = given(cast, row)
    second = given(cast, row, text(words="改过"), replaces=first.series, change="第三部分补了数字")
    assert (second.version, second.series, second.title) == (2, first.series, "供水报告")
    page = client_of("deputy").get(f"{row.get_absolute_url()}materials/")
    shown = page.context["items"][0]["files"]
    assert [one["material"].version for one in shown] == [2] and shown[0]["older"][0]["material"] == first
    assert "第三部分补了数字" in page.content.decode() and "以前的版本" in page.content.decode()
    for material in (first, second):
        assert client_of("deputy").get(f"{row.get_absolute_url()}files/{material.file_id}/").status_code == 200


def test_members_who_were_called_hear_of_a_new_material(cast):
    row = made.convened(cast)
    Message.objects.all().delete()
    given(cast, row)
    assert "供水报告" in Message.objects.get(user_id=cast.deputy.user_id).body
    planned = made.with_agenda(cast, days=40)
    Message.objects.all().delete()
    given(cast, planned)
    assert not Message.objects.exists()


def test_a_committee_looks_through_and_gives_the_materials_of_its_own_item(cast, client_of):
    row = made.with_agenda(cast)
    facts = {"papers": [text()], "is_clean": True}
    with pytest.raises(NotAllowed):
        services.add_material_meeting(row, actor=cast.committee, position=1, **facts)
    services.add_item_meeting(row, actor=cast.office, title="农业农村情况", sort="report", org_id=cast.orgs.committee)
    with pytest.raises(Invalid, match="不由您这里看"):
        services.add_material_meeting(row, actor=cast.committee, position=1, **facts)
    services.add_material_meeting(row, actor=cast.committee, position=2, **facts)
    assert Material.objects.get().given_by_id == cast.committee.user_id
    page = client_of("committee").get(f"{row.get_absolute_url()}add_material/").content.decode()
    assert "农业农村情况" in page and "听取水利工作报告" not in page
    with pytest.raises(Invalid, match="委室"):
        services.add_item_meeting(row, actor=cast.office, title="甲", sort="report", org_id=cast.orgs.water)


def test_nothing_is_given_that_nobody_looked_through(cast):
    with pytest.raises(Invalid, match="国家秘密"):
        given(cast, made.convened(cast), is_clean=False)
    assert not Material.objects.exists()


def test_a_material_belongs_to_an_item_that_stands(cast):
    with pytest.raises(Invalid, match="没有第1项"):
        given(cast, made.planned(cast))
    row = made.convened(cast)
    other = given(cast, made.convened(cast, days=31))
    with pytest.raises(Invalid, match="没有这份材料"):
        given(cast, row, replaces=other.series)


def test_materials_are_read_by_those_inside_alone(cast, client_of, client):
    row = made.convened(cast)
    one = given(cast, row)
    for reader, status in ((client_of("clerk"), 404), (client_of("deputy3"), 404), (client_of("chair"), 200)):
        assert reader.get(f"{row.get_absolute_url()}materials/").status_code == status
        assert reader.get(f"{row.get_absolute_url()}files/{one.file_id}/").status_code == status
    assert client.get(f"{row.get_absolute_url()}files/{one.file_id}/").status_code == 404
    assert "供水报告" not in client.get(row.get_absolute_url()).content.decode()


def test_materials_on_the_form_and_by_json(cast, client_of):
    row = made.convened(cast)
    address = f"{row.get_absolute_url()}add_material/"
    answer = client_of("office").post(address, {"position": 1, "papers": text()})
    assert answer.status_code == 422 and "没有国家秘密和工作秘密" in answer.content.decode()
    assert client_of("office").post(address, {"position": 1, "papers": text(), "is_clean": "on"}).status_code == 302
    (one,) = client_of("deputy").get(f"/api/v1/meetings/{row.pk}/materials").json()
    assert (one["title"], one["version"], one["position"]) == ("供水报告", 1, 1)


def test_queries_of_the_page_of_materials(cast, client_of, django_assert_max_num_queries):
    row = made.convened(cast)
    given(cast, row, *[text(f"材料{n}.pdf") for n in range(5)])
    client = client_of("deputy")
    client.get(f"{row.get_absolute_url()}materials/")
    with django_assert_max_num_queries(10):
        client.get(f"{row.get_absolute_url()}materials/")
