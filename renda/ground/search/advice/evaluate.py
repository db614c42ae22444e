"""`renda evaluate routing|alike|hot|reply`: judge the advice on a county's own past before trusting it. Reads CSV files, needs no database."""

import argparse
import csv
import json
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from renda.ground.kernel.errors import DomainError, Invalid
from renda.ground.search.advice import judging, judging_texts
from renda.ground.search.advice.alike import Finder
from renda.ground.search.advice.hot import Message
from renda.ground.search.advice.printing import as_text
from renda.ground.search.advice.routing import Example

Row = dict[str, str]
Kind = Callable[..., dict[str, Any]]
ENCODINGS = ("utf-8-sig", "gb18030")
LONGEST_FIELD = 10_000_000


def main(words: Sequence[str]) -> int:
    asked = _parser().parse_args(words)
    begun = time.monotonic()
    try:
        report = KINDS[asked.kind](asked)
    except DomainError as error:
        print(error.text, file=sys.stderr)
        return 1
    except ModuleNotFoundError as error:
        print(f"缺少软件包 {error.name}；请先安装：pip install 'renda[ai]'，再试一次。", file=sys.stderr)
        return 1
    print(json.dumps(report, ensure_ascii=False, indent=1) if asked.json else as_text(report))
    print(f"用时 {time.monotonic() - begun:.0f} 秒。", file=sys.stderr)
    return 0


def report_of(words: Sequence[str], **more: Any) -> dict[str, Any]:
    """What the command would print, as figures. more: for programs, another finder."""
    asked = _parser().parse_args(words)
    return KINDS[asked.kind](asked, **more)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("renda evaluate", description="用本县过去的数据检验参考意见准不准。")
    kinds = parser.add_subparsers(dest="kind", required=True, metavar="routing|alike|hot|reply")
    routing = _kind(kinds, "routing", "分到哪一类、哪个单位", "--train", "有结论的旧件，可以几个文件，用逗号隔开")
    routing.add_argument("--test", default="", help="检验用的文件；不填就把数据分成几份轮流检验")
    routing.add_argument("--judge", default="", help="只用这个文件里的行检验，其余行只用来学习；不填则各行都检验")
    routing.add_argument("--label", default="一级标签", help="结论所在的列")
    routing.add_argument("--folds", type=int, default=5, help="分成几份")
    routing.add_argument("--units", action="store_true", help="结论是单位名称，先把不同写法归到一处")
    routing.add_argument("--skip", default="", help="这些单位只是转办，不算结论，用逗号隔开")
    routing.add_argument("--doubtful", type=int, default=0, help="列出最可疑的几行（只列行号）")
    alike = _kind(kinds, "alike", "找出说同一件事的旧件", "--test", "来件，可以几个文件，用逗号隔开")
    alike.add_argument("--verdicts", default="", help="人看过的合并提示：列 编号、旧件编号、是否同一件事")
    hot = _kind(kinds, "hot", "哪些事反映集中", "--test", "来件，可以几个文件，用逗号隔开")
    hot.add_argument("--show", type=int, default=10, help="列出几件")
    reply = _kind(kinds, "reply", "答复里还缺什么", "--test", "有答复的旧件，可以几个文件，用逗号隔开")
    reply.add_argument("--reply", default="答复意见", help="答复所在的列")
    reply.add_argument("--verdicts", default="", help="人看过的提示：列 编号、提示、第几句、用途、对不对")
    return parser


