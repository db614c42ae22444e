"""Archive, objection and paper form as data: who may do what, what blocks it, who is waited for."""

from collections.abc import Iterable

from renda.ground.kernel.actor import Role, holder_key, person_key
from renda.ground.people.models import Organisation
from renda.ground.people.states import OrgKind
from renda.ground.workflow.declare import step, waits
from renda.ground.workflow.engine import Workflow
from renda.readings.duty import access
from renda.readings.duty.models import DutyArchive, Objection, PaperForm
from renda.readings.duty.states import ArchiveState, ObjectionState, PaperFormState

A, R, F = ArchiveState, ObjectionState, PaperFormState


def the_deputy(row: DutyArchive) -> Iterable[str]:
    """代表本人；没有账号的，由核实的机构拿给代表看"""
    return [person_key(row.deputy.user_id)] if row.deputy.user_id else verifiers(row)


def verifiers(row: DutyArchive | Objection) -> Iterable[str]:
    """核实的机构：乡镇人大代表的是本镇人大主席团，其他的是代表工作机构"""
    if row.town_org_id is not None:
        return [holder_key(Role.TOWNSHIP, row.town_org_id)]
    offices = Organisation.objects.in_use().filter(county_id=row.county_id, kind=OrgKind.OFFICE).order_by("pk")
    return [holder_key(Role.OFFICE, pk) for pk in offices.values_list("pk", flat=True)]


def station_people(row: PaperForm) -> Iterable[str]:
    """本站联络员、站长"""
    return [holder_key(Role.LIAISON, row.org_id), holder_key(Role.STATION_MASTER, row.org_id)]


DUTY_ARCHIVE = Workflow(
    "duty_archive", A, model=DutyArchive, related=["deputy"],
    steps=[
        step("begin", "请代表看", [], A.OPEN, allow=access.begins, seen_by="parties"),
        step("confirm", "看过了", [A.OPEN], A.CONFIRMED, allow=access.is_self, seen_by="parties"),
        step("verify", "核实", [A.OPEN, A.CONFIRMED], A.VERIFIED, allow=access.verifies, blocked=access.has_open_objection,
             seen_by="parties"),
        step("look_again", "请代表再看", [A.CONFIRMED, A.VERIFIED], A.OPEN, allow=access.verifies, seen_by="parties"),
    ],
    waits=[
        waits(A.OPEN, for_=the_deputy, until=None, ask="请看一看您的履职档案"),
        waits(A.CONFIRMED, for_=verifiers, until=None, ask="等您核实履职档案"),
    ],
)  # fmt: skip

DUTY_OBJECTION = Workflow(
    "duty_objection", R, model=Objection, related=["deputy"], private={"line", "objection", "answer"},
    steps=[
        step("object", "提出异议", [], R.RAISED, allow=access.is_self, seen_by="parties"),
        step("correct", "已更正", [R.RAISED], R.CORRECTED, allow=access.verifies, seen_by="parties"),
        step("explain", "说明", [R.RAISED], R.EXPLAINED, allow=access.verifies, seen_by="parties"),
        step("withdraw", "收回异议", [R.RAISED], R.WITHDRAWN, allow=access.is_self, seen_by="parties"),
    ],
    waits=[waits(R.RAISED, for_=verifiers, until=None, ask="代表对履职档案有异议")],
)  # fmt: skip

PAPER_FORM = Workflow(
    "paper_form", F, model=PaperForm, related=["station"], private={"code"},
    steps=[
        step("print", "印空白单", [], F.PRINTED, allow=access.keeps, seen_by="parties"),
        step("place", "交回活动照片", [F.PRINTED], F.PLACED, allow=access.keeps, blocked=access.is_for_opinion, seen_by="parties"),
        step("hold", "交回意见照片", [F.PRINTED], F.RETURNED, allow=access.keeps, blocked=access.is_for_activity, seen_by="parties"),
        step("enter", "对上录入的意见", [F.RETURNED], F.PLACED, allow=access.keeps, seen_by="parties"),
        step("void", "作废", [F.PRINTED, F.RETURNED], F.VOID, allow=access.keeps, is_grave=True, seen_by="parties"),
    ],
    waits=[waits(F.RETURNED, for_=station_people, until=None, ask="照着照片录入意见")],
)  # fmt: skip
