import io

import pytest
from PIL import Image, ImageFile

from renda.ground.files import checks, heic, images
from renda.ground.files.tests import factories as make
from renda.ground.kernel.errors import Invalid

needs_heic = pytest.mark.skipif(not heic.can_read(), reason="pi-heif is not installed: run bin/setup")


def opened(drawn):
    return Image.open(io.BytesIO(drawn.data))


def test_place_camera_and_what_hides_in_a_photo_are_gone():
    drawn = images.draw_anew(make.located_photo())
    image = opened(drawn)
    assert not image.getexif()
    assert not image.info.get("comment")
    for trace in (b"SecretCamera", b"hidden words", b"<script>", b"Exif"):
        assert trace not in drawn.data


def test_a_photo_taken_sideways_stands_upright():
    drawn = images.draw_anew(make.located_photo())
    assert (drawn.width, drawn.height) == (40, 60)
    assert opened(drawn).size == (40, 60)


@pytest.mark.parametrize(("kind", "size"), [("JPEG", (5200, 3900)), ("PNG", (3000, 600)), ("WEBP", (2600, 2600))])
def test_a_large_picture_is_made_smaller(kind, size):
    drawn = images.draw_anew(make.photo(*size, kind=kind))
    assert max(drawn.width, drawn.height) == 2560
    assert abs(drawn.width / drawn.height - size[0] / size[1]) < 0.01


def test_a_small_picture_keeps_its_size():
    assert images.draw_anew(make.photo(60, 40)).width == 60


@pytest.mark.parametrize(
    ("kind", "mode", "content_type"),
    [
        ("JPEG", "RGB", "image/jpeg"), ("JPEG", "L", "image/jpeg"), ("JPEG", "CMYK", "image/jpeg"),
        ("PNG", "RGB", "image/jpeg"), ("PNG", "RGBA", "image/png"), ("PNG", "P", "image/png"),
        ("PNG", "1", "image/png"), ("PNG", "I;16", "image/jpeg"), ("WEBP", "RGBA", "image/jpeg"),
        ("GIF", "P", "image/png"), ("BMP", "RGB", "image/jpeg"),
    ],
)  # fmt: skip
def test_every_kind_of_picture_becomes_one_every_browser_shows(kind, mode, content_type):
    drawn = images.draw_anew(make.photo(kind=kind, mode=mode))
    assert drawn.content_type == content_type
    assert opened(drawn).size == (60, 40)


def test_half_a_photo_is_refused_with_a_sentence(monkeypatch):
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)  # as the PDF engine leaves it
    whole = make.photo(600, 400, quality=95).read()
    with pytest.raises(Invalid, match="打不开"):
        images.draw_anew(io.BytesIO(whole[: len(whole) // 2]))


@needs_heic
def test_a_phone_photo_becomes_a_jpeg_without_its_maker():
    found = checks.look_into(make.phone_photo())
    drawn = images.draw_anew(make.phone_photo(), checks.formats_of(found))
    assert (found.content_type, drawn.content_type, drawn.ending) == ("image/heic", "image/jpeg", ".jpg")
    assert (drawn.width, drawn.height) == (64, 48)
    assert b"Secret Maker" in make.HEIC and b"Secret Maker" not in drawn.data
    left, right = opened(drawn).getpixel((10, 24)), opened(drawn).getpixel((54, 24))
    assert left[2] > 150 > left[0] and right[0] > 150 > right[2]


def test_a_phone_photo_is_not_read_where_another_kind_was_found():
    with pytest.raises(Invalid):
        images.draw_anew(make.phone_photo())


@needs_heic
@pytest.mark.parametrize("cut", [100, 400, 500, 600])
def test_half_a_phone_photo_is_told_in_words(cut):
    with pytest.raises(Invalid):
        images.draw_anew(io.BytesIO(make.HEIC[:cut]), ("HEIF",))
