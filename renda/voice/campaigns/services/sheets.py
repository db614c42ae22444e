"""Items from a table: read and checked, corrected in place or skipped, loaded by the worker. No row is lost, none comes twice."""

from collections.abc import Iterable
from typing import Any, BinaryIO

from django.db import transaction

from renda.ground.kernel import clock, jobs
from renda.ground.kernel.actor import Actor, Role
from renda.ground.kernel.errors import Blocked, Invalid, NotAllowed, NotFound
from renda.ground.papers import excel
from renda.ground.people.models import User
from renda.ground.people.queries import actor_for
from renda.ground.workflow.bulk import BulkLoad, Past
from renda.voice.campaigns.models import Campaign, CampaignItem, ItemSheet, SheetRow
from renda.voice.campaigns.services.campaign import COUNTING
from renda.voice.campaigns.services.entering import COMPARING, new_item, own_presidium
from renda.voice.campaigns.services.holding import hold_open
from renda.voice.campaigns.services.numbers import mark_of, number_of, take_serials
from renda.voice.campaigns.services.rows import FIELDS, Found, Known, look_up, read_known
from renda.voice.campaigns.states import CampaignState, Entry, Fate, S, Stage
from renda.voice.campaigns.workflow import CAMPAIGN_ITEM

LOADING = "renda.voice.campaigns.tasks.load_sheet"
MOST_ROWS = 20_000
PIECE = 500


@transaction.atomic
def read_sheet(campaign: Campaign, file: BinaryIO | bytes, *, actor: Actor, file_name: str) -> ItemSheet:
    """Keep every row of a table with what is wrong in it; nothing is loaded yet. Raises Invalid if it is no table of items."""
    seen = excel.preview(file, FIELDS, most_rows=MOST_ROWS)
    return keep_rows(
        campaign,
        ((row.number, dict(row.values), list(row.errors.values())) for row in seen.rows),
        actor=actor,
        file_name=file_name,
    )


@transaction.atomic
def keep_rows(
    campaign: Campaign, rows: Iterable[tuple[int, dict[str, str], list[str]]], *, actor: Actor, file_name: str
) -> ItemSheet:
    """The rows of a table (number, cells by name, faults known so far) as a sheet to be confirmed."""
    _check_may(campaign, actor)
    sheet = ItemSheet.objects.create(
        county_id=campaign.county_id, campaign=campaign, presidium_id=_presidium_of(actor), file_name=file_name[:200],
        user_id=actor.user_id,
    )  # fmt: skip
    known, taken, made = read_known(campaign), said_in(campaign), list[SheetRow]()
    for number, values, faults in rows:
        row = SheetRow(county_id=campaign.county_id, sheet=sheet, number=number, values=values)
        _mark(row, faults, known, taken, presidium_id=sheet.presidium_id)
        made.append(row)
    SheetRow.objects.bulk_create(made, batch_size=500)
    return sheet


def said_in(campaign: Campaign) -> dict[str, str]:
    """Digest → number of every item of the campaign."""
    rows = CampaignItem.objects.filter(county_id=campaign.county_id, campaign=campaign).exclude(state=S.WITHDRAWN)
    return dict(rows.values_list("digest", "number_text"))


@transaction.atomic
def correct_row(row: SheetRow, *, actor: Actor, values: dict[str, str]) -> SheetRow:
    """Put in what a person corrected and check the row anew; it keeps its faults if there are still some."""
    sheet = row.sheet
    _check_may(sheet.campaign, actor)
    _check_open(row)
    row.values = {name: text.strip() for name, text in values.items() if text.strip()}
    taken = said_in(sheet.campaign)
    others = sheet.rows.exclude(pk=row.pk).exclude(fate=Fate.SKIPPED).exclude(digest="")
    taken |= {digest: f"表里第{number}行" for digest, number in others.values_list("digest", "number")}
    missing = [f"“{field.title}”没有填。" for field in FIELDS if field.is_required and not row.values.get(field.key)]
    _mark(row, missing, read_known(sheet.campaign), taken, presidium_id=sheet.presidium_id)
    row.fate = Fate.WAITING
    row.save(update_fields=["values", "faults", "is_bad", "digest", "fate"])
    return row


@transaction.atomic
def skip_row(row: SheetRow, *, actor: Actor, is_skipped: bool = True) -> SheetRow:
    """Leave a row out; it stays in the list and may be taken back."""
    _check_may(row.sheet.campaign, actor)
    _check_open(row)
    row.fate = Fate.SKIPPED if is_skipped else Fate.WAITING
    row.save(update_fields=["fate"])
    return row


@transaction.atomic
def confirm_sheet(sheet: ItemSheet, *, actor: Actor) -> ItemSheet:
    """Let the worker load what is ready. Again: only what has become ready since."""
    _check_may(sheet.campaign, actor)
    hold_open(sheet.campaign)
    if not sheet.rows.filter(fate=Fate.WAITING, is_bad=False).exists():
        raise Invalid("没有可以导入的行：请先改好有问题的行。")
    ItemSheet.objects.filter(pk=sheet.pk).update(stage=Stage.RUNNING, user_id=actor.user_id)
    sheet.stage = Stage.RUNNING
    jobs.enqueue(LOADING, sheet.pk, sheet.county_id)
    return sheet


@transaction.atomic
def drop_sheet(sheet: ItemSheet, *, actor: Actor) -> None:
    """Throw the table away; what was loaded from it stays."""
    _check_may(sheet.campaign, actor)
    if sheet.stage == Stage.RUNNING:
        raise Blocked("正在导入，等导完了再说。")
    sheet.delete()


