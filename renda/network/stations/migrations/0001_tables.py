import django.db.models.deletion
from django.db import migrations, models

import renda.ground.kernel.clock
import renda.ground.kernel.keys
import renda.ground.kernel.sealed


class Migration(migrations.Migration):
    initial = True

    dependencies = [("county", "0001_tables"), ("deputies", "0001_tables"), ("people", "0001_tables")]

    operations = [
        migrations.CreateModel(
            name="Station",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "code",
                    models.CharField(
                        default=renda.ground.kernel.keys.random_code,
                        editable=False,
                        max_length=24,
                        verbose_name="二维码编号",
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="名称")),
                ("kinds", models.JSONField(default=list, verbose_name="类别")),
                ("town", models.CharField(blank=True, default="", max_length=40, verbose_name="乡镇")),
                ("zone", models.CharField(blank=True, default="", max_length=40, verbose_name="片区")),
                ("villages", models.JSONField(blank=True, default=list, verbose_name="服务的村（社区）")),
                ("address", models.CharField(blank=True, default="", max_length=160, verbose_name="地址")),
                ("lon", models.FloatField(blank=True, null=True, verbose_name="经度")),
                ("lat", models.FloatField(blank=True, null=True, verbose_name="纬度")),
                ("is_invented_point", models.BooleanField(default=False, verbose_name="位置为虚构")),
                ("phone_public", models.CharField(blank=True, default="", max_length=20, verbose_name="联系电话")),
                ("hours", models.CharField(blank=True, default="", max_length=80, verbose_name="开放时间")),
                ("reception", models.CharField(blank=True, default="", max_length=160, verbose_name="代表接待日")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "规划"),
                            ("building", "在建"),
                            ("opened", "开放"),
                            ("paused", "暂停"),
                            ("closed", "撤销"),
                        ],
                        default="opened",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("opened_on", models.DateField(blank=True, null=True, verbose_name="启用日")),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="county.county"
                    ),
                ),
                (
                    "org",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="station",
                        to="people.organisation",
                        verbose_name="机构",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="stations.station",
                        verbose_name="上级家站",
                    ),
                ),
                (
                    "town_org",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="town_stations",
                        to="people.organisation",
                        verbose_name="镇人大主席团",
                    ),
                ),
            ],
            options={
                "verbose_name": "家站",
                "verbose_name_plural": "家站",
                "indexes": [models.Index(fields=["county", "town", "name"], name="station_of_town")],
                "constraints": [
                    models.UniqueConstraint(fields=("county", "code"), name="station_code"),
                    models.UniqueConstraint(fields=("county", "name"), name="station_name"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("lat__isnull", True), ("lon__isnull", True)),
                            models.Q(("lat__gte", -90), ("lat__lte", 90), ("lon__gte", -180), ("lon__lte", 180)),
                            _connector="OR",
                        ),
                        name="station_point",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("from_on", models.DateField(verbose_name="编入日")),
                (
                    "to_on",
                    models.DateField(blank=True, help_text="含当日；空着表示在站", null=True, verbose_name="离站日"),
                ),
                ("is_main", models.BooleanField(default=True, verbose_name="主要家站")),
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
                        related_name="memberships",
                        to="deputies.deputy",
                        verbose_name="代表",
                    ),
                ),
                (
                    "station",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="stations.station",
                        verbose_name="家站",
                    ),
                ),
            ],
            options={
                "verbose_name": "编组",
                "verbose_name_plural": "编组",
                "indexes": [models.Index(fields=["station", "deputy"], name="membership_of_station")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_main", True), ("to_on__isnull", True)),
                        fields=("county", "deputy"),
                        name="membership_one_main_station",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("to_on__isnull", True)),
                        fields=("county", "deputy", "station"),
                        name="membership_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("to_on__isnull", True), ("to_on__gte", models.F("from_on")), _connector="OR"
                        ),
                        name="membership_days",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Network",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("covering", models.JSONField(default=list, verbose_name="覆盖村（社区）的类别")),
                ("outline", models.JSONField(blank=True, null=True, verbose_name="轮廓")),
                ("outline_source", models.CharField(blank=True, default="", max_length=120, verbose_name="轮廓的来源")),
                ("approval", models.CharField(blank=True, default="", max_length=40, verbose_name="审图号")),
                (
                    "county",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="county.county"
                    ),
                ),
            ],
            options={
                "verbose_name": "家站网络",
                "verbose_name_plural": "家站网络",
            },
        ),
        migrations.CreateModel(
            name="Tag",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "sort",
                    models.CharField(
                        choices=[("revival", "乡村振兴"), ("leading", "主导产业"), ("chain", "重点产业链")],
                        max_length=10,
                        verbose_name="类别",
                    ),
                ),
                ("name", models.CharField(max_length=40, verbose_name="名称")),
                ("is_current", models.BooleanField(default=True, verbose_name="在用")),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="county.county"
                    ),
                ),
            ],
            options={
                "verbose_name": "产业标签",
                "verbose_name_plural": "产业标签",
                "constraints": [models.UniqueConstraint(fields=("county", "sort", "name"), name="tag_once")],
            },
        ),
        migrations.CreateModel(
            name="Tagging",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="county.county"
                    ),
                ),
                (
                    "station",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="taggings", to="stations.station"
                    ),
                ),
                (
                    "tag",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="taggings", to="stations.tag"
                    ),
                ),
            ],
            options={
                "verbose_name": "家站的产业标签",
                "verbose_name_plural": "家站的产业标签",
                "constraints": [models.UniqueConstraint(fields=("county", "station", "tag"), name="tagging_once")],
            },
        ),
        migrations.CreateModel(
            name="Village",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("town", models.CharField(max_length=40, verbose_name="乡镇")),
                ("name", models.CharField(max_length=40, verbose_name="村（社区）")),
                ("code", models.CharField(blank=True, default="", max_length=12, verbose_name="统计用区划代码")),
                ("lon", models.FloatField(blank=True, null=True, verbose_name="经度")),
                ("lat", models.FloatField(blank=True, null=True, verbose_name="纬度")),
                ("is_invented_point", models.BooleanField(default=False, verbose_name="位置为虚构")),
                ("is_current", models.BooleanField(default=True, verbose_name="没有撤并")),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="county.county"
                    ),
                ),
            ],
            options={
                "verbose_name": "村（社区）",
                "verbose_name_plural": "村（社区）",
                "constraints": [
                    models.UniqueConstraint(fields=("county", "town", "name"), name="village_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("lat__isnull", True), ("lon__isnull", True)),
                            models.Q(("lat__gte", -90), ("lat__lte", 90), ("lon__gte", -180), ("lon__lte", 180)),
                            _connector="OR",
                        ),
                        name="village_point",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Opening",
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
                ("begin_on", models.DateField(blank=True, null=True, verbose_name="计划开工")),
                ("target_on", models.DateField(blank=True, null=True, verbose_name="计划启用")),
                ("began_on", models.DateField(blank=True, null=True, verbose_name="开工")),
                ("opened_on", models.DateField(blank=True, null=True, verbose_name="启用")),
                ("kinds", models.JSONField(default=list, verbose_name="类别")),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="county.county"
                    ),
                ),
                (
                    "station",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="opening",
                        to="stations.station",
                        verbose_name="家站",
                    ),
                ),
            ],
            options={
                "verbose_name": "家站建设",
                "verbose_name_plural": "家站建设",
                "indexes": [models.Index(fields=["county", "state", "target_on"], name="opening_plan")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("target_on__isnull", True),
                            ("begin_on__isnull", True),
                            ("target_on__gte", models.F("begin_on")),
                            _connector="OR",
                        ),
                        name="opening_days",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Placing",
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
                ("from_on", models.DateField(null=True, verbose_name="编入日")),
                (
                    "basis",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("serves", "服务所在的村"),
                            ("near", "离得最近"),
                            ("town", "在同一个乡镇"),
                            ("chosen", "另外指定"),
                        ],
                        default="",
                        max_length=10,
                        verbose_name="依据",
                    ),
                ),
                ("why", models.CharField(blank=True, default="", max_length=200, verbose_name="为什么")),
                (
                    "excuse",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("away", "长期在县外"),
                            ("elsewhere", "在别的县参加家站活动"),
                            ("leaving", "即将离任或者调整"),
                            ("other", "其他"),
                        ],
                        default="",
                        max_length=10,
                        verbose_name="例外",
                    ),
                ),
                ("reason", renda.ground.kernel.sealed.SealedText(default="", verbose_name="例外的理由")),
                ("review_on", models.DateField(null=True, verbose_name="复核日")),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="county.county"
                    ),
                ),
                (
                    "deputy",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="placing",
                        to="deputies.deputy",
                        verbose_name="代表",
                    ),
                ),
                (
                    "station",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="placings",
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
                "verbose_name": "编入决定",
                "verbose_name_plural": "编入决定",
                "indexes": [models.Index(fields=["county", "state", "id"], name="placing_listed")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("from_on__isnull", False), ("state", "placed"), ("station__isnull", False)),
                            models.Q(
                                ("review_on__isnull", False),
                                ("state", "excused"),
                                models.Q(("excuse", ""), _negated=True),
                            ),
                            ("state", "ended"),
                            _connector="OR",
                        ),
                        name="placing_is_decided",
                    )
                ],
            },
        ),
    ]
