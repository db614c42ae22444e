"""From a picture to text: straightens a form of ours by its marks, reads its QR and its fields, or the lines of any other page.

Needs the extra `ocr` (RapidOCR with PP-OCRv6 on ONNX Runtime, OpenCV); its models come inside the package and nothing is fetched.
Loaded by jobs and commands, never by a page. One page takes about 3 s of one processor and 0.5 GB.
"""

import logging
from collections.abc import Mapping
from functools import lru_cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, cast

from renda.ground.kernel.errors import Invalid
from renda.ground.scans import declare
from renda.ground.scans.declare import DIGITS, MARK_PLACES, MARK_SIZE, PAGE_HEIGHT, PAGE_WIDTH, Box, PrintedForm
from renda.ground.scans.rules import MOST_LINES, Piece, Reading, Sign, digits_of, joined, piece_of, sign_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Picture = NDArray[np.uint8]  # height × width × (blue, green, red)

Line = tuple[Piece, float, Any]  # text, confidence, its four corners in the picture
ABSENT = "这台服务器没有装识别软件，请直接录入。"
NOTHING = "照片上没有认出字。请在亮处、正对着纸重拍一张，或者照着图直接录入。"
DOTS = 8  # of the straightened page, for a millimetre
LONGEST = 1120  # side of the picture in which lines are looked for: more takes memory, not mistakes away
LEAST_SURE, LEAST_SENSE = 0.6, 0.85  # of a line, of a page that is taken for upright
EDGE = 1.2  # millimetres inside a frame that are left out, so that its line is not read


def is_here() -> bool:
    """Whether the extra `ocr` is installed; looks without loading anything."""
    return all(find_spec(name) for name in ("rapidocr", "onnxruntime", "cv2"))


def read(picture: bytes, forms: Mapping[str, PrintedForm]) -> Reading:
    """What the encoded picture says. Raises Invalid with a sentence for the person if nothing can be read."""
    page = _decoded(picture)
    marks = _marks(page)
    flat = _straight(page, marks) if len(marks) >= 2 else None
    sign = _sign(page, flat)
    form = forms.get(sign.form)
    if form is not None and flat is not None:
        return Reading(sign, _fields(flat, form))
    lines = _in_order(_upright(page))
    if not lines:
        raise Invalid(NOTHING)
    return Reading(sign, lines=tuple(piece for piece, _ in lines[:MOST_LINES]))


def _decoded(picture: bytes) -> "Picture":
    import cv2
    import numpy as np

    page: Any = cv2.imdecode(np.frombuffer(picture, np.uint8), cv2.IMREAD_COLOR) if picture else None
    if page is None:
        raise Invalid(NOTHING)
    return cast("Picture", page)


# --- the form: its marks, its QR, its fields ----------------------------------------------------------------------------


def _marks(page: "Picture") -> dict[int, Any]:
    """The corner marks found, each with its four corners in the picture."""
    import cv2

    detector = cv2.aruco.ArucoDetector(cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_4X4_50))
    corners, ids, _ = detector.detectMarkers(_even(page))
    found = {} if ids is None else dict(zip(ids.ravel().tolist(), corners, strict=True))
    return {number: found[number].reshape(4, 2) for number in range(4) if number in found}


def _even(page: "Picture") -> "Picture":
    """Grey, with light and shade evened out."""
    import cv2

    return cv2.createCLAHE(2.0, (8, 8)).apply(cv2.cvtColor(page, cv2.COLOR_BGR2GRAY))  # type: ignore[return-value]


def _sharp(page: "Picture") -> "Picture":
    """Grey, twice as large, what a shaking hand blurred undone as far as it can be."""
    import cv2

    large = cv2.resize(cv2.cvtColor(page, cv2.COLOR_BGR2GRAY), None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC)
    return cv2.addWeighted(large, 3.0, cv2.GaussianBlur(large, (0, 0), 14), -2.0, 0)  # type: ignore[return-value]


def _straight(page: "Picture", marks: Mapping[int, Any]) -> "Picture | None":
    """The page as if it lay flat before the eye, by all corners of the marks found."""
    import cv2
    import numpy as np

    there = [
        (x + dx, y + dy)
        for x, y in (MARK_PLACES[number] for number in marks)
        for dx, dy in ((0, 0), (MARK_SIZE, 0), (MARK_SIZE, MARK_SIZE), (0, MARK_SIZE))
    ]
    here, goal = np.concatenate(list(marks.values())), np.array(there, np.float32) * DOTS
    matrix, _ = cv2.findHomography(here, goal)
    if matrix is None:
        return None
    size = (PAGE_WIDTH * DOTS, PAGE_HEIGHT * DOTS)
    return cv2.warpPerspective(page, matrix, size, borderValue=(255, 255, 255))  # type: ignore[return-value]


def _sign(page: "Picture", flat: "Picture | None") -> Sign:
    """The QR, looked for where the form has it and then on the whole picture."""
    x, y = declare.CODE_PLACE
    tried = [_even(page)]
    if flat is not None:
        corner = flat[(y - 4) * DOTS : (y + declare.CODE_SIZE + 4) * DOTS, (x - 4) * DOTS :]
        tried = [_even(corner), _sharp(corner), *tried]
    for picture in tried:
        for text in _codes(picture):
            if (sign := sign_of(text)).place:
                return sign
    return Sign()


