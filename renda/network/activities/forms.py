"""Input shapes of every step, by the step's name. Whatever the record knows is filled in."""

from datetime import datetime, time
from typing import Any

from django import forms

from renda.ground.county.services import rule_book
from renda.ground.files.forms import UploadsField
from renda.ground.kernel import clock
from renda.ground.workflow.forms import NoteForm, ReasonForm, StepForm
from renda.network.activities import rules
from renda.network.activities.queries import in_turn, members_of, reception_days_of, to_call_in, words_of
from renda.network.activities.states import Family, Sort, WordLine
from renda.network.deputies.models import Deputy
from renda.network.stations.models import Station

HOURS, EACH = {"starts_at": time(9), "ends_at": time(11, 30)}, 2
MOMENTS = ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y/%m/%d %H:%M"]


class ManyDeputies(forms.TypedMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def __init__(self, label: str, **options: Any) -> None:
        options.setdefault("required", False)
        super().__init__(label=label, coerce=int, empty_value=[], **options)


def _moment(label: str, **options: Any) -> forms.DateTimeField:
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(label=label, widget=widget, input_formats=MOMENTS, **options)


class PlanForm(StepForm):
    """A new activity of one station."""

    sort = forms.ChoiceField(label="哪一种")
    title = forms.CharField(label="名称", max_length=80, required=False, help_text="不写就用上面的名称。")
    starts_at = _moment("什么时候", error_messages={"required": "请写开始的时间。"})
    ends_at = _moment("到什么时候", required=False)
    place = forms.CharField(label="地点", max_length=120, required=False, help_text="不写就是家站的地址。")
    deputy_ids = ManyDeputies("请哪些代表")
    tags = forms.MultipleChoiceField(label="标签", required=False, widget=forms.CheckboxSelectMultiple)
    topic = forms.ChoiceField(label="学什么", required=False)
    plan = forms.CharField(label="安排", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3}))
    announce = forms.BooleanField(label="存好就公告，通知代表", required=False)

    field_order = ("sort", "starts_at", "ends_at", "deputy_ids", "announce", "title", "place", "tags", "topic", "plan")

    def __init__(self, *args: Any, station: Station | None = None, **kwargs: Any) -> None:
        self.station = station
        super().__init__(*args, **kwargs)

    def setup(self) -> None:
        station = self.station or (self.row.station if self.row is not None else None)
        chosen = _choices(station, self.row)
        self.fields["deputy_ids"].choices = chosen  # type: ignore[attr-defined]
        if station is not None:
            self.initial.setdefault("place", station.address)
            self._offer_words(station.county_id)
            if self.row is None and not self.is_bound:
                self._propose(station)

    def _propose(self, station: Station) -> None:
        """The station's next reception, with whoever's turn it is: right as it stands more often than not."""
        today, book = clock.today(), rule_book(station.county_id)
        day = rules.next_reception(
            rules.days_named(station.reception), reception_days_of(station, today), book.calendar, today
        )
        moments = {name: datetime.combine(day, at, tzinfo=clock.COUNTY_TIME) for name, at in HOURS.items()}
        turn = [deputy.pk for deputy in in_turn(station, today)[:EACH]]
        self.initial = {**moments, "deputy_ids": turn, "announce": True, **self.initial}

    def _offer_words(self, county_id: int) -> None:
        """The county's words in use, and those the row carries already."""
        words, row = words_of(county_id), self.row
        kept = [row.word or row.sort, *row.tags, row.topic] if row is not None else []
        for name, family in (("sort", Family.KIND), ("tags", Family.TAG), ("topic", Family.TOPIC)):
            empty = [("", "不是学习")] if name == "topic" else []
            self.fields[name].choices = [*empty, *words.choices(family, kept)]  # type: ignore[attr-defined]


class EditForm(PlanForm):
    def setup(self) -> None:
        super().setup()
        del self.fields["announce"]
        row = self.row
        if row is None or self.is_bound:
            return
        for name in ("title", "place", "tags", "topic", "plan"):
            self.initial[name] = getattr(row, name)
        self.initial["sort"] = row.word or row.sort
        for name in ("starts_at", "ends_at"):
            self.initial.setdefault(name, getattr(row, name))
        self.initial.setdefault("deputy_ids", list(row.attendances.values_list("deputy_id", flat=True)))


