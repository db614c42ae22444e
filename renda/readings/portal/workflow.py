"""A complaint is received and answered. Source: 个人信息保护法 art. 50 (requests of persons are taken and answered)."""

from collections.abc import Iterable

from renda.ground.kernel.actor import Role, holder_key
from renda.ground.workflow.declare import step, waits
from renda.ground.workflow.engine import Workflow
from renda.readings.portal.access import is_anyone, may_answer
from renda.readings.portal.models import Complaint
from renda.readings.portal.rules import COMPLAINT_SOURCE, complaint_due
from renda.readings.portal.states import ComplaintState as S
from renda.voice.opinions.queries import county_offices


def the_office(complaint: Complaint) -> Iterable[str]:
    return [holder_key(Role.OFFICE, org_id) for org_id in county_offices(complaint.county_id)]


COMPLAINT = Workflow(
    "complaint",
    S,
    model=Complaint,
    label="投诉",
    private={"code", "text", "phone", "answer"},
    steps=[
        step("file", "投诉", [], S.RECEIVED, allow=is_anyone, seen_by="public"),
        step("answer", "答复", [S.RECEIVED], S.ANSWERED, allow=may_answer, seen_by="public"),
    ],
    waits=[waits(S.RECEIVED, for_=the_office, until=complaint_due, ask="答复投诉", source=COMPLAINT_SOURCE)],
)
