import django.db.models.deletion
from django.db import migrations, models

import renda.ground.kernel.clock
import renda.ground.kernel.keys


class Migration(migrations.Migration):
    initial = True

    dependencies = [("county", "0001_tables"), ("people", "0001_tables")]

    operations = [
        migrations.CreateModel(
            name="Assessment",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=renda.ground.kernel.keys.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "phase",
                    models.CharField(
                        choices=[("midyear", "年中评估"), ("yearend", "年底评估")],
                        max_length=8,
                        verbose_name="哪次评估",
                    ),
                ),
                ("first_on", models.DateField(verbose_name="立案起")),
                ("last_on", models.DateField(verbose_name="立案止")),
                ("cut_on", models.DateField(verbose_name="数据截至")),
                ("scheme", models.JSONField(verbose_name="办法")),
                ("units", models.JSONField(verbose_name="各单位")),
                ("digest", models.CharField(max_length=64, verbose_name="摘要")),
                ("made_by_id", models.BigIntegerField(default=0)),
                ("made_by_name", models.CharField(default="", max_length=40, verbose_name="由谁做的")),
                ("made_at", models.DateTimeField(default=renda.ground.kernel.clock.now, verbose_name="做的时间")),
                (
                    "congress",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                        verbose_name="所属人大",
                    ),
                ),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="county.county"
                    ),
                ),
            ],
            options={
                "verbose_name": "单位评估",
                "verbose_name_plural": "单位评估",
                "indexes": [models.Index(fields=["county", "congress", "-made_at"], name="assessment_newest")],
            },
        ),
        migrations.CreateModel(
            name="Report",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=renda.ground.kernel.keys.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "topic",
                    models.CharField(
                        choices=[
                            ("quarter", "季度督查通报"),
                            ("midyear", "年中办理情况报告"),
                            ("yearend", "年底办理情况报告"),
                        ],
                        max_length=8,
                        verbose_name="种类",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="年份")),
                ("quarter", models.PositiveSmallIntegerField(default=0, verbose_name="季度")),
                ("cut_on", models.DateField(verbose_name="数据截至")),
                (
                    "state",
                    models.CharField(
                        choices=[("counting", "正在统计"), ("written", "数已算好，正在排版"), ("failed", "没有做成")],
                        default="counting",
                        max_length=8,
                        verbose_name="进度",
                    ),
                ),
                ("progress", models.PositiveSmallIntegerField(default=0, verbose_name="完成百分之几")),
                ("figures", models.JSONField(default=dict, verbose_name="所用的数")),
                ("once", models.UUIDField(null=True)),
                ("made_by_id", models.BigIntegerField(default=0)),
                ("made_by_name", models.CharField(default="", max_length=40, verbose_name="由谁要的")),
                ("made_at", models.DateTimeField(default=renda.ground.kernel.clock.now, verbose_name="要的时间")),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                        verbose_name="起草机关",
                    ),
                ),
                (
                    "congress",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                        verbose_name="所属人大",
                    ),
                ),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="county.county"
                    ),
                ),
            ],
            options={
                "verbose_name": "报告",
                "verbose_name_plural": "报告",
                "indexes": [models.Index(fields=["county", "congress", "-made_at"], name="report_newest")],
                "constraints": [
                    models.UniqueConstraint(fields=("county", "once"), name="report_once"),
                    models.CheckConstraint(condition=models.Q(("quarter__lte", 4)), name="report_quarter"),
                ],
            },
        ),
    ]
