"""Ways out that lead nowhere: the worker's log and a file, for trials without a gateway."""

import json
import logging
import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.conf import settings

from renda.ground.notices.channels.letter import Letter, TryLater

logger = logging.getLogger(__name__)


def send_to_console(url: str, letter: Letter) -> None:
    logger.warning("to %s: %s %s", letter.address, letter.title, letter.body)


def send_to_file(url: str, letter: Letter) -> None:
    """Append one line of JSON; the file is its owner's alone."""
    path = Path(unquote(urlsplit(url).path) or settings.DATA / "outbox.jsonl")
    line = {"id": str(letter.key), "to": letter.address, "title": letter.title, "body": letter.body}
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(descriptor, "a", encoding="utf-8") as file:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
    except OSError as error:
        raise TryLater(f"写不进文件：{type(error).__name__}") from error
