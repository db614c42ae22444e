"""Photos as many phones take them (HEIC), read by a library that only decodes. Where its wheel is missing, the hint stays.

The library is loaded with the first such photo: servers that never meet one do not carry it.
"""

from functools import cache


@cache
def can_read() -> bool:
    """Whether HEIC photos can be read here; tells Pillow how."""
    try:
        from pi_heif import register_heif_opener
    except ImportError:
        return False
    register_heif_opener(thumbnails=False)
    return True
