"""Form fields for uploads: checked by content while the form is, so that the reason stands at the field."""

from typing import Any

from django import forms
from django.core.files.base import File

from renda.ground.files import checks, rules
from renda.ground.kernel.errors import Invalid

WARNING = "请勿上传涉密内容。"
LIMITS = "照片每张最多10MB，其他文件每个最多20MB。"
PHOTOS = "照片里的拍摄地点会自动去掉。"


class UploadField(forms.FileField):
    """One file. images_only: photographs alone."""

    def __init__(self, *, images_only: bool = False, help_text: str = "", **options: Any) -> None:
        self.images_only = images_only
        hint = f"{help_text}{PHOTOS if images_only else LIMITS}{WARNING}"
        options.setdefault("widget", forms.FileInput(attrs={"accept": self.accepted}))
        super().__init__(help_text=hint, **options)

    @property
    def accepted(self) -> str:
        return rules.IMAGES_ONLY if self.images_only else rules.ACCEPTED

    def clean(self, data: Any, initial: Any = None) -> Any:
        if data and getattr(data, "size", None) == 0:
            raise forms.ValidationError(f"“{data.name}”是空的，请重新选一次。")
        file = super().clean(data, initial)
        if isinstance(file, File):
            check(file, images_only=self.images_only)
        return file


class ManyFiles(forms.FileInput):
    allow_multiple_selected = True


class UploadsField(UploadField):
    """Several files; clean gives a list, empty if there are none. most: how many."""

    def __init__(self, *, most: int = rules.MOST_FILES, images_only: bool = False, **options: Any) -> None:
        self.most = most
        accept = rules.IMAGES_ONLY if images_only else rules.ACCEPTED
        options.setdefault("widget", ManyFiles(attrs={"accept": accept, "data-most": most}))
        words = options.pop("help_text", "")
        super().__init__(images_only=images_only, help_text=f"{words}最多{most}个。", **options)

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        given = [file for file in data if file] if isinstance(data, list | tuple) else [data] if data else []
        if not given:
            super().clean(None, initial)
            return []
        if len(given) > self.most:
            raise forms.ValidationError(f"选了{len(given)}个，一次最多{self.most}个，请少选一些。")
        if sum(file.size or 0 for file in given) > rules.MOST_BYTES:
            raise forms.ValidationError("加起来超过20MB，请减少几个或压缩后再交。")
        return [super(UploadsField, self).clean(file, initial) for file in given]


def check(file: File, *, images_only: bool) -> None:  # type: ignore[type-arg]
    """Raises ValidationError with the sentence of the check."""
    try:
        checks.look_into(file, images_only=images_only)
    except Invalid as refusal:
        raise forms.ValidationError(refusal.text) from refusal
