"""Campaigns, their items, numbers, totals and the looks of 一表三单."""

import django.db.models.deletion
from django.db import migrations, models

import renda.ground.kernel.clock
import renda.ground.kernel.keys


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("county", "0003_term_congress_name"),
        ("deputies", "0002_import_drafts"),
        ("people", "0003_vacancies"),
    ]

    operations = [
        migrations.CreateModel(
            name="Campaign",
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
                ("title", models.CharField(max_length=80, verbose_name="名称")),
                ("theme", models.CharField(blank=True, default="", max_length=200, verbose_name="主题")),
                (
                    "takes",
                    models.CharField(
                        choices=[("items", "提建议"), ("actions", "办实事"), ("both", "提建议、办实事")],
                        default="items",
                        max_length=8,
                        verbose_name="内容",
                    ),
                ),
                ("from_on", models.DateField(verbose_name="开始")),
                ("until_on", models.DateField(verbose_name="截止")),
                ("paper", models.CharField(blank=True, default="", max_length=120, verbose_name="依据的通知")),
                ("closed_on", models.DateField(null=True, verbose_name="结束日")),
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
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                        verbose_name="组织机构",
                    ),
                ),
            ],
            options={
                "verbose_name": "代表活动",
                "verbose_name_plural": "代表活动",
            },
        ),
        migrations.CreateModel(
            name="CampaignItem",
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
                (
                    "entry",
                    models.CharField(
                        choices=[("self", "代表自己提"), ("proxy", "代为录入"), ("sheet", "表格导入")],
                        default="self",
                        max_length=8,
                        verbose_name="来源",
                    ),
                ),
                ("text", models.TextField(max_length=2000, verbose_name="建议内容")),
                ("place", models.CharField(blank=True, default="", max_length=100, verbose_name="地点")),
                ("town", models.CharField(blank=True, default="", max_length=40, verbose_name="乡镇")),
                ("digest", models.CharField(editable=False, max_length=32)),
                (
                    "category",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("infrastructure", "基础设施"),
                            ("construction", "城乡建设"),
                            ("farming", "农业农村"),
                            ("education", "教育"),
                            ("health", "卫生健康"),
                            ("security", "社会保障与就业"),
                            ("culture", "文化旅游体育"),
                            ("environment", "生态环境"),
                            ("business", "工业与营商"),
                            ("order", "社会治理与法治"),
                            ("finance", "财政金融"),
                            ("other", "其他"),
                        ],
                        default="",
                        max_length=20,
                        verbose_name="类别",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="编号年")),
                ("serial", models.PositiveIntegerField(verbose_name="流水号")),
                ("number_text", models.CharField(max_length=30, verbose_name="编号")),
                ("is_compared", models.BooleanField(default=False)),
                (
                    "handling_level",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("village", "村（社区）办"),
                            ("town", "镇办"),
                            ("county", "县级单位办"),
                            ("city", "报市里办"),
                        ],
                        default="",
                        max_length=8,
                        verbose_name="办理层级",
                    ),
                ),
                ("handling_round", models.PositiveSmallIntegerField(default=1, verbose_name="办理轮次")),
                ("assigned_on", models.DateField(null=True, verbose_name="交办日期")),
                ("press", models.CharField(blank=True, default="", max_length=500, verbose_name="督办要求")),
                ("pressed_on", models.DateField(null=True, verbose_name="督办日期")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[("solved", "已解决"), ("planned", "列入计划"), ("explained", "已说明情况")],
                        default="",
                        max_length=10,
                        verbose_name="办理结果",
                    ),
                ),
                ("result", models.TextField(blank=True, default="", max_length=2000, verbose_name="办理情况")),
                ("handled_on", models.DateField(null=True, verbose_name="办理日期")),
                ("reply", models.TextField(blank=True, default="", max_length=2000, verbose_name="答复代表")),
                ("replied_on", models.DateField(null=True, verbose_name="答复日期")),
                (
                    "rating",
                    models.CharField(
                        blank=True,
                        choices=[("satisfied", "满意"), ("basic", "基本满意"), ("dissatisfied", "不满意")],
                        default="",
                        max_length=12,
                        verbose_name="代表评价",
                    ),
                ),
                ("rating_text", models.CharField(blank=True, default="", max_length=500, verbose_name="评价的理由")),
                ("closed_on", models.DateField(null=True, verbose_name="办结日期")),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
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
                    "handling_org",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                        verbose_name="承办单位",
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
                    "merged_into",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged_from",
                        to="campaigns.campaignitem",
                        verbose_name="并入",
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
                (
                    "village_org",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                        verbose_name="村（社区）",
                    ),
                ),
            ],
            options={
                "verbose_name": "活动建议",
                "verbose_name_plural": "活动建议",
            },
        ),
        migrations.CreateModel(
            name="NumberBlock",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(verbose_name="年份")),
                ("first", models.PositiveIntegerField()),
                ("last", models.PositiveIntegerField()),
                ("next", models.PositiveIntegerField()),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="county.county"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SheetForm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "sheet",
                    models.CharField(
                        choices=[
                            ("table", "汇总表"),
                            ("assign", "交办单"),
                            ("press", "督办单"),
                            ("close", "办结反馈单"),
                        ],
                        max_length=8,
                        verbose_name="哪一种",
                    ),
                ),
                ("title", models.CharField(max_length=60, verbose_name="标题")),
                ("labels", models.JSONField(default=dict, verbose_name="项目")),
                ("source", models.CharField(blank=True, default="", max_length=120, verbose_name="依据")),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="county.county"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Totals",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("data", models.JSONField(default=dict)),
                ("counted_at", models.DateTimeField(default=renda.ground.kernel.clock.now)),
                (
                    "campaign",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="totals", to="campaigns.campaign"
                    ),
                ),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="county.county"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Similar",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("percent", models.PositiveSmallIntegerField()),
                ("shared", models.CharField(max_length=80)),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="county.county"
                    ),
                ),
                (
                    "one",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="campaigns.campaignitem"
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="campaigns.campaignitem"
                    ),
                ),
            ],
        ),
    ]
