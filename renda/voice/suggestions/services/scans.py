"""Papers as scanned: an upload of this request, or a file uploaded ahead by a program."""

from typing import Any

from renda.ground.files import services as files
from renda.ground.files.models import StoredFile
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Invalid
from renda.voice.suggestions.models import Suggestion


def keep_scan(row: Suggestion, scan: Any, *, actor: Actor, purpose: str, audience: str = "parties") -> StoredFile:
    """Keep a scan with the suggestion. Raises Invalid if there is none."""
    if isinstance(scan, list):
        if not scan:
            raise Invalid("请附上扫描件。", field="scan")
        staged: StoredFile = scan[0]
        files.attach([staged], row, actor=actor, purpose=purpose, audience=audience)
        return staged
    return files.keep(
        scan, county_id=row.county_id, actor=actor, kind=row.kind, matter_id=row.pk, purpose=purpose, audience=audience
    )
