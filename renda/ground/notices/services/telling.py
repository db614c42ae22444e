"""Telling people: a message inside the product and, by each person's own settings, rows of the outbox.

All of it is written in the transaction of the step it tells of. Nothing outside is called here.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, ClassVar, Protocol
from uuid import UUID

from django.db import transaction

from renda.ground.county.at_hand import county_at_hand
from renda.ground.county.models import County
from renda.ground.kernel import clock, jobs
from renda.ground.kernel.actor import Role, holder_key
from renda.ground.kernel.text import mask_phone
from renda.ground.kernel.writing import insert, send
from renda.ground.notices import channels
from renda.ground.notices.models import Message, Outgoing
from renda.ground.notices.rules import QUIET, after_quiet
from renda.ground.notices.states import Channel
from renda.ground.notices.texts import Text, render_text, whole_link
from renda.ground.people.queries import keys_to_user_ids, keys_to_users

if TYPE_CHECKING:
    from renda.ground.people.models import User

SENDING = "renda.ground.notices.tasks.send_outbox"
ALL = tuple(Channel)


class Matterlike(Protocol):
    """What telling asks of a matter (workflow.models.Matter has it all)."""

    pk: Any
    kind: ClassVar[Any]
    county_id: int

    def title_line(self) -> str: ...
    def number_line(self) -> str: ...
    def get_absolute_url(self) -> str: ...


@dataclass(frozen=True, slots=True)
class About:
    """What a notice is about: the matter it is erased with, and the link it opens."""

    county_id: int
    template: str
    kind: str = ""
    matter_id: UUID | None = None
    link: str = ""


def tell(
    holders: Iterable[str],
    template: str,
    row: Matterlike,
    *,
    extra: dict[str, Any] | None = None,
    ways: Iterable[str] = ALL,
) -> int:
    """Tell everyone who answers to one of the keys (`role:org`, `person:id`) of a matter; returns how many people.

    template: `<app>/<name>`, the text in `notices/<app>/<name>.txt`; it knows `row`, `title`, `number`, `link`, `county`
    and what `extra` holds. ways: channels that may be used beside the message inside the product.
    """
    keys, county = list(holders), county_at_hand(row.county_id)
    open_ways = [way for way in ways if _is_open(county, way)]
    about = About(row.county_id, template, str(row.kind), row.pk, row.get_absolute_url()[:200])
    words = {"row": row, "title": row.title_line(), "number": row.number_line(), "link": about.link, **(extra or {})}
    if open_ways:
        users = keys_to_users(row.county_id, keys)
        tell_users(users, about, words, ways=open_ways)
        return len(users)
    user_ids = keys_to_user_ids(row.county_id, keys)
    if user_ids:
        _lay_before(user_ids, about, render_text(template, {"county": county, **words}))
    return len(user_ids)


def tell_users(users: "list[User]", about: About, words: dict[str, Any], *, ways: Iterable[str] = ALL) -> None:
    """The message and the outbox rows for people already found, from one text. All of it or nothing."""
    county = county_at_hand(about.county_id)
    if not users:
        return
    text = render_text(about.template, {"county": county, **words})
    with transaction.atomic(savepoint=False):
        _lay_before([user.pk for user in users], about, text)
        open_ways = [way for way in ways if _is_open(county, way)]
        _put_out(row for way in open_ways for row in WRITERS[way](county, users, about, text))


def _lay_before(user_ids: Iterable[int], about: About, text: Text) -> None:
    """The message inside the product, to each of them."""
    whole = {"county_id": about.county_id, "kind": about.kind, "matter_id": about.matter_id, "title": text.title,
             "body": text.body, "link": about.link}  # fmt: skip
    messages = [Message(user_id=user_id, **whole) for user_id in user_ids]
    send([insert(messages)] if messages else [])


@transaction.atomic(savepoint=False)
def tell_phone(
    county_id: int,
    phone: str,
    template: str,
    context: dict[str, Any],
    *,
    row: Matterlike | None = None,
    is_urgent: bool | None = None,
    minutes: int = 0,
) -> bool:
    """An SMS to a number, of someone with or without an account; False if this installation sends none.

    is_urgent: goes out in the quiet hours too; by default a text with a `code` is. minutes: not sent once they are over
    (a code lives ten). row: the matter it is erased with.
    """
    county = county_at_hand(county_id)
    if not phone or not _is_open(county, Channel.SMS):
        return False
    text = render_text(
        template, {"county": county, **context, "link": whole_link(county, str(context.get("link", "")))}
    )
    has_code = "code" in context
    minutes = minutes or (10 if has_code else 0)
    about = About(county_id, template, str(row.kind) if row else "", row.pk if row else None)
    sms = _sms(county, phone, about, text)
    sms.next_at = clock.now() if (has_code if is_urgent is None else is_urgent) else _next_at(county)
    sms.expires_at = clock.now() + timedelta(minutes=minutes) if minutes else None
    _put_out([sms])
    return True


def tell_clerks(org_id: int, template: str, row: Matterlike, *, extra: dict[str, Any] | None = None) -> int:
    """Tell the clerks of a unit; its leader if it has no clerk today."""
    told = tell([holder_key(Role.CLERK, org_id)], template, row, extra=extra)
    return told or tell([holder_key(Role.UNIT_LEADER, org_id)], template, row, extra=extra)


def _put_out(rows: Iterable[Outgoing]) -> None:
    """Lay rows into the outbox and have the worker look at it; both exist only if this transaction commits."""
    if Outgoing.objects.bulk_create(rows):
        jobs.enqueue(SENDING)


def _is_open(county: County, way: str) -> bool:
    """Whether the installation has the channel and the county has not closed it for itself."""
    has_way = bool(channels.address_of(way)) or (way == Channel.CHAT and bool(_own_hook(county)))
    return has_way and way not in county.settings.get("closed_channels", [])


def _next_at(county: County) -> datetime:
    """Now, or when the county's quiet hours end. Setting `quiet_hours`: `["21:00", "08:00"]`."""
    starts, ends = county.settings.get("quiet_hours") or QUIET
    return after_quiet(clock.now().astimezone(clock.COUNTY_TIME), (starts, ends))


