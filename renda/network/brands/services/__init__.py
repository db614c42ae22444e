"""Writes: one function per verb, named `<step>_<kind>`, one transaction each."""

from renda.network.brands.services.branding import (
    apply_brand,
    draft_brand,
    drop_brand,
    edit_brand,
    hand_in_brand,
    keep_brand,
    name_brand,
    rename_brand,
    send_back_brand,
    withdraw_brand,
)
from renda.network.brands.services.methods import change_method, make_method, set_themes, use_method
from renda.network.brands.services.showing import (
    decline_method_case,
    propose_method_case,
    publish_method_case,
    take_down_method_case,
)
from renda.network.brands.services.working import (
    begin_method_case,
    edit_method_case,
    finish_method_case,
    reopen_method_case,
    stop_method_case,
    tick_method_case,
    untick_method_case,
)

__all__ = [
    "apply_brand",
    "begin_method_case",
    "change_method",
    "decline_method_case",
    "draft_brand",
    "drop_brand",
    "edit_brand",
    "edit_method_case",
    "finish_method_case",
    "hand_in_brand",
    "keep_brand",
    "make_method",
    "name_brand",
    "propose_method_case",
    "publish_method_case",
    "rename_brand",
    "reopen_method_case",
    "send_back_brand",
    "set_themes",
    "stop_method_case",
    "take_down_method_case",
    "tick_method_case",
    "untick_method_case",
    "use_method",
    "withdraw_brand",
]
