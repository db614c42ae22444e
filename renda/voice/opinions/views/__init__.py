"""Pages: the resident's (intake, receipt) and the staff's (list, matter page, entry)."""
