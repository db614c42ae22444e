"""What a county sets itself: its words for 四办四评, and the days of its assessments."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor, Role
from renda.ground.kernel.errors import Invalid, NotAllowed
from renda.voice.pressing.models import Assessment, FourLine
from renda.voice.pressing.queries.items import presser_of
from renda.voice.pressing.states import Half, Measure, Moment, Rater, Role4


@transaction.atomic
def set_four(county_id: int, *, actor: Actor, lines: Mapping[str, Mapping[str, str]]) -> None:
    """Words of the four handlings and ratings, who rates and when. Ratings asked for already stay. Raises Invalid."""
    if county_id != actor.county_id or not actor.holds(Role.OFFICE, Role.ADMIN):
        raise NotAllowed("四办四评由代表工作机构或者管理员来定。")
    for key, line in lines.items():
        if key not in Role4.values and key not in Measure.values:
            raise Invalid("没有这一项。")
        if key in Measure.values and (line["rater"] not in Rater.values or line["moment"] not in Moment.values):
            raise Invalid("请选谁来评、什么时候评。", field=key)
        FourLine.objects.update_or_create(county_id=county_id, key=key, defaults=dict(line))


@transaction.atomic
def note_assessment(*, actor: Actor, year: int, half: str, on: date) -> Assessment:
    """The day on which the year's key items were assessed. Noted again, the later word holds. Raises Invalid, NotAllowed."""
    body = presser_of(actor)
    if body is None or body.congress is None:
        raise NotAllowed("评估日期由人大的工作机构、委室或者常委会领导来记。")
    if half not in Half.values:
        raise Invalid("请选年中或者年底。", field="half")
    if on > clock.today() or on.year not in (year, year + 1):
        raise Invalid("评估的日子不能晚于今天，并且在这一年度。", field="on")
    row, _ = Assessment.objects.update_or_create(
        county_id=actor.county_id, congress=body.congress, year=year, half=half, defaults={"on": on}
    )
    return row
