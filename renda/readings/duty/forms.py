"""Forms of this room. None of them feeds a book: they name books, answer objections, and bring photos back."""

from typing import Any

from django import forms

from renda.ground.files.forms import UploadField
from renda.ground.kernel import clock
from renda.ground.workflow.forms import NoteForm, ReasonForm, StepForm
from renda.readings.duty.facts import COLUMNS, SOURCES
from renda.readings.duty.states import MOST_BOOKS, BookPlan
from renda.voice.opinions.models import Opinion
from renda.voice.opinions.states import Entry

MOST_OFFERED = 20


class BeginForm(NoteForm):
    pass


class ConfirmForm(NoteForm):
    pass


class VerifyForm(NoteForm):
    pass


class LookAgainForm(ReasonForm):
    pass


class ObjectForm(StepForm):
    """line_key: the line as the archive names it; none, if something is missing."""

    line_key = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    objection = forms.CharField(label="哪里不对，或者缺了什么", max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
                                error_messages={"required": "请写一句哪里不对，或者缺了什么。"})  # fmt: skip


class CorrectForm(ReasonForm):
    note = forms.CharField(label="改了哪里", max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
                           help_text="先到原来的记录里改好，这里写改了什么；档案跟着变。",
                           error_messages={"required": "请写改了哪里。"})  # fmt: skip


class ExplainForm(ReasonForm):
    note = forms.CharField(label="为什么没有改", max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
                           error_messages={"required": "请写为什么没有改。"})  # fmt: skip


class WithdrawForm(NoteForm):
    pass


class PrintForm(NoteForm):
    pass


class PhotoForm(StepForm):
    photo = UploadField(label="填好的单子的照片", images_only=True, help_text="一张单拍一张，字要看得清。",
                        error_messages={"required": "请选拍好的照片。"})  # fmt: skip


class PlaceForm(PhotoForm):
    pass


class HoldForm(PhotoForm):
    pass


class EnterForm(StepForm):
    """Names the opinion entered from the photo; what it says was typed on the opinions' own page, once."""

    opinion = forms.TypedChoiceField(label="是哪一条", error_messages={"required": "请选刚才录入的那一条。"})

    def setup(self) -> None:
        if self.row is None:
            return
        rows = Opinion.objects.visible_to(self.actor).filter(station_id=self.row.station_id, entry=Entry.PAPER)
        rows = rows.filter(received_on__year__gte=self.row.year).order_by("-pk")[:MOST_OFFERED]
        choices = [(str(row.pk), f"{row.number_line()}　{row.title_line()}") for row in rows]
        self.fields["opinion"].choices = choices  # type: ignore[attr-defined]


class VoidForm(ReasonForm):
    pass


class RunForm(forms.Form):
    """A year, and all stations or one town's."""

    year = forms.TypedChoiceField(label="年度", coerce=int)
    town = forms.ChoiceField(label="范围", required=False)

    def __init__(self, *args: Any, towns: list[str], has_all: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        this_year = clock.today().year
        self.fields["year"].choices = [(y, f"{y}年") for y in range(this_year, this_year - 6, -1)]  # type: ignore[attr-defined]
        every = [("", "全县的家站")] if has_all else []
        self.fields["town"].choices = [*every, *((town, town) for town in towns)]  # type: ignore[attr-defined]


class BlankForm(forms.Form):
    """Which book's blank forms, how many."""

    book = forms.ChoiceField(label="哪一本")
    count = forms.IntegerField(label="几张", min_value=1, max_value=20, initial=2)

    def __init__(self, *args: Any, books: list[BookPlan], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["book"].choices = [(one.key, one.title) for one in books]  # type: ignore[attr-defined]


class YearForm(forms.Form):
    year = forms.IntegerField(label="从哪年起", min_value=2000, max_value=2100)


class BookForm(forms.Form):
    """One place on the shelf; without a title it stays empty."""

    key = forms.SlugField(required=False, widget=forms.HiddenInput)
    title = forms.CharField(label="名称", required=False, max_length=40)
    order = forms.IntegerField(label="排第几", required=False, min_value=1, max_value=99)
    is_volume = forms.BooleanField(label="是册，不是本", required=False)
    sources = forms.MultipleChoiceField(
        label="收哪些记录",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(key, source.label) for key, source in SOURCES.items()],
    )
    columns = forms.MultipleChoiceField(
        label="有哪些栏目",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(key, column.label) for key, column in COLUMNS.items()],
    )

    def plan(self, n: int) -> BookPlan | None:
        data = self.cleaned_data
        if not data["title"].strip():
            return None
        before = [key for key in self.initial.get("columns", ()) if key in data["columns"]]
        chosen = (*before, *(key for key in COLUMNS if key in data["columns"] and key not in before))
        kept = tuple(key for key in SOURCES if key in data["sources"])
        return BookPlan(data["key"] or f"own{n}", data["title"].strip(), kept, chosen, data["is_volume"])


def shelf_of(data: Any, books: list[BookPlan]) -> list[BookForm]:
    """A form for each book there is, and blank ones up to the most there may be."""
    forms_ = []
    for n in range(MOST_BOOKS):
        plan = books[n] if n < len(books) else None
        initial = {"key": plan.key, "title": plan.title, "order": n + 1, "is_volume": plan.is_volume, "sources": plan.sources,
                   "columns": plan.columns} if plan else {"order": n + 1}  # fmt: skip
        forms_.append(BookForm(data, prefix=f"b{n}", initial=initial))
    return forms_
