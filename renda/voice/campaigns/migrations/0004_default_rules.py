"""The days of a campaign's waits: our proposals, each county sets its own (no public rule was found)."""

from datetime import date

from django.db import migrations

VALID_FROM = date(2000, 1, 1)
RULES = (
    ("campaign_sort", "活动建议：梳理", 5, "workday"),
    ("campaign_assign", "活动建议：交办", 5, "workday"),
    ("campaign_village", "活动建议：村（社区）办理", 7, "workday"),
    ("campaign_town", "活动建议：镇办理", 15, "workday"),
    ("campaign_county", "活动建议：县级单位办理", 30, "workday"),
    ("campaign_city", "活动建议：报市里办理", 60, "workday"),
    ("campaign_reply", "活动建议：答复代表", 5, "workday"),
    ("campaign_rating", "活动建议：代表评价，期满记为“未反馈”", 10, "day"),
    ("campaign_verify", "代表实事：核实", 10, "workday"),
)


def load(apps, schema_editor):
    rules = apps.get_model("county", "RuleSet")
    rules.objects.bulk_create(
        rules(
            kind=kind,
            label=label,
            number=number,
            unit=unit,
            source_name="本平台建议值",
            is_inferred=True,
            valid_from=VALID_FROM,
        )
        for kind, label, number, unit in RULES
    )


def unload(apps, schema_editor):
    kinds = [kind for kind, *_ in RULES]
    apps.get_model("county", "RuleSet").objects.filter(county=None, kind__in=kinds).delete()


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0003_indexes"), ("county", "0002_packaged_data")]

    operations = [migrations.RunPython(load, unload)]
