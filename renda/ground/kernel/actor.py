"""Who acts: a person in the posts held today, a resident with a receipt, or the clock."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import TextChoices


class Role(TextChoices):
    """What a post lets its holder do. The words are those of docs/glossary.md."""

    DEPUTY = "deputy", "人大代表"
    LIAISON = "liaison", "联络员"
    STATION_MASTER = "station_master", "站长"
    TOWNSHIP = "township", "镇人大主席团"
    OFFICE = "office", "代表工委"
    COMMITTEE = "committee", "委室"
    LEADER = "leader", "常委会领导"
    PUBLISHER = "publisher", "公开审核"
    GOV_OFFICE = "gov_office", "政府办督查室"
    CLERK = "clerk", "承办单位经办人"
    UNIT_LEADER = "unit_leader", "承办单位负责人"
    VILLAGE = "village", "村（社区）"
    TOWN_GOV = "town_gov", "镇政府"
    ADMIN = "admin", "管理员"


VACANT = "空缺"


@dataclass(frozen=True, slots=True)
class Held:
    """One post held today. `deputising` names the absent person it is held for, or is VACANT: nobody holds the post
    and its work has fallen to the parent organisation; `post_id` is then the post it has fallen to."""

    post_id: int
    role: str
    org_id: int
    org_name: str = ""
    title: str = ""
    deputising: str = ""

    @property
    def key(self) -> str:
        return holder_key(self.role, self.org_id)

    @property
    def role_label(self) -> str:
        return str(Role(self.role).label)

    @property
    def words(self) -> str:
        """Body and post as people say them: 县水利局经办人, 高县人大代表."""
        if self.role == Role.DEPUTY and not self.title:
            return f"{self.org_name.removesuffix('人民代表大会').removesuffix('人大')}人大代表"
        return f"{self.org_name}{self.title or self.role_label}"

    @property
    def label(self) -> str:
        words = self.words
        if self.deputising == VACANT:
            return f"{words}（空缺，由上级代办）"
        return f"{words}（代{self.deputising}）" if self.deputising else words


@dataclass(frozen=True, slots=True)
class Actor:
    """Everything a permission may look at. `user_id` is 0, never None, for someone without an account."""

    county_id: int
    user_id: int = 0
    name: str = ""
    posts: tuple[Held, ...] = ()
    bearer_of: frozenset[UUID] = frozenset()
    is_clock: bool = False

    @property
    def is_signed_in(self) -> bool:
        return self.user_id != 0

    @property
    def is_staff(self) -> bool:
        """Somebody who works here: holds another post than a deputy's."""
        return any(post.role != Role.DEPUTY for post in self.posts)

    @property
    def keys(self) -> frozenset[str]:
        """The holder keys this actor answers to: `role:org` of each post and `person:user`."""
        held = {post.key for post in self.posts}
        return frozenset(held | {person_key(self.user_id)} if self.user_id else held)

    def holds(self, *roles: str, org_id: int | None = None) -> bool:
        return any(post.role in roles and (org_id is None or post.org_id == org_id) for post in self.posts)

    def orgs(self, *roles: str) -> frozenset[int]:
        return frozenset(post.org_id for post in self.posts if post.role in roles)

    def post_for(self, keys: frozenset[str]) -> Held | None:
        """The post in which the actor answers to one of `keys`; otherwise the first post held."""
        fitting = [post for post in self.posts if post.key in keys]
        return next(iter(fitting or self.posts), None)


def holder_key(role: str, org_id: int) -> str:
    return f"{role}:{org_id}"


def person_key(user_id: int) -> str:
    return f"person:{user_id}"


def clock_actor(county_id: int) -> Actor:
    """The actor of steps that time takes."""
    return Actor(county_id=county_id, name="到期自动", is_clock=True)
