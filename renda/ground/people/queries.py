"""Reads of people: who may act today and as what, names, holders of a key."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import cache
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from django.contrib.auth.base_user import BaseUserManager
from django.db import DEFAULT_DB_ALIAS, models
from django.db.models import Count, F, Q, Value
from django.db.models.functions import Coalesce, NullIf

from renda.ground.kernel.actor import VACANT, Actor, Held, Role
from renda.ground.kernel.clock import today
from renda.ground.kernel.prepared import Prepared

if TYPE_CHECKING:
    from renda.ground.people.models import (  # noqa: F401
        AdminAct,
        ApiToken,
        OneTimeCode,
        Organisation,
        Post,
        RosterDraft,
        User,
        Vacancy,
    )

PERSON = "person"


class UserQuerySet(models.QuerySet["User"]):
    def visible_to(self, actor: Actor) -> Self:
        """Signed-in people see the accounts of their own county; nobody else sees any."""
        return self.filter(county_id=actor.county_id) if actor.is_signed_in else self.none()

    def of_county(self, county_id: int) -> Self:
        return self.filter(county_id=county_id)


class UserManager(BaseUserManager["User"]):
    def get_queryset(self) -> UserQuerySet:
        return UserQuerySet(self.model, using=self._db)

    def visible_to(self, actor: Actor) -> UserQuerySet:
        return self.get_queryset().visible_to(actor)

    def of_county(self, county_id: int) -> UserQuerySet:
        return self.get_queryset().of_county(county_id)


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def visible_to(self, actor: Actor) -> Self:
        """Organisations are public facts of their county."""
        return self.filter(county_id=actor.county_id)

    def in_use(self) -> Self:
        return self.filter(is_open=True)

    def with_holders(self, day: date) -> Self:
        """`holders`: how many posts run on `day`."""
        running = Q(posts__from_on__lte=day) & (Q(posts__to_on__isnull=True) | Q(posts__to_on__gte=day))
        return self.annotate(holders=Count("posts", filter=running))


class AdminActQuerySet(models.QuerySet["AdminAct"]):
    def visible_to(self, actor: Actor) -> Self:
        """The administrators of the county read what was done to its accounts."""
        return self.filter(county_id=actor.county_id) if actor.holds(Role.ADMIN) else self.none()

    def newest_first(self, after: int = 0) -> Self:
        rows = self.filter(pk__lt=after) if after else self
        return rows.order_by("-pk")


class PostQuerySet(models.QuerySet["Post"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(county_id=actor.county_id) if actor.is_signed_in else self.none()

    def held_on(self, day: date) -> Self:
        """Posts held on `day`; a deputising post counts while the absent person's post lasts."""
        lasting = Q(to_on__isnull=True) | Q(to_on__gte=day)
        absent = Q(deputising_for__isnull=True) | (
            Q(deputising_for__to_on__isnull=True) | Q(deputising_for__to_on__gte=day)
        )
        return self.filter(lasting, absent, from_on__lte=day, org__is_open=True, user__is_active=True)

    def not_ended(self, day: date) -> Self:
        return self.filter(Q(to_on__isnull=True) | Q(to_on__gte=day))


