"""Errors that a user can mend: one clear Chinese sentence each, printed by the command line without a traceback."""

from __future__ import annotations

import errno
from pathlib import Path


class UserError(Exception):
    """A mistake of the user's (a name, a parameter, a file); the message says what is allowed."""

    def _render_traceback_(self) -> list[str]:
        """What IPython shows below the cell instead of a traceback: the sentence."""
        return [str(self)]


def unwritable(error: OSError) -> str:
    """A file or folder that could not be read or written as one Chinese sentence; only its name is told."""
    name = Path(error.filename).name if isinstance(error.filename, str | Path) else "文件"
    match error:
        case PermissionError():
            why = "没有权限，或文件正被别的程序打开；请关闭后重试"
        case NotADirectoryError() | FileExistsError():
            why = "应是文件夹的地方是一个文件；请移走后重试"
        case FileNotFoundError():
            why = "找不到；可能运行时被移动或删除，请重试"
        case _ if error.errno == errno.ENOSPC:
            why = "磁盘已满；请腾出空间后重试"
        case _:
            why = f"系统报告：{error.strerror or type(error).__name__}"
    return f"“{name}”读写不了：{why}。"
