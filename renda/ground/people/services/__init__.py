"""Writes of people, by subject: accounts, posts, codes, tokens, rosters, counting attempts."""

from renda.ground.people.services.accounts import (
    change_account,
    change_password,
    change_settings,
    close_account,
    end_sessions,
    give_second_factor,
    open_account,
    phone_key,
    reopen_account,
    reset_second_factor,
)
from renda.ground.people.services.codes import drop_old_codes, make_slip, send_sms_code, use_slip, use_sms_code
from renda.ground.people.services.lists import choose_columns, drop_view, keep_view
from renda.ground.people.services.posts import (
    appoint_stand_in,
    change_org,
    close_org,
    end_post,
    end_stand_in,
    open_org,
    start_post,
)
from renda.ground.people.services.roster import drop_roster, load_roster, read_roster, rows_of
from renda.ground.people.services.sign_in import (
    attempt_was_right,
    count_attempt,
    count_second_factor,
    second_factor_was_right,
)
from renda.ground.people.services.tables import read_table, write_table
from renda.ground.people.services.throttle import drop_old_counts, forget, give_back, throttle
from renda.ground.people.services.tokens import end_token, make_token, use_token
from renda.ground.people.services.vacancies import refresh_vacancies

__all__ = [
    "appoint_stand_in", "attempt_was_right", "change_account", "change_org", "change_password", "change_settings",
    "choose_columns", "close_account", "close_org", "count_attempt", "count_second_factor", "drop_old_codes", "drop_old_counts",
    "drop_roster", "drop_view", "end_post", "end_sessions", "end_stand_in", "end_token", "forget", "give_back", "give_second_factor", "keep_view",
    "load_roster",
    "make_slip", "make_token", "open_account", "open_org", "phone_key", "read_roster", "read_table", "refresh_vacancies", "reopen_account",
    "reset_second_factor", "rows_of", "second_factor_was_right", "send_sms_code", "start_post", "throttle", "use_slip",
    "use_sms_code", "use_token", "write_table",
]  # fmt: skip
