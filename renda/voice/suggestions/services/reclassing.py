"""The class of the whole follows what became of its points: B turns A when the promise is kept, and back if it is not."""

from renda.ground.kernel.actor import Actor
from renda.voice.suggestions import rules
from renda.voice.suggestions.models import Handling, Promise, Suggestion
from renda.voice.suggestions.states import FOLLOWED_STATES, PromiseOrigin, PromiseState, ReplyClass
from renda.voice.suggestions.workflow import SUGGESTION

AS_NOW = {
    PromiseState.OPEN: ReplyClass.B, PromiseState.ANSWERED: ReplyClass.A, PromiseState.SILENT: ReplyClass.A,
    PromiseState.DISPUTED: ReplyClass.B, PromiseState.KEPT: ReplyClass.A, PromiseState.ENDED: ReplyClass.C,
}  # fmt: skip


def reclass(parent: Suggestion, *, actor: Actor) -> None:
    """Take the step that changes the class, if it changes. The letters keep the class they were sent with."""
    now = current_class(parent)
    if now and now != parent.reply_class and parent.state in FOLLOWED_STATES:
        SUGGESTION.apply(parent, "reclass", actor=actor, reply_class=now)


def current_class(parent: Suggestion) -> str:
    """What the replies of the last round come to, each promise counted as it stands today."""
    last = parent.handlings.replied().filter(round=parent.handling_round).prefetch_related("promises")
    return rules.class_of(_class_now(handling) for handling in last)


def _class_now(handling: Handling) -> str:
    """The class its unit gave the whole, unless one of its points has changed."""
    sent = [str(answer.get("reply_class", "")) for answer in handling.answers]
    now = list(sent)
    for promise in handling.promises.all():
        if promise.state in AS_NOW and 0 < promise.point <= len(now) and _has_moved(promise):
            now[promise.point - 1] = AS_NOW[PromiseState(promise.state)]
    before, after = rules.class_of(sent), rules.class_of(now)
    return after if after != before else handling.reply_class


def _has_moved(promise: Promise) -> bool:
    """A solved point that only named a day (A with a date) stays solved as long as nobody says otherwise."""
    is_as_sent = promise.origin == PromiseOrigin.REPLY and not promise.ruling
    return not (is_as_sent and promise.state == PromiseState.OPEN and promise.first_class == ReplyClass.A)
