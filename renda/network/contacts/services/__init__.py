"""Writes of contacts: pairs begun and ended, contacts written down, residents' data erased, the county's words."""

from renda.network.contacts.services.ending import (
    end_pair,
    erase_outdated,
    erase_pair,
    lapse_pair,
    unmask_pair,
)
from renda.network.contacts.services.keeping import begin_pair, complete_pair, log_pair
from renda.network.contacts.services.setting import set_least, set_words

__all__ = [
    "begin_pair",
    "complete_pair",
    "end_pair",
    "erase_outdated",
    "erase_pair",
    "lapse_pair",
    "log_pair",
    "set_least",
    "set_words",
    "unmask_pair",
]
