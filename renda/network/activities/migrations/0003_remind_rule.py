"""The packaged rule of reminders, for databases that were filled before it was packaged."""

from datetime import date

from django.db import migrations

RULE = {
    "label": "家站活动：提前提醒值班代表和联络员",
    "number": 2,
    "unit": "day",
    "source_name": "各地家站接待办法通例",
    "source_article": "接待日前2至3日",
    "is_inferred": False,
}
WHICH = {"county": None, "kind": "activity_remind", "level": 0, "valid_from": date(2000, 1, 1)}


def load(apps, schema_editor):
    apps.get_model("county", "RuleSet").objects.get_or_create(**WHICH, defaults=RULE)


def unload(apps, schema_editor):
    apps.get_model("county", "RuleSet").objects.filter(**WHICH).delete()


class Migration(migrations.Migration):
    dependencies = [("county", "0002_packaged_data"), ("activities", "0002_words")]

    operations = [migrations.RunPython(load, unload)]
