"""What the platform does by itself once a day: proposes letters and asks for ratings. It decides nothing."""

from datetime import date

from renda.ground.county.services import rule_book
from renda.ground.kernel import clock
from renda.ground.kernel.actor import clock_actor
from renda.voice.pressing import rules
from renda.voice.pressing.queries import items
from renda.voice.pressing.services.evaluations import open_evaluation
from renda.voice.pressing.services.inquiries import propose_inquiry
from renda.voice.pressing.states import Cause

MOST_A_DAY = 200


def propose_due(county_id: int, on: date | None = None) -> int:
    """Propose a letter for each item that is overdue or whose reply is thin, once a round; returns how many.

    A person sends it or drops it with a reason. At most 200 a day, the oldest first. Source: DOMAIN S-2
    """
    day, actor = on or clock.today(), clock_actor(county_id)
    found = 0
    for item, due_on in items.overdue_without_letter(county_id, day, MOST_A_DAY):
        unit = item.lead_org.label if item.lead_org else ""
        propose_inquiry(item, actor=actor, reasons=[rules.overdue_reason(unit, due_on, day)], cause=Cause.OVERDUE)
        found += 1
    for motion, due_on in items.overdue_motions(county_id, day, max(MOST_A_DAY - found, 0)):
        unit = motion.unit.label if motion.unit else ""
        propose_inquiry(motion, actor=actor, reasons=[rules.overdue_reason(unit, due_on, day)], cause=Cause.OVERDUE)
        found += 1
    least = rule_book(county_id).value("thin_reply", day)
    for item, answers in items.replied_without_letter(county_id):
        if (reasons := rules.thin_reasons(answers, least)) and found < MOST_A_DAY:
            propose_inquiry(item, actor=actor, reasons=reasons, cause=Cause.THIN)
            found += 1
    return found


def open_ratings(county_id: int, on: date | None = None) -> int:
    """Ask for each rating of a key item whose time has come; returns how many. Source: DOMAIN S-8"""
    day, actor, found = on or clock.today(), clock_actor(county_id), 0
    raters = items.raters_of(county_id)
    for item, due_on in items.key_items(county_id):
        asked, facts = set(items.evaluations_of(item).values_list("measure", flat=True)), items.facts_of(item)
        for measure, (rater, moment) in raters.items():
            is_time = rules.is_time_for(moment, state=facts.phase, assigned_on=facts.given_on, due_on=due_on, on=day)
            if is_time and measure not in asked:
                open_evaluation(item, actor=actor, measure=measure, rater=rater)
                found += 1
    return found
