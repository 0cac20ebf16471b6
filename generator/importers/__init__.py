"""Official text to YAML records: what the national portal publishes, taken over without a guess.

Whatever is not understood stays as `{chua_ro: …, nguyen_van: official words}` and is reported, because a
wrong fee on a wall is worse than an unknown one.
"""