def _own_hook(county: County) -> str:
    hook = str(county.settings.get("chat_hook", ""))
    return hook if hook.startswith("https://") else ""


def _sms(county: County, phone: str, about: About, text: Text) -> Outgoing:
    return _row(Channel.SMS, about, phone, mask_phone(phone), "", text.as_sms(county))


def _sms_rows(county: County, users: "list[User]", about: About, text: Text) -> list[Outgoing]:
    rows = [_sms(county, user.phone, about, text) for user in users if user.wants_sms and user.phone]
    for row in rows:
        row.next_at = _next_at(county)
    return rows


def _mail_rows(county: County, users: "list[User]", about: About, text: Text) -> list[Outgoing]:
    body = "\n\n".join(part for part in (text.body, whole_link(county, about.link)) if part)
    return [
        _row(Channel.EMAIL, about, user.email, mask_mail(user.email), text.title, body)
        for user in users
        if user.wants_email and user.email
    ]


def _chat_rows(county: County, users: "list[User]", about: About, text: Text) -> list[Outgoing]:
    """One message to the county's group, however many of its people are told: title and link, no names."""
    if not any(user.wants_chat for user in users):
        return []
    row = _row(Channel.CHAT, about, _own_hook(county), "工作群", text.title, whole_link(county, about.link))
    row.next_at = _next_at(county)
    return [row]


WRITERS: dict[str, Callable[[County, "list[User]", About, Text], list[Outgoing]]] = {
    Channel.SMS: _sms_rows,
    Channel.EMAIL: _mail_rows,
    Channel.CHAT: _chat_rows,
}


def _row(way: str, about: About, address: str, mask: str, title: str, body: str) -> Outgoing:
    return Outgoing(
        county_id=about.county_id,
        channel=way,
        address=address,
        mask=mask,
        title=title,
        body=body,
        template=about.template[:120],
        kind=about.kind,
        matter_id=about.matter_id,
    )


def mask_mail(email: str) -> str:
    """`t***@example.cn`"""
    name, _, host = email.partition("@")
    return f"{name[:1]}***@{host}"[:60]
