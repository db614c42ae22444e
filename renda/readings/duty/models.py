"""What is kept of books: how the county names them, the files made, the runs; archives, objections and paper forms.

None of these tables holds an entry of a book: entries are read from the record each time (facts.py).
"""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from renda.ground.kernel.clock import now
from renda.ground.kernel.keys import uuid7
from renda.ground.workflow.models import Matter
from renda.readings.duty.queries import (
    ArchiveQuerySet,
    MadeBookQuerySet,
    ObjectionQuerySet,
    PaperFormQuerySet,
    RunQuerySet,
)
from renda.readings.duty.states import ArchiveState, ObjectionState, PaperFormState, Stage

STATION = "stations.Station"
DEPUTY = "deputies.Deputy"
COUNTY = "county.County"


class BookSet(models.Model):
    """The county's own books from a year on. books: `BookPlan` as data, in their order."""

    county = models.ForeignKey(COUNTY, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField("从哪年起")
    books = models.JSONField("各本各册", default=list)
    set_by_id = models.BigIntegerField(default=0)
    set_by_name = models.CharField("由谁定的", max_length=40, default="")
    set_at = models.DateTimeField("定的时间", default=now)

    class Meta:
        verbose_name = verbose_name_plural = "本册目录"
        constraints: ClassVar = [models.UniqueConstraint(fields=["county", "year"], name="book_set_of_year")]

    def __str__(self) -> str:
        return f"{self.year}"


class BookRun(models.Model):
    """Making the books of a scope and year: all stations, a town's, or one. done + same = books looked at; the worker goes
    by station and may be stopped between two books. place: (town, name, key) of the last station finished."""

    county = models.ForeignKey(COUNTY, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField("年度")
    town = models.CharField("乡镇", max_length=40, blank=True, default="")
    station = models.ForeignKey(STATION, models.PROTECT, null=True, related_name="+", verbose_name="家站")
    user_id = models.BigIntegerField("谁要的", default=0)
    stage = models.CharField("进度", max_length=8, choices=Stage, default=Stage.RUNNING)
    total = models.PositiveIntegerField("共几本", default=0)
    done = models.PositiveIntegerField("生成", default=0)
    same = models.PositiveIntegerField("已有、没有变", default=0)
    place = models.JSONField("到了哪里", default=list)
    turn = models.PositiveSmallIntegerField("第几回接着做", default=0)
    once = models.UUIDField(null=True)
    made_at = models.DateTimeField("开始", default=now)
    done_at = models.DateTimeField("结束", null=True)

    objects = RunQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "成批生成"
        constraints: ClassVar = [models.UniqueConstraint(fields=["county", "once"], name="book_run_once")]
        indexes: ClassVar = [models.Index(fields=["county", "-made_at"], name="book_run_newest")]

    def __str__(self) -> str:
        return f"{self.year} {self.done + self.same}/{self.total}"

    def get_absolute_url(self) -> str:
        return reverse("duty:run", args=[self.pk])

    @property
    def looked_at(self) -> int:
        return self.done + self.same

    @property
    def scope(self) -> str:
        return self.station.name if self.station else self.town or "全县"


class MadeBook(models.Model):
    """The PDF of one book, kept as a paper of this row. digest: of what it says (rules.digest); sha256: of the file.

    is_closed: the year was over when it was made; such a book is made once. It is made again only where the law has a
    resident's words erased: then `renewed` says when, and the digest of the file before.
    """

    kind: ClassVar[str] = "book"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    county = models.ForeignKey(COUNTY, models.PROTECT, related_name="+")
    station = models.ForeignKey(STATION, models.PROTECT, related_name="+", verbose_name="家站")
    year = models.PositiveSmallIntegerField("年度")
    book = models.CharField("哪一本", max_length=20)
    title = models.CharField("名称", max_length=40)
    digest = models.CharField("内容摘要", max_length=64)
    sha256 = models.CharField("文件摘要", max_length=64)
    pages = models.PositiveSmallIntegerField("页数")
    is_closed = models.BooleanField("已封存", default=False)
    made_at = models.DateTimeField("生成时间", default=now)
    renewed: Any = models.JSONField("重新生成", default=list)

    objects = MadeBookQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "生成的本册"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["county", "station", "year", "book"], name="made_book_once")
        ]
        indexes: ClassVar = [models.Index(fields=["county", "year", "station"], name="made_book_of_year")]

    def __str__(self) -> str:
        return f"{self.station}{self.year}年{self.title}"


