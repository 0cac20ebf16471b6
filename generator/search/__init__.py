"""Looking procedures up in people's own words: the index the browser gets, and the same ranking in Python."""
