from django.apps import AppConfig

LIMITS = {"min_value": "不能小于%(limit_value)s。", "max_value": "不能大于%(limit_value)s。"}
WORDS = {
    "Field": {"required": "这一项还没有填。"},
    "CharField": {
        "required": "这一项还没有填。",
        "max_length": "最多写%(limit_value)d个字，现在是%(show_value)d个字，请删短一些。",
        "min_length": "至少写%(limit_value)d个字，现在是%(show_value)d个字。",
        "null_characters_not_allowed": "这里面有看不见的字符，请删掉重写。",
    },
    "IntegerField": {"invalid": "请填一个整数。", **LIMITS},
    "DecimalField": {
        "invalid": "请填一个数。",
        "max_decimal_places": "小数点后最多%(max)d位。",
        "max_whole_digits": "小数点前最多%(max)d位。",
        "max_digits": "一共最多%(max)d位数字。",
        **LIMITS,
    },
    "DateField": {"invalid": "请按“2026-05-27”的样子填日期。"},
    "DateTimeField": {"invalid": "请按“2026-05-27 09:30”的样子填日期和时间。"},
    "TimeField": {"invalid": "请按“09:30”的样子填时间。"},
    "EmailField": {"invalid": "邮箱地址不对，请检查。"},
    "ChoiceField": {"invalid_choice": "这一项里没有您选的，请重新选。"},
    "MultipleChoiceField": {"invalid_choice": "这一项里没有您选的，请重新选。", "invalid_list": "请从列出的里面选。"},
    "ModelChoiceField": {"invalid_choice": "这一项里没有您选的，请重新选。"},
    "FileField": {
        "max_length": "文件名太长，最多%(max)d个字，请改短了再选。",
        "invalid": "没有收到文件，请重新选。",
        "missing": "没有收到文件，请重新选。",
        "empty": "这个文件是空的，请重新选。",
    },
    "UUIDField": {"invalid": "这一页放得太久了，请重新打开。"},
}


class UiConfig(AppConfig):
    name = "renda.ground.ui"
    label = "ui"
    verbose_name = "界面"

    def ready(self) -> None:
        """Forms speak as a good clerk does; a field may still bring words of its own."""
        from django import forms

        for name, words in WORDS.items():
            field = getattr(forms, name)
            field.default_error_messages = {**field.default_error_messages, **words}
