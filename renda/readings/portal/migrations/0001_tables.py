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
            name="Figures",
            fields=[
                (
                    "county",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="county.county",
                    ),
                ),
                ("data", models.JSONField(default=dict, verbose_name="数字")),
                ("counted_at", models.DateTimeField(default=renda.ground.kernel.clock.now, verbose_name="统计时间")),
            ],
            options={"verbose_name": "公开数字", "verbose_name_plural": "公开数字"},
        ),
        migrations.CreateModel(
            name="Complaint",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=renda.ground.kernel.keys.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("state", models.CharField(max_length=40, verbose_name="状态")),
                ("version", models.PositiveIntegerField(default=0)),
                ("chain_head", models.CharField(default="", editable=False, max_length=64)),
                (
                    "created_at",
                    models.DateTimeField(default=renda.ground.kernel.clock.now, editable=False, verbose_name="记于"),
                ),
                (
                    "code",
                    models.CharField(
                        default=renda.ground.kernel.keys.random_code,
                        editable=False,
                        max_length=24,
                        verbose_name="回执编号",
                    ),
                ),
                (
                    "about",
                    models.CharField(
                        choices=[
                            ("handling", "办得慢，或者没有答复"),
                            ("staff", "工作人员的态度或做法"),
                            ("privacy", "个人信息"),
                            ("platform", "平台不好用"),
                            ("other", "其他"),
                        ],
                        max_length=12,
                        verbose_name="关于",
                    ),
                ),
                ("text", renda.ground.kernel.sealed.SealedText(verbose_name="内容")),
                ("phone", renda.ground.kernel.sealed.SealedText(blank=True, default="", verbose_name="手机号")),
                ("answer", models.TextField(blank=True, default="", verbose_name="答复")),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="county.county"
                    ),
                ),
            ],
            options={
                "verbose_name": "投诉",
                "verbose_name_plural": "投诉",
                "indexes": [models.Index(fields=["county", "-id"], name="complaint_newest")],
                "constraints": [models.UniqueConstraint(fields=("county", "code"), name="complaint_code")],
            },
        ),
    ]
