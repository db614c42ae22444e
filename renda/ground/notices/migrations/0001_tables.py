import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import renda.ground.kernel.clock
import renda.ground.kernel.keys
import renda.ground.kernel.sealed


class Migration(migrations.Migration):
    initial = True

    dependencies = [("county", "0001_tables"), ("people", "__first__")]

    operations = [
        migrations.CreateModel(
            name="Message",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=renda.ground.kernel.keys.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("kind", models.CharField(blank=True, max_length=40, verbose_name="事项种类")),
                ("matter_id", models.UUIDField(null=True, verbose_name="事项")),
                ("title", models.CharField(max_length=200, verbose_name="标题")),
                ("body", models.TextField(blank=True, verbose_name="内容")),
                ("link", models.CharField(blank=True, max_length=200, verbose_name="链接")),
                ("made_at", models.DateTimeField(default=renda.ground.kernel.clock.now, verbose_name="时间")),
                ("read_at", models.DateTimeField(null=True, verbose_name="已读")),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="county.county"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="收件人",
                    ),
                ),
            ],
            options={
                "verbose_name": "消息",
                "indexes": [
                    models.Index(fields=["county", "user", "-made_at", "-id"], name="notices_of_reader"),
                    models.Index(
                        condition=models.Q(("read_at", None)), fields=["county", "user"], name="notices_unread"
                    ),
                    models.Index(fields=["county", "kind", "matter_id"], name="notices_of_matter"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Outgoing",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=renda.ground.kernel.keys.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[("sms", "短信"), ("email", "邮件"), ("chat", "政务群")],
                        max_length=8,
                        verbose_name="渠道",
                    ),
                ),
                ("address", renda.ground.kernel.sealed.SealedText(blank=True, verbose_name="发给")),
                ("mask", models.CharField(blank=True, max_length=60, verbose_name="发给（遮盖）")),
                ("title", renda.ground.kernel.sealed.SealedText(blank=True, verbose_name="标题")),
                ("body", renda.ground.kernel.sealed.SealedText(blank=True, verbose_name="内容")),
                ("template", models.CharField(max_length=120, verbose_name="模板")),
                ("kind", models.CharField(blank=True, max_length=40, verbose_name="事项种类")),
                ("matter_id", models.UUIDField(null=True, verbose_name="事项")),
                (
                    "state",
                    models.CharField(
                        choices=[("queued", "待发送"), ("sent", "已发送"), ("dead", "送不出去")],
                        default="queued",
                        max_length=8,
                        verbose_name="状态",
                    ),
                ),
                ("tries", models.PositiveSmallIntegerField(default=0, verbose_name="已试次数")),
                ("next_at", models.DateTimeField(default=renda.ground.kernel.clock.now, verbose_name="下次发送")),
                ("expires_at", models.DateTimeField(null=True, verbose_name="过时不发")),
                ("trouble", models.CharField(blank=True, max_length=200, verbose_name="没发成的原因")),
                ("made_at", models.DateTimeField(default=renda.ground.kernel.clock.now, verbose_name="时间")),
                ("sent_at", models.DateTimeField(null=True, verbose_name="发送时间")),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="county.county"
                    ),
                ),
            ],
            options={
                "verbose_name": "待发消息",
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "queued")), fields=["next_at", "id"], name="outgoing_due"
                    ),
                    models.Index(condition=models.Q(("state", "dead")), fields=["county", "-id"], name="outgoing_dead"),
                    models.Index(fields=["county", "kind", "matter_id"], name="outgoing_of_matter"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "sent"), _negated=True),
                            models.Q(("address", ""), ("body", ""), ("title", "")),
                            _connector="OR",
                        ),
                        name="outgoing_sent_is_empty",
                    )
                ],
            },
        ),
    ]
