"""The rail shows what one may enter, and where one is."""

import pytest

from renda.ground.kernel.actor import Actor, Held, Role
from renda.ground.ui.context import frame_for
from renda.ground.ui.nav import Entry, Rail, Section, shown

pytestmark = pytest.mark.urls("renda.ground.ui.tests.urls")
RAIL = Rail(
    sections=(
        Section("甲", (Entry("图", "ui:components"), Entry("管", "ui:manifest", roles=frozenset({Role.ADMIN})))),
        Section("乙", (Entry("没有", "nowhere:list"),)),
    ),
)


def actor(*roles):
    posts = tuple(Held(n, role, n) for n, role in enumerate(roles, 1))
    return Actor(county_id=1, user_id=7 if roles else 0, posts=posts)


def test_an_entry_without_address_or_role_is_left_out():
    rail = shown(RAIL, actor(Role.CLERK), "/ui/components/")
    assert [(s.label, [e.label for e in s.entries]) for s in rail.sections] == [("甲", ["图"])]


def test_the_rail_shows_where_one_is():
    rail = shown(RAIL, actor(Role.ADMIN), "/ui/components/more/")
    assert [e.is_here for e in rail.sections[0].entries] == [True, False]


@pytest.mark.parametrize(
    ("roles", "frame"),
    [((), "public"), ((Role.DEPUTY,), "hand"), ((Role.OFFICE,), "desk"), ((Role.DEPUTY, Role.OFFICE), "desk")],
)
def test_everyone_meets_the_frame_made_for_them(roles, frame):
    assert frame_for(actor(*roles)) == f"ui/{frame}.html"
