"""People to tell and matters to tell of."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from renda.ground.kernel.actor import Actor, Held, Role
from renda.ground.kernel.keys import uuid7
from renda.ground.people.models import Organisation, Post, User

PHONE = "13812345678"


def make_org(county, name="高县水务局", kind="unit"):
    return Organisation.objects.get_or_create(county=county, kind=kind, name=name)[0]


def make_user(county, login, **fields):
    return User.objects.create(county=county, login=login, name=fields.pop("name", login), **fields)


def give_post(user, org, role=Role.CLERK):
    return Post.objects.create(county=user.county, user=user, org=org, role=role, from_on=date(2026, 1, 1))


def actor_of(user, *roles):
    posts = tuple(Held(n, role, 1) for n, role in enumerate(roles))
    return Actor(user.county_id, user.pk, user.name, posts)


@dataclass
class TrialMatter:
    county_id: int
    title: str = "关于更新老街片区供水主管的建议"
    kind: str = "trial"
    pk: UUID = field(default_factory=uuid7)

    def title_line(self):
        return self.title

    def number_line(self):
        return "第076号"

    def get_absolute_url(self):
        return f"/trial/{self.pk}/"
