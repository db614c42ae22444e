import pytest
from django import forms
from django.utils.datastructures import MultiValueDict

from renda.ground.files import rules
from renda.ground.files.forms import UploadField, UploadsField
from renda.ground.files.tests import factories as make


class TrialForm(forms.Form):
    scan = UploadField(label="扫描件", required=False)
    photos = UploadsField(label="照片", required=False, most=3, images_only=True)


def filled(**files):
    lists = {name: file if isinstance(file, list) else [file] for name, file in files.items()}
    return TrialForm({}, MultiValueDict(lists))


def test_uploads_come_as_a_list_and_none_as_an_empty_one():
    form = filled(photos=[make.photo(), make.photo()], scan=make.pdf())
    assert form.is_valid(), form.errors
    assert len(form.cleaned_data["photos"]) == 2
    assert form.cleaned_data["scan"].name == "来信.pdf"
    assert TrialForm({}, {}).is_valid()
    form = TrialForm({}, {})
    form.is_valid()
    assert form.cleaned_data == {"scan": None, "photos": []}


@pytest.mark.parametrize(
    ("files", "field", "words"),
    [
        ({"photos": [make.pdf()]}, "photos", "只收照片"),
        ({"photos": [make.photo() for _ in range(4)]}, "photos", "一次最多3个"),
        ({"photos": [make.photo(), make.upload(b"", "空.jpg")]}, "photos", "“空.jpg”是空的"),
        ({"scan": make.upload(b"words", "a.pdf")}, "scan", "的类型不能收"),
        ({"scan": make.bomb()}, "scan", "大得不正常"),
    ],
)
def test_what_is_wrong_stands_at_its_field(files, field, words):
    form = filled(**files)
    assert not form.is_valid()
    assert words in form.errors[field][0]


def test_all_files_of_a_field_together_have_a_limit(monkeypatch):
    monkeypatch.setattr(rules, "MOST_BYTES", 1000)
    form = filled(photos=[make.photo(), make.photo()])
    assert "加起来超过20MB" in form.errors["photos"][0]


def test_a_required_field_asks_for_files():
    field = UploadsField(label="照片")
    with pytest.raises(forms.ValidationError):
        field.clean([])


def test_every_upload_warns_against_secrets():
    for field in TrialForm().fields.values():
        assert "请勿上传涉密内容" in field.help_text
    assert "multiple" in str(TrialForm()["photos"])
    assert "image/jpeg" in str(TrialForm()["photos"])
