"""Published suggestions as rows: the portal reads what others have brought so far."""

from datetime import date, datetime, timedelta
from typing import Any

from renda.ground.kernel.clock import COUNTY_TIME
from renda.voice.suggestions.models import Handling, Rating, Suggestion
from renda.voice.suggestions.states import Disclosure, Grade, HandlingState, Mode, RatingState, S

ANSWERS = [{"ask": "秋季开学前先修通人行道", "text": "6月15日开工，8月25日前完工通行。", "reply_class": "B",
            "promised_on": "2026-08-25", "section": "公路建设股"}]  # fmt: skip


def published(cast: Any, number: int = 34, **words: Any) -> Suggestion:
    """A suggestion that is out, with one reply and the lead deputy's rating."""
    fields = {
        "county": cast.county, "congress_id": cast.orgs.congress, "office_id": cast.orgs.office,
        "proposer": cast.seats.deputy, "title": f"关于打通滨江路断头路的建议{number}", "problem": "断头路让学生绕行。",
        "asks": ["秋季开学前先修通人行道"], "category": "infrastructure", "state": S.RATED, "lead_org_id": cast.orgs.water,
        "number": number, "number_year": 2026, "number_text": f"第十九届人大第五次会议第{number:03}号建议",
        "number_short": f"19-5-{number:03}", "registered_on": date(2026, 1, 20), "assigned_on": date(2026, 2, 26),
        "submitted_at": datetime(2026, 1, 13, 9, tzinfo=COUNTY_TIME), "replied_on": date(2026, 5, 26), "reply_class": "B",
        "disclosure": Disclosure.FULL, "published_on": date(2026, 6, 1) + timedelta(days=number),
    }  # fmt: skip
    row = Suggestion.objects.create(**{**fields, **words})
    Handling.objects.create(
        county=cast.county, parent=row, org_id=cast.orgs.water, mode=Mode.LEAD, assigned_on=date(2026, 2, 26),
        state=HandlingState.DONE, answers=ANSWERS, reply_class=row.reply_class, paper_number=f"高水函〔2026〕{number}号",
        done_on=date(2026, 5, 26), officer_name="段知行", officer_phone="0831-5550000",
    )  # fmt: skip
    rating(cast, row, cast.seats.deputy, Grade.SATISFIED)
    return row


def rating(cast: Any, row: Suggestion, deputy: Any, grade: str, state: str = RatingState.FINAL) -> Rating:
    marks = {"process": grade, "result": grade} if state == RatingState.FINAL else {}
    return Rating.objects.create(county=cast.county, parent=row, deputy=deputy, state=state, **marks)


def address(row: Suggestion) -> str:
    return f"/published/congress/{row.number_short}/"
