from django.db import migrations, models


class Migration(migrations.Migration):
    """What a person keeps about lists: views and columns."""

    dependencies = [("people", "0003_vacancies")]
    operations = [
        migrations.AddField("user", "lists", models.JSONField(blank=True, default=dict, verbose_name="列表")),
    ]