def load_sheet(sheet_id: int, county_id: int) -> None:
    """Load piece by piece; a piece and its marks are one transaction, so that a stopped load goes on where it was."""
    sheet = ItemSheet.objects.select_related("campaign__office").filter(pk=sheet_id, county_id=county_id).first()
    if sheet is None or sheet.stage == Stage.DONE:
        return
    user = User.objects.filter(pk=sheet.user_id, county_id=county_id, is_active=True).first()
    if user is None:
        raise NotFound("上传表格的人已经不在了。")
    actor, known = actor_for(user, clock.today()), read_known(sheet.campaign)
    try:
        while _load_piece(sheet, actor, known):
            pass
    except Blocked:
        ItemSheet.objects.filter(pk=sheet.pk).update(stage=Stage.READY)
        raise
    ItemSheet.objects.filter(pk=sheet.pk).update(stage=Stage.DONE, done_at=clock.now())
    jobs.enqueue(COUNTING, str(sheet.campaign_id), county_id)
    jobs.enqueue(COMPARING, str(sheet.campaign_id), county_id)


@transaction.atomic
def _load_piece(sheet: ItemSheet, actor: Actor, known: Known) -> bool:
    campaign = hold_open(sheet.campaign)
    ready = sheet.rows.select_for_update().filter(fate=Fate.WAITING, is_bad=False).order_by("number")
    piece = list(ready[:PIECE])
    if not piece:
        return False
    good = _still_new(campaign, piece)
    serials, mark = (
        take_serials(campaign.county_id, campaign.from_on.year, max(len(good), 1)),
        mark_of(campaign.county_id),
    )
    with BulkLoad(CAMPAIGN_ITEM, batch=PIECE) as load:
        for serial, row in zip(serials, good, strict=False):
            item = _item_of(campaign, row, known)
            item.entered_by_id, item.serial = actor.user_id, serial
            item.number_text = number_of(mark, item.year, serial)
            load.add(item, [Past("collect", actor, clock.now())])
    loaded = {row.pk for row in good}
    for row in piece:
        if row.pk in loaded:
            row.fate, row.values = Fate.LOADED, {}
    SheetRow.objects.bulk_update(piece, ["fate", "values", "faults", "is_bad"], batch_size=PIECE)
    return True


def _still_new(campaign: Campaign, piece: list[SheetRow]) -> list[SheetRow]:
    """The rows whose words nobody brought in meanwhile; the others are marked."""
    digests = [row.digest for row in piece]
    rows = CampaignItem.objects.filter(county_id=campaign.county_id, campaign=campaign, digest__in=digests)
    said = dict(rows.exclude(state=S.WITHDRAWN).values_list("digest", "number_text"))
    good = []
    for row in piece:
        if row.digest in said:
            row.faults, row.is_bad = [_already(said[row.digest])], True
        else:
            said[row.digest] = f"表里第{row.number}行"
            good.append(row)
    return good


def _item_of(campaign: Campaign, row: SheetRow, known: Known) -> CampaignItem:
    found = look_up(row.values, known)
    assert found.deputy is not None
    item = new_item(
        campaign, found.deputy, text=row.values["text"], place=row.values.get("place", ""), category=found.category,
        presidium=found.presidium, helper_org_id=found.helper_org_id,
    )  # fmt: skip
    item.pk, item.entry, item.handling_level, item.village_org_id = (
        row.key,
        Entry.SHEET,
        found.level,
        found.village_org_id,
    )
    return item


def _mark(row: SheetRow, faults: list[str], known: Known, taken: dict[str, str], *, presidium_id: int | None) -> None:
    """Write down what is wrong with a row, and its digest where nothing is."""
    found = look_up(row.values, known) if not faults else Found()
    faults = [*faults, *found.faults]
    if presidium_id and found.presidium and found.presidium.pk != presidium_id:
        faults.append("这一行不是本镇的，请交县人大代表工委导入。")
    row.digest = found.digest if not faults else ""
    if row.digest and row.digest in taken:
        faults, row.digest = [_already(taken[row.digest])], ""
    elif row.digest:
        taken[row.digest] = f"表里第{row.number}行"
    row.faults, row.is_bad = faults, bool(faults)


def _already(where: str) -> str:
    return f"同一位代表同样的话已经有了：{where}。"


def _check_open(row: SheetRow) -> None:
    if row.fate == Fate.LOADED:
        raise Blocked("这一行已经导入，请在列表里改。")


def _check_may(campaign: Campaign, actor: Actor) -> None:
    if campaign.county_id != actor.county_id or not actor.holds(Role.OFFICE, Role.TOWNSHIP):
        raise NotAllowed("表格由县人大代表工委或者镇人大主席团导入。")
    if campaign.state != CampaignState.OPEN:
        raise Blocked("这项活动现在不收，请看活动的起止日期。")


def _presidium_of(actor: Actor) -> int | None:
    return None if actor.holds(Role.OFFICE) else own_presidium(actor)


def sheet_figures(sheet: ItemSheet) -> dict[str, Any]:
    """How many rows are ready, wrong, skipped and loaded. One query."""
    from django.db.models import Count

    rows = sheet.rows.order_by().values("fate", "is_bad").annotate(n=Count("pk"))
    counts = {(row["fate"], row["is_bad"]): row["n"] for row in rows}
    waiting = {bad: counts.get((Fate.WAITING, bad), 0) for bad in (False, True)}
    return {
        "total": sum(counts.values()), "ready": waiting[False], "bad": waiting[True],
        "skipped": sum(n for (fate, _), n in counts.items() if fate == Fate.SKIPPED),
        "loaded": sum(n for (fate, _), n in counts.items() if fate == Fate.LOADED),
    }  # fmt: skip