def _kind(kinds: Any, name: str, about: str, files: str, files_help: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = kinds.add_parser(name, help=about, description=about)
    parser.add_argument(files, required=True, help=files_help)
    parser.add_argument("--title", default="留言主题", help="标题所在的列；没有这一列就不用")
    parser.add_argument("--text", default="留言详情,分词文本", help="正文所在的列，可以几个，用逗号隔开，取先有的")
    parser.add_argument("--id", default="留言编号", help="编号所在的列；没有就用行号")
    parser.add_argument("--author", default="用户", help="来件人所在的列")
    parser.add_argument("--time", default="留言时间", help="来件时间所在的列")
    parser.add_argument("--likes", default="点赞数", help="点赞数所在的列")
    parser.add_argument("--seed", type=int, default=1, help="随机数的起点；同一个数得同样的结果")
    parser.add_argument("--json", action="store_true", help="输出 JSON")
    return parser


def routing(asked: argparse.Namespace) -> dict[str, Any]:
    learned = _examples(asked.train, asked)
    tested = _examples(asked.test, asked)
    judged = _examples(asked.judge, asked)
    if asked.units:
        return judging.units([*learned, *judged], skip=_listed(asked.skip), folds=asked.folds, seed=asked.seed)
    if tested:
        return judging.routing_by_test([*learned, *judged], tested, seed=asked.seed)
    return judging.routing_by_folds(learned, judged, folds=asked.folds, seed=asked.seed, doubtful=asked.doubtful)


def alike(asked: argparse.Namespace, finder: Callable[[], judging_texts.AnyFinder] = Finder) -> dict[str, Any]:
    return judging_texts.alike(_messages(asked.test, asked), read(asked.verdicts) if asked.verdicts else [], finder)


def hot(asked: argparse.Namespace) -> dict[str, Any]:
    return judging_texts.hot_topics(_messages(asked.test, asked), show=asked.show)


def reply(asked: argparse.Namespace) -> dict[str, Any]:
    letters = [
        judging_texts.Letter(row.get(asked.id) or str(at), _text(row, asked), row[asked.reply])
        for at, row in enumerate(_rows(asked.test), start=2)
        if row.get(asked.reply)
    ]
    if not letters:
        raise Invalid(f"文件里没有“{asked.reply}”这一列，或全是空的；请用 --reply 写明答复所在的列。")
    return judging_texts.reply(letters, read(asked.verdicts) if asked.verdicts else [])


KINDS: dict[str, Kind] = {"routing": routing, "alike": alike, "hot": hot, "reply": reply}


def _examples(files: str, asked: argparse.Namespace) -> list[Example]:
    found = []
    for name in _listed(files):
        rows = read(name)
        if not any(row.get(asked.label) for row in rows):
            raise Invalid(f"{name} 里没有“{asked.label}”这一列，或全是空的；请用 --label 写明结论所在的列。")
        # The number of a row as a spreadsheet shows it: the first below the heading is 2.
        found += [
            Example(row.get(asked.title, ""), _text(row, asked), row[asked.label], f"{Path(name).stem}:{at}")
            for at, row in enumerate(rows, start=2)
            if row.get(asked.label)
        ]
    return found


def _messages(files: str, asked: argparse.Namespace) -> list[Message]:
    rows = _rows(files)
    if rows and asked.time not in rows[0]:
        raise Invalid(f"文件里没有“{asked.time}”这一列；请用 --time 写明来件时间所在的列。")
    found = [
        Message(
            key=row.get(asked.id) or str(at),
            title=row.get(asked.title, ""),
            text=_text(row, asked),
            author=row.get(asked.author, ""),
            at=judging_texts.moment(row[asked.time]),
            likes=int(row.get(asked.likes) or 0),
        )
        for at, row in enumerate(rows, start=2)
    ]
    return sorted(found, key=lambda message: (message.at, message.key))


def _text(row: Row, asked: argparse.Namespace) -> str:
    for name in _listed(asked.text):
        if row.get(name):
            return row[name]
    if not any(name in row for name in _listed(asked.text)):
        raise Invalid(f"文件里没有“{asked.text}”这样的列；请用 --text 写明正文所在的列。")
    return ""


def _rows(files: str) -> list[Row]:
    return [row for name in _listed(files) for row in read(name)]


def _listed(typed: str) -> list[str]:
    return [part.strip() for part in typed.split(",") if part.strip()]


def read(name: str) -> list[Row]:
    """The rows of a CSV file, in UTF-8 or the older Chinese encoding."""
    csv.field_size_limit(LONGEST_FIELD)
    path = Path(name)
    if not path.is_file():
        raise Invalid(f"没有找到文件 {name}。")
    for encoding in ENCODINGS:
        try:
            text = path.read_text(encoding=encoding)
        except UnicodeDecodeError:
            continue
        return [
            {key: value or "" for key, value in row.items() if key}
            for row in csv.DictReader(text.splitlines(keepends=True))
        ]
    raise Invalid(f"{name} 不是 UTF-8 或 GB18030 编码的 CSV 文件；请另存为 CSV 后再试。")
