"""Writes of the money: plan, count again, appropriate, pay, reverse, settle; the county's rates."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction

from renda.ground.files import services as files
from renda.ground.files.models import StoredFile
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor, Role
from renda.ground.kernel.errors import Invalid, NotAllowed
from renda.ground.people.models import Organisation
from renda.ground.workflow.engine import service
from renda.network.funds import access, rules
from renda.network.funds.models import Fund, Payment, Rate
from renda.network.funds.queries import heads_on, rate_of
from renda.network.funds.states import COUNTY, TOWNSHIP
from renda.network.funds.workflow import FUND


@service
def plan_fund(*, actor: Actor, year: int, counted_on: date, once: UUID | None = None, note: str = "") -> Fund:
    """Count the deputies of the actor's congress and multiply. Raises NotAllowed, Invalid (planned already)."""
    office, level = office_of(actor)
    congress_id = office.congress_id
    if congress_id is None:
        raise Invalid("这个机构没有写明属于哪个人民代表大会，请先在“机构”里补上。")
    row = Fund(county_id=actor.county_id, congress_id=congress_id, office=office, level=level, year=year,
               **_counted(actor.county_id, congress_id, level, year, counted_on))  # fmt: skip
    FUND.start(row, "plan", actor=actor, once=once, note=note)
    return row


def office_of(actor: Actor) -> tuple[Organisation, int]:
    """For whose congress the actor keeps the money, and its level. Raises NotAllowed."""
    for role, level in ((Role.OFFICE, COUNTY), (Role.TOWNSHIP, TOWNSHIP)):
        for org in Organisation.objects.filter(county_id=actor.county_id, pk__in=actor.orgs(role)).order_by("pk"):
            return org, level
    raise NotAllowed("履职经费由县人大代表工作机构和镇人大主席团来管。")


def _counted(county_id: int, congress_id: int, level: int, year: int, day: date) -> dict[str, Any]:
    heads, rate = heads_on(county_id, congress_id, level, day), rate_of(county_id, level, year)
    return {"counted_on": day, "heads": heads, "rate_yuan": rate, "amount_yuan": rules.planned_yuan(heads, rate)}


@service
def recount_fund(
    row: Fund, *, actor: Actor, counted_on: date, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Fund:
    """The same plan by the roster of another day and the rate of today."""
    counted = _counted(row.county_id, row.congress_id, row.level, row.year, counted_on)
    FUND.apply(row, "recount", actor=actor, seen=seen, once=once, note=note, **counted)
    return row


@service
def appropriate_fund(
    row: Fund, *, actor: Actor, amount_yuan: Decimal, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Fund:
    """Money has come, at most what was planned. Raises Invalid."""
    return _given(row, "appropriate", amount_yuan, actor=actor, seen=seen, once=once, note=note)


@service
def add_fund(
    row: Fund, *, actor: Actor, amount_yuan: Decimal, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Fund:
    """More of the planned money has come. Raises Invalid."""
    return _given(row, "add", amount_yuan, actor=actor, seen=seen, once=once, note=note)


def _given(row: Fund, step: str, yuan: Decimal, **call: Any) -> Fund:
    if 0 < row.missing_yuan < yuan:
        raise Invalid(f"计划里还没有拨付的只有{row.missing_yuan:,}元，不能超过。", field="amount_yuan")
    FUND.apply(row, step, appropriated_yuan=row.appropriated_yuan + yuan, **call)
    return row


@service
def spend_fund(
    row: Fund, *, actor: Actor, amount_yuan: Decimal, paid_on: date, purpose: str, voucher: str, text: str,
    station: int | None = None, file: Any = None, seen: int | None = None, once: UUID | None = None, note: str = "",
) -> Fund:  # fmt: skip
    """Pay out of what was appropriated, never beyond it. Of two at once the engine lets one through. Raises Invalid."""
    _check_day(row, paid_on)
    if 0 < row.left_yuan < amount_yuan:
        raise Invalid(f"已拨付的钱只剩{row.left_yuan:,}元，这笔付不了。", field="amount_yuan")
    FUND.apply(row, "spend", actor=actor, seen=seen, once=once, note=note, spent_yuan=row.spent_yuan + amount_yuan)
    if row.payments.standing().filter(voucher=voucher).exists():
        raise Invalid(f"凭证号“{voucher}”已经记过一笔，不能再记。", field="voucher")
    Payment.objects.create(
        county_id=row.county_id, fund=row, paid_on=paid_on, amount_yuan=amount_yuan, purpose=purpose, voucher=voucher,
        text=text, station_id=station or None, file=_keep(row, file, actor) if file else None,
    )  # fmt: skip
    return row


def _check_day(row: Fund, paid_on: date) -> None:
    """Paid already, and in the year whose money it is (Budget Law, Art. 18: 1 January to 31 December)."""
    if paid_on > clock.today():
        raise Invalid("支出日还没有到，付了再记。", field="paid_on")
    if paid_on.year != row.year:
        raise Invalid(f"这是{row.year}年的经费，支出日要在{row.year}年1月1日到12月31日之间。", field="paid_on")


def _keep(row: Fund, file: Any, actor: Actor) -> StoredFile:
    if isinstance(file, StoredFile):
        files.attach([file], row, actor=actor)
        return file
    return files.keep(file, county_id=row.county_id, actor=actor, kind=row.kind, matter_id=row.pk)


@service
def reverse_fund(
    row: Fund, *, actor: Actor, voucher: str, note: str, seen: int | None = None, once: UUID | None = None
) -> Fund:
    """A payment that was wrong: the money is there again, the line stays, struck out. Raises Invalid."""
    payment = row.payments.standing().filter(voucher=voucher).first()
    if payment is None and row.spent_yuan > 0:
        raise Invalid("没有这个凭证号的支出。", field="voucher")
    back = payment.amount_yuan if payment else Decimal(0)
    FUND.apply(row, "reverse", actor=actor, seen=seen, once=once, note=note, spent_yuan=row.spent_yuan - back)
    row.payments.standing().filter(voucher=voucher).update(reversed_on=clock.today())
    return row


@service
def settle_fund(row: Fund, *, actor: Actor, seen: int | None = None, once: UUID | None = None, note: str = "") -> Fund:
    """The year is closed: nothing is paid any more."""
    FUND.apply(row, "settle", actor=actor, seen=seen, once=once, note=note, settled_on=clock.today())
    return row


@transaction.atomic
def set_rate(*, actor: Actor, level: int, year: int, yuan: Decimal) -> Rate:
    """What a deputy of that level may cost from that year on; plans made before keep theirs. Raises NotAllowed."""
    if not access.sets_rates(actor):
        raise NotAllowed("经费标准由县人大代表工作机构来定。")
    row, _ = Rate.objects.update_or_create(county_id=actor.county_id, level=level, year=year, defaults={"yuan": yuan})
    return row
