"""Pages made for judging the reader: letters and filled forms drawn by seed, and what a hasty photograph does to them. All invented."""

import io
import random
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PIL import Image, ImageDraw, ImageFilter, ImageFont

from renda.ground.kernel.errors import Invalid
from renda.ground.scans.declare import (
    CODE_PLACE,
    CODE_SIZE,
    DIGITS,
    MARK_BITS,
    MARK_CELLS,
    MARK_PLACES,
    MARK_SIZE,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    Box,
    PrintedForm,
)

if TYPE_CHECKING:
    from numpy.random import Generator

FONTS = ("NotoSerifCJK-Regular.ttc", "NotoSansCJK-Regular.ttc")
FOLDERS = ("/usr/share/fonts/opentype/noto", "/usr/share/fonts/noto-cjk", "/usr/share/fonts/google-noto-cjk")
SIMPLIFIED = 2  # of the faces in one file
SCALE = 7  # dots a millimetre: a page of 1,470 × 2,079
PLACES = (
    "团结村三组水井边",
    "滨江路中段",
    "庆符镇农贸市场后门",
    "文江镇小学门口",
    "罗场镇卫生院旁",
    "月江村村委会到桥头",
)
MATTERS = ("灌溉渠淤塞", "路灯不亮", "垃圾没人收", "桥栏杆断了", "自来水浑浊", "公路边沟堵了")
SENTENCES = (
    "今年春天放水到不了下游，二十多亩水田栽不下秧。", "晚上走路看不见，老人和上学的娃娃摔过好几回。",
    "给组里反映过两次，说是没有经费，一直没有结果。", "雨下大了，水就漫到屋门口，墙脚都泡松了。",
    "希望派人来看一看，能修就修，修不了也给个说法。", "附近住着一百三十多户，大家都愿意出工出力。",
    "去年九月量过，大约要用水泥管四十五米。", "车来车往很危险，请先拉一条警示带。",
    "听说别的村已经办好了，我们也想早一点办。", "请代表帮忙问一问，要等到什么时候。",
)  # fmt: skip
FAMILIES, GIVEN = "王李张罗陈杨曾何刘邓", ("桂芬", "明德", "秋禾", "永贵", "素珍", "大勇")


def words_of(seed: int) -> dict[str, str]:
    """What somebody might write, by field of an opinion form."""
    dice = random.Random(seed)  # noqa: S311
    return {
        "name": dice.choice(FAMILIES) + dice.choice(GIVEN),
        "phone": "1" + dice.choice("35789") + "".join(dice.choice("0123456789") for _ in range(9)),
        "place": dice.choice(PLACES),
        "about": dice.choice(PLACES)[:3] + dice.choice(MATTERS),
        "text": "".join(dice.sample(SENTENCES, 5)),
    }


def letter(seed: int) -> tuple[Image.Image, str]:
    """A printed letter of about 200 characters and its text."""
    words, dice = words_of(seed), random.Random(seed)  # noqa: S311
    page = _page()
    draw, font = ImageDraw.Draw(page), _font(dice.choice(FONTS), dice.choice((4.5, 5.5, 6.5)))
    body = f"我是{words['name']}，住在{words['place']}，电话{words['phone']}。{words['about']}。{words['text']}"
    lines = [
        "尊敬的人大代表：",
        *_wrapped(f"　　{body}{''.join(dice.sample(SENTENCES, 3))}", font, 165 * SCALE),
        "此致敬礼",
    ]
    y = 25.0 * SCALE
    for line in lines:
        draw.text((22 * SCALE, y), line, font=font, fill=(25, 25, 30))
        y += font.size * 1.9
    return page, "".join(lines)


def filled(form: PrintedForm, words: Mapping[str, str], address: str) -> Image.Image:
    """The form as it is printed, filled in. Letters stand a little unevenly, as by a careful hand; their shapes are of a font."""
    page, dice = _page(), random.Random(str(words))  # noqa: S311
    draw = ImageDraw.Draw(page)
    _draw_frame(page, draw, form, address)
    for box in form.boxes:
        _write(draw, box, words.get(box.name, ""), dice)
    return page


def _draw_frame(page: Image.Image, draw: ImageDraw.ImageDraw, form: PrintedForm, address: str) -> None:
    import segno

    for bits, (x, y) in zip(MARK_BITS, MARK_PLACES, strict=True):
        cell = MARK_SIZE * SCALE / MARK_CELLS
        for row, line in enumerate(bits):
            for column, bit in enumerate(line):
                at = (x * SCALE + column * cell, y * SCALE + row * cell)
                draw.rectangle((*at, at[0] + cell, at[1] + cell), fill="white" if bit == "1" else "black")
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="png", scale=8, border=0)
    code = Image.open(out).convert("RGB").resize((CODE_SIZE * SCALE, CODE_SIZE * SCALE), Image.Resampling.NEAREST)
    page.paste(code, (CODE_PLACE[0] * SCALE, CODE_PLACE[1] * SCALE))
    draw.text((60 * SCALE, 12 * SCALE), form.title, font=_font(FONTS[0], 9), fill="black")
    for box in form.boxes:
        corner = (box.x * SCALE, box.y * SCALE)
        draw.rectangle(
            (*corner, corner[0] + box.width * SCALE, corner[1] + box.height * SCALE), outline=(60, 60, 60), width=3
        )
        label, font = (corner[0] - 2 * SCALE, corner[1] + 5 * SCALE), _font(FONTS[1], 4.5)
        at, anchor = (label, "ra") if box.lines == 1 else ((corner[0], corner[1] - 2 * SCALE), "ls")
        draw.text(at, box.label, font=font, fill="black", anchor=anchor)
        for rule in range(1, box.lines):
            level = corner[1] + box.height * SCALE * rule / box.lines
            draw.line(
                (corner[0] + 2 * SCALE, level, corner[0] + (box.width - 2) * SCALE, level),
                fill=(215, 215, 215),
                width=2,
            )


