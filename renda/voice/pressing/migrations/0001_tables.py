import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import renda.ground.kernel.clock
import renda.ground.kernel.keys


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("county", "0002_packaged_data"),
        ("deputies", "0001_tables"),
        ("files", "0001_tables"),
        ("motions", "0001_tables"),
        ("people", "0002_append_only"),
        ("people", "__first__"),
        ("suggestions", "0001_tables"),
    ]

    operations = [
        migrations.CreateModel(
            name="Tour",
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
                    "stage",
                    models.CharField(
                        choices=[("before", "事前"), ("during", "事中"), ("after", "事后")],
                        default="during",
                        max_length=8,
                        verbose_name="阶段",
                    ),
                ),
                ("title", models.CharField(max_length=120, verbose_name="督查名称")),
                ("on", models.DateField(verbose_name="督查日")),
                ("route", models.TextField(max_length=2000, verbose_name="路线和地点")),
                ("members", models.CharField(blank=True, default="", max_length=300, verbose_name="督查组成员")),
                ("held_on", models.DateField(null=True, verbose_name="开展日")),
                ("report", models.TextField(blank=True, default="", max_length=5000, verbose_name="督查情况")),
                ("number_text", models.CharField(blank=True, default="", max_length=60, verbose_name="通报文号")),
                ("reported_on", models.DateField(null=True, verbose_name="通报日")),
                (
                    "committee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                        verbose_name="承办工委",
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
                (
                    "leader",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="带队领导",
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                        verbose_name="代表工作机构",
                    ),
                ),
            ],
            options={
                "verbose_name": "督查",
                "verbose_name_plural": "督查",
                "indexes": [models.Index(fields=["county", "congress", "-on", "-id"], name="tour_by_day")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["held", "reported"]), _negated=True),
                            ("held_on__isnull", False),
                            _connector="OR",
                        ),
                        name="tour_held_has_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "reported"), _negated=True),
                            models.Q(("number_text", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="tour_reported_has_number",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Invitee",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("came", models.BooleanField(null=True, verbose_name="到了")),
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
                    "tour",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="invitees", to="pressing.tour"
                    ),
                ),
            ],
            options={
                "verbose_name": "受邀代表",
                "verbose_name_plural": "受邀代表",
                "indexes": [models.Index(fields=["county", "deputy"], name="invitee_of_deputy")],
                "constraints": [models.UniqueConstraint(fields=("county", "tour", "deputy"), name="invitee_once")],
            },
        ),
        migrations.CreateModel(
            name="Finding",
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
                    "stage",
                    models.CharField(
                        choices=[("before", "事前"), ("during", "事中"), ("after", "事后")],
                        default="during",
                        max_length=8,
                        verbose_name="阶段",
                    ),
                ),
                ("text", models.TextField(blank=True, default="", max_length=2000, verbose_name="发现")),
                ("demand", models.TextField(blank=True, default="", max_length=1000, verbose_name="整改要求")),
                ("due_on", models.DateField(null=True, verbose_name="整改到")),
                ("answer", models.TextField(blank=True, default="", max_length=2000, verbose_name="整改情况")),
                ("answered_on", models.DateField(null=True, verbose_name="报整改日")),
                ("closed_on", models.DateField(null=True, verbose_name="销号日")),
                (
                    "committee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                        verbose_name="承办工委",
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
                (
                    "government",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                        verbose_name="承接机关",
                    ),
                ),
                (
                    "motion",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="motions.motion",
                        verbose_name="议案",
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                        verbose_name="代表工作机构",
                    ),
                ),
                (
                    "org",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                        verbose_name="承办单位",
                    ),
                ),
                (
                    "suggestion",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="suggestions.suggestion",
                        verbose_name="代表建议",
                    ),
                ),
                (
                    "tour",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="findings", to="pressing.tour"
                    ),
                ),
            ],
            options={
                "verbose_name": "督查发现",
                "verbose_name_plural": "督查发现",
                "indexes": [
                    models.Index(fields=["county", "suggestion"], name="finding_of_suggestion"),
                    models.Index(fields=["county", "motion"], name="finding_of_motion"),
                    models.Index(fields=["county", "org"], name="finding_of_unit"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("county", "tour", "suggestion"), name="finding_once"),
                    models.UniqueConstraint(fields=("county", "tour", "motion"), name="finding_of_motion_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("motion__isnull", True), ("suggestion__isnull", False)),
                            models.Q(("motion__isnull", False), ("suggestion__isnull", True)),
                            _connector="OR",
                        ),
                        name="finding_of_one_item",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["open", "answered"]), _negated=True),
                            ("due_on__isnull", False),
                            _connector="OR",
                        ),
                        name="finding_open_has_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Assessment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(verbose_name="年份")),
                (
                    "half",
                    models.CharField(
                        choices=[("mid", "年中"), ("end", "年底")], max_length=4, verbose_name="年中或者年底"
                    ),
                ),
                ("on", models.DateField(verbose_name="评估日")),
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
                "verbose_name": "评估",
                "verbose_name_plural": "评估",
                "constraints": [
                    models.UniqueConstraint(fields=("county", "congress", "year", "half"), name="assessment_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Evaluation",
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
                    "stage",
                    models.CharField(
                        choices=[("before", "事前"), ("during", "事中"), ("after", "事后")],
                        default="during",
                        max_length=8,
                        verbose_name="阶段",
                    ),
                ),
                (
                    "measure",
                    models.CharField(
                        choices=[
                            ("assignment", "交办合理性"),
                            ("timeliness", "办理时效性"),
                            ("feasibility", "办理可行性"),
                            ("result", "解决满意度"),
                        ],
                        max_length=12,
                        verbose_name="评什么",
                    ),
                ),
                (
                    "rater",
                    models.CharField(
                        choices=[
                            ("unit", "承办单位"),
                            ("committee", "跟踪工委"),
                            ("leader", "领衔领导"),
                            ("government", "政府办督查室"),
                            ("proposer", "领衔代表"),
                        ],
                        max_length=12,
                        verbose_name="谁来评",
                    ),
                ),
                (
                    "mark",
                    models.CharField(
                        blank=True,
                        choices=[("good", "好"), ("fair", "一般"), ("poor", "不好")],
                        default="",
                        max_length=8,
                        verbose_name="评价",
                    ),
                ),
                ("text", models.TextField(blank=True, default="", max_length=500, verbose_name="说明")),
                ("rated_on", models.DateField(null=True, verbose_name="评价日")),
                (
                    "committee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                        verbose_name="承办工委",
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
                (
                    "government",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                        verbose_name="承接机关",
                    ),
                ),
                (
                    "motion",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="motions.motion",
                        verbose_name="议案",
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                        verbose_name="代表工作机构",
                    ),
                ),
                (
                    "org",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                        verbose_name="承办单位",
                    ),
                ),
                (
                    "suggestion",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="suggestions.suggestion",
                        verbose_name="代表建议",
                    ),
                ),
            ],
            options={
                "verbose_name": "四评",
                "verbose_name_plural": "四评",
                "indexes": [models.Index(fields=["county", "suggestion"], name="evaluation_of_suggestion")],
                "constraints": [
                    models.UniqueConstraint(fields=("county", "suggestion", "measure"), name="evaluation_once"),
                    models.UniqueConstraint(fields=("county", "motion", "measure"), name="evaluation_of_motion_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("motion__isnull", True), ("suggestion__isnull", False)),
                            models.Q(("motion__isnull", False), ("suggestion__isnull", True)),
                            _connector="OR",
                        ),
                        name="evaluation_of_one_item",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state", "rated"), ("mark", ""), _connector="XOR"),
                        name="evaluation_silence_is_no_mark",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FourLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=12, verbose_name="哪一项")),
                ("label", models.CharField(max_length=20, verbose_name="名称")),
                (
                    "rater",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("unit", "承办单位"),
                            ("committee", "跟踪工委"),
                            ("leader", "领衔领导"),
                            ("government", "政府办督查室"),
                            ("proposer", "领衔代表"),
                        ],
                        default="",
                        max_length=12,
                        verbose_name="谁来评",
                    ),
                ),
                (
                    "moment",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("assigned", "交办以后"),
                            ("midway", "答复期限过半"),
                            ("replied", "答复以后"),
                            ("rated", "代表评价以后"),
                        ],
                        default="",
                        max_length=12,
                        verbose_name="什么时候评",
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
                "verbose_name": "四办四评",
                "verbose_name_plural": "四办四评",
                "constraints": [models.UniqueConstraint(fields=("county", "key"), name="four_line_once")],
            },
        ),
        migrations.CreateModel(
            name="Inquiry",
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
                    "stage",
                    models.CharField(
                        choices=[("before", "事前"), ("during", "事中"), ("after", "事后")],
                        default="during",
                        max_length=8,
                        verbose_name="阶段",
                    ),
                ),
                (
                    "letter",
                    models.CharField(
                        choices=[("press", "督办函"), ("inquiry", "函询函")],
                        default="inquiry",
                        max_length=8,
                        verbose_name="函种",
                    ),
                ),
                (
                    "cause",
                    models.CharField(
                        choices=[("overdue", "答复超期"), ("thin", "答复空泛"), ("hand", "有人提出")],
                        default="hand",
                        max_length=8,
                        verbose_name="起因",
                    ),
                ),
                ("round", models.PositiveSmallIntegerField(default=1, verbose_name="轮次")),
                ("reasons", models.JSONField(default=list, verbose_name="理由")),
                ("questions", models.TextField(blank=True, default="", max_length=2000, verbose_name="要答复的问题")),
                ("number_text", models.CharField(blank=True, default="", max_length=60, verbose_name="文号")),
                ("issued_on", models.DateField(null=True, verbose_name="发函日")),
                ("due_on", models.DateField(null=True, verbose_name="答复期限")),
                ("reminded_on", models.DateField(null=True, verbose_name="催复日")),
                ("escalated_on", models.DateField(null=True, verbose_name="升级日")),
                ("answer", models.TextField(blank=True, default="", max_length=5000, verbose_name="单位答复")),
                ("answered_on", models.DateField(null=True, verbose_name="答复日")),
                ("conclusion", models.CharField(blank=True, default="", max_length=500, verbose_name="处理意见")),
                ("closed_on", models.DateField(null=True, verbose_name="了结日")),
                (
                    "committee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                        verbose_name="承办工委",
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
                (
                    "government",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                        verbose_name="承接机关",
                    ),
                ),
                (
                    "motion",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="motions.motion",
                        verbose_name="议案",
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                        verbose_name="代表工作机构",
                    ),
                ),
                (
                    "org",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                        verbose_name="承办单位",
                    ),
                ),
                (
                    "scan",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="files.storedfile",
                        verbose_name="盖章件",
                    ),
                ),
                (
                    "suggestion",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="suggestions.suggestion",
                        verbose_name="代表建议",
                    ),
                ),
            ],
            options={
                "verbose_name": "督办函",
                "verbose_name_plural": "督办函",
                "indexes": [
                    models.Index(fields=["county", "suggestion"], name="inquiry_of_suggestion"),
                    models.Index(fields=["county", "motion"], name="inquiry_of_motion"),
                    models.Index(fields=["county", "org", "state"], name="inquiry_of_unit"),
                    models.Index(fields=["county", "state", "-id"], name="inquiry_by_state"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("cause", "hand"), _negated=True),
                        fields=("county", "suggestion", "cause", "round"),
                        name="inquiry_proposed_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("cause", "hand"), _negated=True),
                        fields=("county", "motion", "cause", "round"),
                        name="inquiry_of_motion_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("motion__isnull", True), ("suggestion__isnull", False)),
                            models.Q(("motion__isnull", False), ("suggestion__isnull", True)),
                            _connector="OR",
                        ),
                        name="inquiry_of_one_item",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["proposed", "dropped"]),
                            models.Q(
                                models.Q(("number_text", ""), _negated=True),
                                ("due_on__isnull", False),
                                ("issued_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="inquiry_issued_has_number",
                    ),
                ],
            },
        ),
    ]
