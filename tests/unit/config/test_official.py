"""公文 in township.yml: each fault is named, all at once."""

import pytest

from yanpan.config.township import RoundConfig
from yanpan.config.yaml import parse_model
from yanpan.errors import UserError

BASE = """\
名称: 届中分析
届别: 某届
本届起: 2021-01-01
本届止: 2025-12-31
截止日: 2023-04-20
依据: 某要求
方案: 某方案
镇名: 青禾镇
镇定位: 某定位
公文:
"""


def read(text):
    return parse_model(BASE + text, RoundConfig, name="township.yml").official


def test_nothing_is_on_by_default():
    assert read("") is None


def test_marks_in_the_order_of_the_standard():
    assert read('  {份号: "000001", 密级: 秘密, 保密期限: 1年, 紧急程度: 特急}').marks == ("000001", "秘密★1年", "特急")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("  {密级: 绝秘}", "“公文→密级”的值不合要求（可选 .*'秘密'、'机密'、'绝密'"),
        ("  {紧急程度: 急}", "“公文→紧急程度”的值不合要求"),
        ("  {密级: 秘密}", "写了“密级”的公文要有“份号”"),
        ("  {份号: 000012}", "“公文→份号”：要六位数字并加引号"),
        ("  {保密期限: 1年}", "写了“保密期限”，没有写“密级”"),
        ("  {版头: {发文机关标志: 某镇文件, 发文字号: '青党群[2026]012号'}}", "“公文→版头→发文字号”：要写成"),
        ("  {版头: {发文机关标志: 某镇文件}}", "缺少“公文→版头→发文字号”"),
        ("  {版记: {印发机关: 某办}}", "缺少“公文→版记→印发日期”"),
        ("  {紧急程序: 加急}", "不认识的键“公文→紧急程序”，是不是“紧急程度”"),
    ],
)
def test_a_fault_is_named_with_its_place(text, said):
    with pytest.raises(UserError, match=said):
        read(text)


def test_all_faults_are_named_at_once():
    with pytest.raises(UserError) as told:
        read("  {紧急程度: 急, 份号: 1, 保密期限: 一年}")
    assert all(word in str(told.value) for word in ("紧急程度", "份号", "保密期限"))
