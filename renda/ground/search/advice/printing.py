"""Reports as text for a terminal; a Chinese character is two columns wide."""

from collections.abc import Sequence
from typing import Any
from unicodedata import east_asian_width

HINTS = {
    "missed_request": "有诉求没有答到",
    "passed_on": "只说转办",
    "only_repeats": "只重复来信",
    "no_date": "没有写明时间",
    "too_short": "很短",
}

PARTS = {
    "same_text": "全文几乎相同", "half_text": "一半相同", "same_title": "标题几乎相同", "same_title_bodies_only": "同上，只给正文",
}  # fmt: skip


def as_text(report: dict[str, Any]) -> str:
    return "\n".join(
        {"routing": _routing, "units": _units, "alike": _alike, "hot": _hot, "reply": _reply}[report["kind"]](report)
    )


def _routing(report: dict[str, Any]) -> list[str]:
    lines = [*_head(report), "", *_table(["类别", "行数", "说是的准", "是的找到", "F1"], [
        [one["label"], one["rows"], f"{one['precision']:.3f}", f"{one['recall']:.3f}", f"{one['f1']:.3f}"] for one in report["labels"]
    ])]  # fmt: skip
    names = list(report["confusion"])
    lines += [
        "",
        "应是哪一类（行），说成哪一类（列）：",
        *_table(["", *names], [[name, *report["confusion"][name].values()] for name in names]),
    ]
    if report.get("doubtful"):
        rows = [[one["row"], one["label"], one["said"], one["lead"]] for one in report["doubtful"]]
        lines += ["", "原来的结论可疑的行：", *_table(["行号", "原结论", "参考", "差"], rows)]
    return lines


def _units(report: dict[str, Any]) -> list[str]:
    once = report["decided_once"]
    return [
        f"{report['spellings']} 种写法归到 {report['bodies']} 个单位；有结论的 {report['rows']} 件"
        f"分属 {report['bodies_judged']} 个单位，其中 {once} 个只有一件，学不到。",
        *_head(report),
        f"每次只说最常见的三个单位：{report['top3_by_frequency']:.4f}。",
    ]


def _head(report: dict[str, Any]) -> list[str]:
    lines = [
        f"检验 {report['rows']} 件，学习 {report['learned']} 件；宏平均F1 {report['macro_f1']:.4f}，正确率 {report['accuracy']:.4f}。"
    ]
    if sure := report.get("confidence"):
        lines.append(f"前三个里有正确的：{report['top3']:.4f}。")
        lines.append(
            f"把握低于 {sure['unsure_below']:.2f} 时说“不确定”：给出参考 {sure['coverage']:.1%}，其中正确 {sure['accuracy']:.1%}。"
        )
        lines.append(
            f"分 {report['folds']} 份轮流检验，相同的来件放在一边（{report['groups']} 组，最大一组 {report['largest_group']} 件）。"
        )
    return [*lines, f"随机数起点 {report['seed']}。"]


def _alike(report: dict[str, Any]) -> list[str]:
    rows = [
        [name, one["texts"], one["pairs"], *(f"{one[key]:.4f}" for key in ("recall_at_5", "first_is_right", "recall_same_author", "recall_other_author"))]
        for name, one in ((name, report[part]) for part, name in PARTS.items())
    ]  # fmt: skip
    merge = report["merge"]
    seen = (
        f"；人看过 {merge['judged']} 条，对的 {merge['right']} 条（{merge['precision']:.1%}）"
        if merge["judged"]
        else ""
    )
    return [
        f"来件 {report['messages']} 件，去掉重复收录 {report['dropped']} 件；每件用处理器 {report['ms_of_processor']} 毫秒。",
        *_table(["同一件事的依据", "件", "对", "前5找到", "第1就对", "同一人", "不同人"], rows),
        f"提示合并 {report['suggestions']} 条{seen}。",
    ]


def _hot(report: dict[str, Any]) -> list[str]:
    rows = [
        [
            one["text"][:30],
            one["messages"],
            one["authors"],
            one["likes"],
            one["first"],
            one["last"],
            one["last_30_days"],
        ]
        for one in report["topics"]
    ]
    return [
        f"来件 {report['messages']} 件，两件以上的事 {report['topics_of_two']} 件，最大的 {report['largest']} 件。",
        f"后四分之一来件到后：原来在一起的仍在一起 {report['stability']:.4f}，原来的热点仍在前列 {report['top_kept']:.4f}。",
        f"合并了 {report['merged']} 处；标题几乎相同的两封信不在一件事里：合并前 {report['apart_unmerged']:.4f}，合并后 {report['apart']:.4f}。",
        *_table(["事", "件", "人", "点赞", "最早", "最近", "近30天"], rows),
    ]


def _reply(report: dict[str, Any]) -> list[str]:
    rows = [[HINTS[kind], count, f"{count / report['replies']:.1%}"] for kind, count in report["hints"].items()]
    judged = [
        [use, HINTS[kind], one["judged"], one["right"], f"{one['right'] / one['judged']:.1%}"]
        for use, kinds in report["judged"].items() for kind, one in sorted(kinds.items())
    ]  # fmt: skip
    return [
        f"答复 {report['replies']} 件，没有提示的 {report['without_hint']} 件。",
        *_table(["提示", "件", "占"], rows),
        *(["人看过的提示：", *_table(["样本", "提示", "看过", "对的", "占"], judged)] if judged else []),
    ]


def _table(head: Sequence[Any], rows: Sequence[Sequence[Any]]) -> list[str]:
    cells = [[str(cell) for cell in row] for row in (head, *rows)]
    widths = [max(_width(row[at]) for row in cells) for at in range(len(head))]
    return [
        "  ".join(cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in cells
    ]


def _width(text: str) -> int:
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)
