"""One line of the list: the facts it shows, for one reader."""

from dataclasses import dataclass
from datetime import date

from renda.ground.county.services import rule_book
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.web import Request
from renda.ground.ui.show import Light, light_of
from renda.ground.workflow.batch import steps_fitting
from renda.voice.suggestions.access import CONGRESS_OFFICE
from renda.voice.suggestions.queries.lines import Line, Lit
from renda.voice.suggestions.states import CLASS_SHORT, Category, S
from renda.voice.suggestions.workflow import SUGGESTION

DO = {
    S.SUBMITTED: "审核", S.REGISTERED: "交办", S.PREASSIGNED: "交办", S.ASSIGNED: "催办", S.RATED: "办结", S.CLOSED: "归档",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class LineFacts:
    """All that one line shows (suggestions/_line.html); drawn once for the same facts."""

    row: Line
    light: Light | None
    due_on: date | None
    do: str

    @property
    def state(self) -> str:
        return str(S(self.row.state).label)

    @property
    def category(self) -> str:
        return str(Category(self.row.category).label) if self.row.category else ""

    @property
    def class_word(self) -> str:
        return CLASS_SHORT.get(self.row.reply_class, "")

    @property
    def holder(self) -> str:
        """In whose hands it is: the lead unit, before that the office, before that the deputy who writes."""
        row = self.row
        if row.lead:
            return row.lead_short or row.lead
        return row.proposer if row.state in (S.DRAFT, S.RETURNED) else row.office_short or row.office

    @property
    def fits(self) -> str:
        return " ".join(steps_fitting(SUGGESTION.kind, self.row.state))


def lines_of(request: Request, found: list[tuple[Line, Lit | None]]) -> list[LineFacts]:
    calendar, today = rule_book(request.county.pk, version=request.county.version).calendar, clock.today()
    lines = []
    for row, wait in found:
        is_office = _is_office(request.actor, row)
        # The days of the office's own work are the office's: others see the state instead.
        shown = wait if is_office or row.state == S.ASSIGNED else None
        light = light_of(shown, today, calendar) if shown else None
        lines.append(
            LineFacts(row, light, shown.due_on if shown else None, DO.get(S(row.state), "") if is_office else "")
        )
    return lines


def _is_office(actor: Actor, row: Line) -> bool:
    return actor.holds(*CONGRESS_OFFICE, org_id=row.office_id)
