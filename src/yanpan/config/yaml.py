"""Reading a YAML file into a checked model, with every fault named at once in Chinese."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from yanpan.errors import UserError

Model = TypeVar("Model", bound=BaseModel)
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml's where there is one: eight times as fast."""


def load_model(path: Path, model: type[Model]) -> Model:
    """The file as `model` (which forbids unknown keys). UserError lists every unknown, missing or wrong key."""
    try:
        return parse_model(path.read_text(encoding="utf-8"), model, name=path.name)
    except FileNotFoundError:
        raise UserError(f"缺少文件 {path.name}（应在 {path.parent.name}/ 下）。") from None
    except UnicodeDecodeError:
        raise UserError(f"{path.name} 不是合法的 YAML。") from None


def parse_model(text: str, model: type[Model], *, name: str) -> Model:
    """The text of a file called `name` as `model`; UserError as by `load_model`."""
    try:
        data = yaml.load(text, _Loader)
    except yaml.YAMLError as error:
        where = getattr(error, "problem_mark", None)
        raise UserError(f"{name} 不是合法的 YAML" + (f"（第 {where.line + 1} 行）" if where else "") + "。") from None
    if data is not None and not isinstance(data, dict):
        raise UserError(f"{name} 有误：整个文件应由“键: 值”组成。")
    try:
        return model.model_validate(data or {})
    except ValidationError as error:
        faults = "；".join(_sentence(fault, model) for fault in error.errors())
        raise UserError(f"{name} 有误：{faults}。") from None


def _sentence(fault: Any, model: type[BaseModel]) -> str:
    place = "→".join(f"第{part + 1}项" if isinstance(part, int) else str(part) for part in fault["loc"])
    match fault["type"]:
        case "extra_forbidden":
            near = difflib.get_close_matches(str(fault["loc"][-1]), _keys(model), n=3, cutoff=0.5)
            return f"不认识的键“{place}”" + (f"，是不是“{'”或“'.join(near)}”" if near else "")
        case "missing":
            return f"缺少“{place}”"
        case "value_error":
            return (f"“{place}”：" if place else "") + str(fault["ctx"]["error"])
        case _:
            return f"“{place}”的值不合要求（{_expected(fault)}）"


def _expected(fault: Any) -> str:
    context = fault.get("ctx", {})
    if "expected" in context:
        return f"可选 {context['expected'].replace(' or ', '、').replace(', ', '、')}"
    limits = [
        f"{word} {context[key]}"
        for key, word in (("ge", "不小于"), ("gt", "大于"), ("le", "不大于"), ("lt", "小于"))
        if key in context
    ]
    words = {
        "fraction": "要比例，写成 2/3 的样子",
        "int": "要整数",
        "float": "要数字",
        "string": "要文字",
        "bool": "要是/否",
        "list": "要列表",
        "dict": "要键值",
        "date": "要日期",
    }
    return "、".join(limits) or next((text for name, text in words.items() if name in fault["type"]), "类型不对")


def _keys(model: type[BaseModel]) -> list[str]:
    names: list[str] = []
    for name, info in model.model_fields.items():
        names.append(info.alias or name)
        for argument in (info.annotation, *getattr(info.annotation, "__args__", ())):
            if isinstance(argument, type) and issubclass(argument, BaseModel):
                names.extend(_keys(argument))
    return names