def _codes(picture: "Picture") -> list[str]:
    import cv2

    try:
        _, texts, _, _ = cv2.QRCodeDetectorAruco().detectAndDecodeMulti(picture)
    except cv2.error:  # the finder stumbles over some pictures that hold none
        return []
    return [text for text in texts or () if text]


def _fields(flat: "Picture", form: PrintedForm) -> dict[str, Piece]:
    """One look at the page with everything blanked but the insides of the frames; each line goes to the frame it lies in."""
    import numpy as np

    page = np.full_like(flat, 255)
    for box in form.boxes:
        inside = np.s_[
            _dots(box.y + EDGE) : _dots(box.y + box.height - EDGE),
            _dots(box.x + EDGE) : _dots(box.x + box.width - EDGE),
        ]
        page[inside] = flat[inside]
    found: dict[str, list[Piece]] = {box.name: [] for box in form.boxes}
    for piece, (x, y) in _in_order(_recognised(page)):
        for box in form.boxes:
            if box.x <= x / DOTS <= box.x + box.width and box.y <= y / DOTS <= box.y + box.height:
                found[box.name].append(piece)
    return {box.name: _field(box, found[box.name]) for box in form.boxes}


def _field(box: Box, pieces: list[Piece]) -> Piece:
    whole = joined(pieces)
    return digits_of(whole) if box.kind == DIGITS else whole


def _dots(millimetres: float) -> int:
    return round(millimetres * DOTS)


# --- lines of text ------------------------------------------------------------------------------------------------------


def _in_order(found: list[Line]) -> list[tuple[Piece, tuple[float, float]]]:
    """The lines from top to bottom and from left to right, each with its middle in the picture. On a page askew the right half of a line
    lies far above or below its left half: heights are taken along the lines."""
    import numpy as np

    slope = _slope([corners for _, _, corners in found])
    rows: list[list[tuple[Piece, Any]]] = []
    height = reach = 0.0
    for piece, _, corners in sorted(found, key=lambda line: _level(line[2], slope).mean()):
        middle = float(_level(corners, slope).mean())
        if rows and middle - height < reach:
            rows[-1].append((piece, corners))
        else:
            rows.append([(piece, corners)])
        height, reach = middle, float(np.ptp(_level(corners, slope))) * 0.5
    return [
        (piece, (float(corners[:, 0].mean()), float(corners[:, 1].mean())))
        for row in rows
        for piece, corners in sorted(row, key=lambda one: one[1][:, 0].min())
    ]


def _slope(boxes: list[Any]) -> float:
    """How far the lines fall from left to right, by the long ones."""
    import numpy as np

    longest = sorted(boxes, key=lambda box: -np.ptp(box[:, 0]))[: max(1, len(boxes) // 2)]
    return (
        float(np.median([(box[1][1] - box[0][1]) / max(1.0, box[1][0] - box[0][0]) for box in longest]))
        if boxes
        else 0.0
    )


def _level(corners: Any, slope: float) -> Any:
    return corners[:, 1] - slope * corners[:, 0]


def _upright(page: "Picture") -> list[Line]:
    """The lines of the page the right way up: of its turns the one that makes most sense."""
    import numpy as np

    found = _recognised(page)
    if found and _is_sideways(found):
        return max((_recognised(np.ascontiguousarray(np.rot90(page, turns))) for turns in (1, 3)), key=_sense)
    if _sense(found) < LEAST_SENSE * sum(len(piece.text) for piece, _, _ in found):
        return max(found, _recognised(np.ascontiguousarray(np.rot90(page, 2))), key=_sense)
    return found


def _sense(found: list[Line]) -> float:
    """Characters, each weighed by the confidence of its line."""
    return sum(sure * len(piece.text) for piece, sure, _ in found)


def _is_sideways(found: list[Line]) -> bool:
    import numpy as np

    return bool(np.median([np.ptp(box[:, 1]) / max(np.ptp(box[:, 0]), 1) for _, _, box in found]) > 1.5)


def _recognised(page: "Picture") -> list[Line]:
    """What is hardly more than a guess is left out. Lines on their head are not turned one by one: the page is."""
    answer = _engine()(page, use_cls=False, return_word_box=True, return_single_char_box=True)
    if answer.boxes is None:
        return []
    rows = zip(answer.txts, answer.scores, answer.boxes, answer.word_results, strict=True)
    return [(_whole(text, words, sure), sure, box) for text, sure, box, words in rows if sure >= LEAST_SURE]


def _whole(text: str, words: Any, sure: float) -> Piece:
    """The line with the confidence of its characters, where the engine gives one for each."""
    letters = [(word, score) for word, score, _ in words or ()]
    return piece_of(letters if "".join(word for word, _ in letters) == text else [(text, sure)])


@lru_cache(maxsize=1)
def _engine() -> Any:
    """Loaded once in a process. Two processors are enough for it, and lines go one by one, which keeps memory low."""
    from rapidocr import RapidOCR

    logging.getLogger("RapidOCR").setLevel(logging.ERROR)
    threads = "EngineConfig.onnxruntime"
    return RapidOCR(params={
        "Global.log_level": "error", "Global.max_side_len": LONGEST, "Rec.rec_batch_num": 1,
        f"{threads}.intra_op_num_threads": 2, f"{threads}.inter_op_num_threads": 1,
    })  # fmt: skip
