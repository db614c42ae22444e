import django.db.models.deletion
from django.db import migrations, models

import renda.ground.kernel.clock
import renda.ground.kernel.keys


class Migration(migrations.Migration):
    initial = True

    dependencies = [("county", "0001_tables")]

    operations = [
        migrations.CreateModel(
            name="StoredFile",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=renda.ground.kernel.keys.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("kind", models.CharField(blank=True, max_length=40, verbose_name="事项种类")),
                ("matter_id", models.UUIDField(null=True, verbose_name="事项")),
                ("purpose", models.CharField(blank=True, max_length=40, verbose_name="用途")),
                ("name", models.CharField(max_length=200, verbose_name="文件名")),
                ("content_type", models.CharField(max_length=100, verbose_name="类型")),
                ("size", models.PositiveBigIntegerField(verbose_name="字节数")),
                ("sha256", models.CharField(max_length=64)),
                ("width", models.PositiveSmallIntegerField(default=0, verbose_name="宽")),
                ("height", models.PositiveSmallIntegerField(default=0, verbose_name="高")),
                (
                    "audience",
                    models.CharField(
                        choices=[("staff", "内部"), ("parties", "当事各方"), ("public", "公开")],
                        default="staff",
                        max_length=10,
                        verbose_name="谁能看",
                    ),
                ),
                ("uploaded_by", models.BigIntegerField(default=0, verbose_name="上传人")),
                ("made_at", models.DateTimeField(default=renda.ground.kernel.clock.now, verbose_name="上传时间")),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="county.county"
                    ),
                ),
            ],
            options={
                "verbose_name": "附件",
                "indexes": [
                    models.Index(fields=["county", "kind", "matter_id", "id"], name="file_of_matter"),
                    models.Index(fields=["county", "sha256"], name="file_by_digest"),
                    models.Index(condition=models.Q(("matter_id", None)), fields=["made_at"], name="file_staged"),
                ],
            },
        ),
        migrations.CreateModel(
            name="FileText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sha256", models.CharField(max_length=64)),
                ("text", models.TextField(blank=True, default="", verbose_name="文字")),
                ("asked_at", models.DateTimeField(default=renda.ground.kernel.clock.now, verbose_name="要读的时间")),
                ("read_at", models.DateTimeField(null=True, verbose_name="读完的时间")),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="county.county"
                    ),
                ),
            ],
            options={
                "verbose_name": "附件里的文字",
                "verbose_name_plural": "附件里的文字",
                "indexes": [models.Index(fields=["read_at"], name="file_text_read")],
                "constraints": [models.UniqueConstraint(fields=("county", "sha256"), name="file_text_once")],
            },
        ),
    ]
