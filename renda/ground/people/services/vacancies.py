"""When a post is vacant, its work falls to the parent organisation (空缺，由上级代办). Source: DESIGN 3.1"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from renda.ground.county.models import County
from renda.ground.kernel.clock import today
from renda.ground.people.models import Organisation, Post, Vacancy
from renda.ground.people.rules import DESK_BODIES, DESK_ROLE, PERSONAL

Pair = tuple[str, int]


@dataclass
class Bodies:
    """The organisations of a county as a tree, and who holds what in them today."""

    parent: dict[int, int | None]
    kind: dict[int, str]
    posts: dict[Pair, list[Post]]
    children: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))

    def heirs(self, role: str, org_id: int) -> list[Post]:
        """The posts a vacant one falls to: the nearest organisation above that has somebody for it."""
        above = self.parent.get(org_id)
        while above is not None:
            if found := next(filter(None, self._in(role, above)), None):
                return found
            above = self.parent.get(above)
        return []

    def _in(self, role: str, org_id: int) -> Iterator[list[Post]]:
        """The same role there; else the office through which a congress or a government works; else its own desk."""
        yield self.posts.get((role, org_id), [])
        offices = [body for body in self.children.get(org_id, []) if self.kind[body] in DESK_BODIES]
        for body in (*offices, org_id):
            yield self.posts.get((DESK_ROLE.get(self.kind[body], ""), body), [])


@transaction.atomic
def refresh_vacancies(county_id: int, on: date | None = None) -> int:
    """Find the vacant posts of a county and whom they fall to; returns how many are vacant.

    Vacant is what somebody held and nobody holds now; seats of deputies and administrators do not fall to anybody.
    """
    County.objects.select_for_update().get(pk=county_id)  # one at a time, so that the last one has seen every change
    day = on or today()
    posts = Post.objects.filter(county_id=county_id)
    running = list(posts.held_on(day).order_by("pk"))
    held = {(post.role, post.org_id) for post in running}
    known = posts.filter(from_on__lte=day).exclude(role__in=PERSONAL).values_list("role", "org_id")
    vacant = sorted(set(known.distinct()) - held)
    rows = _rows(county_id, vacant, running) if vacant else []
    Vacancy.objects.filter(county_id=county_id).delete()
    Vacancy.objects.bulk_create(rows)
    return len(vacant)


def refresh_if_any(county_id: int) -> None:
    """After somebody took up a post: only where something was vacant can anything be otherwise now."""
    if Vacancy.objects.filter(county_id=county_id).exists():
        refresh_vacancies(county_id)


def _rows(county_id: int, vacant: Iterable[Pair], running: Iterable[Post]) -> list[Vacancy]:
    bodies = _bodies(county_id, running)
    return [
        Vacancy(county_id=county_id, org_id=org_id, role=role, heir=heir)
        for role, org_id in vacant
        for heir in bodies.heirs(role, org_id)
    ]


def _bodies(county_id: int, running: Iterable[Post]) -> Bodies:
    posts: dict[Pair, list[Post]] = defaultdict(list)
    for post in running:
        posts[post.role, post.org_id].append(post)
    orgs = list(Organisation.objects.filter(county_id=county_id).order_by("pk").values_list("pk", "parent_id", "kind"))
    bodies = Bodies({pk: up for pk, up, _ in orgs}, {pk: kind for pk, _, kind in orgs}, dict(posts))
    for pk, up, _ in orgs:
        if up is not None:
            bodies.children[up].append(pk)
    return bodies
