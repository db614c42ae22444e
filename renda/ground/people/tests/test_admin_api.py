"""Account administration and one's own lists by JSON: the same services as the pages, for administrators only."""

import pytest

from renda.ground.people.models import Post, User

pytestmark = pytest.mark.django_db
JSON = "application/json"
BASE = "/api/v1/people"


@pytest.fixture
def send(client_of):
    """Sends JSON as one of the cast."""

    def call(who, verb, path, body=None):
        return getattr(client_of(who), verb)(f"{BASE}{path}", body, content_type=JSON)

    return call


@pytest.fixture
def account(send):
    made = send("admin", "post", "/accounts", {"login": "new", "name": "尤小月", "phone": "13800004321"})
    assert made.status_code == 201, made.text
    return made.json()


def test_an_account_is_opened_changed_closed_and_reopened(account, send):
    assert account["phone"] == "138****4321"
    path = f"/accounts/{account['id']}"
    assert send("admin", "put", path, {"name": "尤晓月"}).json()["name"] == "尤晓月"
    assert send("admin", "post", f"{path}/close").json()["is_active"] is False
    assert send("admin", "post", f"{path}/reopen").json()["is_active"] is True
    assert send("admin", "post", f"{path}/reset-second").status_code == 204
    acts = send("admin", "get", f"/acts?of={account['id']}").json()
    assert [act["act"] for act in acts] == [
        "reset_second", "reopen_account", "close_account", "change_account", "open_account",
    ]  # fmt: skip


def test_a_post_is_given_and_taken(account, send, cast):
    body = {"org": cast.orgs.water, "role": "clerk", "from_on": "2026-03-01"}
    post = send("admin", "post", f"/accounts/{account['id']}/posts", body)
    assert post.status_code == 201, post.text
    assert (
        send("admin", "post", f"/posts/{post.json()['id']}/end", {"on": "2026-09-30"}).json()["to_on"] == "2026-09-30"
    )


def test_a_colleague_names_a_stand_in_and_takes_it_back(account, send, cast):
    post = Post.objects.get(user_id=cast.clerk.user_id)
    body = {"post": post.pk, "login": "new", "from_on": "2026-11-01", "to_on": "2026-12-31"}
    named = send("clerk", "post", "/stand-ins", body)
    assert named.status_code == 201, named.text
    assert [row["id"] for row in send("clerk", "get", "/stand-ins").json()] == [named.json()["id"]]
    assert send("co_clerk", "post", "/stand-ins", body).status_code in (403, 409)
    assert send("clerk", "post", f"/stand-ins/{named.json()['id']}/end").status_code == 204


def test_an_organisation_is_opened_changed_and_closed(send, cast):
    made = send("admin", "post", "/orgs", {"kind": "unit", "name": "县医疗保障局"})
    assert made.status_code == 201, made.text
    path = f"/orgs/{made.json()['id']}"
    assert send("admin", "put", path, {"name": "县医疗保障局", "short": "县医保局"}).json()["short"] == "县医保局"
    assert send("admin", "post", f"{path}/close", {"on": "2026-11-20"}).json()["is_open"] is False
    assert len(send("admin", "get", "/orgs?limit=2").json()) == 2


@pytest.mark.parametrize(
    ("verb", "path", "body"),
    [
        ("get", "/accounts", None), ("get", "/accounts/1", None), ("post", "/accounts", {"login": "x", "name": "x"}),
        ("post", "/orgs", {"kind": "unit", "name": "x"}), ("get", "/acts", None), ("post", "/posts/1/end", {"on": "2026-01-01"}),
    ],
)  # fmt: skip
def test_only_an_administrator_administers(send, verb, path, body):
    assert send("office", verb, path, body).status_code == 403
    assert send("resident", verb, path, body).status_code == 401
    assert send("admin", verb, path, body).status_code != 403


def test_what_is_wrong_is_named_by_field(send):
    wrong = send("admin", "post", "/accounts", {"login": "y", "name": "y", "phone": "12"})
    assert wrong.status_code == 422
    assert wrong.json()["errors"][0]["field"] == "phone"
    assert not User.objects.filter(login="y").exists()


def test_ones_own_lists_are_kept_by_programs_too(send):
    view = {"name": "超期", "query": "light=red"}
    assert send("clerk", "post", "/lists/desk/views", view).json() == {"views": [view], "shown": None}
    assert send("clerk", "put", "/lists/desk/columns", {"shown": ["do"]}).json()["shown"] == ["do"]
    assert send("office", "get", "/lists/desk").json() == {"views": [], "shown": None}
    assert send("clerk", "post", "/lists/desk/views/drop", {"name": "超期"}).json()["views"] == []
