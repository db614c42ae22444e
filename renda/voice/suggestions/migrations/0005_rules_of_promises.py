"""The default rules of promises and the look-back, for installations that took the packaged rules before these were there."""

import json
from datetime import date
from pathlib import Path

from django.db import migrations

RULES = Path(__file__).resolve().parents[3] / "ground" / "county" / "data" / "rules.json"
KINDS = ("promise_confirm", "promise_ruling", "lookback_month", "lookback_answer", "lookback_check", "lookback_mend")
VALID_FROM = date(2000, 1, 1)


def load(apps, schema_editor):
    RuleSet = apps.get_model("county", "RuleSet")
    known = set(RuleSet.objects.filter(county=None, kind__in=KINDS).values_list("kind", flat=True))
    RuleSet.objects.bulk_create(
        RuleSet(
            kind=rule["kind"], label=rule["label"], number=rule["number"], unit=rule["unit"], source_name=rule["source"],
            source_article=rule["article"], is_inferred=rule["inferred"], valid_from=VALID_FROM,
        )
        for rule in json.loads(RULES.read_text(encoding="utf-8"))
        if rule["kind"] in KINDS and rule["kind"] not in known
    )  # fmt: skip


def unload(apps, schema_editor):
    apps.get_model("county", "RuleSet").objects.filter(county=None, kind__in=KINDS).delete()


class Migration(migrations.Migration):
    dependencies = [("county", "0003_term_congress_name"), ("suggestions", "0004_promises")]

    operations = [migrations.RunPython(load, unload)]
