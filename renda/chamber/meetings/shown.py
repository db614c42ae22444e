"""What pages and papers say of a meeting."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from renda.chamber.meetings.access import quorum_of
from renda.chamber.meetings.models import Material, Meeting
from renda.chamber.meetings.states import RUNNING, Answer
from renda.ground.kernel import clock

SHORT = 120


def summary_draft(row: Meeting) -> str:
    """Time, place, who was there, who asked for leave, the agenda: a draft for a person to finish. Nothing is typed for it."""
    members = list(row.presences.filter(guest="").listed())
    guests = list(row.presences.exclude(guest="").listed())
    there = [one for one in members if one.came_at]
    away = [one for one in members if one.came_at is None and one.answer == Answer.LEAVE]
    opened = clock.day_of(row.opened_at) if row.opened_at else row.starts_on
    lines = [
        f"{opened.year}年{opened.month}月{opened.day}日，{row.body.name}在{row.place}召开{row.title}。",
        f"应到{row.members}人，实到{len(there)}人。{quorum_of(row).words}，符合法定人数。",
    ]
    if away:
        lines.append(f"请假：{'、'.join(one.deputy.name for one in away)}。")
    if came := [one.deputy.name for one in guests if one.came_at]:
        lines.append(f"列席、旁听：{'、'.join(came)}。")
    lines.append("会议议程：")
    items = row.items.standing()
    lines += [f"{one.position}．{one.title}{f'（{one.reporter}）' if one.reporter else ''}" for one in items]
    return "\n".join([*lines, *said_in_short(row)])


def said_in_short(row: Meeting) -> list[str]:
    """What was said on each item in a line each, without names: a summary is read by everybody, the record is not."""
    lines, item_id = list[str](), None
    for one in row.speeches.said().exclude(words="").listed().order_by("item__position", "order"):
        if one.item and one.item_id != item_id:
            lines.append(f"审议“{one.item.title}”时，与会人员提出：")
            item_id = one.item_id
        words = " ".join(one.words.split())
        lines.append(words if len(words) <= SHORT else f"{words[:SHORT]}……")
    return lines


def newest_of(rows: Iterable[Material]) -> list[Material]:
    """The newest version of each material, with the older ones as `older`; rows as `listed` sorts them."""
    found = list[Material]()
    for one in rows:
        if found and found[-1].series == one.series:
            found[-1].older.append(one)
        else:
            one.older = []
            found.append(one)
    return found


def is_over(row: Meeting) -> bool:
    """What is kept on phones goes when the meeting is over."""
    return row.state not in RUNNING


def by_item(row: Meeting) -> list[dict[str, Any]]:
    """Items that stand, each with its newest materials."""
    kept: dict[int, list[dict[str, Any]]] = {}
    for one in newest_of(row.materials.listed()):
        shown = _shown(row, one) | {"older": [_shown(row, old) for old in one.older]}
        kept.setdefault(one.item_id, []).append(shown)
    items = row.items.standing()
    return [{"item": one, "files": kept.get(one.pk, [])} for one in items]


def _shown(row: Meeting, one: Material) -> dict[str, Any]:
    """As the list of files shows it."""
    href = reverse("meetings:file", args=[row.pk, one.file_id])
    day = clock.day_of(one.given_at)
    note = f"版本{one.version}，{day.month}月{day.day}日"
    return {"name": one.title, "href": href, "size": one.file.size, "icon": "file-text", "note": note, "material": one,
            "ending": one.file.name.rpartition(".")[2]}  # fmt: skip


def event_text(row: Meeting, address: str) -> str:
    """A calendar of one event. address: of the meeting's page."""
    return _calendar([row], {row.pk: address})


def calendar_text(rows: Iterable[Meeting], base: str) -> str:
    """A person's meetings as a calendar. base: address of the list, without its last slash."""
    found = list(rows)
    return _calendar(found, {row.pk: f"{base}/{row.pk}/" for row in found})


def _calendar(rows: list[Meeting], addresses: dict[Any, str]) -> str:
    """Lines ended by CR LF and folded at 75 bytes (RFC 5545)."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//renda//meetings//ZH", "X-WR-CALNAME:会议"]
    for row in rows:
        lines += [
            "BEGIN:VEVENT", f"UID:{row.pk}", f"SEQUENCE:{row.version}", f"DTSTAMP:{clock.now():%Y%m%dT%H%M%SZ}",
            f"DTSTART;TZID=Asia/Shanghai:{row.begins:%Y%m%dT%H%M%S}", f"SUMMARY:{_plain(row.title)}",
            f"LOCATION:{_plain(row.place)}", f"URL:{addresses[row.pk]}",
            f"STATUS:{'CANCELLED' if row.state == 'cancelled' else 'CONFIRMED'}", "END:VEVENT",
        ]  # fmt: skip
    return "\r\n".join(_folded(line) for line in [*lines, "END:VCALENDAR", ""])


def _plain(text: str) -> str:
    for mark in "\\;,":
        text = text.replace(mark, f"\\{mark}")
    return text.replace("\n", "\\n")


def _folded(line: str) -> str:
    """No line over 75 bytes: what is longer goes on after a break and a space, never inside a character."""
    parts, part = list[str](), ""
    for letter in line:
        if len((part + letter).encode()) > 74:
            parts.append(part)
            part = ""
        part += letter
    return "\r\n ".join([*parts, part])
