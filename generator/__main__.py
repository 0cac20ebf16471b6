"""`python -m generator` is `niemyet`."""

from generator.cli import main

__all__ = ["main"]

if __name__ == "__main__":
    main()
