"""Papers as scanned and files beside the text: an upload of this request, or a file uploaded ahead by a program."""

from typing import Any

from renda.ground.files import services as files
from renda.ground.files.models import StoredFile
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Invalid
from renda.voice.motions.models import Motion


def keep_scan(row: Motion, scan: Any, *, actor: Actor, purpose: str, audience: str = "parties") -> StoredFile:
    """Keep one scan with the motion. Raises Invalid if there is none."""
    given = scan if isinstance(scan, list) else [scan]
    if not given:
        raise Invalid("请附上扫描件。", field="scan")
    return files.attach(given[:1], row, actor=actor, purpose=purpose, audience=audience)[0]


def keep_files(row: Motion, given: Any, *, actor: Actor, purpose: str, audience: str = "parties") -> None:
    if given:
        files.attach(
            given if isinstance(given, list) else [given], row, actor=actor, purpose=purpose, audience=audience
        )
