"""A township that has nothing but its roster gets to a clean check by the commands that README.zh-CN.md names."""

import re
from pathlib import Path

import pytest

from yanpan.cli import run
from yanpan.config.township import load_round
from yanpan.errors import UserError
from yanpan.forms import Known, new_round
from yanpan.forms.rounds import township_yaml

ROOT = Path(__file__).parents[3]
DATES = {
    "届别": "2021年换届至2026年届满",
    "本届起": "2021-01-01",
    "本届止": "2025-12-31",
    "截止日": "2023-04-20",
    "依据": "要求",
    "方案": "工作方案",
    "镇名": "青禾镇",
    "镇定位": "中心镇",
}


def walk():
    """The commands of the README's section, in order."""
    section = (ROOT / "README.zh-CN.md").read_text(encoding="utf-8").split("## 换一个镇")[1].split("\n## ")[0]
    return [line.split()[1:] for line in re.findall(r"`(yanpan [^`]*2024-mid)`", section)]


def write_dates(path):
    text = path.read_text(encoding="utf-8")
    for key, value in DATES.items():
        text = re.sub(rf"^{key}:", f"{key}: {value}", text, flags=re.M)
    path.write_text(text, encoding="utf-8")


def test_the_walk_of_the_readme_ends_in_a_clean_check(bare, tables, monkeypatch, capsys, fill):
    monkeypatch.chdir(bare.root)
    begin, again, check, report = walk()
    assert (begin[0], again[0], check[0], report[0]) == ("new-round", "forms", "check", "run")
    assert run(begin) == 0
    assert run(check) == 2, "the dates are not filled in yet"
    assert "截止日" in capsys.readouterr().err
    raw = bare.raw("2024-mid")
    write_dates(bare.round_params("2024-mid") / "township.yml")
    fill(raw, tables, only=["村社名册"])
    assert run(again) == 0
    fill(raw, tables, only=["班子成员"])
    assert run(again) == 0
    fill(raw, tables, only=sorted(set(tables) - {"村社名册", "班子成员"}))
    capsys.readouterr()
    assert run(check) == 0
    assert "没有收到" not in capsys.readouterr().out


def test_nothing_that_exists_is_written_over(bare):
    new_round(bare, "2024-mid", known=Known())
    path = bare.round_params("2024-mid") / "township.yml"
    path.write_text("名称: 我填的\n", encoding="utf-8")
    assert not new_round(bare, "2024-mid", known=Known()).parameters_made
    assert path.read_text(encoding="utf-8") == "名称: 我填的\n"


@pytest.mark.parametrize("name", ["2024", "2024-MID", "../x", "2024-mid/..", "二〇二四", "2024-", "2024-mid\n"])
def test_other_names_are_refused_and_make_nothing(bare, name):
    with pytest.raises(UserError, match="如 2024-mid"):
        new_round(bare, name, known=Known())
    assert not (bare.root / "data").exists()


def test_the_basic_facts_carry_over_but_the_closing_date_does_not(bare):
    like = load_round(ROOT / "params" / "2023-mid")
    text = township_yaml(like)
    assert "镇名: 青禾镇" in text
    assert re.search(r"^截止日: +#", text, flags=re.M)
    path = bare.round_params("2024-mid")
    path.mkdir()
    (path / "township.yml").write_text(text.replace("截止日:", "截止日: 2024-04-20"), encoding="utf-8")
    assert load_round(path).term_start == like.term_start
