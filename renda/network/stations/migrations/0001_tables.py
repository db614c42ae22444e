import django.db.models.deletion
from django.db import migrations, models

import renda.ground.kernel.keys


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
    ]
