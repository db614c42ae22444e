"""A router as bytes and back: numpy arrays, compressed; the weights of labels in half precision."""

from io import BytesIO
from typing import TYPE_CHECKING, Any

from renda.ground.search.advice.linear import Linear

if TYPE_CHECKING:
    from renda.ground.search.advice.routing import Router


def pack(router: "Router") -> bytes:
    import numpy as np

    names = sorted(router.columns, key=router.columns.__getitem__)
    out = BytesIO()
    np.savez_compressed(
        out, labels=_bytes("\n".join(router.labels)), names=_bytes("\n".join(names)),
        weights=np.array(router.weights, dtype=np.float32), linear=router.linear.weights.astype(np.float16),
        sure=np.array([router.sharpness, router.unsure_below]),
        scale=np.array([router.scale.middle, router.scale.spread] if router.scale else [], dtype=np.float32),
    )  # fmt: skip
    return out.getvalue()


def unpack(packed: bytes) -> "Router":
    import numpy as np

    from renda.ground.search.advice.routing import Router, Scale

    with np.load(BytesIO(packed), allow_pickle=False) as found:
        names = found["names"].tobytes().decode().split("\n")
        sharpness, unsure_below = (float(one) for one in found["sure"])
        scale = Scale(*found["scale"]) if len(found["scale"]) else None
        return Router(
            tuple(found["labels"].tobytes().decode().split("\n")), {name: at for at, name in enumerate(names)},
            tuple(found["weights"].tolist()), Linear(found["linear"].astype(np.float32)), sharpness, unsure_below, scale,
        )  # fmt: skip


def _bytes(text: str) -> Any:
    import numpy as np

    return np.frombuffer(text.encode(), dtype=np.uint8)
