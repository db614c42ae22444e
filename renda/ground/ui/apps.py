from django.apps import AppConfig

WORDS = {
    "Field": {"required": "这一项还没有填。"},
    "CharField": {"required": "这一项还没有填。"},
    "IntegerField": {"invalid": "请填一个整数。"},
    "DecimalField": {"invalid": "请填一个数。"},
    "DateField": {"invalid": "请按“2026-05-27”的样子填日期。"},
    "EmailField": {"invalid": "邮箱地址不对，请检查。"},
    "ChoiceField": {"invalid_choice": "这一项里没有您选的，请重新选。"},
    "MultipleChoiceField": {"invalid_choice": "这一项里没有您选的，请重新选。", "invalid_list": "请从列出的里面选。"},
    "ModelChoiceField": {"invalid_choice": "这一项里没有您选的，请重新选。"},
    "FileField": {
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
