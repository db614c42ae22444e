"""National holidays and the packaged default rules, from the files in renda/ground/county/data/."""

import csv
import json
from datetime import date
from pathlib import Path

from django.db import migrations

DATA = Path(__file__).resolve().parent.parent / "data"
VALID_FROM = date(2000, 1, 1)


def load(apps, schema_editor):
    load_holidays(apps.get_model("county", "HolidayYear"), apps.get_model("county", "Holiday"))
    load_rules(apps.get_model("county", "RuleSet"))


def load_holidays(HolidayYear, Holiday):
    with (DATA / "holidays.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    for year in sorted({int(row["年份"]) for row in rows}):
        HolidayYear.objects.create(year=year, source=notice(year), confirmed=True)
    Holiday.objects.bulk_create(
        Holiday(
            day=date.fromisoformat(row["日期"]),
            name=row["名称"],
            is_workday=row["休或班"] == "班",
            source=notice(int(row["年份"])),
        )
        for row in rows
    )


def load_rules(RuleSet):
    RuleSet.objects.bulk_create(
        RuleSet(
            kind=rule["kind"],
            label=rule["label"],
            number=rule["number"],
            unit=rule["unit"],
            source_name=rule["source"],
            source_article=rule["article"],
            is_inferred=rule["inferred"],
            valid_from=VALID_FROM,
        )
        for rule in json.loads((DATA / "rules.json").read_text(encoding="utf-8"))
    )


def notice(year):
    return f"国务院办公厅关于{year}年部分节假日安排的通知"


def unload(apps, schema_editor):
    for name in ("HolidayYear", "Holiday", "RuleSet"):
        apps.get_model("county", name).objects.filter(county=None).delete()


class Migration(migrations.Migration):
    dependencies = [("county", "0001_tables")]

    operations = [migrations.RunPython(load, unload)]
