"""Brands, methods and cases by JSON: the same services, the same eyes."""

from renda.ground.kernel import clock
from renda.network.brands.tests.factories import SUMMARY, TEXT, drafted, method, named, published, ticked

HOW = {"content_type": "application/json"}


def test_a_program_takes_a_case_from_its_beginning_to_the_public(cast, client_of):
    brand, liaison = named(cast), client_of("liaison")
    body = {"station": cast.places.station.code, "title": "路灯", "text": "不亮", "planned_on": str(clock.today())}
    made = liaison.post("/api/v1/brands/cases", body, **HOW)
    assert made.status_code == 201
    at = f"/api/v1/method_case/{made.json()['id']}"
    ticked = liaison.post(f"{at}/steps/tick", {"place": 5, "line": "会上说定"}, **HOW).json()
    assert (
        ticked["body"]["steps"][4]["done_on"] == str(clock.today()) and ticked["body"]["steps"][4]["line"] == "会上说定"
    )
    assert liaison.post(f"{at}/steps/tick", {"place": 99}, **HOW).status_code == 422
    assert liaison.post(f"{at}/steps/finish", {"result": "修好"}, **HOW).json()["state"] == "finished"
    said = {"brand": str(brand.pk), "summary": SUMMARY}
    assert liaison.post(f"{at}/steps/propose", said, **HOW).json()["state"] == "proposed"
    assert liaison.post(f"{at}/steps/publish", {}, **HOW).status_code == 403
    assert client_of("office").post(f"{at}/steps/publish", {}, **HOW).json()["state"] == "published"
    seen = client_of("clerk").get(at).json()
    assert seen["body"]["summary"] == SUMMARY
    assert "text" not in seen["body"] and "line" not in seen["body"]["steps"][4]
    assert not any(step["note"] for step in seen["history"])
    listed = client_of("resident").get("/api/v1/brands").json()["rows"]
    assert [case["title"] for case in listed[0]["cases"]] == ["路灯"]


def test_a_program_drafts_a_brand_and_the_office_names_it(cast, client_of):
    body = {"title": "幸福庆符", "theme": "民生福祉", "text": TEXT}
    town = client_of("township")
    key = town.post("/api/v1/brands", body, **HOW).json()["id"]
    assert town.post(f"/api/v1/brand/{key}/steps/apply", {}, **HOW).json()["state"] == "applied"
    found = client_of("office").post(f"/api/v1/brand/{key}/steps/name", {}, **HOW).json()
    assert found["state"] == "named" and found["body"]["named_on"] == str(clock.today())
    assert town.post("/api/v1/brands", {**body, "theme": "x"}, **HOW).status_code == 422
    assert client_of("clerk").post("/api/v1/brands", body, **HOW).status_code == 422


def test_a_program_reads_no_draft_of_others(cast, client_of):
    key = drafted(cast).pk
    for who, status in (("township", 200), ("liaison", 404), ("office", 404), ("resident", 401)):
        assert client_of(who).get(f"/api/v1/brand/{key}").status_code == status, who
    assert client_of("resident").get("/api/v1/brands").json()["rows"] == []
    assert client_of("office").get("/api/v1/brands?state=x").status_code == 422


def test_a_program_sets_methods_and_reads_how_far_their_cases_are(cast, client_of):
    office, groups = client_of("office"), [{"verb": "问", "steps": ["上门", "会上"]}, {"verb": "办", "steps": ["当天"]}]
    made = office.post("/api/v1/brands/methods", {"name": "两步法", "groups": groups}, **HOW)
    assert made.status_code == 201 and made.json()["groups"] == groups
    key = made.json()["id"]
    ticked(cast, 2, method=key)
    at = f"/api/v1/brands/methods/{key}"
    changed = office.post(f"{at}/versions", {"groups": groups[:1], "seen": 1}, **HOW).json()
    assert changed["version"] == 2
    assert office.post(f"{at}/versions", {"groups": groups, "seen": 1}, **HOW).status_code == 409
    found = office.get(f"{at}/progress?version=1").json()
    assert [(one["count"], one["of"]) for one in found["steps"]] == [(1, 1), (1, 1), (0, 1)]
    assert found["towns"] == [{"town": "庆符镇", "of": 1, "counts": [1, 1, 0]}]
    assert office.get(f"{at}/progress").json()["of"] == 0
    assert office.get(f"{at}/progress?version=9").status_code == 404
    assert client_of("liaison").post(f"{at}/versions", {"groups": groups}, **HOW).status_code == 403
    assert client_of("liaison").get("/api/v1/brands/methods").json()[0]["name"] == "两步法"
    bad = [{"verb": "问", "steps": ["、"]}]
    assert office.post("/api/v1/brands/methods", {"name": "x", "groups": bad}, **HOW).status_code == 422


def test_a_program_sets_the_themes(cast, client_of):
    assert client_of("resident").get("/api/v1/brands/themes").json()[0] == "民生福祉"
    assert client_of("office").put("/api/v1/brands/themes", {"names": ["茶"]}, **HOW).json() == ["茶"]
    assert client_of("township").put("/api/v1/brands/themes", {"names": ["x"]}, **HOW).status_code == 403


def test_a_program_lists_cases_of_its_own_eyes(cast, client_of):
    published(cast)
    ticked(cast, title="在办的", method=method(cast).pk)
    assert [row["title"] for row in client_of("liaison").get("/api/v1/brands/cases").json()["rows"]] == [
        "在办的",
        "石门村路灯",
    ]
    assert [row["title"] for row in client_of("clerk").get("/api/v1/brands/cases").json()["rows"]] == ["石门村路灯"]
    assert client_of("resident").get("/api/v1/brands/cases").status_code == 401
    assert client_of("office").get("/api/v1/brands/cases?state=x").status_code == 422
