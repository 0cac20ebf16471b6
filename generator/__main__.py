"""`python -m generator` is `niemyet`."""

import gc


def main() -> None:
    """Run the command line. It is loaded here, as the processes that set posters load this module, and none of it."""
    # Modules and records live as long as the process; looking for garbage among them again and again finds none.
    gc.set_threshold(50_000, 20, 100)
    from generator import cli

    cli.main()


if __name__ == "__main__":
    main()
