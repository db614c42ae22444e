"""A county as data: its names, terms and sessions, rules, holidays and number series."""

import secrets
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from renda.ground.county.queries import (
    CountyQuerySet,
    HolidayDraftQuerySet,
    HolidayQuerySet,
    HolidayYearQuerySet,
    RuleQuerySet,
    SessionQuerySet,
    TermQuerySet,
)
from renda.ground.county.states import Level, Unit
from renda.ground.kernel.clock import now


def fresh_version() -> int:
    """Random, not counted up: a restored or rolled back row never meets a cache that knows another content."""
    return secrets.randbits(53)


class County(models.Model):
    """One county (县), its own world: accounts, matters and numbers never cross into another.

    version: drawn anew with every change of rules or holidays, so that each process knows when its rule book is old.
    """

    code = models.CharField("行政区划代码", max_length=12, unique=True)
    name = models.CharField("名称", max_length=40)
    short = models.CharField("简称", max_length=20, blank=True, default="")
    host = models.CharField("访问域名", max_length=200, blank=True, default="")
    is_default = models.BooleanField("默认县", default=False)
    is_demo = models.BooleanField("演示县", default=False)
    paper_code = models.CharField("发文机关代字", max_length=20, blank=True, default="")
    settings = models.JSONField("设置", default=dict, blank=True)
    version = models.BigIntegerField("规则版本", default=fresh_version, editable=False)

    objects = CountyQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "县"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["host"], condition=~Q(host=""), name="county_host"),
            models.UniqueConstraint(fields=["is_default"], condition=Q(is_default=True), name="county_one_default"),
        ]

    def __str__(self) -> str:
        return self.name


class Term(models.Model):
    """A term of a congress (届). `congress_key` is the code of the congress as an organisation."""

    county = models.ForeignKey(County, models.PROTECT, related_name="terms")
    congress_key = models.CharField("人民代表大会的代码", max_length=40)
    congress_name = models.CharField("人民代表大会", max_length=100, blank=True, default="")
    number = models.PositiveSmallIntegerField("届")
    starts_on = models.DateField("开始")
    ends_on = models.DateField("届满", null=True, blank=True)

    objects = TermQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "届"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["county", "congress_key", "number"], name="county_term_number"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gt=F("starts_on")), name="county_term_days"
            ),
        ]

    def __str__(self) -> str:
        return f"第{self.number}届"


class Session(models.Model):
    """A session of a congress (次). deadline_at: until when motions and suggestions are taken at it."""

    county = models.ForeignKey(County, models.PROTECT, related_name="+")
    term = models.ForeignKey(Term, models.PROTECT, related_name="sessions")
    number = models.PositiveSmallIntegerField("次")
    starts_on = models.DateField("开幕")
    ends_on = models.DateField("闭幕")
    deadline_at = models.DateTimeField("议案、建议截止时间", null=True, blank=True)

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "次会议"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["county", "term", "number"], name="county_session_number"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="county_session_days"),
        ]

    def __str__(self) -> str:
        return f"第{self.term.number}届第{self.number}次会议"


class RuleSet(models.Model):
    """One number that a province or a county sets itself, with its source. No county: the packaged default."""

    county = models.ForeignKey(County, models.PROTECT, null=True, blank=True, related_name="rules")
    level = models.PositiveSmallIntegerField("适用", choices=Level, default=Level.ANY)
    kind = models.CharField("规则", max_length=40)
    label = models.CharField("管什么", max_length=60, blank=True, default="")
    number = models.PositiveIntegerField("数值")
    unit = models.CharField("单位", max_length=8, choices=Unit)
    source_name = models.CharField("依据", max_length=120)
    source_article = models.CharField("条款", max_length=60, blank=True, default="")
    is_inferred = models.BooleanField("建议值", default=False)
    valid_from = models.DateField("施行日")
    valid_to = models.DateField("停止日", null=True, blank=True)

    objects = RuleQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "规则"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["county", "kind", "level", "valid_from"], name="county_rule_from"),
            models.UniqueConstraint(
                fields=["kind", "level", "valid_from"],
                condition=Q(county__isnull=True),
                name="county_default_rule_from",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}{self.get_unit_display()}"


class HolidayYear(models.Model):
    """A year whose holidays are announced. A county's own row stands before the national one."""

    county = models.ForeignKey(County, models.PROTECT, null=True, blank=True, related_name="holiday_years")
    year = models.PositiveSmallIntegerField("年份")
    source = models.CharField("依据", max_length=200)
    confirmed = models.BooleanField("已公布", default=True)
    loaded_at = models.DateTimeField("载入时间", default=now)

    objects = HolidayYearQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "节假日年度"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["county", "year"], name="county_holiday_year"),
            models.UniqueConstraint(
                fields=["year"], condition=Q(county__isnull=True), name="county_national_holiday_year"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}年"


class Holiday(models.Model):
    """A day that is not what its weekday says: off, or a make-up working day (调休上班)."""

    county = models.ForeignKey(County, models.PROTECT, null=True, blank=True, related_name="holidays")
    day = models.DateField("日期")
    is_workday = models.BooleanField("调休上班")
    name = models.CharField("名称", max_length=40)
    source = models.CharField("依据", max_length=200)

    objects = HolidayQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "节假日"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["county", "day"], name="county_holiday_day"),
            models.UniqueConstraint(
                fields=["day"], condition=Q(county__isnull=True), name="county_national_holiday_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.name}"


class HolidayDraft(models.Model):
    """An announced year between upload and confirmation. days: lists of day, name, is_workday."""

    county = models.ForeignKey(County, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField("年份")
    source = models.CharField("依据", max_length=200)
    days = models.JSONField("日子")
    made_by_id = models.BigIntegerField(default=0)
    made_at = models.DateTimeField(default=now)
    confirmed_at = models.DateTimeField("确认时间", null=True, blank=True)

    objects = HolidayDraftQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "待确认的节假日"

    def __str__(self) -> str:
        return f"{self.year}年"


class NumberSeries(models.Model):
    """The one row from which a series of a year takes its numbers, without gaps. Locked last in a transaction."""

    county = models.ForeignKey(County, models.PROTECT, related_name="+")
    series = models.CharField("系列", max_length=60)
    year = models.PositiveSmallIntegerField("年份")
    last = models.PositiveIntegerField("已用到", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "编号系列"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["county", "series", "year"], name="county_series_year")
        ]

    def __str__(self) -> str:
        return f"{self.series} {self.year} {self.last}"


class VoidNumber(models.Model):
    """A number that was taken and refused: it stays in the book, marked 作废, and is never given again."""

    county = models.ForeignKey(County, models.PROTECT, related_name="+")
    series = models.CharField("系列", max_length=60)
    year = models.PositiveSmallIntegerField("年份")
    number = models.PositiveIntegerField("编号")
    reason = models.CharField("作废原因", max_length=200)
    voided_by_id = models.BigIntegerField(default=0)
    voided_at = models.DateTimeField("作废时间", default=now)

    class Meta:
        verbose_name = verbose_name_plural = "作废编号"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["county", "series", "year", "number"], name="county_void_number")
        ]

    def __str__(self) -> str:
        return f"{self.series} {self.year} {self.number}"
