"""Weights in points, and the packaged defaults of the assessment of units and of early replies, where they are missing."""

import json
from datetime import date
from pathlib import Path

from django.db import migrations, models

DATA = Path(__file__).resolve().parent.parent / "data"
VALID_FROM = date(2000, 1, 1)
KINDS = (
    "reply_early",
    "assess_on_time",
    "assess_early",
    "assess_consulted",
    "assess_done",
    "assess_satisfied",
    "assess_content",
    "assess_process",
    "assess_published",
    "assess_co",
    "assess_least",
)


def load(apps, schema_editor):
    RuleSet = apps.get_model("county", "RuleSet")
    there = set(RuleSet.objects.filter(county=None, kind__in=KINDS).values_list("kind", flat=True))
    rules = json.loads((DATA / "rules.json").read_text(encoding="utf-8"))
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
        for rule in rules
        if rule["kind"] in KINDS and rule["kind"] not in there
    )


def unload(apps, schema_editor):
    apps.get_model("county", "RuleSet").objects.filter(kind__in=KINDS).delete()


class Migration(migrations.Migration):
    dependencies = [("county", "0003_term_congress_name")]

    operations = [
        migrations.AlterField(
            model_name="ruleset",
            name="unit",
            field=models.CharField(
                choices=[
                    ("day", "日"),
                    ("workday", "个工作日"),
                    ("month", "个月"),
                    ("percent", "%"),
                    ("count", "次（个）"),
                    ("point", "分"),
                ],
                max_length=8,
                verbose_name="单位",
            ),
        ),
        migrations.RunPython(load, unload),
    ]
