"""Forms of a year's money."""

from decimal import Decimal

from django import forms

from renda.ground.files.forms import UploadField
from renda.ground.kernel import clock
from renda.ground.workflow.forms import NoteForm, ReasonForm, StepForm
from renda.network.funds.models import LEVELS
from renda.network.funds.states import Purpose
from renda.network.stations.models import Station

LEAST, MOST = Decimal("0.01"), Decimal("9999999.99")
FIRST_YEAR, LAST_YEAR = 2000, 2100


class YuanField(forms.DecimalField):
    """Yuan and cents."""

    def __init__(self, **options: object) -> None:
        options = {"min_value": LEAST, "max_value": MOST, "max_digits": 9, "decimal_places": 2, **options}
        super().__init__(**options)  # type: ignore[arg-type]


class PlanForm(NoteForm):
    year = forms.IntegerField(label="年度", min_value=FIRST_YEAR, max_value=LAST_YEAR)
    counted_on = forms.DateField(label="按哪天的名册数人", help_text="人数从代表名册里数，标准按县里定的。")

    def setup(self) -> None:
        self.initial.setdefault("year", clock.today().year)
        self.initial.setdefault("counted_on", clock.today())


class RecountForm(NoteForm):
    counted_on = forms.DateField(label="按哪天的名册数人")

    def setup(self) -> None:
        self.initial.setdefault("counted_on", clock.today())


class AppropriateForm(NoteForm):
    amount_yuan = YuanField(label="拨付金额（元）")

    def setup(self) -> None:
        if self.row is not None:
            self.initial.setdefault("amount_yuan", self.row.missing_yuan)


class AddForm(AppropriateForm):
    pass


class SpendForm(StepForm):
    amount_yuan = YuanField(label="金额（元）")
    paid_on = forms.DateField(label="支出日")
    purpose = forms.ChoiceField(label="用途", choices=Purpose)
    text = forms.CharField(label="事由", max_length=200, error_messages={"required": "请写这笔钱花在什么事上。"})
    voucher = forms.CharField(label="凭证号", max_length=40, error_messages={"required": "没有凭证号不能记支出。"})
    station = forms.TypedChoiceField(label="用在哪个家站", required=False, coerce=int, empty_value=None)
    file = UploadField(label="凭证扫描件", required=False)

    def setup(self) -> None:
        self.initial.setdefault("paid_on", clock.today())
        rows = Station.objects.visible_to(self.actor).listed()
        if self.row is not None and self.row.level == 1:
            rows = rows.filter(town_org_id=self.row.office_id)
        choices = [("", "不分到家站"), *((pk, name) for pk, name in rows.values_list("pk", "name"))]
        self.fields["station"].choices = choices  # type: ignore[attr-defined]


class ReverseForm(ReasonForm):
    voucher = forms.CharField(label="冲回哪个凭证号的支出", max_length=40)
    field_order = ("voucher", "note")


class SettleForm(NoteForm):
    pass


class RateForm(forms.Form):
    level = forms.TypedChoiceField(label="级别", choices=LEVELS, coerce=int)
    year = forms.IntegerField(label="从哪年起", min_value=FIRST_YEAR, max_value=LAST_YEAR)
    yuan = YuanField(label="元/人/年")
