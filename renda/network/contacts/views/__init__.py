"""Pages of contacts: one pair and its contacts; lists, the check sheet, the county's words."""