class VacancyQuerySet(models.QuerySet["Vacancy"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(county_id=actor.county_id) if actor.is_signed_in else self.none()


class TokenQuerySet(models.QuerySet["ApiToken"]):
    def visible_to(self, actor: Actor) -> Self:
        """Nobody sees another person's tokens."""
        return self.filter(county_id=actor.county_id, user_id=actor.user_id)


class RosterDraftQuerySet(models.QuerySet["RosterDraft"]):
    def visible_to(self, actor: Actor) -> Self:
        """Rosters hold phone numbers: administrators of the county only."""
        return self.filter(county_id=actor.county_id) if actor.holds(Role.ADMIN) else self.none()


class OneTimeCodeQuerySet(models.QuerySet["OneTimeCode"]):
    def usable(self, moment: datetime) -> Self:
        return self.filter(used_at__isnull=True, expires_at__gt=moment)


def posts_of(user_id: int, on: date) -> tuple[Held, ...]:
    """The posts a person holds on a day: own ones, those held for somebody absent, then what fell to them vacant."""
    return _all_held([PostLine(*row[: len(POST_COLUMNS)]) for row in _LINES.rows(user_id=user_id, on=on)])


def signed_in_user(user_id: int, on: date) -> "User | None":
    """The active account with the posts held on `on` in `held`: one query for whoever holds a post."""
    from renda.ground.people.models import User

    rows = _LINES.rows(user_id=user_id, on=on)
    if rows:
        user = User.from_db(None, USER_COLUMNS, rows[0][len(POST_COLUMNS) :])
    else:
        found = User.objects.filter(pk=user_id, is_active=True).first()
        if found is None:
            return None
        user = found
    user.held = _all_held([PostLine(*row[: len(POST_COLUMNS)]) for row in rows])
    return user


def actor_for(user: "User", on: date, post_id: int | None = None) -> Actor:
    """The person in the posts held on `on`: all of them, or only `post_id` if it is one of them. At most one query."""
    held = posts_of(user.pk, on) if user.held is None else user.held
    chosen = tuple(post for post in held if post.post_id == post_id)
    return Actor(user.county_id, user.pk, user.name, chosen or held)


class PostLine(NamedTuple):
    """A post with its words: one row for each post, or for each vacancy that has fallen to a post."""

    pk: int
    role: str
    title: str
    org_id: int
    org: str
    absent: str | None
    vacant_role: str | None
    vacant_org_id: int | None
    vacant_org: str | None


POST_COLUMNS = (
    "pk", "role", "title", "org_id", "org_label", "deputising_for__user__name",
    "vacancies__role", "vacancies__org_id", "vacant_org",
)  # fmt: skip
# What pages ask of the person; dates are read when somebody wants them.
USER_COLUMNS = (
    "id", "password", "county_id", "login", "name", "phone", "email", "is_active", "is_operator", "must_change_password",
    "mode", "theme", "wants_sms", "wants_email", "wants_chat", "lists",
)  # fmt: skip


def _lines(user_id: int, on: date) -> "models.QuerySet[Post, tuple[Any, ...]]":
    from renda.ground.people.models import Post

    labelled = Post.objects.held_on(on).annotate(
        org_label=Coalesce(NullIf("org__short", Value("")), "org__name"),
        vacant_org=Coalesce(NullIf("vacancies__org__short", Value("")), "vacancies__org__name"),
    )
    ordered = labelled.order_by(F("deputising_for_id").asc(nulls_first=True), "from_on", "pk", "vacancies")
    return ordered.filter(user_id=user_id).values_list(*POST_COLUMNS, *(f"user__{name}" for name in USER_COLUMNS))


# Every signed-in request asks this.
_LINES = Prepared(_lines)


def _all_held(lines: Sequence[PostLine]) -> tuple[Held, ...]:
    posts = {n.pk: Held(n.pk, n.role, n.org_id, n.org, n.title, n.absent or "") for n in lines}
    vacant = [
        Held(n.pk, n.vacant_role, n.vacant_org_id or 0, n.vacant_org or "", deputising=VACANT)
        for n in lines
        if n.vacant_role
    ]
    return (*posts.values(), *vacant)


def names_of(user_ids: Iterable[int]) -> dict[int, str]:
    """The names of people by id; someone without an account is not in it."""
    from renda.ground.people.models import User

    wanted = {user_id for user_id in user_ids if user_id}
    return dict(User.objects.filter(pk__in=wanted).values_list("pk", "name")) if wanted else {}


@cache
def _all_columns() -> tuple[str, ...]:
    from renda.ground.people.models import User

    return tuple(field.attname for field in User._meta.concrete_fields)


def keys_to_users(county_id: int, keys: Iterable[str], on: date | None = None) -> list["User"]:
    """The active people of this county who answer to any of `keys` (`role:org`, `person:id`) today, each once.

    A vacant post is answered for by those it has fallen to.
    """
    from renda.ground.people.models import User

    rows = _answering(_HOLDING, _NAMED, county_id, keys, on)
    return [User.from_db(DEFAULT_DB_ALIAS, _all_columns(), row) for row in rows]


def keys_to_user_ids(county_id: int, keys: Iterable[str], on: date | None = None) -> list[int]:
    """`keys_to_users` for who needs no more of them than to lay something before them."""
    return [user_id for (user_id,) in _answering(_HOLDING_IDS, _NAMED_IDS, county_id, keys, on)]


Rows = Prepared[tuple[Any, ...]]


def _answering(
    holding: Rows, named: Rows, county_id: int, keys: Iterable[str], on: date | None
) -> list[tuple[Any, ...]]:
    """The first column is the key of the person, and their order."""
    people, posts = _split(keys)
    roles, orgs = tuple(role for role, _ in posts), tuple(org_id for _, org_id in posts)
    found = holding.rows(county_id=county_id, roles=roles, orgs=orgs, on=on or today()) if posts else []
    found += named.rows(county_id=county_id, people=tuple(people)) if people else []
    return sorted({row[0]: row for row in found}.values(), key=itemgetter(0))


def _holding(columns: Sequence[str], county_id: int, roles: Sequence[str], orgs: Sequence[int], on: date) -> Any:
    """Two parts, each of which begins at an index: who holds one of the posts, and to whom one has fallen."""
    from renda.ground.people.models import Post

    held = Post.objects.held_on(on).filter(county_id=county_id, user__county_id=county_id)
    own, fallen = Q(), Q()
    for role, org_id in zip(roles, orgs, strict=True):
        own |= Q(role=role, org_id=org_id)
        fallen |= Q(vacancies__role=role, vacancies__org_id=org_id, vacancies__county_id=county_id)
    of_users = [f"user__{name}" for name in columns]
    return held.filter(own).values_list(*of_users).union(held.filter(fallen).values_list(*of_users))


def _named(columns: Sequence[str], county_id: int, people: Sequence[int]) -> Any:
    from renda.ground.people.models import User

    return User.objects.of_county(county_id).filter(pk__in=people, is_active=True).values_list(*columns)


# Every notice asks one of these.
_HOLDING: Rows = Prepared(lambda **values: _holding(_all_columns(), **values))
_NAMED: Rows = Prepared(lambda **values: _named(_all_columns(), **values))
_HOLDING_IDS: Rows = Prepared(lambda **values: _holding(("id",), **values))
_NAMED_IDS: Rows = Prepared(lambda **values: _named(("id",), **values))


def _split(keys: Iterable[str]) -> tuple[list[int], Sequence[tuple[str, int]]]:
    people: list[int] = []
    posts: list[tuple[str, int]] = []
    for key in keys:
        kind, _, number = key.partition(":")
        if not number.isdecimal():
            continue
        if kind == PERSON:
            people.append(int(number))
        else:
            posts.append((kind, int(number)))
    return people, posts
