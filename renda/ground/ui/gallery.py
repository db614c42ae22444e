"""Invented things for the gallery: one of each component, in every state."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from django import forms
from django.http import HttpRequest

from renda.ground.kernel import law
from renda.ground.kernel.clock import COUNTY_TIME
from renda.ground.ui.show import Stage

DAY = date(2026, 5, 25)


class SampleForm(forms.Form):
    """Every kind of field; sent empty, every kind of error."""

    title = forms.CharField(
        label="标题", help_text="一句话说清什么事。", error_messages={"required": "请写一句话，说清什么事。"}
    )
    text = forms.CharField(label="什么事，您希望怎么办", widget=forms.Textarea(attrs={"rows": 4}),
                           error_messages={"required": "请写几句，怎么说都行。"})  # fmt: skip
    unit = forms.ChoiceField(label="主办", choices=[("1", "县水利局"), ("2", "县交通运输局")])
    result = forms.ChoiceField(
        label="办理结果", widget=forms.RadioSelect, choices=[("A", "已经解决或者基本解决"), ("B", "列入计划，逐步解决")],
        error_messages={"required": "请选一项。"},
    )  # fmt: skip
    partners = forms.MultipleChoiceField(
        label="会办",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("1", "文江镇政府"), ("2", "县教育和体育局")],
    )
    phone = forms.CharField(label="手机号", required=False, help_text="填了，有进展就发短信。只有联络员看得到。",
                            widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}))  # fmt: skip
    promised_on = forms.DateField(label="承诺日期", error_messages={"required": "请写到哪一天办完。"})
    scan = forms.FileField(label="扫描件", required=False, help_text="不要上传涉密内容。")
    agreed = forms.BooleanField(
        label="已经念给本人听过，本人同意", error_messages={"required": "请念给本人听，同意了再交。"}
    )


def samples(request: HttpRequest) -> dict[str, Any]:
    return {
        "today": DAY,
        "lights": [
            _waiting(8),
            _waiting(2),
            _waiting(0),
            _waiting(-5),
            _waiting(4, paused_on=DAY - timedelta(12)),
            None,
        ],
        "stages": _stages(),
        "rows": _steps(),
        "due": _due(),
        "form": SampleForm(initial={"promised_on": date(2026, 8, 25)}),
        "wrong_form": SampleForm({"unit": "1"}, prefix="w"),
        "chips": _chips(),
        "list": _list(),
        "batch_steps": [{"name": "remind", "label": "催办"}, {"name": "warn", "label": "发督办函"}],
        "chart": CHART,
        "columns": COLUMNS,
        "offers": _offers(),
        "files": [
            SimpleNamespace(name="建议原件", href="#", note="5页"),
            SimpleNamespace(name="现场照片（4张）", href="#", icon="image"),
        ],
        "facts": [("领衔", "何苇杭（沙河镇代表团）"), ("主办", "县综合行政执法局"), ("交办", "2月20日，三个月内答复")],
        "conflict_rows": [
            {"label": "主办", "now": "县水利局", "typed": "县住房城乡建设局"},
            {"label": "期限", "now": "三个月，8月25日", "typed": "三个月，8月25日"},
        ],
        "typed": [("说明", "老街供水主管2019年随市政道路移交住建局，请县住建局主办。\n水利局配合核实水压。")],
        "prose_text": "滨江路北段修到小学后门就断了，离老车站只差420米。\n\n1,130名学生每天绕行一里多。",
        "source": law.DEPUTIES_51,
    }


def _waiting(days: int, **more: Any) -> SimpleNamespace:
    due = DAY + timedelta(days)
    return SimpleNamespace(
        due_on=due, amber_on=due - timedelta(3), **{"paused_on": None, "is_provisional": False, **more}
    )


def _stages() -> list[Stage]:
    done = [("提出", 1, 20), ("立案", 1, 21), ("交办", 2, 27), ("签收", 3, 2)]
    return [
        *[Stage(label, "done", date(2026, month, day)) for label, month, day in done],
        Stage("办理、面商", "now", note="5月18日已面商"),
        Stage("答复", note="最迟5月27日"),
        Stage("评价"),
        Stage("公开"),
    ]


def _steps() -> list[SimpleNamespace]:
    def taken(month: int, day: int, label: str, who: str, post: str, note: str, digest: str) -> SimpleNamespace:
        at = datetime(2026, month, day, 16, 5, tzinfo=COUNTY_TIME)
        return SimpleNamespace(at=at, label=label, who=who, acted_as=post, note=note, hash=digest)

    return [
        taken(
            5,
            18,
            "记下面商",
            "段知行",
            "县交通运输局经办",
            "到庆符镇第二片区站面谈。代表意见：先通人，后通车。",
            "00c21e",
        ),
        taken(3, 2, "签收", "段知行", "县交通运输局经办", "", "0091f6"),
        taken(2, 27, "交办", "陶文澜", "县人大代表工委", "县交通运输局主办；普通件，三个月。", "003ac7"),
    ]


def _due() -> SimpleNamespace:
    lines = (
        "交办之日：2026年2月27日（交办会，承办单位当场签收）",
        "加三个月：2026年5月27日（普通件；星期三）",
        "中间暂停：0天",
        "变黄灯：2026年5月22日（到期前3个工作日）",
    )
    return SimpleNamespace(day=date(2026, 5, 27), lines=lines, source=law.DEPUTIES_51)


def _chips() -> list[dict[str, Any]]:
    return [
        {"label": "全部", "count": 23, "href": "?", "on": True},
        {"label": "超期", "count": 2, "href": "?light=red", "light": "red"},
        {"label": "快到期", "count": 4, "href": "?light=amber", "light": "amber"},
        {"label": "按期", "count": 15, "href": "?light=green", "light": "green"},
        {"label": "2026年", "count": None, "href": "?", "on": True, "drop": True},
    ]


def _list() -> list[SimpleNamespace]:
    titles = [
        "关于整治沙河镇农贸市场周边占道经营的建议",
        "关于更新文江镇老街片区供水主管的建议",
        "高地片区早晚水压低，三楼以上接不满一桶",
    ]
    units = ["县综合行政执法局", "县水利局", "县人大代表工委"]
    return [
        SimpleNamespace(
            title=title, unit=unit, number=f"第{n + 34:03}号", waiting=_waiting(days), step="催办", key=str(n)
        )
        for n, (title, unit, days) in enumerate(zip(titles, units, (-5, 2, 8), strict=True))
    ]


def _offers() -> list[SimpleNamespace]:
    def offer(name: str, label: str, why_not: str = "", grave: bool = False) -> SimpleNamespace:
        return SimpleNamespace(step=SimpleNamespace(name=name, label=label, is_grave=grave), why_not=why_not)

    return [
        offer("remind", "催办"), offer("ask", "发函询"), offer("refuse", "不立案", grave=True), offer("publish", "公开", "要等答复以后"),
    ]  # fmt: skip


CHART = {
    "kind": "bars",
    "label": "意见去向条形图",
    "head": "去向",
    "unit": "条数",
    "rows": [["已解决", 612], ["已答复说明", 241], ["镇、村正在办", 164], ["超过3天还没甄别", 18]],
    "light": ["镇、村正在办"],
    "late": ["超过3天还没甄别"],
}
COLUMNS = {
    "kind": "columns",
    "label": "每月收到和反馈",
    "head": "月份",
    "series": ["收到", "反馈"],
    "rows": [["1月", 182, 120], ["2月", 141, 131], ["3月", 166, 150], ["4月", 173, 168], ["5月", 158, 149]],
}
