"""重新计票：python3 recount.py 结果包.json 结果单上的摘要

Recounts a result package with nothing but Python 3.8 or newer; it knows none of the platform's code. It refuses (exit 1) a package
that is not the one of the signed result sheet, has a slip changed, added or missing, or counts that are not those of its slips.
"""

from __future__ import annotations

import base64
import hashlib
import json
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    Point = tuple[int, int] | None

P = 0xFFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF
N = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
B = 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B
G = (
    0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296,
    0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5,
)


def octets(text: str) -> bytes:
    """The bytes of base64url without padding; only the one way of writing them is read, so that no paper counts twice."""
    found = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    if base64.urlsafe_b64encode(found).rstrip(b"=").decode() != text:
        raise ValueError(text)
    return found


def mask(seed: bytes, size: int) -> bytes:
    blocks = (hashlib.sha384(seed + i.to_bytes(4, "big")).digest() for i in range(-(-size // 48)))
    return b"".join(blocks)[:size]


def paper_is_good(n: int, e: int, message: bytes, signature: bytes) -> bool:
    """RSASSA-PSS with SHA-384 and 48 bytes of salt (RFC 8017, 8.1.2 and 9.1.2)."""
    size, bits = (n.bit_length() + 7) // 8, n.bit_length() - 1
    number = int.from_bytes(signature, "big")
    if len(signature) != size or number >= n:
        return False
    length = (bits + 7) // 8
    encoded = pow(number, e, n).to_bytes(size, "big")[-length:]
    masked, digest = encoded[: length - 49], encoded[length - 49 : -1]
    top = 8 * length - bits
    if encoded[-1] != 0xBC or masked[0] >> (8 - top):
        return False
    pad = mask(digest, len(masked))
    block = bytearray(masked[i] ^ pad[i] for i in range(len(masked)))
    block[0] &= 0xFF >> top
    if any(block[:-49]) or block[-49] != 1:
        return False
    inner = bytes(8) + hashlib.sha384(message).digest() + bytes(block[-48:])
    return hashlib.sha384(inner).digest() == digest


def add(a: Point, b: Point) -> Point:
    """The sum of two points of the curve P-256; None is the point at infinity."""
    if a is None or b is None:
        return a or b
    if a[0] == b[0] and (a[1] + b[1]) % P == 0:
        return None
    slope = (3 * a[0] * a[0] - 3) * pow(2 * a[1], -1, P) if a == b else (b[1] - a[1]) * pow(b[0] - a[0], -1, P)
    x = (slope * slope - a[0] - b[0]) % P
    return x, (slope * (a[0] - x) - a[1]) % P


def both(u: int, a: Point, v: int, b: Point) -> Point:
    """u times a plus v times b, bit by bit."""
    table = {(1, 0): a, (0, 1): b, (1, 1): add(a, b)}
    point: Point = None
    for i in range(256, -1, -1):
        point = add(point, point)
        bit = (u >> i & 1, v >> i & 1)
        point = add(point, table[bit]) if bit != (0, 0) else point
    return point


def mark_is_good(token: bytes, message: bytes, mark: bytes) -> bool:
    """ECDSA on P-256 with SHA-256 (FIPS 186-5, 6.4.2)."""
    if len(token) != 65 or token[0] != 4 or len(mark) != 64:
        return False
    x, y = int.from_bytes(token[1:33], "big"), int.from_bytes(token[33:], "big")
    r, s = int.from_bytes(mark[:32], "big"), int.from_bytes(mark[32:], "big")
    if max(x, y) >= P or (y * y - x * x * x + 3 * x - B) % P or not (0 < r < N and 0 < s < N):
        return False
    digest, inverse = int.from_bytes(hashlib.sha256(message).digest(), "big"), pow(s, -1, N)
    point = both(digest * inverse % N, G, r * inverse % N, (x, y))
    return point is not None and point[0] % N == r


def faults(package: Any, digest: str) -> Iterator[str]:
    text = json.dumps(package, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    if hashlib.sha256(text.encode()).hexdigest() != digest.strip().lower():
        yield "结果包的摘要和结果单上的不一样。"
    n, e, slips = int(package["key"]["n"], 16), package["key"]["e"], package["slips"]
    tokens = [slip["token"] for slip in slips]
    if tokens != sorted(set(tokens)):
        yield "有重复的票，或者没有按票号排列。"
    for number, slip in enumerate(slips, 1):
        if slip["choice"] not in package["options"]:
            yield f"第{number}张票选的不是这次表决的选项。"
        if not paper_is_good(n, e, octets(slip["prefix"]) + octets(slip["token"]), octets(slip["paper"])):
            yield f"第{number}张票不是发出的票。"
        message = f"{package['format']}\n{package['ballot']}\n{slip['choice']}".encode()
        if not mark_is_good(octets(slip["token"]), message, octets(slip["mark"])):
            yield f"第{number}张票被改动过。"
    counts = {option: sum(1 for slip in slips if slip["choice"] == option) for option in package["options"]}
    if counts != package["counts"] or len(slips) != package["returned"]:
        yield "票数和结果包里写的不一样。"
    if len(slips) > package["issued"]:
        yield "收回的票多于发出的票。"


def main(path: str, digest: str) -> int:
    try:
        with open(path, encoding="utf-8") as file:
            package = json.load(file)
        found = list(faults(package, digest))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        package, found = {}, [f"读不懂这个结果包：{error}"]
    for line in found:
        print(line)
    if found:
        print("不相符：不能用这个结果包。")
        return 1
    counts = "，".join(f"{words}{package['counts'][option]}" for option, words in package["options"].items())
    print(f"{package['title']}：发出{package['issued']}，收回{package['returned']}，{counts}。")
    print("相符：每张票都是发出的票，没有改动，票数正确。")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]) if len(sys.argv) == 3 else print(__doc__) or 2)
