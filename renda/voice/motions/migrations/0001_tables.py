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
        ("people", "0002_append_only"),
        ("people", "__first__"),
        ("suggestions", "0001_tables"),
    ]

    operations = [
        migrations.CreateModel(
            name="Motion",
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
                    "mover_kind",
                    models.CharField(
                        choices=[
                            ("deputies", "代表联名"),
                            ("presidium", "主席团"),
                            ("standing", "人大常委会"),
                            ("special", "专门委员会"),
                            ("government", "人民政府"),
                        ],
                        default="deputies",
                        max_length=12,
                        verbose_name="提案人",
                    ),
                ),
                ("mover_name", models.CharField(max_length=100, verbose_name="提案人名称")),
                ("entered_by_id", models.BigIntegerField(default=0, verbose_name="录入人")),
                ("title", models.CharField(max_length=120, verbose_name="标题")),
                ("case", models.TextField(max_length=2000, verbose_name="案由")),
                ("grounds", models.TextField(blank=True, default="", max_length=5000, verbose_name="案据")),
                ("plan", models.TextField(blank=True, default="", max_length=5000, verbose_name="方案")),
                (
                    "category",
                    models.CharField(
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
                        default="other",
                        max_length=20,
                        verbose_name="类别",
                    ),
                ),
                ("frozen", models.JSONField(default=dict, verbose_name="提交时的原件")),
                ("submitted_at", models.DateTimeField(null=True, verbose_name="提交时间")),
                ("ruling", models.CharField(blank=True, default="", max_length=500, verbose_name="退回的理由")),
                ("number", models.PositiveIntegerField(null=True, verbose_name="流水号")),
                ("number_text", models.CharField(blank=True, default="", max_length=60, verbose_name="编号")),
                ("number_short", models.CharField(blank=True, default="", max_length=30, verbose_name="短编号")),
                ("received_on", models.DateField(null=True, verbose_name="登记日")),
                ("opinion", models.TextField(blank=True, default="", max_length=3000, verbose_name="审议意见")),
                (
                    "advice",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("agenda", "列入会议议程"),
                            ("committee", "会后交委员会审议"),
                            ("suggestion", "作为代表建议处理"),
                        ],
                        default="",
                        max_length=12,
                        verbose_name="建议怎样处理",
                    ),
                ),
                ("opined_on", models.DateField(null=True, verbose_name="提意见日")),
                (
                    "decision",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("agenda", "列入会议议程"),
                            ("committee", "会后交委员会审议"),
                            ("suggestion", "作为代表建议处理"),
                        ],
                        default="",
                        max_length=12,
                        verbose_name="主席团决定",
                    ),
                ),
                ("decision_paper", models.CharField(blank=True, default="", max_length=60, verbose_name="决定文号")),
                (
                    "decision_reason",
                    models.CharField(blank=True, default="", max_length=500, verbose_name="决定的理由"),
                ),
                ("decided_on", models.DateField(null=True, verbose_name="决定日")),
                ("decided_by_id", models.BigIntegerField(default=0, verbose_name="登记决定的人")),
                (
                    "vote",
                    models.CharField(
                        blank=True,
                        choices=[("passed", "通过"), ("failed", "未通过")],
                        default="",
                        max_length=8,
                        verbose_name="表决",
                    ),
                ),
                ("votes", models.JSONField(default=dict, verbose_name="票数")),
                ("resolution", models.CharField(blank=True, default="", max_length=120, verbose_name="决议")),
                ("voted_on", models.DateField(null=True, verbose_name="表决日")),
                ("referred_on", models.DateField(null=True, verbose_name="交付委员会之日")),
                ("handed_on", models.DateField(null=True, verbose_name="交政府办理之日")),
                ("unit_result", models.TextField(blank=True, default="", max_length=5000, verbose_name="政府办理情况")),
                ("unit_done_on", models.DateField(null=True, verbose_name="报办理情况日")),
                ("report", models.TextField(blank=True, default="", max_length=5000, verbose_name="审议结果的报告")),
                ("report_paper", models.CharField(blank=True, default="", max_length=60, verbose_name="报告文号")),
                ("reported_on", models.DateField(null=True, verbose_name="报告日")),
                ("result", models.TextField(blank=True, default="", max_length=2000, verbose_name="结果")),
                ("told_on", models.DateField(null=True, verbose_name="向大会报告日")),
                ("closed_on", models.DateField(null=True, verbose_name="办结日")),
                (
                    "withdrawal_reason",
                    models.CharField(blank=True, default="", max_length=500, verbose_name="要求撤回的理由"),
                ),
                ("withdrawal_asked_on", models.DateField(null=True, verbose_name="要求撤回日")),
                ("withdrawn_on", models.DateField(null=True, verbose_name="撤回日")),
                ("published_on", models.DateField(null=True, verbose_name="公开日")),
                (
                    "committee",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                        verbose_name="审议的委员会",
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
                    "leader",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="领衔领导",
                    ),
                ),
                (
                    "mover",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="motions",
                        to="deputies.deputy",
                        verbose_name="领衔代表",
                    ),
                ),
                (
                    "mover_org",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                        verbose_name="提案机关",
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                        verbose_name="受理机构",
                    ),
                ),
                (
                    "reviewer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                        verbose_name="提意见的机构",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="county.session",
                        verbose_name="次",
                    ),
                ),
                (
                    "suggestion",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="suggestions.suggestion",
                        verbose_name="转成的建议",
                    ),
                ),
                (
                    "told_session",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="county.session",
                        verbose_name="报告结果的会议",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                        verbose_name="办理单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "议案",
                "verbose_name_plural": "议案",
                "indexes": [
                    models.Index(fields=["county", "-created_at", "id"], name="motion_newest"),
                    models.Index(fields=["county", "office", "state", "-created_at"], name="motion_of_office"),
                    models.Index(fields=["county", "mover", "-created_at"], name="motion_of_deputy"),
                    models.Index(
                        condition=models.Q(("published_on__isnull", False)),
                        fields=["county", "-published_on", "id"],
                        name="motion_published",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("number__isnull", False)),
                        fields=("county", "congress", "session", "number"),
                        name="motion_number",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("mover__isnull", False), ("mover_kind", "deputies"), ("mover_org__isnull", True)),
                            models.Q(
                                models.Q(("mover_kind", "deputies"), _negated=True),
                                ("mover__isnull", True),
                                ("mover_org__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="motion_has_mover",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                (
                                    "state__in",
                                    (
                                        "on_agenda",
                                        "in_committee",
                                        "with_unit",
                                        "voted",
                                        "reported",
                                        "told",
                                        "converted",
                                        "closed",
                                    ),
                                ),
                                _negated=True,
                            ),
                            models.Q(models.Q(("decision", ""), _negated=True), ("decided_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="motion_decided_has_decision",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ("submitted", "received", "opined", "on_agenda")), _negated=True),
                            models.Q(("session__isnull", False), ("submitted_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="motion_handed_in_has_session",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["in_committee", "with_unit", "reported"]), _negated=True),
                            ("committee__isnull", False),
                            _connector="OR",
                        ),
                        name="motion_referred_has_committee",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "converted"), _negated=True),
                            ("suggestion__isnull", False),
                            _connector="OR",
                        ),
                        name="motion_converted_has_suggestion",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Cosigning",
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
                ("signed_at", models.DateTimeField(null=True, verbose_name="联名时间")),
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
                        related_name="cosigning_of",
                        to="deputies.deputy",
                        verbose_name="联名代表",
                    ),
                ),
                (
                    "scan",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="files.storedfile",
                        verbose_name="签名扫描件",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="cosignings", to="motions.motion"
                    ),
                ),
            ],
            options={
                "verbose_name": "议案联名",
                "verbose_name_plural": "议案联名",
                "indexes": [models.Index(fields=["county", "deputy", "state"], name="cosigning_of_deputy")],
                "constraints": [
                    models.UniqueConstraint(fields=("county", "parent", "deputy"), name="cosigning_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["signed", "paper"]), _negated=True),
                            ("signed_at__isnull", False),
                            _connector="OR",
                        ),
                        name="cosigning_has_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Talk",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "way",
                    models.CharField(
                        choices=[("visit", "登门面商"), ("talk", "座谈面商"), ("phone", "电话沟通")],
                        max_length=8,
                        verbose_name="方式",
                    ),
                ),
                ("held_at", models.DateTimeField(verbose_name="时间")),
                ("people", models.CharField(max_length=200, verbose_name="参加人")),
                ("points", models.TextField(max_length=2000, verbose_name="谈了什么")),
                ("mover_view", models.TextField(max_length=1000, verbose_name="提案人意见")),
                ("recorded_by_id", models.BigIntegerField(default=0)),
                ("recorded_at", models.DateTimeField(default=renda.ground.kernel.clock.now)),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="county.county"
                    ),
                ),
                (
                    "motion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="talks", to="motions.motion"
                    ),
                ),
            ],
            options={
                "verbose_name": "听取提案人意见",
                "verbose_name_plural": "听取提案人意见",
                "indexes": [models.Index(fields=["county", "motion"], name="motion_talk_of")],
            },
        ),
        migrations.CreateModel(
            name="Deadline",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("deadline_at", models.DateTimeField(verbose_name="议案截止时间")),
                ("decided_on", models.DateField(verbose_name="主席团决定日")),
                ("paper", models.CharField(blank=True, default="", max_length=60, verbose_name="决定文号或者会议")),
                ("set_by_id", models.BigIntegerField(default=0)),
                ("set_at", models.DateTimeField(default=renda.ground.kernel.clock.now)),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="county.county"
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="motion_deadlines",
                        to="county.session",
                    ),
                ),
            ],
            options={
                "verbose_name": "议案截止时间",
                "verbose_name_plural": "议案截止时间",
                "indexes": [models.Index(fields=["county", "session", "-id"], name="motion_deadline_of")],
            },
        ),
    ]
