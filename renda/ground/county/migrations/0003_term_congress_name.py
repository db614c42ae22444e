from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("county", "0002_packaged_data")]

    operations = [
        migrations.AddField(
            "term",
            "congress_name",
            models.CharField(blank=True, default="", max_length=100, verbose_name="人民代表大会"),
        ),
        migrations.AlterField(
            "term", "congress_key", models.CharField(max_length=40, verbose_name="人民代表大会的代码")
        ),
    ]
