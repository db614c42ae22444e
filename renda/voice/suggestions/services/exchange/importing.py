"""From an uploaded list to a checked preview: columns matched to fields, names matched to rows of the county, both remembered."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from renda.ground.kernel.actor import Actor, Role
from renda.ground.kernel.errors import Conflict, Invalid, NotAllowed
from renda.ground.papers.tables import read_table
from renda.ground.people.models import Organisation
from renda.network.deputies.models import Deputy
from renda.voice.suggestions import queries
from renda.voice.suggestions.models import ColumnMemory, Intake, IntakeRow, NameMemory
from renda.voice.suggestions.services.exchange.checking import Known, check_row, know, know_numbers
from renda.voice.suggestions.services.exchange.columns import BY_KEY, FAULTS_TITLE, FIELDS, guess, plain_title
from renda.voice.suggestions.states import Fate

BATCH = 500


@transaction.atomic
def draft_intake(
    data: bytes,
    *,
    actor: Actor,
    file_name: str,
    congress: Organisation | None = None,
    mapping: Mapping[str, str] | None = None,
) -> Intake:
    """Keep a list with its rows as they came, guess its columns and check each row; nothing is loaded yet.

    mapping: column title → key of our field, over what is remembered and guessed. Raises Invalid, NotAllowed.
    """
    body = congress or _congress_of(actor)
    need_office(actor, body)
    titles, rows = read_table(data)
    known = dict(ColumnMemory.objects.filter(county_id=body.county_id).values_list("title", "key"))
    known |= {plain_title(title): key for title, key in (mapping or {}).items()}
    _check_keys(known.values())
    intake = Intake.objects.create(
        county_id=body.county_id, congress=body, file_name=file_name[:200], titles=titles, mapping=guess(titles, known),
        made_by_id=actor.user_id,
    )  # fmt: skip
    made = [IntakeRow(county_id=body.county_id, intake=intake, number=number, cells=cells) for number, cells in rows]
    IntakeRow.objects.bulk_create(made, batch_size=BATCH)
    check_intake(intake)
    return intake


@transaction.atomic
def map_columns(intake: Intake, *, actor: Actor, mapping: Sequence[str]) -> Intake:
    """Say which field each column is; the county remembers it by title. Raises Invalid (a field twice), Conflict (begun)."""
    intake = _open(intake, actor)
    keys = list(mapping)
    chosen = [key for key in keys if key]
    if len(keys) != len(intake.titles):
        raise Invalid("列数对不上，请重新上传这张表。", field="mapping")
    if doubles := {BY_KEY[key].title for key in chosen if key in BY_KEY and chosen.count(key) > 1}:
        raise Invalid(f"“{'、'.join(sorted(doubles))}”对了两列，只能对一列。", field="mapping")
    _check_keys(chosen)
    intake.mapping = keys
    intake.save(update_fields=["mapping"])
    for title, key in zip(intake.titles, keys, strict=True):
        if plain_title(title):
            ColumnMemory.objects.update_or_create(
                county_id=intake.county_id, title=plain_title(title)[:100], defaults={"key": key}
            )
    check_intake(intake)
    return intake


@transaction.atomic
def match_names(
    intake: Intake, *, actor: Actor, units: Mapping[str, int] | None = None, deputies: Mapping[str, int] | None = None
) -> Intake:
    """Say whom the other system's names stand for; the county remembers it. Raises Invalid for a row of elsewhere."""
    intake = _open(intake, actor)
    for name, org_id in (units or {}).items():
        if not queries.units_of(intake.county_id).filter(pk=org_id).exists():
            raise Invalid(f"“{name}”请在本县的承办单位里选。", field="units")
        NameMemory.objects.update_or_create(
            county_id=intake.county_id, name=name[:100], deputy=None, defaults={"org_id": org_id}
        )
    for name, deputy_id in (deputies or {}).items():
        if not Deputy.objects.filter(county_id=intake.county_id, pk=deputy_id).exists():
            raise Invalid(f"“{name}”请在本县的代表名册里选。", field="deputies")
        NameMemory.objects.update_or_create(
            county_id=intake.county_id, name=name[:100], org=None, defaults={"deputy_id": deputy_id}
        )
    check_intake(intake)
    return intake


