"""How lines of the log are written: never with the values of a row.

PostgreSQL answers a refused row with `DETAIL:  Failing row contains (…)` and `Key (…)=(…)`, all its values in it: a resident's
words or a phone would stand in the log for ever. What such an answer says of the table and the rule stays.
"""

import logging
import re

# From DETAIL to what else the server says, or to the end of this exception; a value may hold line breaks.
DETAIL = re.compile(
    r"DETAIL:\s.*?(?=\n(?:CONTEXT|HINT|QUERY|STATEMENT):|\n\nThe above exception|\n\nDuring handling|\Z)", re.DOTALL
)
LEFT_OUT = "DETAIL: (values left out)"


def without_values(text: str) -> str:
    return DETAIL.sub(LEFT_OUT, text) if "DETAIL:" in text else text


class Formatter(logging.Formatter):
    """The formatter of every handler (settings.LOGGING)."""

    def format(self, record: logging.LogRecord) -> str:
        return without_values(super().format(record))
