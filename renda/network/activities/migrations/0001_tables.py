import django.db.models.deletion
from django.db import migrations, models

import renda.ground.kernel.clock
import renda.ground.kernel.keys


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("county", "0002_packaged_data"),
        ("deputies", "0001_tables"),
        ("people", "0002_append_only"),
        ("stations", "0001_tables"),
    ]

    operations = [
        migrations.CreateModel(
            name="Activity",
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
                    "sort",
                    models.CharField(
                        choices=[
                            ("reception", "接待群众"),
                            ("visit", "走访联系"),
                            ("study", "学习培训"),
                            ("tour", "视察调研"),
                            ("meeting", "会议座谈"),
                            ("report", "代表述职"),
                            ("service", "志愿服务"),
                            ("other", "其他活动"),
                        ],
                        default="reception",
                        max_length=12,
                        verbose_name="哪一种",
                    ),
                ),
                ("title", models.CharField(max_length=80, verbose_name="名称")),
                ("starts_at", models.DateTimeField(verbose_name="开始")),
                ("ends_at", models.DateTimeField(null=True, verbose_name="结束")),
                ("place", models.CharField(blank=True, default="", max_length=120, verbose_name="地点")),
                ("plan", models.TextField(blank=True, default="", max_length=1000, verbose_name="安排")),
                ("tags", models.JSONField(default=list, verbose_name="标签")),
                (
                    "topic",
                    models.CharField(
                        blank=True,
                        default="",
                        max_length=12,
                        verbose_name="学什么",
                    ),
                ),
                ("held_on", models.DateField(null=True, verbose_name="开展日")),
                ("visitors", models.PositiveSmallIntegerField(null=True, verbose_name="来了多少群众")),
                ("result", models.TextField(blank=True, default="", max_length=3000, verbose_name="情况和结果")),
                ("word", models.CharField(blank=True, default="", max_length=12, verbose_name="本县的种类")),
                ("reminded_on", models.DateField(null=True, verbose_name="提醒日")),
                ("cancel_reason", models.CharField(blank=True, default="", max_length=200, verbose_name="取消的原因")),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="county.county"
                    ),
                ),
                (
                    "org",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                        verbose_name="家站机构",
                    ),
                ),
                (
                    "station",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="stations.station",
                        verbose_name="家站",
                    ),
                ),
                (
                    "town_org",
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
                "verbose_name": "家站活动",
                "verbose_name_plural": "家站活动",
                "indexes": [
                    models.Index(fields=["county", "-starts_at", "-id"], name="activity_by_day"),
                    models.Index(fields=["county", "station", "-starts_at"], name="activity_of_station"),
                    models.Index(fields=["county", "state", "held_on"], name="activity_held"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("county", "station", "starts_at", "title"), name="activity_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "recorded"), _negated=True), ("held_on__isnull", False), _connector="OR"
                        ),
                        name="activity_recorded_has_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("topic", ""), ("sort", "study"), _connector="OR"),
                        name="activity_topic_of_a_study",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Attendance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[("", "没有回"), ("going", "参加"), ("leave", "请假")],
                        default="",
                        max_length=8,
                        verbose_name="回复",
                    ),
                ),
                ("reason", models.CharField(blank=True, default="", max_length=100, verbose_name="请假的原因")),
                ("came", models.BooleanField(null=True, verbose_name="到了")),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendances",
                        to="activities.activity",
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
            ],
            options={
                "verbose_name": "参加的代表",
                "verbose_name_plural": "参加的代表",
                "indexes": [models.Index(fields=["county", "deputy"], name="attendance_of_deputy")],
                "constraints": [
                    models.UniqueConstraint(fields=("county", "activity", "deputy"), name="attendance_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Summary",
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
                ("year", models.PositiveSmallIntegerField(verbose_name="年份")),
                ("quarter", models.PositiveSmallIntegerField(verbose_name="季度")),
                ("text", models.TextField(max_length=5000, verbose_name="总结")),
                ("figures", models.JSONField(default=dict, verbose_name="数字")),
                ("confirmed_on", models.DateField(null=True, verbose_name="定稿日")),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="county.county"
                    ),
                ),
                (
                    "org",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                        verbose_name="家站机构",
                    ),
                ),
                (
                    "station",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="stations.station",
                        verbose_name="家站",
                    ),
                ),
                (
                    "town_org",
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
                "verbose_name": "季度总结",
                "verbose_name_plural": "季度总结",
                "indexes": [models.Index(fields=["county", "year", "quarter", "station"], name="summary_of_quarter")],
                "constraints": [
                    models.UniqueConstraint(fields=("county", "station", "year", "quarter"), name="summary_once"),
                    models.CheckConstraint(
                        condition=models.Q(("quarter__gte", 1), ("quarter__lte", 4)), name="summary_quarter"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "confirmed"), _negated=True),
                            ("confirmed_on__isnull", False),
                            _connector="OR",
                        ),
                        name="summary_confirmed_has_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="GapReason",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(verbose_name="年份")),
                ("month", models.PositiveSmallIntegerField(verbose_name="月份")),
                ("reason", models.CharField(max_length=80, verbose_name="为什么没有活动")),
                ("said_at", models.DateTimeField(default=renda.ground.kernel.clock.now, verbose_name="写下的时间")),
                ("said_by_id", models.BigIntegerField(default=0)),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="county.county"
                    ),
                ),
                (
                    "station",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="stations.station",
                        verbose_name="家站",
                    ),
                ),
            ],
            options={
                "verbose_name": "空着的月份",
                "verbose_name_plural": "空着的月份",
                "constraints": [
                    models.UniqueConstraint(fields=("county", "station", "year", "month"), name="gap_reason_once"),
                    models.CheckConstraint(
                        condition=models.Q(("month__gte", 1), ("month__lte", 12)), name="gap_reason_month"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Word",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "family",
                    models.CharField(
                        choices=[("kind", "种类"), ("tag", "标签"), ("topic", "学习内容")],
                        max_length=8,
                        verbose_name="哪一类",
                    ),
                ),
                ("key", models.CharField(max_length=12, verbose_name="代码")),
                ("label", models.CharField(max_length=20, verbose_name="名称")),
                (
                    "sort",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("reception", "接待群众"),
                            ("visit", "走访联系"),
                            ("study", "学习培训"),
                            ("tour", "视察调研"),
                            ("meeting", "会议座谈"),
                            ("report", "代表述职"),
                            ("service", "志愿服务"),
                            ("other", "其他活动"),
                        ],
                        default="",
                        max_length=12,
                        verbose_name="在簿册和统计里算哪一种",
                    ),
                ),
                ("is_on", models.BooleanField(default=True, verbose_name="在用")),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="county.county"
                    ),
                ),
            ],
            options={
                "verbose_name": "活动的种类、标签和学习内容",
                "verbose_name_plural": "活动的种类、标签和学习内容",
                "constraints": [
                    models.UniqueConstraint(fields=("county", "family", "key"), name="activity_word_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("family", "kind"), _negated=True),
                            models.Q(("key__startswith", "own_"), _negated=True),
                            models.Q(("sort", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="activity_own_kind_has_sort",
                    ),
                ],
            },
        ),
    ]
