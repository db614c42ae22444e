"""The files behind pages: no style or script inside templates, icons that exist, a bundle old browsers can read."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import altcha
import pytest

from renda.ground.ui.tests import urls  # noqa: F401  keeps the addresses importable

ROOT = Path(__file__).resolve().parents[4]
UI = ROOT / "renda/ground/ui"
DIST = UI / "static/ui/dist"
TEMPLATES = [p for p in (ROOT / "renda").rglob("*.html") if "papers" not in p.parts]


def test_no_template_holds_style_or_script():
    wrong = re.compile(
        r"\sstyle\s*=|<style\b|<script(?![^>]*(\bsrc=|application/json))|\son[a-z]+\s*=\s*[\"']|hx-on", re.I
    )
    assert [str(p.relative_to(ROOT)) for p in TEMPLATES if wrong.search(p.read_text())] == []


def test_every_included_component_exists():
    used = {m for p in TEMPLATES for m in re.findall(r'"(ui/[a-z_/]+\.html)"', p.read_text())}
    assert sorted(name for name in used if not (UI / "templates" / name).exists()) == []


def test_every_icon_is_in_the_sprite():
    if not (DIST / "sprite.svg").exists():
        pytest.skip("front end not bundled")
    sprite = (DIST / "sprite.svg").read_text()
    used = {m for p in TEMPLATES for m in re.findall(r'{%\s*icon\s+"([a-z0-9-]+)"', p.read_text())}
    assert sorted(name for name in used if f'id="i-{name}"' not in sprite) == []


def test_the_stylesheet_suits_old_browsers():
    if not (DIST / "renda.css").exists():
        pytest.skip("front end not bundled")
    css = (DIST / "renda.css").read_text()
    assert not re.search(r"light-dark\(|oklch\(|oklab\(|color-mix\(|@layer|@container|\{&", css)
    assert not re.search(r"url\((?!\"?data:|'data:)", css)


def test_every_variable_of_the_bundle_has_a_value():
    if not (DIST / "renda.css").exists():
        pytest.skip("front end not bundled")
    css = (DIST / "renda.css").read_text()
    needed = set(re.findall(r"var\((--(?:rd|tblr)-[\w-]+)\)", css))
    assert sorted(name for name in needed if not re.search(rf"{name}\s*:", css)) == []


@pytest.mark.parametrize(("algorithm", "cost"), [("SHA-256", 20), ("PBKDF2/SHA-256", 50)])
def test_the_browser_solves_what_the_server_asks(algorithm, cost):
    node = shutil.which("node")
    if not node:
        pytest.skip("no node on this machine")
    challenge = altcha.create_challenge(algorithm, cost, hmac_secret="k", key_prefix="0").to_dict()
    script = f"import {{ solve }} from '{UI}/js/solve.js'; console.log(await solve({json.dumps(challenge)}))"
    done = subprocess.run(
        [node, "--input-type=module", "-e", script], capture_output=True, text=True, timeout=60, check=True
    )
    payload = altcha.Payload.from_base64(done.stdout.strip())
    assert altcha.verify_solution(payload, "k").verified
