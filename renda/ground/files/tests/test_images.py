import io

import pytest
from PIL import Image

from renda.ground.files import images
from renda.ground.files.tests import factories as make
from renda.ground.kernel.errors import Invalid


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


def test_half_a_photo_is_refused_with_a_sentence():
    whole = make.photo(600, 400, quality=95).read()
    with pytest.raises(Invalid, match="打不开"):
        images.draw_anew(io.BytesIO(whole[: len(whole) // 2]))
