"""A new commune's repository, and the layers it takes from others."""