def _choices(station: Station | None, row: Any = None) -> list[tuple[str, str]]:
    """The station's deputies, and whoever else is of the activity already."""
    if station is None:
        return []
    rows = list(members_of(station, clock.today()))
    if row is not None:
        more = Deputy.objects.filter(county_id=row.county_id, pk__in=row.attendances.values("deputy_id"))
        rows += [deputy for deputy in more.order_by("name", "pk") if deputy not in rows]
    return [(str(one.pk), f"{one.name}　{one.get_level_display()}") for one in rows]


class AnnounceForm(NoteForm):
    pass


class SignUpForm(StepForm):
    pass


class AskLeaveForm(StepForm):
    note = forms.CharField(label="原因", max_length=100, required=False, help_text="可以不写。")


class CallInForm(StepForm):
    """Whose turn it is stands first and is chosen already: one press."""

    deputy_id = forms.TypedChoiceField(label="请哪一位", coerce=int, widget=forms.RadioSelect,
                                       error_messages={"required": "请选一位代表。"})  # fmt: skip

    def setup(self) -> None:
        if self.row is None:
            return
        free = to_call_in(self.row, clock.today())
        self.fields["deputy_id"].choices = [(one.pk, f"{one.name}　{one.get_level_display()}") for one in free]  # type: ignore[attr-defined]
        if free and not self.is_bound:
            self.initial.setdefault("deputy_id", free[0].pk)


class RecordForm(StepForm):
    """Who came is ticked already as invited; a reception asks for one number, everything for one line."""

    came = ManyDeputies("哪些代表到了")
    visitors = forms.IntegerField(label="来了多少群众", min_value=0, max_value=10_000, required=False)
    result = forms.CharField(
        label="情况和结果", max_length=3000, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="一两句就行。群众说的事另记在“群众意见”里，不用再抄。",
    )  # fmt: skip
    held_on = forms.DateField(label="哪天开展的", required=False, help_text="不改就是安排的那天。")
    photos = UploadsField(label="照片", required=False, images_only=True, most=4)

    def setup(self) -> None:
        row = self.row
        if row is None:
            return
        self.fields["came"].choices = _choices(row.station, row)  # type: ignore[attr-defined]
        if not row.is_reception:
            del self.fields["visitors"]
        if not self.is_bound:
            invited = row.attendances.exclude(answer="leave").exclude(came=False)
            self.initial.setdefault("came", list(invited.values_list("deputy_id", flat=True)))
            self.initial.setdefault("held_on", row.day)


class AmendForm(RecordForm):
    def setup(self) -> None:
        super().setup()
        if self.row is not None and not self.is_bound:
            self.initial["came"] = list(self.row.attendances.filter(came=True).values_list("deputy_id", flat=True))
            self.initial.setdefault("result", self.row.result)
            self.initial.setdefault("visitors", self.row.visitors)


class CancelForm(ReasonForm):
    pass


class EditSummaryForm(StepForm):
    text = forms.CharField(
        label="总结",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 12}),
        error_messages={"required": "请写几句总结。"},
    )

    def setup(self) -> None:
        self.initial.setdefault("text", getattr(self.row, "text", ""))


class ConfirmForm(NoteForm):
    pass


class ReopenForm(ReasonForm):
    pass


