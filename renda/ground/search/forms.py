"""What stands in the address of a search. Whatever it says, the answer is a page: what is not understood narrows nothing."""

from collections.abc import Mapping

from renda.ground.search.finding import Ask
from renda.ground.search.rules import LONGEST_QUESTION, Facets
from renda.ground.search.states import Order

NAMES = ("kind", "year", "org", "town", "state")
LONGEST = 80


def read_ask(values: Mapping[str, str], *, size: int = 20) -> Ask:
    """The search named by the address or by the query of the API."""
    facets = Facets(**{name: values.get(name, "")[:LONGEST].replace("\x00", "") for name in NAMES})
    order = values.get("order", "")
    return Ask(
        typed=values.get("q", "")[:LONGEST_QUESTION].replace("\x00", "").strip(), facets=facets,
        order=order if order in Order.values else Order.FIT, after=values.get("after", "")[:20], size=size,
    )  # fmt: skip
