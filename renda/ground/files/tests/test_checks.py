import pytest

from renda.ground.files import checks, heic, rules
from renda.ground.files.tests import factories as make
from renda.ground.kernel.errors import Invalid


def sentence(upload, **options):
    with pytest.raises(Invalid) as caught:
        checks.look_into(upload, **options)
    return caught.value.text


@pytest.mark.parametrize(
    ("upload", "content_type"),
    [
        (make.photo(), "image/jpeg"),
        (make.photo(kind="PNG"), "image/png"),
        (make.photo(kind="WEBP"), "image/webp"),
        (make.photo(kind="BMP"), "image/bmp"),
        (make.pdf(), "application/pdf"),
        (make.word(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (make.package("xl/workbook.xml"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (
            make.package("ppt/presentation.xml"),
            "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        ),
        (make.package("OFD.xml"), "application/ofd"),
        (make.upload(rules.OLE + b"\0" * 600, "旧文件.doc"), "application/msword"),
        (make.upload(rules.OLE + b"\0" * 600, "表.ET"), "application/vnd.ms-excel"),
    ],
)
def test_a_file_is_known_by_its_content(upload, content_type):
    upload.name = upload.name if content_type.startswith("application/") and "." in upload.name else "noname"
    assert checks.look_into(upload).content_type == content_type
    assert upload.tell() == 0


@pytest.mark.parametrize(
    "upload",
    [
        make.upload(b"MZ\x90\x00" + b"\0" * 300, "答复.pdf"),
        make.upload(b"<html><script>alert(1)</script>", "照片.jpg"),
        make.upload(b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", "图.png"),
        make.upload(b"plain words", "说明.docx"),
        make.upload(rules.OLE + b"\0" * 600, "安装.msi"),
    ],
)
def test_a_name_does_not_make_a_wrong_kind_right(upload):
    assert "的类型不能收" in sentence(upload)
    assert upload.name in sentence(upload)


def test_where_photos_are_asked_for_nothing_else_is_taken():
    assert "只收照片" in sentence(make.pdf(), images_only=True)


def test_an_empty_file_is_named():
    assert sentence(make.upload(b"", "空.pdf")) == "“空.pdf”是空的，请重新选一次。"


def test_too_large_is_told_with_the_limit():
    assert "最多20MB" in sentence(make.pdf(fill=b"0" * (20 * 1024 * 1024)))
    big = make.upload(make.photo().read() + b"\0" * (10 * 1024 * 1024), "大.jpg")
    assert "最多10MB" in sentence(big)


@pytest.mark.parametrize("brand", [b"hevc", b"avif"])
def test_a_kind_nobody_here_can_read_says_what_to_set_on_the_phone(brand):
    assert "兼容性最佳" in sentence(make.upload(b"\0\0\0\x18ftyp" + brand + b"\0" * 40, "IMG_1.HEIC"))


def test_without_the_library_for_phone_photos_the_hint_stays(monkeypatch):
    monkeypatch.setattr(heic, "can_read", lambda: False)
    assert "兼容性最佳" in sentence(make.phone_photo())


@pytest.mark.skipif(not heic.can_read(), reason="pi-heif is not installed: run bin/setup")
def test_a_broken_phone_photo_is_told_in_words():
    assert "打不开" in sentence(make.upload(make.HEIC[:80] + b"\0" * 200, "IMG_1.HEIC"))


def test_a_picture_with_too_many_pixels_is_refused_before_it_is_drawn():
    text = sentence(make.huge_png())
    assert "像素太多" in text or "打不开" in text


def test_a_broken_picture_is_refused():
    assert "打不开" in sentence(make.upload(b"\x89PNG\r\n\x1a\nnothing", "坏.png"))


def test_a_zip_bomb_is_refused():
    assert "大得不正常" in sentence(make.bomb())


def test_a_zip_bomb_that_lies_about_its_size_is_refused():
    assert "打不开" in sentence(make.lying_bomb())


def test_a_package_of_too_many_entries_is_refused(monkeypatch):
    monkeypatch.setattr(rules, "MOST_ENTRIES", 3)
    assert "大得不正常" in sentence(make.package("word/document.xml", "a", "b", "c"))


def test_a_broken_package_is_refused():
    whole = make.word().read()
    assert "打不开" in sentence(make.upload(whole[: len(whole) // 2], "断.docx"))


def test_a_document_with_macros_is_refused():
    assert "有宏" in sentence(make.package("word/document.xml", "word/vbaProject.bin"))


def test_a_plain_archive_is_refused():
    assert "是压缩包" in sentence(make.package("a.txt", name="a.docx"))


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\我的文档\\来信.pdf", "来信.pdf"),
        ("答复.pdf.exe", "答复.pdf.pdf"),
        ('a"b\r\nc.pdf', "abc.pdf"),
        ("", "附件.pdf"),
        ("...", "附件.pdf"),
        ("关于3.5公里道路的答复", "关于3.5公里道路的答复.pdf"),
        ("长" * 300 + ".pdf", "长" * 120 + ".pdf"),
    ],
)
def test_names_are_tidied_and_get_the_ending_of_their_content(given, kept):
    assert rules.tidy_name(given, ".pdf") == kept
