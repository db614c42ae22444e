"""Numbers of supervision as packaged defaults: our proposals, shown as 可修改."""

from datetime import date

from django.db import migrations

OURS = "本平台建议值"
RULES = [
    ("tour_report", "督查：印发通报", 10, "workday"),
    ("finding_confirm", "督查：核实整改、销号", 10, "workday"),
    ("inquiry_decide", "督办函：定发不发", 5, "workday"),
    ("inquiry_escalated", "督办函：升级后的答复", 5, "workday"),
    ("inquiry_close", "督办函：看单位的答复", 5, "workday"),
    ("evaluation_days", "四评：评价", 15, "day"),
    ("thin_reply", "函询：每条答复少于多少字算空泛", 20, "count"),
]


def load(apps, schema_editor):
    rules = apps.get_model("county", "RuleSet")
    rules.objects.bulk_create(
        rules(
            kind=kind,
            label=label,
            number=number,
            unit=unit,
            source_name=OURS,
            is_inferred=True,
            valid_from=date(2000, 1, 1),
        )
        for kind, label, number, unit in RULES
    )


def unload(apps, schema_editor):
    kinds = [kind for kind, *_ in RULES]
    apps.get_model("county", "RuleSet").objects.filter(county=None, kind__in=kinds).delete()


class Migration(migrations.Migration):
    dependencies = [("pressing", "0001_acts"), ("county", "0003_term_congress_name")]

    operations = [migrations.RunPython(load, unload)]
