"""click in Chinese: the words of its help pages, and its complaints as one sentence that says what is allowed."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from contextlib import contextmanager

import click

_HEADINGS = {"Options": "选项", "Commands": "命令", "Arguments": "参数"}


class ChineseFormatter(click.HelpFormatter):
    """Headings in Chinese."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The usage line."""
        words = {"[OPTIONS]": "[选项]", "COMMAND [ARGS]...": "命令 [参数]…"}
        for english, chinese in words.items():
            args = args.replace(english, chinese)
        super().write_usage(prog, args, prefix or "用法：")

    @contextmanager
    def section(self, name: str) -> Iterator[None]:
        """A section under its Chinese heading."""
        with super().section(_HEADINGS.get(name, name)):
            yield


class ChineseContext(click.Context):
    """Prints help with Chinese headings."""

    formatter_class = ChineseFormatter


class ChineseHelp(click.Command):
    """Describes the help option in Chinese."""

    context_class = ChineseContext

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The help option."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "显示这份说明。"
        return option


class ChineseCommand(ChineseHelp, click.Command):
    """A command whose help page is Chinese throughout."""


def sentence(error: click.ClickException) -> str:
    """A mistake in the command as one Chinese sentence."""
    match error:
        case click.exceptions.NoArgsIsHelpError():
            return error.format_message()
        case click.NoSuchOption():
            return f"不认识的选项“{error.option_name}”；可选：{'、'.join(_options(error.ctx))}。"
        case click.exceptions.NoSuchCommand():
            return _no_such_command(error)
        case click.MissingParameter():
            return f"缺少{_named(error)}。"
        case click.BadParameter():
            kind = "整数" if isinstance(error.param and error.param.type, click.types.IntParamType) else "合适的值"
            return f"{_named(error)}的值要写成{kind}。"
        case click.BadOptionUsage():
            return f"选项“{error.option_name}”后面要跟一个值。"
        case _:
            return f"命令写法有误（{error.format_message()}）；用 --help 查看用法。"


def _no_such_command(error: click.exceptions.NoSuchCommand) -> str:
    group = error.ctx.command if error.ctx else None
    names = group.list_commands(error.ctx) if isinstance(group, click.Group) and error.ctx else []
    near = difflib.get_close_matches(error.command_name, names, n=1)
    guess = f"，是不是“{near[0]}”" if near else ""
    return f"没有命令“{error.command_name}”{guess}；可选：{'、'.join(names)}。"


def _options(context: click.Context | None) -> list[str]:
    return [param.opts[-1] for param in context.command.get_params(context)] if context else []


def _named(error: click.BadParameter) -> str:
    names = error.param.opts if error.param else []
    return f"选项“{names[-1]}”" if names else "参数"
