"""The reader itself, with its models: loaded once for the few pages of this file. Bounds were found by `renda evaluate paper`."""

import io

import pytest
from PIL import Image

from renda.ground.kernel.errors import Invalid
from renda.ground.scans import judging, reader, samples
from renda.ground.scans.rules import Piece, Sign, joined
from renda.voice.opinions.scanning import OPINION_FORM as FORM

pytestmark = pytest.mark.skipif(not reader.is_here(), reason="the extra `ocr` is not installed")
KNOWN = {FORM.mark: FORM}
WORDS = samples.words_of(1)
ADDRESS = judging.ADDRESS.format(place=judging.PLACE, form=FORM.mark)


def test_a_form_photographed_in_haste_gives_its_fields_and_its_place():
    reading = reader.read(samples.damaged(samples.filled(FORM, WORDS, ADDRESS), "全都有", 1), KNOWN)
    assert reading.sign == Sign(judging.PLACE, FORM.mark)
    wrong = {name: judging.wrong(WORDS[name], piece.text) for name, piece in reading.fields.items()}
    assert (wrong["name"], wrong["phone"], wrong["place"]) == (0, 0, 0)
    assert sum(wrong.values()) <= 6


def test_a_dim_letter_that_lies_on_its_side_is_turned():
    page, truth = samples.letter(2)
    top = page.crop((0, 0, page.width, page.height // 4))
    lying = Image.open(io.BytesIO(samples.damaged(top, "昏暗", 2))).transpose(Image.Transpose.ROTATE_270)
    out = io.BytesIO()
    lying.save(out, "JPEG", quality=85)
    reading = reader.read(out.getvalue(), KNOWN)
    text = joined(reading.lines[:3]).text
    assert (reading.sign, reading.fields) == (Sign(), {})
    assert judging.wrong(truth[: len(text)], text) <= len(text) * 0.05


@pytest.mark.parametrize("number", [13, 14])
def test_a_blurred_form_is_known_by_its_qr(number):
    words = samples.words_of(number)
    filled = samples.filled(FORM, {box.name: words.get(box.name, words["text"]) for box in FORM.boxes}, ADDRESS)
    page = reader._decoded(samples.damaged(filled, "模糊", number))
    assert reader._sign(page, reader._straight(page, reader._marks(page))) == Sign(judging.PLACE, FORM.mark)


@pytest.mark.parametrize("fall", [-0.15, 0.0, 0.15])
def test_lines_askew_are_read_along_the_lines(fall):
    """Three lines of a page, each found in a long and a short part; the ends of one lie as high as the beginning of another."""
    import numpy as np

    parts = []
    for row in range(3):
        for name, begin, end in (("长", 40, 900), ("短", 920, 1000)):
            tops = [100 + 60 * row + fall * begin, 100 + 60 * row + fall * end]
            corners = [[begin, tops[0]], [end, tops[1]], [end, tops[1] + 40], [begin, tops[0] + 40]]
            parts.append((Piece(f"{name}{row}"), 1.0, np.array(corners, float)))
    read = [piece.text for piece, _ in reader._in_order(parts[::-1])]
    assert read == ["长0", "短0", "长1", "短1", "长2", "短2"]


@pytest.mark.parametrize("picture", [b"no picture", b""])
def test_what_is_no_picture_is_refused_in_words(picture):
    with pytest.raises(Invalid, match="没有认出字"):
        reader.read(picture, KNOWN)


@pytest.mark.long
@pytest.mark.parametrize("kind", samples.DAMAGE)
def test_every_kind_of_damage_stays_within_its_bound(kind):
    ((_, letters),) = judging.letters([kind], pages=2, seed=11)
    ((_, forms),) = judging.forms(FORM, [kind], pages=2, seed=11)
    least = 0.93 if kind == "全都有" else 0.98
    assert letters["正确率"] >= least and forms["正确率"] >= least
    assert forms["认出二维码"] == 2
