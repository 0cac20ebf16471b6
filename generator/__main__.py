"""`python -m generator` is `niemyet`."""

import gc

# Modules and records live as long as the process; looking for garbage among them again and again finds none.
gc.set_threshold(50_000, 20, 100)

from generator.cli import main  # noqa: E402

__all__ = ["main"]

if __name__ == "__main__":
    main()