@transaction.atomic
def drop_intake(intake: Intake, *, actor: Actor) -> None:
    """Throw the list away; what was loaded from it stays."""
    need_office(actor, intake.congress)
    intake.delete()


def check_intake(intake: Intake) -> None:
    """Check every row that is not loaded, in the order of the file, so that of two equal numbers the first one goes in."""
    known = know(intake.congress)
    rows = list(intake.rows.exclude(fate=Fate.LOADED).order_by("number"))
    if "number" in intake.mapping:
        place = intake.mapping.index("number")
        for start in range(0, len(rows), BATCH):
            know_numbers(known, (row.cells[place] for row in rows[start : start + BATCH] if place < len(row.cells)))
    units: Counter[str] = Counter()
    deputies: Counter[str] = Counter()
    for row in rows:
        found = set_faults(row, intake, known)
        if row.fate == Fate.BAD:
            units.update(found.units)
            deputies.update(found.deputies)
    IntakeRow.objects.bulk_update(rows, ["fate", "faults"], batch_size=BATCH)
    intake.unknown_units, intake.unknown_deputies = list(units.items()), list(deputies.items())
    intake.save(update_fields=["unknown_units", "unknown_deputies"])


def set_faults(row: IntakeRow, intake: Intake, known: Known) -> Any:
    """Check a row and note on it what is wrong; gives what was read."""
    found = check_row(row.cells, intake.mapping, known, row.number)
    row.faults = found.faults
    row.fate = Fate.BAD if found.faults else Fate.READY
    return found


def rest_rows(intake: Intake) -> list[list[str]]:
    """Rows that were not loaded as they came, with what is wrong behind: to be mended and uploaded again."""
    width = len(intake.titles)
    rows = intake.rows.exclude(fate=Fate.LOADED).order_by("number")
    return [[*(row.cells + [""] * width)[:width], "；".join(row.faults)] for row in rows]


def rest_titles(intake: Intake) -> list[str]:
    return [*intake.titles, FAULTS_TITLE]


def missing_columns(intake: Intake) -> list[str]:
    """Titles of fields without which no row can go in."""
    needed = [field for field in FIELDS if field.is_required or field.key == "number"]
    return [field.title for field in needed if field.key not in intake.mapping]


def congress_of_office(org: Organisation) -> Organisation:
    return org.congress or org


def _congress_of(actor: Actor) -> Organisation:
    posts = actor.orgs(Role.OFFICE, Role.TOWNSHIP)
    org = (
        Organisation.objects.filter(county_id=actor.county_id, pk__in=posts)
        .select_related("congress")
        .order_by("pk")
        .first()
    )
    if org is None:
        raise NotAllowed("旧系统的建议由人大代表工作机构导入。")
    return congress_of_office(org)


def need_office(actor: Actor, congress: Organisation) -> None:
    office = queries.office_of(congress)
    if congress.county_id != actor.county_id or not actor.holds(Role.OFFICE, Role.TOWNSHIP, org_id=office.pk):
        raise NotAllowed("旧系统的建议由人大代表工作机构导入。")


def _check_keys(keys: Any) -> None:
    if unknown := {key for key in keys if key and key not in BY_KEY}:
        raise Invalid(f"没有这样的字段：{'、'.join(sorted(unknown))}。", field="mapping")


def _open(intake: Intake, actor: Actor) -> Intake:
    need_office(actor, intake.congress)
    found = Intake.objects.select_for_update(of=("self",)).select_related("congress").get(pk=intake.pk)
    if found.started_at and not found.done_at:
        raise Conflict("这张表正在导入，等导完再改。")
    return found
