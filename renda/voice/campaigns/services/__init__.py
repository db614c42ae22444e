"""Writes of campaigns, by verb. Each takes one step of one matter, or many rows by way of a job."""

from renda.voice.campaigns.services.campaign import close_campaign, edit_campaign, open_campaign, prepare_campaign
from renda.voice.campaigns.services.comparing import compare_items, compare_running
from renda.voice.campaigns.services.deeds import (
    drop_campaign_action,
    edit_campaign_action,
    plan_campaign_action,
    report_campaign_action,
    send_back_campaign_action,
    verify_campaign_action,
)
from renda.voice.campaigns.services.entering import collect_campaign_item, edit_campaign_item, withdraw_campaign_item
from renda.voice.campaigns.services.figures import count_campaign, count_running
from renda.voice.campaigns.services.handling import (
    handle_again_campaign_item,
    handle_campaign_item,
    lapse_campaign_item,
    rate_campaign_item,
    reply_campaign_item,
)
from renda.voice.campaigns.services.runs import start_run, take_run
from renda.voice.campaigns.services.sheets import (
    confirm_sheet,
    correct_row,
    drop_sheet,
    keep_rows,
    load_sheet,
    read_sheet,
    skip_row,
)
from renda.voice.campaigns.services.slips import order_slip, set_sheet_form
from renda.voice.campaigns.services.sorting import (
    assign_campaign_item,
    close_campaign_item,
    explain_campaign_item,
    hand_back_campaign_item,
    merge_campaign_item,
    press_campaign_item,
    sort_campaign_item,
    split_campaign_item,
    take_back_campaign_item,
)

__all__ = [
    "assign_campaign_item", "close_campaign", "close_campaign_item", "collect_campaign_item", "compare_items", "compare_running",
    "confirm_sheet", "correct_row", "count_campaign", "count_running", "drop_campaign_action", "drop_sheet",
    "edit_campaign", "edit_campaign_action", "edit_campaign_item", "explain_campaign_item", "hand_back_campaign_item",
    "handle_again_campaign_item", "handle_campaign_item", "keep_rows", "lapse_campaign_item", "load_sheet",
    "merge_campaign_item", "open_campaign", "order_slip", "plan_campaign_action", "prepare_campaign",
    "press_campaign_item", "rate_campaign_item", "read_sheet", "reply_campaign_item", "report_campaign_action",
    "send_back_campaign_action", "set_sheet_form", "skip_row", "sort_campaign_item", "split_campaign_item", "start_run",
    "take_back_campaign_item", "take_run", "verify_campaign_action", "withdraw_campaign_item",
]  # fmt: skip
