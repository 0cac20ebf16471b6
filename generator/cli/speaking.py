"""click's own words in Vietnamese: help, usage and what it says of a wrong command line."""

from __future__ import annotations

from typing import Any

import click


class Words:
    """click's own words in Vietnamese."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = ctx.command.collect_usage_pieces(ctx)
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix="Cách dùng: ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        self._section("Tùy chọn", click.Option, ctx, formatter)
        if isinstance(ctx.command, click.Group):
            ctx.command.format_commands(ctx, formatter)

    def format_arguments(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        self._section("Tham số", click.Argument, ctx, formatter)

    def _section(
        self, title: str, kind: type[click.Parameter], ctx: click.Context, formatter: click.HelpFormatter
    ) -> None:
        parameters = [one for one in ctx.command.get_params(ctx) if isinstance(one, kind)]
        records = [record for one in parameters if (record := one.get_help_record(ctx))]
        if records:
            with formatter.section(title):
                formatter.write_dl(records)


class Command(Words, click.Command):
    """A command that speaks Vietnamese."""

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **{"options_metavar": "[TÙY CHỌN]", **settings})


class Group(Words, click.Group):
    """The group of all commands, speaking Vietnamese."""

    command_class = Command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Các lệnh"):
            formatter.write_dl([(name, self.commands[name].get_short_help_str(200)) for name in self.commands])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in self.commands and not args[0].startswith("-"):
            raise click.UsageError(f'không có lệnh "{args[0]}"; các lệnh: {", ".join(self.commands)}', ctx)
        return super().resolve_command(ctx, args)


def usage_words(error: click.UsageError) -> str:
    if isinstance(error, click.NoSuchOption):
        return f'không có tùy chọn "{error.option_name}"'
    if isinstance(error, click.MissingParameter):
        return f"thiếu {error.param.make_metavar(error.ctx) if error.param and error.ctx else 'tham số'}"
    if isinstance(error, click.BadOptionUsage):
        return f'tùy chọn "{error.option_name}" cần một giá trị'
    if isinstance(error, click.BadParameter):
        # The option as it is typed; click's own words are English.
        return f"giá trị của {error.param.opts[-1] if error.param else 'tham số'} không dùng được"
    if error.message.startswith("Got unexpected extra"):
        return "thừa tham số"
    return error.message