class DutyArchive(Matter):
    """A deputy's archive of one year: shown to the deputy, verified by the office; its lines are read, never kept.

    digest: of the lines as they were verified, so that a later change of the record shows. Source: 代表法 (2025) art. 58
    """

    kind: ClassVar[str] = "duty_archive"

    deputy = models.ForeignKey(DEPUTY, models.PROTECT, related_name="+", verbose_name="代表")
    town_org = models.ForeignKey(
        "people.Organisation", models.PROTECT, null=True, related_name="+", verbose_name="镇人大主席团"
    )
    year = models.PositiveSmallIntegerField("年度")
    confirmed_on = models.DateField("代表看过的日期", null=True)
    verified_on = models.DateField("核实日", null=True)
    digest = models.CharField("核实时的摘要", max_length=64, blank=True, default="")

    objects = ArchiveQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "履职档案"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["county", "deputy", "year"], name="duty_archive_once"),
            models.CheckConstraint(
                name="duty_archive_verified_has_day",
                condition=~Q(state=ArchiveState.VERIFIED) | Q(verified_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title_line()

    def get_state_display(self) -> str:
        return str(ArchiveState(self.state).label)

    def title_line(self) -> str:
        return f"{self.deputy.name}{self.year}年履职档案"

    def get_absolute_url(self) -> str:
        return reverse("duty:archive", args=[self.deputy.code, self.year])


class Objection(Matter):
    """What a deputy says is wrong with a line of the archive, or missing from it. line: as it read; empty: something is missing."""

    kind: ClassVar[str] = "duty_objection"

    deputy = models.ForeignKey(DEPUTY, models.PROTECT, related_name="+", verbose_name="代表")
    town_org = models.ForeignKey(
        "people.Organisation", models.PROTECT, null=True, related_name="+", verbose_name="镇人大主席团"
    )
    year = models.PositiveSmallIntegerField("年度")
    line_key = models.CharField(max_length=60, blank=True, default="")
    line = models.CharField("哪一条", max_length=300, blank=True, default="")
    objection = models.TextField("哪里不对", max_length=500)
    answer = models.TextField("办得怎样", max_length=500, blank=True, default="")
    answered_on = models.DateField("答复日", null=True)

    objects = ObjectionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "履职档案异议"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="duty_objection_answered",
                condition=~Q(state__in=[ObjectionState.CORRECTED, ObjectionState.EXPLAINED]) | ~Q(answer=""),
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["county", "deputy", "year"], name="duty_objection_of")]

    def __str__(self) -> str:
        return self.title_line()

    def get_state_display(self) -> str:
        return str(ObjectionState(self.state).label)

    def title_line(self) -> str:
        return f"{self.deputy.name}对{self.year}年履职档案的异议"

    def get_absolute_url(self) -> str:
        return reverse("duty:objection", args=[self.pk])


class PaperForm(Matter):
    """One blank paper form (空白单): its code stands in the QR, its number on the paper. A code is used once.

    activity, opinion: where it went. The photo is kept with the activity it became, or here until the opinion is entered.
    """

    kind: ClassVar[str] = "paper_form"

    code = models.CharField("单子编号", max_length=40, editable=False)
    station = models.ForeignKey(STATION, models.PROTECT, related_name="+", verbose_name="家站")
    org = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+", verbose_name="家站机构")
    town_org = models.ForeignKey(
        "people.Organisation", models.PROTECT, null=True, related_name="+", verbose_name="镇人大主席团"
    )
    year = models.PositiveSmallIntegerField("年度")
    book = models.CharField("哪一本", max_length=20)
    book_title = models.CharField("本名", max_length=40)
    feeds = models.CharField("回来成为什么", max_length=12)
    number = models.PositiveIntegerField("第几号")
    returned_on = models.DateField("交回日", null=True)
    activity = models.ForeignKey(
        "activities.Activity", models.PROTECT, null=True, related_name="+", verbose_name="活动"
    )
    opinion = models.ForeignKey(
        "opinions.Opinion", models.PROTECT, null=True, related_name="+", verbose_name="群众意见"
    )

    objects = PaperFormQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "空白单"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["county", "code"], name="paper_form_code"),
            models.UniqueConstraint(fields=["county", "station", "year", "book", "number"], name="paper_form_number"),
            models.CheckConstraint(
                name="paper_form_placed_somewhere",
                condition=~Q(state=PaperFormState.PLACED) | Q(activity__isnull=False) | Q(opinion__isnull=False),
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["county", "station", "-number"], name="paper_form_newest")]

    def __str__(self) -> str:
        return self.title_line()

    def get_state_display(self) -> str:
        return str(PaperFormState(self.state).label)

    @property
    def number_label(self) -> str:
        return f"{self.year}-{self.number:03d}"

    def title_line(self) -> str:
        return f"{self.book_title}{self.number_label}号单"

    def get_absolute_url(self) -> str:
        return reverse("duty:form", args=[self.code])
