"""Deeds of deputies, uploaded tables, runs over many items."""

import django.db.models.deletion
from django.db import migrations, models

import renda.ground.kernel.clock
import renda.ground.kernel.keys


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0001_campaigns_and_items"),
    ]

    operations = [
        migrations.CreateModel(
            name="CampaignAction",
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
                    "deputy_level",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "镇代表"), (2, "县代表"), (3, "市代表"), (4, "省代表"), (5, "全国代表")],
                        verbose_name="代表级别",
                    ),
                ),
                ("entered_by_id", models.BigIntegerField(default=0, verbose_name="录入人")),
                ("reported_by_id", models.BigIntegerField(default=0, verbose_name="记结果的人")),
                ("title", models.CharField(max_length=120, verbose_name="办什么事")),
                (
                    "deed",
                    models.CharField(
                        choices=[("practical", "办实事"), ("good", "做好事"), ("hard", "解难事")],
                        default="practical",
                        max_length=10,
                        verbose_name="哪一种",
                    ),
                ),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("visit", "入户走访"),
                            ("tour", "视察调研"),
                            ("service", "志愿服务"),
                            ("other", "其他"),
                        ],
                        default="other",
                        max_length=10,
                        verbose_name="怎么办",
                    ),
                ),
                ("place", models.CharField(blank=True, default="", max_length=100, verbose_name="地点")),
                ("town", models.CharField(blank=True, default="", max_length=40, verbose_name="乡镇")),
                ("planned_on", models.DateField(null=True, verbose_name="打算哪天办")),
                ("done_on", models.DateField(null=True, verbose_name="办成的日子")),
                ("beneficiaries", models.CharField(blank=True, default="", max_length=120, verbose_name="谁得益")),
                ("result", models.TextField(blank=True, default="", max_length=2000, verbose_name="办成什么样")),
                ("verified_on", models.DateField(null=True, verbose_name="核实日期")),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actions",
                        to="campaigns.campaign",
                        verbose_name="活动",
                    ),
                ),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="county.county"
                    ),
                ),
                (
                    "deputy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="deputies.deputy",
                        verbose_name="代表",
                    ),
                ),
                (
                    "helper_org",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                        verbose_name="联络家站",
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                        verbose_name="组织机构",
                    ),
                ),
                (
                    "presidium",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                        verbose_name="镇人大主席团",
                    ),
                ),
            ],
            options={
                "verbose_name": "代表实事",
                "verbose_name_plural": "代表实事",
            },
        ),
        migrations.CreateModel(
            name="BatchRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("user_id", models.BigIntegerField(default=0, verbose_name="谁办的")),
                ("step", models.CharField(max_length=40, verbose_name="步骤")),
                ("fields", models.JSONField(default=dict, verbose_name="填的内容")),
                ("filters", models.JSONField(default=dict, verbose_name="条件")),
                ("holders", models.JSONField(default=dict, verbose_name="要告知谁")),
                ("once", models.UUIDField(null=True)),
                (
                    "stage",
                    models.CharField(
                        choices=[("ready", "等确认"), ("running", "正在办"), ("done", "办完了")],
                        default="running",
                        max_length=8,
                        verbose_name="进度",
                    ),
                ),
                ("total", models.PositiveIntegerField(default=0, verbose_name="共")),
                ("taken", models.PositiveIntegerField(default=0, verbose_name="办了")),
                ("refused", models.PositiveIntegerField(default=0, verbose_name="没有办")),
                ("place", models.UUIDField(null=True)),
                ("made_at", models.DateTimeField(default=renda.ground.kernel.clock.now, verbose_name="开始")),
                ("done_at", models.DateTimeField(null=True, verbose_name="结束")),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="county.county"
                    ),
                ),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="campaigns.campaign"
                    ),
                ),
            ],
            options={
                "verbose_name": "成批办理",
                "verbose_name_plural": "成批办理",
            },
        ),
        migrations.CreateModel(
            name="ItemSheet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("file_name", models.CharField(max_length=200, verbose_name="文件名")),
                (
                    "stage",
                    models.CharField(
                        choices=[("ready", "等确认"), ("running", "正在办"), ("done", "办完了")],
                        default="ready",
                        max_length=8,
                        verbose_name="进度",
                    ),
                ),
                ("user_id", models.BigIntegerField(default=0, verbose_name="上传人")),
                ("made_at", models.DateTimeField(default=renda.ground.kernel.clock.now, verbose_name="上传时间")),
                ("done_at", models.DateTimeField(null=True, verbose_name="导入时间")),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="campaigns.campaign"
                    ),
                ),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="county.county"
                    ),
                ),
                (
                    "presidium",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "活动建议导入",
                "verbose_name_plural": "活动建议导入",
            },
        ),
        migrations.CreateModel(
            name="SheetRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(verbose_name="行")),
                ("values", models.JSONField(default=dict)),
                ("faults", models.JSONField(default=list)),
                ("is_bad", models.BooleanField(default=False)),
                (
                    "fate",
                    models.CharField(
                        blank=True,
                        choices=[("", "未导入"), ("skipped", "跳过"), ("loaded", "已导入")],
                        default="",
                        max_length=8,
                    ),
                ),
                ("digest", models.CharField(blank=True, default="", max_length=32)),
                ("key", models.UUIDField(default=renda.ground.kernel.keys.uuid7)),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="county.county"
                    ),
                ),
                (
                    "sheet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="rows", to="campaigns.itemsheet"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="BatchTrouble",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("item_id", models.UUIDField()),
                ("number", models.CharField(max_length=60)),
                ("title", models.CharField(max_length=120)),
                ("reason", models.CharField(max_length=300)),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="county.county"
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="troubles", to="campaigns.batchrun"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("county", "run", "item_id"), name="campaign_trouble_once")
                ],
            },
        ),
    ]