def _write(draw: ImageDraw.ImageDraw, box: Box, text: str, dice: random.Random) -> None:
    size = 6.2 if box.kind == DIGITS else 7.0
    font, step = _font(FONTS[0], size), box.height / box.lines
    for number, line in enumerate(_wrapped(text, font, (box.width - 8) * SCALE)):
        x, y = (box.x + 3.0) * SCALE, (box.y + step * (number + 0.5) - size * 0.72) * SCALE
        for one in line:
            draw.text((x, y + dice.uniform(-0.5, 0.5) * SCALE), one, font=font, fill=(20, 25, 60))
            x += font.getlength(one) + dice.uniform(0, 0.5) * SCALE


def _page() -> Image.Image:
    return Image.new("RGB", (PAGE_WIDTH * SCALE, PAGE_HEIGHT * SCALE), "white")


def _font(name: str, millimetres: float) -> ImageFont.FreeTypeFont:
    for folder in FOLDERS:
        if (path := Path(folder, name)).exists():
            return ImageFont.truetype(str(path), round(millimetres * SCALE), index=SIMPLIFIED)
    raise Invalid("这台机器没有检验用的字体；请先安装思源字体（系统软件包 fonts-noto-cjk），再试一次。")


def _wrapped(text: str, font: ImageFont.FreeTypeFont, width: float) -> list[str]:
    lines = [""]
    for one in text:
        if font.getlength(lines[-1] + one) > width:
            lines.append("")
        lines[-1] += one
    return lines


# --- what a photograph does -----------------------------------------------------------------------------------------------


def clean(page: Image.Image, _dice: "Generator") -> Image.Image:
    return page


def rotated(page: Image.Image, dice: "Generator") -> Image.Image:
    """Two to five degrees askew, on a grey table."""
    return page.rotate(
        float(dice.choice((-1, 1)) * dice.uniform(2, 5)),
        Image.Resampling.BICUBIC,
        expand=True,
        fillcolor=(120, 115, 110),
    )


def noisy(page: Image.Image, dice: "Generator") -> Image.Image:
    import numpy as np

    grain = dice.normal(0, 22, (page.height, page.width, 3))
    return Image.fromarray(np.clip(np.asarray(page) + grain, 0, 255).astype(np.uint8))


def slanted(page: Image.Image, dice: "Generator") -> Image.Image:
    """Taken from the side: each corner moves by up to 6% of the page's width."""
    import numpy as np

    width, height, by = page.width, page.height, page.width * 0.06
    room = round(by)
    canvas = Image.new("RGB", (width + 2 * room, height + 2 * room), (120, 115, 110))
    goal = np.array([(room, room), (room + width, room), (room + width, room + height), (room, room + height)], float)
    goal += dice.uniform(-by, by, (4, 2))
    flat = [(0, 0), (width, 0), (width, height), (0, height)]
    rows: list[list[float]] = []
    for (x, y), (u, v) in zip(goal, flat, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
    solved = np.linalg.solve(np.array(rows), np.array(flat, float).ravel())
    return page.transform(
        canvas.size, Image.Transform.PERSPECTIVE, solved.tolist(), Image.Resampling.BICUBIC, fillcolor=(120, 115, 110)
    )


def squeezed(page: Image.Image, _dice: "Generator") -> Image.Image:
    """As a chat programme sends it: 1,280 dots long, JPEG of quality 25."""
    small, out = page.copy(), io.BytesIO()
    small.thumbnail((1280, 1280))
    small.save(out, "JPEG", quality=25)
    return Image.open(out).convert("RGB")


def blurred(page: Image.Image, dice: "Generator") -> Image.Image:
    return page.filter(ImageFilter.GaussianBlur(float(dice.uniform(2.0, 3.0))))


def dim(page: Image.Image, dice: "Generator") -> Image.Image:
    """A dark room with the lamp on one side, and the grain that comes with it."""
    import numpy as np

    light = np.linspace(float(dice.uniform(0.15, 0.25)), float(dice.uniform(0.4, 0.6)), page.width)[None, :, None]
    return Image.fromarray(
        np.clip(np.asarray(page) * light + dice.normal(0, 8, (page.height, page.width, 1)), 0, 255).astype(np.uint8)
    )


def hasty(page: Image.Image, dice: "Generator") -> Image.Image:
    """All of it, in the order in which it happens."""
    softer = slanted(rotated(page, dice), dice).filter(ImageFilter.GaussianBlur(1.2))
    return squeezed(noisy(dim(softer, dice), dice).filter(ImageFilter.GaussianBlur(0.8)), dice)


DAMAGE: dict[str, Callable[[Image.Image, Any], Image.Image]] = {
    "原样": clean, "歪斜": rotated, "噪点": noisy, "斜拍": slanted, "压缩": squeezed, "模糊": blurred, "昏暗": dim, "全都有": hasty,
}  # fmt: skip


def damaged(page: Image.Image, kind: str, seed: int) -> bytes:
    """The page after one kind of damage, as the JPEG that would come in."""
    import numpy as np

    out = io.BytesIO()
    DAMAGE[kind](page, np.random.default_rng(seed)).save(out, "JPEG", quality=90)
    return out.getvalue()
