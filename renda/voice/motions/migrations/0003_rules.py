"""The county's rules for motions: our proposals, marked as such wherever they are shown."""

from datetime import date

from django.db import migrations

VALID_FROM = date(2000, 1, 1)
RULES = [
    ("motion_report", "议案：委员会提出审议结果报告", 6, "month", "交付委员会之日起，应在下次大会以前"),
    ("motion_unit", "议案：政府报办理情况", 3, "month", "交政府办理之日起"),
]


def load(apps, schema_editor):
    RuleSet = apps.get_model("county", "RuleSet")
    for kind, label, number, unit, article in RULES:
        RuleSet.objects.get_or_create(
            county=None,
            kind=kind,
            level=0,
            valid_from=VALID_FROM,
            defaults={
                "label": label,
                "number": number,
                "unit": unit,
                "source_name": "本平台建议值",
                "source_article": article,
                "is_inferred": True,
            },
        )


def unload(apps, schema_editor):
    kinds = [rule[0] for rule in RULES]
    apps.get_model("county", "RuleSet").objects.filter(county=None, kind__in=kinds).delete()


class Migration(migrations.Migration):
    dependencies = [("motions", "0002_parts"), ("county", "0002_packaged_data")]

    operations = [migrations.RunPython(load, unload)]
