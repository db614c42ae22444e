"""Forms of what a county sets: the words of 四办四评, the day of an assessment."""

from typing import Any

from django import forms

from renda.ground.kernel import clock
from renda.voice.pressing.models import FourLine
from renda.voice.pressing.states import Half, Measure, Moment, Rater


class FourForm(forms.Form):
    """Eight lines as they hold now; the four ratings also say who and when."""

    def __init__(self, *args: Any, lines: dict[str, FourLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = lines
        for key, line in lines.items():
            self.fields[f"{key}_label"] = forms.CharField(
                label="名称", max_length=20, initial=line.label, error_messages={"required": "请写名称。"}
            )
            if key in Measure.values:
                self.fields[f"{key}_rater"] = forms.ChoiceField(label="谁来评", choices=Rater, initial=line.rater)
                self.fields[f"{key}_moment"] = forms.ChoiceField(
                    label="什么时候评", choices=Moment, initial=line.moment
                )

    def rows(self) -> list[dict[str, Any]]:
        return [
            {"line": line, "is_own": line.pk is not None, "is_measure": key in Measure.values,
             "fields": [self[name] for name in self.fields if name.startswith(f"{key}_")]}
            for key, line in self.lines.items()
        ]  # fmt: skip

    def chosen(self) -> dict[str, dict[str, str]]:
        data = self.cleaned_data
        return {
            key: {part: data[f"{key}_{part}"] for part in ("label", "rater", "moment") if f"{key}_{part}" in data}
            for key in self.lines
        }


class AssessmentForm(forms.Form):
    half = forms.ChoiceField(label="哪一次", choices=Half)
    on = forms.DateField(label="评估日", error_messages={"required": "请写评估的日子。"})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("on", clock.today())
