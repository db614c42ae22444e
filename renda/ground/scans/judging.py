"""`renda evaluate paper`: how well pages are read, by kind of damage. Draws its own pages by seed; needs no database."""

import argparse
import json
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from renda.ground.kernel.errors import Invalid
from renda.ground.scans import reader, samples
from renda.ground.scans.declare import PrintedForm, declared_forms
from renda.ground.scans.rules import Piece, Reading, Sign, joined, same

Rows = Iterator[tuple[str, dict[str, Any]]]
ADDRESS, PLACE = "https://renda.example/o/new?s={place}&f={form}", "8KQM-2XHN"


def main(words: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(
        "renda evaluate paper", description="自己画出信和填好的表，弄坏了再认，看认得准不准。"
    )
    parser.add_argument("--pages", type=int, default=3, help="每种损坏几页")
    parser.add_argument("--seed", type=int, default=1, help="随机数的起点；同一个数得同样的结果")
    parser.add_argument("--json", action="store_true", help="输出 JSON")
    asked = parser.parse_args(words)
    if not reader.is_here():
        print("缺少识别软件；请先安装：pip install 'renda[ocr]'，再试一次。", file=sys.stderr)
        return 1
    try:
        tables = tables_of(pages=max(1, asked.pages), seed=asked.seed)
        if asked.json:
            print(json.dumps({title: dict(rows) for title, rows in tables}, ensure_ascii=False, indent=1))
            return 0
        for title, rows in tables:
            _print_table(title, rows)
    except Invalid as error:
        print(error.text, file=sys.stderr)
        return 1
    return 0


def tables_of(*, pages: int, seed: int) -> Iterator[tuple[str, Rows]]:
    """Each table with its rows, which are worked out while they are read."""
    yield "信", letters(samples.DAMAGE, pages=pages, seed=seed)
    for form in declared_forms().values():
        yield f"{form.title} {form.mark}", forms(form, samples.DAMAGE, pages=pages, seed=seed)


def _print_table(title: str, rows: Rows) -> None:
    """As the docs have it, row by row: a page takes seconds."""
    print(f"## {title}\n")
    for number, (kind, row) in enumerate(rows):
        if not number:
            print(f"| 损坏 | {' | '.join(row)} |\n| --- |{' --- |' * len(row)}")
        print(f"| {kind} | {' | '.join(str(word) for word in row.values())} |", flush=True)
    print()


def wrong(truth: str, read: str) -> int:
    """How many characters must be put in, taken out or changed (Levenshtein), full and half width being the same."""
    from rapidfuzz.distance import Levenshtein

    return int(Levenshtein.distance(same(truth), same(read)))


def letters(kinds: Iterable[str], *, pages: int, seed: int) -> Rows:
    """By kind of damage: characters, wrong ones, and what the marks of doubt are worth."""
    for kind in kinds:
        tally = {"字数": 0, "错字": 0, "标出": 0, "标出且错": 0, "没有认出的页": 0}
        for number in range(seed, seed + pages):
            page, truth = samples.letter(number)
            reading = _read(samples.damaged(page, kind, number), {})
            piece = joined(reading.lines)
            tally["字数"] += len(same(truth))
            tally["错字"] += wrong(truth, piece.text)
            tally["没有认出的页"] += not reading.lines
            _count_doubt(tally, truth, piece)
        yield kind, {"正确率": round(1 - tally["错字"] / tally["字数"], 4), **tally}


def forms(form: PrintedForm, kinds: Iterable[str], *, pages: int, seed: int) -> Rows:
    """By kind of damage: pages whose QR was read, fields without a mistake, and characters of all fields."""
    address = ADDRESS.format(place=PLACE, form=form.mark)
    for kind in kinds:
        tally = {"页": pages, "认出二维码": 0, "栏": 0, "全对的栏": 0, "字数": 0, "错字": 0}
        for number in range(seed, seed + pages):
            words = samples.words_of(number)
            page = samples.filled(form, {box.name: words.get(box.name, words["text"]) for box in form.boxes}, address)
            reading = _read(samples.damaged(page, kind, number), {form.mark: form})
            tally["认出二维码"] += reading.sign == Sign(PLACE, form.mark)
            for box in form.boxes:
                truth = words.get(box.name, words["text"])
                mistakes = wrong(truth, reading.fields.get(box.name, Piece()).text)
                tally["栏"] += 1
                tally["全对的栏"] += not mistakes
                tally["字数"] += len(same(truth))
                tally["错字"] += mistakes
        yield kind, {"正确率": round(1 - tally["错字"] / tally["字数"], 4), **tally}


def _read(picture: bytes, known: Mapping[str, PrintedForm]) -> Reading:
    try:
        return reader.read(picture, known)
    except Invalid:
        return Reading()


def _count_doubt(tally: dict[str, int], truth: str, piece: Piece) -> None:
    """Marked characters, and how many of them are no part of the truth where they stand."""
    from rapidfuzz.distance import Levenshtein

    changed = {
        at
        for edit in Levenshtein.opcodes(same(truth), _letter_by_letter(piece.text))
        if edit.tag != "equal"
        for at in range(edit.dest_start, edit.dest_end)
    }
    tally["标出"] += len(piece.weak)
    tally["标出且错"] += len(changed & set(piece.weak))


def _letter_by_letter(text: str) -> str:
    """Full and half width made one, each character staying where it is."""
    plain = [unicodedata.normalize("NFKC", one) for one in text]
    return "".join(new if len(new) == 1 else old for new, old in zip(plain, text, strict=True))
