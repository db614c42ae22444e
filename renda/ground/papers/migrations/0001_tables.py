import django.db.models.deletion
from django.db import migrations, models

import renda.ground.kernel.clock
import renda.ground.kernel.keys
import renda.ground.kernel.sealed


class Migration(migrations.Migration):
    initial = True

    dependencies = [("county", "0001_tables")]

    operations = [
        migrations.CreateModel(
            name="Paper",
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
                (
                    "audience",
                    models.CharField(
                        choices=[("staff", "内部"), ("parties", "当事各方"), ("public", "公开")],
                        default="staff",
                        max_length=10,
                        verbose_name="谁能看",
                    ),
                ),
                ("template", models.CharField(max_length=120, verbose_name="模板")),
                ("number", models.CharField(blank=True, max_length=80, verbose_name="发文字号")),
                ("title", models.CharField(blank=True, max_length=300, verbose_name="标题")),
                ("source", renda.ground.kernel.sealed.SealedText(blank=True, verbose_name="排版前的文字")),
                (
                    "state",
                    models.CharField(
                        choices=[("queued", "正在生成"), ("made", "已生成"), ("failed", "没有生成")],
                        default="queued",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="没有生成的原因")),
                ("docx", models.FileField(blank=True, max_length=200, upload_to="papers", verbose_name="Word文件")),
                ("docx_sha256", models.CharField(blank=True, max_length=64)),
                ("pdf", models.FileField(blank=True, max_length=200, upload_to="papers", verbose_name="PDF文件")),
                ("pdf_sha256", models.CharField(blank=True, max_length=64)),
                ("pages", models.PositiveSmallIntegerField(default=0, verbose_name="页数")),
                ("ordered_by", models.BigIntegerField(default=0, verbose_name="由谁要的")),
                ("ordered_at", models.DateTimeField(default=renda.ground.kernel.clock.now, verbose_name="要的时间")),
                ("made_at", models.DateTimeField(null=True, verbose_name="生成时间")),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="county.county"
                    ),
                ),
            ],
            options={
                "verbose_name": "公文",
                "indexes": [
                    models.Index(fields=["county", "kind", "matter_id", "ordered_at"], name="paper_of_matter"),
                    models.Index(fields=["kind", "made_at"], name="paper_made_lately"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "made"), _negated=True),
                            models.Q(("pdf", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="paper_made_has_file",
                    )
                ],
            },
        )
    ]
