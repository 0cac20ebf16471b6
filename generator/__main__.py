"""`python -m generator` is `niemyet`."""

import gc


def main() -> None:
    """Run the command line. It is loaded here, as the processes that set posters load this module, and none of it."""
    # Modules and records live until the end: looking through them for garbage again and again takes a tenth of a build.
    gc.set_threshold(500_000)
    from generator import cli

    cli.main()


if __name__ == "__main__":
    main()
