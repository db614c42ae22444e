"""Who asks to speak, who is called, and what was said. One asks for the floor with one tap; the chair's desk calls."""

from django.db import transaction
from django.db.models import Max

from renda.chamber.meetings import access
from renda.chamber.meetings.models import Meeting, Sitting, Speech
from renda.chamber.meetings.states import IN_HALL, GuestKind, MeetingState
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Invalid, NotAllowed, WrongState

AFTER_OPENING = (MeetingState.OPEN, MeetingState.CLOSED)


@transaction.atomic
def ask_to_speak(row: Meeting, *, actor: Actor, item_id: int | None = None) -> Speech:
    """A member or an attending deputy who is in the hall asks for the floor; asking twice changes nothing.

    Raises NotAllowed, WrongState, Invalid.
    """
    _lock(row)
    mine = row.presences.filter(deputy__user_id=actor.user_id).first() if actor.is_signed_in else None
    if mine is None or mine.guest == GuestKind.OBSERVER:
        raise NotAllowed("组成人员、代表和请来列席的代表可以发言，旁听的人不发言。")
    if row.state != MeetingState.OPEN:
        raise WrongState("会议没有在开，不能申请发言；闭会以后可以把书面意见交给会务人员。")
    if not mine.is_in:
        raise WrongState("您还没有签到，请先签到再申请发言。")
    item = row.items.asked(item_id)
    waiting = row.speeches.queued().filter(deputy_id=mine.deputy_id, item=item).first()
    return waiting or _new(row, item=item, deputy_id=mine.deputy_id, asked=True)


@transaction.atomic
def withdraw_speech(speech: Speech, *, actor: Actor) -> Speech:
    """Not asked for any more; whoever keeps the meeting may take a name off too. Raises NotAllowed, WrongState."""
    if not (access.speaks(actor, speech) or access.keeps(actor, speech.meeting)):
        raise NotAllowed("由申请发言的人自己取消，或者由会务人员来划掉。")
    if not Speech.objects.queued().filter(pk=speech.pk).update(withdrawn_at=clock.now()):
        raise WrongState("这次发言已经开始或者已经划掉了，请刷新页面。")
    speech.refresh_from_db()
    return speech


@transaction.atomic
def call_speech(speech: Speech, *, actor: Actor) -> Speech:
    """The floor is given; who had it before has ended. Raises NotAllowed, WrongState."""
    row = _keepers_meeting(speech, actor)
    if row.state != MeetingState.OPEN:
        raise WrongState("会议没有在开，不能请人发言。")
    moment = clock.now()
    row.speeches.filter(started_at__isnull=False, ended_at__isnull=True).update(ended_at=moment)
    if not Speech.objects.queued().filter(pk=speech.pk).update(started_at=moment, sitting=_sitting(row)):
        raise WrongState("这次发言已经开始或者已经划掉了，请刷新页面。")
    speech.refresh_from_db()
    return speech


@transaction.atomic
def end_speech(speech: Speech, *, actor: Actor) -> Speech:
    """Raises NotAllowed, WrongState."""
    _keepers_meeting(speech, actor)
    running = Speech.objects.filter(pk=speech.pk, started_at__isnull=False, ended_at__isnull=True)
    if not running.update(ended_at=clock.now()):
        raise WrongState("这次发言没有在进行，请刷新页面。")
    speech.refresh_from_db()
    return speech


@transaction.atomic
def note_speech(speech: Speech, *, actor: Actor, words: str) -> Speech:
    """What was said (审议发言记录), by the office or by the speaker. Raises NotAllowed, WrongState, Invalid."""
    row = _lock(speech.meeting)
    if not (access.speaks(actor, speech) or access.keeps(actor, row)):
        raise NotAllowed("发言记录由会务人员或者发言的人自己来写。")
    _check_words(row, words)
    if not Speech.objects.said().filter(pk=speech.pk).update(words=words):
        raise WrongState("这次发言还没有开始，说过以后再记。")
    speech.refresh_from_db()
    return speech


@transaction.atomic
def add_speech(
    row: Meeting, *, actor: Actor, words: str, item_id: int | None = None, deputy_id: int | None = None, guest: str = "",
    sitting_id: int | None = None,
) -> Speech:  # fmt: skip
    """Write down a speech that nobody asked for on the page: by the office for anybody, by a member for oneself.

    deputy_id: one on the list of the meeting, or `guest`: name and office of somebody else. Raises NotAllowed, WrongState, Invalid.
    """
    _lock(row)
    mine = row.presences.filter(deputy__user_id=actor.user_id).first() if actor.is_signed_in else None
    if not access.keeps(actor, row):
        if mine is None or mine.guest == GuestKind.OBSERVER:
            raise NotAllowed("发言记录由会务人员或者发言的人自己来写。")
        deputy_id, guest = mine.deputy_id, ""
    _check_words(row, words)
    if bool(deputy_id) == bool(guest.strip()):
        raise Invalid("请选是谁发言；不在名单里的，写姓名和职务。", field="deputy_id")
    if deputy_id and not row.presences.filter(deputy_id=deputy_id).exists():
        raise Invalid("这次会议的名单里没有这个人，请重新选。", field="deputy_id")
    sitting = row.sittings.filter(pk=sitting_id).first() if sitting_id else _sitting(row)
    return _new(
        row, item=row.items.asked(item_id), deputy_id=deputy_id, guest=guest.strip(), words=words, sitting=sitting
    )


def _check_words(row: Meeting, words: str) -> None:
    if row.state not in AFTER_OPENING:
        raise WrongState("发言记录在开会以后、印发纪要以前写。")
    if not words.strip():
        raise Invalid("请写说了什么。", field="words")


def _new(row: Meeting, *, asked: bool = False, **facts: object) -> Speech:
    last = row.speeches.aggregate(last=Max("order"))["last"] or 0
    moment = clock.now() if asked else None
    return Speech.objects.create(county_id=row.county_id, meeting=row, order=last + 1, asked_at=moment, **facts)


def _sitting(row: Meeting) -> Sitting | None:
    """The sitting of all that is open now."""
    return row.sittings.filter(opened_at__isnull=False, closed_at__isnull=True, sort__in=IN_HALL).first()


def _keepers_meeting(speech: Speech, actor: Actor) -> Meeting:
    row = _lock(speech.meeting)
    if not access.keeps(actor, row):
        raise NotAllowed("请谁发言由承办会议的机构按主持人的意思来点。")
    return row


def _lock(row: Meeting) -> Meeting:
    """One after another at one meeting: the order of speeches has no holes, one has the floor."""
    Meeting.objects.select_for_update().get(pk=row.pk)
    return row
