"""What a page may weigh: the one place that says so. Tests measure the built site against it."""

FIRST_VIEW_BYTES = 14_600
"""Everything loaded until 2 s after the load event, compressed with gzip: ten TCP segments, one round trip."""

FIRST_VIEW_REQUESTS = 3
"""Requests until 2 s after the load event, the page itself among them."""

SCRIPT_BYTES = 2_560
"""The one script that every page asks for, compressed."""

PRINTED_PAGES = 2
"""A4 pages of a procedure in print."""

QUIET_MILLISECONDS = 2_000
"""How long after the load event the first view lasts."""
