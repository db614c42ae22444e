import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import renda.ground.kernel.clock
import renda.ground.kernel.sealed


class Migration(migrations.Migration):
    dependencies = [("deputies", "0001_roster"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        migrations.CreateModel(
            name="ImportDraft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=12, verbose_name="类别")),
                ("file_name", models.CharField(max_length=200, verbose_name="文件名")),
                ("rows", renda.ground.kernel.sealed.SealedText()),
                ("made_at", models.DateTimeField(default=renda.ground.kernel.clock.now, verbose_name="上传时间")),
                ("loaded_at", models.DateTimeField(blank=True, null=True, verbose_name="导入时间")),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="county.county"
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "导入",
                "verbose_name_plural": "导入",
                "indexes": [models.Index(fields=["county", "kind", "-made_at"], name="import_draft_newest")],
            },
        ),
    ]
