"""The command line: `yanpan check`, `run`, `status` and others. Libraries are imported when a command needs them."""

from __future__ import annotations

import sys
from importlib import import_module

import click

import yanpan
from yanpan.cli.chinese import ChineseHelp, sentence
from yanpan.errors import UserError, unwritable

_COMMANDS = {
    "check": "检查原始材料，列出全部错误、提醒和缺少的内容",
    "run": "从原始材料生成各村和全镇的报告，只重做有变化的",
    "status": "逐村说明报告是最新的还是须重做、为什么",
    "quarterly": "写出一个季度的督查与整改分析和各村提醒单",
    "archive": "把各批次汇成履职档案：一村一档、一人一档",
    "method": "写出方法核算：每一步怎样算、算出什么",
    "verify": "核验写好的报告：每个数字能否由原始材料重新推出",
    "diff": "比较两次结果：变了的数字、档次、问题和文字，以及原因",
    "comments": "读回审阅过的 Word：批注和修订对应到段落和数据",
    "scan": "扫描要外发的文件，查有没有未脱敏的名称、证件号",
    "lock-policy": "开票前锁定研判口径，以后的改动写进报告",
    "sign": "签批一个版本的报告",
    "release": "发布一个版本：末页带签批的报告和发布记录",
    "sample": "生成样例镇的原始材料",
    "forms": "写出空白表，供镇和各村填写",
    "new-round": "建一个新批次：文件夹、参数和空白表",
    "codebook": "由表结构重新生成 DATA.md",
}


class LazyGroup(ChineseHelp, click.Group):
    """Finds a command's module only when the command is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands, in the order in which one uses them."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """The command of that name; None if there is none."""
        if name not in _COMMANDS:
            return None
        command: click.Command = import_module(f"yanpan.cli.commands_{name.replace('-', '_')}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Names and purposes, without importing any command."""
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))


@click.command(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]}, no_args_is_help=True)
@click.version_option(yanpan.__version__, "--version", message="yanpan %(version)s", help="显示版本号。")
def cli() -> None:
    """研判：从镇的原始材料写出各村（社区）和全镇的分析研判报告。"""


def main(arguments: list[str] | None = None) -> None:
    """Run the command line. Exit code 0 done, 1 material refused or a report failed, 2 mistake in the command."""
    sys.exit(run(arguments))


def run(arguments: list[str] | None = None) -> int:
    """The exit code; messages go to the terminal, mistakes to stderr as one sentence without traceback."""
    try:
        code = cli.main(arguments, prog_name="yanpan", standalone_mode=False)
    except click.ClickException as error:
        return _complain(sentence(error), 2)
    except click.Abort:
        return _complain("已中断；已经完成的报告保留。", 130)
    except UserError as error:
        return _complain(str(error), 1 if hasattr(error, "faults") else 2)
    except OSError as error:
        return _complain(unwritable(error), 2)
    return code if isinstance(code, int) else 0


def _complain(message: str, code: int) -> int:
    click.echo(message, err=True)
    return code