class RosterForm(forms.Form):
    """The duties of a quarter, or less; the days are those of the station's own sentence on its receptions."""

    month = forms.CharField(
        label="哪个月", widget=forms.TextInput(attrs={"type": "month"}), error_messages={"required": "请选哪个月。"}
    )
    days = forms.CharField(label="每月哪几天", max_length=40, help_text="例如：10,25。遇休息日顺延到下一个工作日。",
                           error_messages={"required": "请写每月哪几天接待。"})  # fmt: skip
    starts = forms.TimeField(label="几点开始", widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    ends = forms.TimeField(
        label="几点结束", required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    each = forms.IntegerField(label="每次几名代表", min_value=1, max_value=10)
    months = forms.TypedChoiceField(
        label="排多久", coerce=int, choices=[(3, "三个月"), (2, "两个月"), (1, "一个月")], widget=forms.RadioSelect
    )
    announce = forms.BooleanField(label="排好就公告，通知值班代表", required=False)

    def __init__(self, *args: Any, station: Station, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = ",".join(str(day) for day in rules.days_named(station.reception))
        self.initial = {
            "days": named, "starts": HOURS["starts_at"], "ends": HOURS["ends_at"], "each": EACH, "month": f"{clock.today():%Y-%m}", "months": 3,
            "announce": True,
        }  # fmt: skip

    def clean_month(self) -> tuple[int, int]:
        year, _, month = self.cleaned_data["month"].partition("-")
        if not (year.isdecimal() and month.isdecimal() and 2000 <= int(year) <= 2100 and 1 <= int(month) <= 12):
            raise forms.ValidationError("月份请写成2026-12这样。")
        return int(year), int(month)

    def clean_days(self) -> list[int]:
        parts = [
            part for part in self.cleaned_data["days"].replace("，", ",").replace("、", ",").split(",") if part.strip()
        ]
        if not parts or not all(part.strip().isdecimal() and 1 <= int(part) <= 31 for part in parts):
            raise forms.ValidationError("请写1到31的日子，用逗号隔开。")
        return sorted({int(part) for part in parts})[: rules.MOST_DAYS]

    def keywords(self) -> dict[str, Any]:
        year, month = self.cleaned_data["month"]
        return {
            "year": year,
            "month": month,
            **{name: self.cleaned_data[name] for name in ("days", "starts", "ends", "each", "months", "announce")},
        }


class DraftSummaryForm(forms.Form):
    quarter = forms.TypedChoiceField(
        label="哪个季度", coerce=int, choices=[(q, name) for q, name in enumerate(rules.QUARTERS, 1)]
    )
    year = forms.IntegerField(label="年份", min_value=2000, max_value=2100)


class GapForm(forms.Form):
    """Why a month had nothing."""

    month = forms.IntegerField(min_value=1, max_value=12, widget=forms.HiddenInput)
    year = forms.IntegerField(min_value=2000, max_value=2100, widget=forms.HiddenInput)
    reason = forms.CharField(label="为什么没有活动", max_length=80, help_text="和空着的月份一起公开，例如：站点所在楼维修。",
                             error_messages={"required": "请写一句为什么没有活动。"})  # fmt: skip


class WordsForm(forms.Form):
    """One family of words: a name and whether it is in use for each, and a line for a new one."""

    new_label = forms.CharField(label="再加一个", max_length=20, required=False)
    new_sort = forms.ChoiceField(label="在簿册和统计里算哪一种", choices=[("", "请选"), *Sort.choices], required=False)

    def __init__(self, data: Any = None, *, family: str, lines: list[WordLine]) -> None:
        super().__init__(data)
        self.family, self.lines = family, lines
        if family != Family.KIND:
            del self.fields["new_sort"]
        for line in lines:
            self.fields[f"label_{line.key}"] = forms.CharField(
                label="名称", max_length=20, initial=line.label, error_messages={"required": "名称不能空着。"}
            )
            self.fields[f"on_{line.key}"] = forms.BooleanField(label="在用", required=False, initial=line.is_on)

    @property
    def rows(self) -> list[dict[str, Any]]:
        return [{"line": line, "label": self[f"label_{line.key}"], "on": self[f"on_{line.key}"]} for line in self.lines]

    def chosen(self) -> list[dict[str, Any]]:
        data = self.cleaned_data
        found = [
            {"key": one.key, "label": data[f"label_{one.key}"], "is_on": data[f"on_{one.key}"]} for one in self.lines
        ]
        if data["new_label"].strip():
            found.append({"key": "", "label": data["new_label"], "is_on": True, "sort": data.get("new_sort", "")})
        return found
