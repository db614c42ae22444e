import django.db.models.deletion
from django.db import migrations, models

import renda.ground.county.models
import renda.ground.kernel.clock


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="County",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=12, unique=True, verbose_name="行政区划代码")),
                ("name", models.CharField(max_length=40, verbose_name="名称")),
                ("short", models.CharField(blank=True, default="", max_length=20, verbose_name="简称")),
                ("host", models.CharField(blank=True, default="", max_length=200, verbose_name="访问域名")),
                ("is_default", models.BooleanField(default=False, verbose_name="默认县")),
                ("is_demo", models.BooleanField(default=False, verbose_name="演示县")),
                ("paper_code", models.CharField(blank=True, default="", max_length=20, verbose_name="发文机关代字")),
                ("settings", models.JSONField(blank=True, default=dict, verbose_name="设置")),
                (
                    "version",
                    models.BigIntegerField(
                        default=renda.ground.county.models.fresh_version, editable=False, verbose_name="规则版本"
                    ),
                ),
            ],
            options={
                "verbose_name": "县",
                "verbose_name_plural": "县",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("host", ""), _negated=True), fields=("host",), name="county_host"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_default", True)), fields=("is_default",), name="county_one_default"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HolidayDraft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(verbose_name="年份")),
                ("source", models.CharField(max_length=200, verbose_name="依据")),
                ("days", models.JSONField(verbose_name="日子")),
                ("made_by_id", models.BigIntegerField(default=0)),
                ("made_at", models.DateTimeField(default=renda.ground.kernel.clock.now)),
                ("confirmed_at", models.DateTimeField(blank=True, null=True, verbose_name="确认时间")),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="county.county"
                    ),
                ),
            ],
            options={"verbose_name": "待确认的节假日", "verbose_name_plural": "待确认的节假日"},
        ),
        migrations.CreateModel(
            name="Term",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("congress_key", models.CharField(max_length=40, verbose_name="人民代表大会的代码")),
                (
                    "congress_name",
                    models.CharField(blank=True, default="", max_length=100, verbose_name="人民代表大会"),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="届")),
                ("starts_on", models.DateField(verbose_name="开始")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="届满")),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="terms", to="county.county"
                    ),
                ),
            ],
            options={
                "verbose_name": "届",
                "verbose_name_plural": "届",
                "constraints": [
                    models.UniqueConstraint(fields=("county", "congress_key", "number"), name="county_term_number"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True), ("ends_on__gt", models.F("starts_on")), _connector="OR"
                        ),
                        name="county_term_days",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Session",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(verbose_name="次")),
                ("starts_on", models.DateField(verbose_name="开幕")),
                ("ends_on", models.DateField(verbose_name="闭幕")),
                ("deadline_at", models.DateTimeField(blank=True, null=True, verbose_name="议案、建议截止时间")),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="county.county"
                    ),
                ),
                (
                    "term",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sessions", to="county.term"
                    ),
                ),
            ],
            options={
                "verbose_name": "次会议",
                "verbose_name_plural": "次会议",
                "constraints": [
                    models.UniqueConstraint(fields=("county", "term", "number"), name="county_session_number"),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))), name="county_session_days"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="VoidNumber",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("series", models.CharField(max_length=60, verbose_name="系列")),
                ("year", models.PositiveSmallIntegerField(verbose_name="年份")),
                ("number", models.PositiveIntegerField(verbose_name="编号")),
                ("reason", models.CharField(max_length=200, verbose_name="作废原因")),
                ("voided_by_id", models.BigIntegerField(default=0)),
                ("voided_at", models.DateTimeField(default=renda.ground.kernel.clock.now, verbose_name="作废时间")),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="county.county"
                    ),
                ),
            ],
            options={
                "verbose_name": "作废编号",
                "verbose_name_plural": "作废编号",
                "constraints": [
                    models.UniqueConstraint(fields=("county", "series", "year", "number"), name="county_void_number")
                ],
            },
        ),
        migrations.CreateModel(
            name="Holiday",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField(verbose_name="日期")),
                ("is_workday", models.BooleanField(verbose_name="调休上班")),
                ("name", models.CharField(max_length=40, verbose_name="名称")),
                ("source", models.CharField(max_length=200, verbose_name="依据")),
                (
                    "county",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="holidays",
                        to="county.county",
                    ),
                ),
            ],
            options={
                "verbose_name": "节假日",
                "verbose_name_plural": "节假日",
                "constraints": [
                    models.UniqueConstraint(fields=("county", "day"), name="county_holiday_day"),
                    models.UniqueConstraint(
                        condition=models.Q(("county__isnull", True)),
                        fields=("day",),
                        name="county_national_holiday_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HolidayYear",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(verbose_name="年份")),
                ("source", models.CharField(max_length=200, verbose_name="依据")),
                ("confirmed", models.BooleanField(default=True, verbose_name="已公布")),
                ("loaded_at", models.DateTimeField(default=renda.ground.kernel.clock.now, verbose_name="载入时间")),
                (
                    "county",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="holiday_years",
                        to="county.county",
                    ),
                ),
            ],
            options={
                "verbose_name": "节假日年度",
                "verbose_name_plural": "节假日年度",
                "constraints": [
                    models.UniqueConstraint(fields=("county", "year"), name="county_holiday_year"),
                    models.UniqueConstraint(
                        condition=models.Q(("county__isnull", True)),
                        fields=("year",),
                        name="county_national_holiday_year",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NumberSeries",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("series", models.CharField(max_length=60, verbose_name="系列")),
                ("year", models.PositiveSmallIntegerField(verbose_name="年份")),
                ("last", models.PositiveIntegerField(default=0, verbose_name="已用到")),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="county.county"
                    ),
                ),
            ],
            options={
                "verbose_name": "编号系列",
                "verbose_name_plural": "编号系列",
                "constraints": [
                    models.UniqueConstraint(fields=("county", "series", "year"), name="county_series_year")
                ],
            },
        ),
        migrations.CreateModel(
            name="RuleSet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "level",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "各级"), (1, "乡镇"), (2, "县"), (3, "市"), (4, "省"), (5, "全国")],
                        default=0,
                        verbose_name="适用",
                    ),
                ),
                ("kind", models.CharField(max_length=40, verbose_name="规则")),
                ("label", models.CharField(blank=True, default="", max_length=60, verbose_name="管什么")),
                ("number", models.PositiveIntegerField(verbose_name="数值")),
                (
                    "unit",
                    models.CharField(
                        choices=[
                            ("day", "日"),
                            ("workday", "个工作日"),
                            ("month", "个月"),
                            ("percent", "%"),
                            ("count", "次（个）"),
                            ("point", "分"),
                        ],
                        max_length=8,
                        verbose_name="单位",
                    ),
                ),
                ("source_name", models.CharField(max_length=120, verbose_name="依据")),
                ("source_article", models.CharField(blank=True, default="", max_length=60, verbose_name="条款")),
                ("is_inferred", models.BooleanField(default=False, verbose_name="建议值")),
                ("valid_from", models.DateField(verbose_name="施行日")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="停止日")),
                (
                    "county",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rules",
                        to="county.county",
                    ),
                ),
            ],
            options={
                "verbose_name": "规则",
                "verbose_name_plural": "规则",
                "constraints": [
                    models.UniqueConstraint(fields=("county", "kind", "level", "valid_from"), name="county_rule_from"),
                    models.UniqueConstraint(
                        condition=models.Q(("county__isnull", True)),
                        fields=("kind", "level", "valid_from"),
                        name="county_default_rule_from",
                    ),
                ],
            },
        ),
    ]
