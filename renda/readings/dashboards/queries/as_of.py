"""Suggestions and units' parts as the record stood at the end of a day, each row with its flags.

Nothing here reads a present state alone: a state counts from the day its step was taken (history or dated field), so that the same
cut-off gives the same rows next year. The words of the flags are those of `rules`.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    CharField,
    DateField,
    Exists,
    F,
    Func,
    IntegerField,
    Max,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from renda.ground.kernel.clock import COUNTY_TIME
from renda.ground.workflow.models import StepTaken
from renda.readings.dashboards.figures import Span
from renda.readings.dashboards.states import Pace, Part, Verdict
from renda.voice.suggestions.models import Consultation, Handling, Rating, Suggestion
from renda.voice.suggestions.rules import COMPLEX_MONTHS, NORMAL_MONTHS
from renda.voice.suggestions.states import Grade, HandlingState, Mode, RatingState, S

FLAGS = ("pace", "klass", "result", "process", "second", "published")
STOPPED = {S.MERGED: "merge", S.REFUSED: "refuse"}
WORST_FIRST = ("C", "B", "A", "D")
GRADES = (
    (Grade.DISSATISFIED, Verdict.DISSATISFIED),
    (Grade.BASICALLY, Verdict.BASIC),
    (Grade.SATISFIED, Verdict.SATISFIED),
)


class ReplyDue(Func):
    """The same day so many months on, or that month's last (代表法 art. 51), `less` days earlier. As `rules.reply_due`."""

    output_field = DateField()

    def __init__(self, day: Any, months: int, less: int = 0, **extra: Any) -> None:
        super().__init__(day, **extra)
        self.months, self.less = months, less

    def as_sql(self, compiler: Any, connection: Any, *_: Any, **__: Any) -> tuple[str, list[Any]]:
        """PostgreSQL keeps to the month's end by itself."""
        sql, given = compiler.compile(self.get_source_expressions()[0])
        return f"(({sql}) + interval '{self.months} months')::date - {self.less}", list(given)

    def as_sqlite(self, compiler: Any, connection: Any, **_: Any) -> tuple[str, list[Any]]:
        sql, given = compiler.compile(self.get_source_expressions()[0])
        same = f"date({sql}, '+{self.months} months')"
        last = f"date({sql}, 'start of month', '+{self.months + 1} months', '-1 day')"
        return f"date(min({same}, {last}), '-{self.less} days')", [*given, *given]


@dataclass(frozen=True)
class AsOf:
    """The flags of a suggestion at a cut-off, seen from the suggestion (`at` empty) or from one of its parts (`parent__`)."""

    span: Span
    at: str = ""

    @property
    def key(self) -> OuterRef:
        return OuterRef("parent_id" if self.at else "pk")

    @property
    def end(self) -> datetime:
        """The first moment after the cut-off."""
        day = self.span.cut + timedelta(days=1)
        return datetime(day.year, day.month, day.day, tzinfo=COUNTY_TIME)

    def q(self, **wanted: Any) -> Q:
        return Q(**{f"{self.at}{name}": value for name, value in wanted.items()})

    def f(self, name: str) -> F:
        return F(f"{self.at}{name}")

    def counted(self) -> Q:
        """Registered in the span by the cut-off, and not merged or refused by then."""
        last = min(self.span.last, self.span.cut)
        stopped = Q()
        for state, step in STOPPED.items():
            stopped |= self.q(state=state) & Q(
                Exists(self._steps("suggestion", [step], self.key).filter(at__lt=self.end))
            )
        return self.q(registered_on__range=(self.span.first, last)) & ~stopped

    def due(self, less: int = 0) -> Case:
        """The reply's last day as it was set at the cut-off: six months only if it was wide and hard by then."""
        later = Exists(self._steps("suggestion", ["lengthen"], self.key).filter(at__gte=self.end))
        wide = ReplyDue(self.f("assigned_on"), COMPLEX_MONTHS, less)
        return Case(
            When(self.q(is_complex=True) & ~Q(later), then=wide),
            default=ReplyDue(self.f("assigned_on"), NORMAL_MONTHS, less),
        )

    def first_reply(self) -> Case:
        """The day the first round was answered; the row itself keeps only the last round's."""
        first = self._replies().filter(round=1).values("parent").annotate(on=Max("done_on")).values("on")
        return Case(When(self.q(handling_round=1), then=self.f("replied_on")), default=Subquery(first))

    def pace(self, replied: Q, assigned: Q) -> Case:
        """How the reply stands to its last day. On that day itself nobody is late yet, as with the lights."""
        return Case(
            When(~Q(assigned), then=Value(Pace.NONE.value)),
            When(replied, then=self._answered()),
            When(Q(due_on__lt=self.span.cut), then=Value(Pace.OVERDUE.value)),
            default=Value(Pace.RUNNING.value), output_field=CharField(),
        )  # fmt: skip

    def _answered(self) -> Case:
        return Case(
            When(done_day__lte=F("early_on"), then=Value(Pace.EARLY.value)),
            When(done_day__lte=F("due_on"), then=Value(Pace.ON_TIME.value)),
            default=Value(Pace.LATE.value), output_field=CharField(),
        )  # fmt: skip

    def second(self) -> Case:
        """Whether a second handling was asked for by the cut-off."""
        return _yes(self.q(second_asked_on__lte=self.span.cut))

    def second_replied(self) -> Q:
        return self.q(handling_round=2, replied_on__lte=self.span.cut)

    def published(self) -> Case:
        return _yes(self.q(published_on__lte=self.span.cut))

    def klass(self, replied: Q) -> Case:
        """The class the letters of the last round answered by the cut-off were sent with. Source: DOMAIN 5.3

        What became of a promise later changes the matter's class, not the letters'.
        """
        rank = Case(*(When(reply_class=c, then=Value(i)) for i, c in enumerate(WORST_FIRST)), default=Value(9))
        rounds = (self._replies().filter(round=n).order_by(rank).values("reply_class")[:1] for n in (1, 2))
        first, second = (Coalesce(Subquery(rows), Value("")) for rows in rounds)
        return Case(
            When(~replied, then=Value("")), When(self.second_replied(), then=second), default=first,
            output_field=CharField(),
        )  # fmt: skip

    def verdict(self, field: str, replied: Q) -> Case:
        """The deputies' word on the last round answered: open while one of them may still speak, then the worst one.

        Source: DOMAIN 5.2 row 13; the unit sees no rating before all of its round are final.
        """
        cut = self.span.cut
        spoke_later = self._steps("rating", ["lapse", "overtake"], OuterRef("pk")).filter(at__gte=self.end)
        is_open = (
            Q(state=RatingState.OPEN) | Q(rated_on__gt=cut) | (Q(state=RatingState.LAPSED) & Q(Exists(spoke_later)))
        )
        word = Case(
            When(is_open, then=Value(Verdict.OPEN.value)),
            *(When(**{field: grade}, then=Value(verdict.value)) for grade, verdict in GRADES),
            default=Value(Verdict.SILENT.value), output_field=IntegerField(),
        )  # fmt: skip
        least = self._ratings().values("parent").annotate(word=Min(word)).values("word")
        return Case(
            When(~replied, then=Value(Verdict.NONE.value)),
            default=Coalesce(Subquery(least), Value(Verdict.OPEN.value)), output_field=IntegerField(),
        )  # fmt: skip

    def _ratings(self) -> QuerySet[Rating]:
        return Rating.objects.filter(parent=self.key, round=OuterRef("round_then"), created_at__lt=self.end).order_by()

    def round_then(self) -> Case:
        return Case(When(self.second_replied(), then=Value(2)), default=Value(1), output_field=IntegerField())

    def _replies(self) -> QuerySet[Handling]:
        return Handling.objects.filter(parent=self.key, state=HandlingState.DONE).exclude(mode=Mode.CO).order_by()

    def _steps(self, kind: str, steps: list[str], key: OuterRef) -> QuerySet[StepTaken]:
        county = OuterRef("county_id")
        return StepTaken.objects.filter(county_id=county, kind=kind, matter_id=key, step__in=steps)


