"""Records to what a page, a poster or a report shows: words and addresses, no markup."""
