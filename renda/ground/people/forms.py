"""Shapes of what is typed about people. They never save."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password

from renda.ground.kernel.actor import Role
from renda.ground.kernel.clock import today
from renda.ground.kernel.text import PHONE, tidy_phone
from renda.ground.people.models import Organisation, Post, User
from renda.ground.people.rules import PERSONAL, TOKEN_DAYS, TOKEN_MOST_DAYS
from renda.ground.people.states import Mode, OrgKind, RosterKind, Theme


class PhoneField(forms.CharField):
    widget = forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"})

    def clean(self, value: Any) -> str:
        phone = tidy_phone(super().clean(value) or "")
        if phone and not PHONE.fullmatch(phone):
            raise forms.ValidationError("手机号是11位数字，请再看一遍。")
        return phone


class OneOfField(forms.ChoiceField):
    """One of the choices, of which the empty one is a choice like the others."""

    widget = forms.RadioSelect
    empty_values: list[Any] = []


class DayField(forms.DateField):
    widget = forms.DateInput


def _new_password(label: str) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=128, strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )


class SignInForm(forms.Form):
    login = forms.CharField(
        label="登录名或手机号", max_length=40, widget=forms.TextInput(attrs={"autocomplete": "username"})
    )
    password = forms.CharField(
        label="密码", max_length=128, strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )  # fmt: skip


class SlipForm(forms.Form):
    code = forms.CharField(
        label="通知单上的码", max_length=40, help_text="四个一组，大小写都行。",
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autocapitalize": "characters"}),
    )  # fmt: skip


class SmsForm(forms.Form):
    phone = PhoneField(label="手机号", max_length=20)


class SmsCodeForm(forms.Form):
    phone = PhoneField(label="手机号", max_length=20)
    code = forms.CharField(
        label="短信里的六位数字", max_length=8,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )  # fmt: skip


class PasswordForm(forms.Form):
    """A new password; the present one is asked for unless it has to be changed anyway."""

    present_password = forms.CharField(
        label="现在的密码", max_length=128, strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )  # fmt: skip
    password = _new_password("新密码")
    password_again = _new_password("新密码，再写一遍")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["password"].help_text = "至少10个字符。用几个词连起来，比怪符号好记也更安全。"
        if user.must_change_password:
            del self.fields["present_password"]

    def clean_present_password(self) -> str:
        present: str = self.cleaned_data["present_password"]
        if not self.user.check_password(present):
            raise forms.ValidationError("现在的密码不对，请再输一遍。")
        return present

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if self.user.has_usable_password() and self.user.check_password(password):
            raise forms.ValidationError("新密码和现在的一样，请换一个。")
        validate_password(password, self.user)
        return password

    def clean(self) -> dict[str, Any]:
        again = self.cleaned_data.get("password_again")
        if again != self.cleaned_data.get("password", again):
            self.add_error("password_again", "两遍不一样，请再写一遍。")
        return self.cleaned_data


class SettingsForm(forms.Form):
    mode = OneOfField(label="字号", choices=Mode.choices)
    theme = OneOfField(label="外观", choices=Theme.choices)
    wants_sms = forms.BooleanField(label="有事发短信", required=False)
    wants_email = forms.BooleanField(label="有事发邮件", required=False)
    wants_chat = forms.BooleanField(label="有事发政务群", required=False)


class TokenForm(forms.Form):
    name = forms.CharField(label="给哪个程序用", max_length=60)
    days = forms.IntegerField(label="用多少天", min_value=1, max_value=TOKEN_MOST_DAYS, initial=TOKEN_DAYS)


class AccountForm(forms.Form):
    name = forms.CharField(label="姓名", max_length=40)
    login = forms.CharField(label="登录名", max_length=40, help_text="字母、数字都行；一般用手机号或工号。")
    phone = PhoneField(label="手机号", max_length=20, required=False)
    email = forms.EmailField(label="电子邮箱", required=False)


class ChangeAccountForm(forms.Form):
    name = forms.CharField(label="姓名", max_length=40)
    phone = PhoneField(label="手机号", max_length=20, required=False)
    email = forms.EmailField(label="电子邮箱", required=False)


class OrgForm(forms.Form):
    kind = forms.ChoiceField(label="类别", choices=OrgKind)
    name = forms.CharField(label="全称", max_length=100)
    short = forms.CharField(label="简称", max_length=40, required=False)
    code = forms.CharField(label="代码", max_length=40, required=False)
    paper_code = forms.CharField(
        label="发文机关代字", max_length=20, required=False, help_text="印在文号里，例如“高水”：高水函〔2026〕3号"
    )
    parent_id = forms.TypedChoiceField(label="上级机构", coerce=int, empty_value=None, required=False)
    congress_id = forms.TypedChoiceField(label="所属人民代表大会", coerce=int, empty_value=None, required=False)

    def __init__(self, *args: Any, county_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        orgs = Organisation.objects.in_use().filter(county_id=county_id).order_by("kind", "name")
        rows = list(orgs.values_list("pk", "kind", "name"))
        self.fields["parent_id"].choices = [("", "没有"), *((pk, name) for pk, _, name in rows)]  # type: ignore[attr-defined]
        self.fields["congress_id"].choices = [  # type: ignore[attr-defined]
            ("", "不属于"), *((pk, name) for pk, kind, name in rows if kind == OrgKind.CONGRESS)
        ]  # fmt: skip


class PostForm(forms.Form):
    org = forms.ModelChoiceField(label="机构", queryset=Organisation.objects.none(), empty_label="请选")
    role = forms.ChoiceField(label="职责", choices=[("", "请选"), *Role.choices])
    title = forms.CharField(label="职务名称", max_length=40, required=False)
    from_on = DayField(label="任职日")
    to_on = DayField(label="止职日", required=False, help_text="含当日；还没定的不填。")

    def __init__(self, *args: Any, county_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"from_on": today()}, **kwargs})
        orgs = Organisation.objects.in_use().filter(county_id=county_id).order_by("kind", "name")
        self.fields["org"].queryset = orgs  # type: ignore[attr-defined]


class EndForm(forms.Form):
    on = DayField(label="最后一天", help_text="含当日")


class StandInForm(forms.Form):
    """Whose post, who stands in, from when until when."""

    post = forms.ModelChoiceField(label="代谁", queryset=Post.objects.none(), empty_label="请选")
    login = forms.CharField(
        label="由谁代", max_length=40, help_text="写登录名。", widget=forms.TextInput(attrs={"list": "colleagues"})
    )
    from_on = DayField(label="从哪天起")
    to_on = DayField(label="到哪天止", help_text="含当日；提前回来可以随时收回。")

    def __init__(self, *args: Any, posts: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"from_on": today()}, **kwargs})
        self.fields["post"].queryset = posts.exclude(role__in=PERSONAL)  # type: ignore[attr-defined]


class RosterForm(forms.Form):
    kind = forms.ChoiceField(label="导入什么", choices=RosterKind, widget=forms.RadioSelect, initial=RosterKind.PEOPLE)
    file = forms.FileField(label="名册文件", help_text="Excel（.xlsx）文件，一次最多2000行、2兆。只传非涉密的内容。")