def _yes(condition: Any) -> Case:
    return Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())


def suggestions_as_of(rows: QuerySet[Suggestion], span: Span) -> QuerySet[Suggestion]:
    """Those of `rows` that count, with pace, klass, result, process, second and published."""
    then = AsOf(span)
    given = Handling.objects.filter(parent=OuterRef("pk"), created_at__lt=then.end)
    replied = Q(done_day__lte=span.cut)
    return rows.filter(then.counted()).annotate(
        due_on=then.due(), early_on=then.due(span.early_days), done_day=then.first_reply(), round_then=then.round_then(),
        pace=then.pace(replied, Q(assigned_on__isnull=False) & Q(Exists(given))), second=then.second(),
        klass=then.klass(replied), result=then.verdict("result", replied), process=then.verdict("process", replied),
        published=then.published(),
    )  # fmt: skip


def handlings_as_of(rows: QuerySet[Handling], span: Span) -> QuerySet[Handling]:
    """Each unit's part in each suggestion that counts, once whatever the round, with its flags and those of the whole."""
    then = AsOf(span, "parent__")
    replied = Q(done_day__lte=span.cut) & ~Q(mode=Mode.CO)
    talks = Consultation.objects.filter(handling=OuterRef("pk"), recorded_at__lt=then.end)
    let_go = then._steps("handling", ["approve_return"], OuterRef("pk")).filter(at__lt=then.end)
    return rows.filter(then.counted(), _first_part(), created_at__lt=then.end).annotate(
        due_on=then.due(), early_on=then.due(span.early_days), done_day=F("done_on"), round_then=then.round_then(),
        part=Case(When(mode=Mode.CO, then=Value(Part.CO.value)), default=Value(Part.LEAD.value)),
        returned=_yes(Q(state=HandlingState.RETURNED) & Q(Exists(let_go))),
        pace=then.pace(replied, Q(pk__isnull=False)), consulted=_yes(Exists(talks)),
        opined=_yes(Q(mode=Mode.CO, done_on__lte=span.cut)), second=then.second(),
        klass=_own_class(replied, span), result=then.verdict("result", replied), process=then.verdict("process", replied),
        published=then.published(),
    )  # fmt: skip


def _first_part() -> Q:
    """A unit that handles the matter in both rounds counts once, with its first round."""
    earlier = Handling.objects.filter(parent=OuterRef("parent_id"), org=OuterRef("org_id"), round__lt=OuterRef("round"))
    return Q(round=1) | ~Q(Exists(earlier.exclude(state=HandlingState.RETURNED)))


def _own_class(replied: Q, span: Span) -> Case:
    """The class of the unit's own last reply: with a second handling it is on the second part."""
    own = Handling.objects.filter(parent=OuterRef("parent_id"), org=OuterRef("org_id"), state=HandlingState.DONE)
    last = own.filter(done_on__lte=span.cut).exclude(mode=Mode.CO).order_by("-round").values("reply_class")[:1]
    return Case(
        When(~replied, then=Value("")), When(parent__handling_round=1, then=F("reply_class")), default=Subquery(last),
        output_field=CharField(),
    )  # fmt: skip
