"""Pages carry no inline script or style and ask no other host; the source names no machine and no registry."""

import re

from tests.architecture.code import ROOT, files, name, tracked

INLINE = {
    "a script without src": re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")", re.I),
    "a style element": re.compile(r"<style\b", re.I),
    "a style attribute": re.compile(r"<[a-z][^>]*\sstyle\s*=", re.I),
    "an inline handler": re.compile(r"<[a-z][^>]*\son[a-z]+\s*=", re.I),
    "a javascript: address": re.compile(r"javascript:", re.I),
    "a value trusted blindly": re.compile(r"\|\s*safe\b|autoescape off"),
}
LOADS = re.compile(r"""(?:src|srcset|action|@import|url\()\s*=?\s*["']?\s*(?:https?:)?//""", re.I)
LINKS = re.compile(r"""<link[^>]+href\s*=\s*["']?(?:https?:)?//""", re.I)
# Written in two halves so that this file does not name what it forbids.
NAMED = [
    "py" + "pi.org",
    "python" + "hosted",
    "npm" + "js.org",
    "npm" + "js.com",
    "deb" + "ian.org",
    "un" + "pkg",
    "js" + "delivr",
    "cdn" + "js",
    "google" + "apis",
]
MACHINE = re.compile(r"(?<![\w.])/" + r"work/")
LEGAL_TEXT = {"LICENSE"}


def test_no_page_holds_script_or_style():
    # Papers and mails are no pages: a printed document has its style inside.
    pages = [p for p in files(".html") if "papers" not in p.parts]
    found = [f"{name(p)}: {what}" for p in pages for what, pattern in INLINE.items() if pattern.search(p.read_text())]
    assert found == []


def test_no_page_asks_another_host():
    texts = {p: p.read_text() for p in files(".html", ".css", ".js")}
    assert [name(p) for p, text in texts.items() if LOADS.search(text) or LINKS.search(text)] == []


def test_no_file_names_a_registry_or_this_machine():
    found = []
    for path in tracked():
        text = path.read_bytes().decode("utf-8", "ignore")
        found += [f"{path.relative_to(ROOT)}: {host}" for host in NAMED if host in text and path.name not in LEGAL_TEXT]
        found += [f"{path.relative_to(ROOT)}: a path of a machine"] if MACHINE.search(text) else []
    assert found == []


def test_nothing_built_or_bundled_is_tracked():
    foreign = re.compile(r"(^|/)(node_modules|dist|\.venv)/|\.min\.(js|css)$|\.(woff2?|ttf|otf)$")
    assert [name for path in tracked() if foreign.search(name := str(path.relative_to(ROOT)))] == []
